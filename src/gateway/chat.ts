import { createHash } from 'node:crypto';
import type { Call } from '#kernel/call';
import type { Clock } from '#kernel/clock';
import { ConflictError, InvalidInputError, OverloadedError, UnauthenticatedError } from '#kernel/error';
import { newId } from '#kernel/id';
import { withTimeout } from '#kernel/retry';
import { MESSAGE_MAX_LENGTH } from '#dialogue/llm-orchestrator/contract';
import type { IncomingMessage } from '#dialogue/llm-orchestrator/contract';
import { matchCrisis } from '#dialogue/model/crisis/match-crisis';
import { codePointLength } from '#dialogue/model/language/code-points';
import { isStorable } from '#dialogue/model/scalar';
import { userCacheKeys } from '#dialogue/model/user-cache-keys';
import { detectLanguage } from '#dialogue/model/language/detect-language';
import type { Reply } from '#dialogue/model/reply';
import type { Cache } from '#ports/cache';
import type { Identity } from './access-token.ts';
import { answerCrisis, crisisWindowKey } from './answer-crisis.ts';
import type { CrisisDeps } from './answer-crisis.ts';
import type { ChatBody } from './contract.ts';
import { toBusyReply } from './fixed-reply.ts';
import { limitMessages } from './limit-messages.ts';
import { runTurn } from './run-turn.ts';
import type { RunTurnDeps } from './run-turn.ts';
import { turnName } from './running-turns.ts';
import type { RunningTurns } from './running-turns.ts';
import type { Sessions } from './sessions.ts';
import { startSensors } from './start-sensors.ts';
import type { SensorDeps } from './start-sensors.ts';
import { supersedeTurns } from './supersede-turns.ts';
import { verifyVoiceSignals } from './verify-voice-signals.ts';

const FINGERPRINT_TTL_MS = 3_600_000;

/** What a chat message needs. */
export type ChatDeps = SensorDeps &
  RunTurnDeps &
  CrisisDeps & {
    readonly running: RunningTurns;
    readonly sessions: Pick<Sessions, 'requireAlive'>;
    readonly voiceSignalsKey: Buffer;
    readonly clock: Clock;
    readonly options: {
      readonly messagesPerUserSecond: number;
      readonly messagesPerUserMinute: number;
      readonly messagesPerIpSecond: number;
      readonly waitingTurns: number;
      readonly debounceWindowMs: number;
      readonly acceptTimeoutMs: number;
      readonly country: string;
    };
  };

/** What the sender is told. */
export interface Accepted {
  readonly request_id: string;
  readonly message_id: string;
  readonly status: 'accepted' | 'done';
  readonly events_url: string;
  readonly reply?: Reply;
}

/**
 * Takes a message: validate, crisis before every limit, limit, debounce, fan out. It answers when the message is stored, so
 * that what was accepted is never lost; the answer itself comes by events.
 *
 * @see DESIGN.md 4, dialogue.md 2
 */
export async function sendMessage(deps: ChatDeps, identity: Identity, body: ChatBody, call: Call): Promise<Accepted> {
  const startedAt = performance.now();
  const text = requireMessage(body.message);
  const requestId = body.request_id ?? newId();
  const message: IncomingMessage = {
    message_id: body.message_id ?? newId(),
    text,
    input_type: body.input_type,
    explicit_reply_to: body.explicit_reply_to ?? null,
    sent_at: deps.clock.now().toISOString(),
  };
  const accepted = (status: 'accepted' | 'done', reply?: Reply): Accepted => ({
    request_id: requestId,
    message_id: message.message_id,
    status,
    events_url: `/api/v1/chat/${requestId}/events`,
    ...(reply ? { reply } : {}),
  });
  const { userId } = identity;
  const crisis = matchCrisis(text) ?? (await matchJoinedCrisis(deps, userId, text));
  if (crisis) {
    await requireNotEnded(deps, identity);
    const language = detectLanguage(text).replyLanguage;
    return accepted(
      'done',
      await answerCrisis(deps, { userId, requestId, message, language, crisisLanguage: crisis.language }),
    );
  }
  const send = async (): Promise<Accepted> => {
    await deps.sessions.requireAlive(identity);
    await limitMessages(
      { cache: deps.cache, options: deps.options, onLimited: deps.events.limited },
      { userId, address: call.http?.remoteAddress ?? '', text },
    );
    await claimIds(deps.cache, userId, { requestId, message });
    const { status, reply } = await deps.running.join(turnName(userId, requestId), () =>
      startTurn(deps, identity, { body, message, requestId }, call),
    );
    return accepted(status, reply);
  };
  const sent = await withTimeout(send, {
    timeoutMs: deps.options.acceptTimeoutMs,
    operation: 'storing the message',
  }).catch((error: unknown) => {
    throw toSendError(error);
  });
  deps.events.messageAccepted({ requestId, durationMs: performance.now() - startedAt });
  return sent;
}

/** A crisis is answered although nobody can say just now whether the session lives; one that has ended stays out. */
async function requireNotEnded(deps: ChatDeps, identity: Identity): Promise<void> {
  try {
    await deps.sessions.requireAlive(identity);
  } catch (error) {
    if (error instanceof UnauthenticatedError) throw error;
  }
}

