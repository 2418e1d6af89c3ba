import { describeLanguageModel } from '#ports/language-model.conformance';
import { createGeminiLanguageModel } from './client.ts';
import { createGeminiEmulator } from './emulator.ts';
import { geminiOptions } from './options.ts';

const modelName = geminiOptions.modelName.default ?? '';

describeLanguageModel(
  'Gemini',
  async (model) => {
    const emulator = await createGeminiEmulator({ model });
    const client = createGeminiLanguageModel({ baseUrl: `${emulator.url}/v1beta`, apiKey: 'emulated-key', modelName });
    return { model: client, emulator, close: () => emulator.close() };
  },
  () => {
    const apiKey = process.env[geminiOptions.apiKey.env];
    return apiKey
      ? createGeminiLanguageModel({ baseUrl: geminiOptions.baseUrl.default ?? '', apiKey, modelName })
      : undefined;
  },
);
