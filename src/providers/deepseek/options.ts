import { option } from '#kernel/option';

/** Settings of DeepSeek. Without a key its emulator answers. @see providers.md 6 */
export const deepSeekOptions = {
  apiKey: option.secret({
    env: 'DEEPSEEK_API_KEY',
    doc: 'Key of the DeepSeek API; without it the emulator answers.',
    default: '',
  }),
  baseUrl: option.url({
    env: 'DEEPSEEK_BASE_URL',
    doc: 'Base URL of the DeepSeek API.',
    default: 'https://api.deepseek.com',
  }),
  modelName: option.string({
    env: 'DEEPSEEK_MODEL',
    doc: 'Model for answers; thinking is switched off for speed.',
    default: 'deepseek-v4-flash',
  }),
};
