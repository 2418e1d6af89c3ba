import { createDeepSeek } from '@ai-sdk/deepseek';
import { adaptAiSdkModel } from '#ports/ai-sdk-language-model';
import type { LanguageModel } from '#ports/language-model';
import { judgeDeepSeekFailure } from './error.ts';

/** DeepSeek as a language model, without thinking. @see providers.md 6 */
export function createDeepSeekLanguageModel(input: {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly modelName: string;
}): LanguageModel {
  const deepSeek = createDeepSeek({ baseURL: input.baseUrl, apiKey: input.apiKey });
  return adaptAiSdkModel({
    vendor: 'deepseek',
    modelName: input.modelName,
    model: deepSeek(input.modelName),
    providerOptions: { deepseek: { thinking: { type: 'disabled' } } },
    judge: judgeDeepSeekFailure,
  });
}
