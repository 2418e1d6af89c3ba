import { createAlibaba } from '@ai-sdk/alibaba';
import { adaptAiSdkModel } from '#ports/ai-sdk-language-model';
import type { LanguageModel } from '#ports/language-model';
import { judgeQwenFailure } from './error.ts';

/** Qwen as a language model, without thinking (whole answers with thinking are refused). @see providers.md 7 */
export function createQwenLanguageModel(input: {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly modelName: string;
}): LanguageModel {
  const alibaba = createAlibaba({ baseURL: input.baseUrl, apiKey: input.apiKey });
  return adaptAiSdkModel({
    vendor: 'qwen',
    modelName: input.modelName,
    model: alibaba(input.modelName),
    providerOptions: { alibaba: { enableThinking: false } },
    judge: judgeQwenFailure,
  });
}
