import { option } from '#kernel/option';

/** Settings of the public door. @see dialogue.md 2 */
export const gatewayOptions = {
  sessionSecret: option.secret({
    env: 'GATEWAY_SESSION_SECRET',
    doc: 'Key that signs access tokens: 32 bytes, base64',
  }),
  voiceSignalsKey: option.secret({
    env: 'VOICE_SIGNALS_HMAC_KEY',
    doc: 'Key shared with the speech recogniser: 32 bytes, base64',
  }),
  accessTokenSeconds: option.integer({
    env: 'GATEWAY_ACCESS_TOKEN_SECONDS',
    doc: 'Life of an access token',
    unit: 's',
    default: 900,
  }),
  refreshTokenDays: option.integer({
    env: 'GATEWAY_REFRESH_TOKEN_DAYS',
    doc: 'Life of an unused refresh token',
    unit: 'days',
    default: 60,
  }),
  linkCodeSeconds: option.integer({
    env: 'GATEWAY_LINK_CODE_SECONDS',
    doc: 'Life of a code that links a second device',
    unit: 's',
    default: 600,
  }),
  sessionsPerIpHour: option.integer({
    env: 'GATEWAY_SESSIONS_PER_IP_HOUR',
    doc: 'New anonymous sessions an address may open in an hour',
    default: 60,
  }),
  messagesPerUserSecond: option.integer({
    env: 'GATEWAY_MESSAGES_PER_USER_SECOND',
    doc: 'Messages of a user in a second',
    default: 2,
  }),
  messagesPerUserMinute: option.integer({
    env: 'GATEWAY_MESSAGES_PER_USER_MINUTE',
    doc: 'Messages of a user in a minute',
    default: 30,
  }),
  messagesPerIpSecond: option.integer({
    env: 'GATEWAY_MESSAGES_PER_IP_SECOND',
    doc: 'Messages of an address in a second',
    default: 10,
  }),
  waitingTurns: option.integer({
    env: 'GATEWAY_WAITING_TURNS',
    doc: 'Turns that may run or wait; above it the avatar says it is busy',
    default: 200,
  }),
  debounceWindowMs: option.integer({
    env: 'GATEWAY_DEBOUNCE_WINDOW_MS',
    doc: 'A message within this time of the one before supersedes it',
    unit: 'ms',
    default: 1_500,
  }),
  acceptTimeoutMs: option.integer({
    env: 'GATEWAY_ACCEPT_TIMEOUT_MS',
    doc: 'Longest wait until a message is stored',
    unit: 'ms',
    default: 5_000,
  }),
  turnTimeoutMs: option.integer({
    env: 'GATEWAY_TURN_TIMEOUT_MS',
    doc: 'Hard limit of a turn',
    unit: 'ms',
    default: 45_000,
  }),
  country: option.string({
    env: 'GATEWAY_COUNTRY',
    doc: 'Country whose helplines a crisis answer names',
    default: 'AE',
  }),
} as const;
