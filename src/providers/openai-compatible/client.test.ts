import { describeLanguageModel } from '#ports/language-model.conformance';
import { createOpenAiCompatibleLanguageModel } from './client.ts';
import { createOpenAiCompatibleEmulator } from './emulator.ts';
import { openAiCompatibleOptions } from './options.ts';

describeLanguageModel(
  'a server that speaks chat completions',
  async (model) => {
    const emulator = await createOpenAiCompatibleEmulator({ model, servedModel: 'local-model' });
    const client = createOpenAiCompatibleLanguageModel({ baseUrl: `${emulator.url}/v1`, modelName: 'local-model' });
    return { model: client, emulator, close: () => emulator.close() };
  },
  () => {
    const baseUrl = process.env[openAiCompatibleOptions.baseUrl.env];
    const modelName = process.env[openAiCompatibleOptions.modelName.env];
    return baseUrl && modelName ? createOpenAiCompatibleLanguageModel({ baseUrl, modelName }) : undefined;
  },
);