/** A cry for help may come in pieces: the messages that wait for their answer are read together with this one. */
async function matchJoinedCrisis(
  deps: ChatDeps,
  userId: string,
  text: string,
): Promise<ReturnType<typeof matchCrisis>> {
  const pending = await deps.pending.list(userId).catch(() => []);
  return matchCrisis([...pending.map((entry) => entry.message.text), text].join('. '));
}

interface TurnStart {
  readonly body: ChatBody;
  readonly message: IncomingMessage;
  readonly requestId: string;
}

/** What became of a start; `reply` when it is a fixed answer. */
interface Started {
  readonly status: 'accepted' | 'done';
  readonly reply?: Reply;
}

/** Starts the turn with all that waits within the window. @returns when its message is stored. */
async function startTurn(
  deps: ChatDeps,
  identity: Identity,
  { body, message, requestId }: TurnStart,
  call: Call,
): Promise<Started> {
  const { userId } = identity;
  if (deps.running.count >= deps.options.waitingTurns) return answerBusy(deps, identity, { requestId, message });
  const [pending, crisisWindow] = await Promise.all([
    deps.pending.list(userId),
    deps.cache.get(crisisWindowKey(userId)),
  ]);
  // The message went over to a later request, which answers it: sent again, it changes nothing.
  if (pending.some((entry) => entry.message.message_id === message.message_id && entry.requestId !== requestId))
    return { status: 'accepted' };
  const voiceSignals = await verifyVoiceSignals(
    { key: deps.voiceSignalsKey, cache: deps.cache, clock: deps.clock, onDropped: deps.events.voiceSignalsDropped },
    { userId, signals: body.voice_signals },
  );
  const burst = pending.filter(
    (entry) =>
      entry.requestId !== requestId &&
      deps.clock.nowMs() - entry.acceptedAtMs <= deps.options.debounceWindowMs &&
      body.input_type !== 'voice',
  );
  const superseded = new Set(burst.map((entry) => entry.requestId));
  const taken = pending.filter((entry) => superseded.has(entry.requestId));
  await deps.pending.adopt(userId, superseded, requestId);
  const noted = deps.pending.add(userId, { requestId, acceptedAtMs: deps.clock.nowMs(), message });
  const turn = runTurn(
    deps,
    {
      user_id: userId,
      request_id: requestId,
      messages: [...taken.map((entry) => entry.message), message],
      supersedes: [...superseded],
      voice_mode: body.voice_mode,
      mall_id: body.mall_id ?? null,
      photo_url: body.photo_url ?? null,
      crisis_window: crisisWindow !== undefined,
    },
    call.traceparent,
  );
  deps.running.track(turnName(userId, requestId), turn.ended);
  deps.running.track(
    `sensors:${turnName(userId, requestId)}`,
    startSensors(
      deps,
      { userId, requestId, messageId: message.message_id, text: message.text, voiceSignals, place: body },
      { ...call, signal: deps.running.shutdown },
    ),
  );
  const [status] = await Promise.all([turn.stored, noted]);
  // Only now: the earlier turns go on as long as nobody else has their messages.
  await supersedeTurns(deps, { userId, requestIds: superseded, by: requestId });
  return { status };
}

function requireMessage(text: string): string {
  if (text.trim() === '') throw new InvalidInputError('The message is empty.', { code: 'message_empty' });
  if (!isStorable(text))
    throw new InvalidInputError('The message holds characters that are no text.', { code: 'message_not_text' });
  if (codePointLength(text) > MESSAGE_MAX_LENGTH)
    throw new InvalidInputError(`A message has at most ${MESSAGE_MAX_LENGTH} characters.`, {
      code: 'message_too_long',
    });
  return text;
}

/** Remembers what the ids were used for. @throws ConflictError for the same id with other content. */
async function claimIds(
  cache: Cache,
  userId: string,
  { requestId, message }: { readonly requestId: string; readonly message: IncomingMessage },
): Promise<void> {
  const claim = async (key: string, fingerprint: string): Promise<void> => {
    if (await cache.setIfAbsent(key, fingerprint, { ttlMs: FINGERPRINT_TTL_MS })) return;
    if ((await cache.get(key)) !== fingerprint)
      throw new ConflictError('This id was used for another message.', { code: 'message_id_reused' });
  };
  const digest = createHash('sha256').update(message.text).digest('base64url');
  await claim(userCacheKeys.messageDigest(userId, message.message_id), digest);
  await claim(userCacheKeys.requestDigest(userId, requestId), `${message.message_id}:${digest}`);
}

async function answerBusy(
  deps: ChatDeps,
  identity: Identity,
  { requestId, message }: Pick<TurnStart, 'requestId' | 'message'>,
): Promise<Started> {
  deps.events.overloaded({ requestId, running: deps.running.count });
  const reply = toBusyReply({
    requestId,
    messageId: message.message_id,
    conversationId: requestId,
    language: detectLanguage(message.text).replyLanguage,
    now: deps.clock.now(),
    country: deps.options.country,
  });
  await deps.eventLog.publish(identity.userId, { type: 'done', request_id: requestId, reply });
  return { status: 'done', reply };
}

/** A message that could not be stored in time may be sent again with the same ids. */
function toSendError(error: unknown): unknown {
  if (typeof error === 'object' && error !== null && 'status' in error && Number(error.status) < 500) return error;
  return new OverloadedError('The message could not be stored: send it again with the same ids.', {
    code: 'not_stored',
    retryAfterSeconds: 2,
    cause: error,
  });
}
