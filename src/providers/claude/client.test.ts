import { describeLanguageModel } from '#ports/language-model.conformance';
import { createClaudeLanguageModel } from './client.ts';
import { createClaudeEmulator } from './emulator.ts';
import { claudeOptions } from './options.ts';

const modelName = claudeOptions.modelName.default ?? '';

describeLanguageModel(
  'Claude',
  async (model) => {
    const emulator = await createClaudeEmulator({ model });
    const client = createClaudeLanguageModel({ baseUrl: `${emulator.url}`, apiKey: 'emulated-key', modelName });
    return { model: client, emulator, close: () => emulator.close() };
  },
  () => {
    const apiKey = process.env[claudeOptions.apiKey.env];
    return apiKey
      ? createClaudeLanguageModel({ baseUrl: claudeOptions.baseUrl.default ?? '', apiKey, modelName })
      : undefined;
  },
);
