import { describeLanguageModel } from '#ports/language-model.conformance';
import { createDeepSeekLanguageModel } from './client.ts';
import { createDeepSeekEmulator } from './emulator.ts';
import { deepSeekOptions } from './options.ts';

const modelName = deepSeekOptions.modelName.default ?? '';

describeLanguageModel(
  'DeepSeek',
  async (model) => {
    const emulator = await createDeepSeekEmulator({ model });
    const client = createDeepSeekLanguageModel({ baseUrl: `${emulator.url}`, apiKey: 'emulated-key', modelName });
    return { model: client, emulator, close: () => emulator.close() };
  },
  () => {
    const apiKey = process.env[deepSeekOptions.apiKey.env];
    return apiKey
      ? createDeepSeekLanguageModel({ baseUrl: deepSeekOptions.baseUrl.default ?? '', apiKey, modelName })
      : undefined;
  },
);
