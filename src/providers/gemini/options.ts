import { option } from '#kernel/option';

/** Settings of Gemini. Without a key its emulator answers. @see providers.md 5 */
export const geminiOptions = {
  apiKey: option.secret({
    env: 'GEMINI_API_KEY',
    doc: 'Key of the Gemini API (Google AI Studio); without it the emulator answers.',
    default: '',
  }),
  baseUrl: option.url({
    env: 'GEMINI_BASE_URL',
    doc: 'Base URL of the Gemini API, version included.',
    default: 'https://generativelanguage.googleapis.com/v1beta',
  }),
  modelName: option.string({
    env: 'GEMINI_MODEL',
    doc: 'Model for answers and for the mood.',
    default: 'gemini-3.5-flash-lite',
  }),
};
