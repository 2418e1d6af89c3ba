import { option } from '#kernel/option';

/** Settings of Qwen (Alibaba Model Studio). Without a key its emulator answers. @see providers.md 7 */
export const qwenOptions = {
  apiKey: option.secret({
    env: 'QWEN_API_KEY',
    doc: 'Key of Alibaba Model Studio; without it the emulator answers. Keys differ by region.',
    default: '',
  }),
  baseUrl: option.url({
    env: 'QWEN_BASE_URL',
    doc: 'Base URL of the OpenAI-compatible mode; the mainland has its own.',
    default: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
  }),
  modelName: option.string({ env: 'QWEN_MODEL', doc: 'Model for answers.', default: 'qwen-plus' }),
};
