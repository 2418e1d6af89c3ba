import { option } from '#kernel/option';

/** Settings of Claude (Anthropic Messages). Without a key its emulator answers. @see providers.md 8 */
export const claudeOptions = {
  apiKey: option.secret({
    env: 'CLAUDE_API_KEY',
    doc: 'Key of the Anthropic API; without it the emulator answers.',
    default: '',
  }),
  baseUrl: option.url({
    env: 'CLAUDE_BASE_URL',
    doc: 'Base URL of the Anthropic API, without the version.',
    default: 'https://api.anthropic.com',
  }),
  modelName: option.string({ env: 'CLAUDE_MODEL', doc: 'Model for answers.', default: 'claude-sonnet-5-5' }),
};
