import { describeLanguageModel } from '#ports/language-model.conformance';
import { createQwenLanguageModel } from './client.ts';
import { createQwenEmulator } from './emulator.ts';
import { qwenOptions } from './options.ts';

const modelName = qwenOptions.modelName.default ?? '';

describeLanguageModel(
  'Qwen',
  async (model) => {
    const emulator = await createQwenEmulator({ model });
    const client = createQwenLanguageModel({
      baseUrl: `${emulator.url}/compatible-mode/v1`,
      apiKey: 'emulated-key',
      modelName,
    });
    return { model: client, emulator, close: () => emulator.close() };
  },
  () => {
    const apiKey = process.env[qwenOptions.apiKey.env];
    return apiKey
      ? createQwenLanguageModel({ baseUrl: qwenOptions.baseUrl.default ?? '', apiKey, modelName })
      : undefined;
  },
);
