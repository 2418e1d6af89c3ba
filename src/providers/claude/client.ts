import { createAnthropic } from '@ai-sdk/anthropic';
import { adaptAiSdkModel } from '#ports/ai-sdk-language-model';
import type { LanguageModel } from '#ports/language-model';
import { judgeClaudeFailure } from './error.ts';

/** Claude as a language model, without thinking. @see providers.md 8 */
export function createClaudeLanguageModel(input: {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly modelName: string;
}): LanguageModel {
  const anthropic = createAnthropic({ baseURL: `${input.baseUrl}/v1`, apiKey: input.apiKey });
  return adaptAiSdkModel({
    vendor: 'claude',
    modelName: input.modelName,
    model: anthropic(input.modelName),
    providerOptions: { anthropic: { thinking: { type: 'disabled' } } },
    judge: judgeClaudeFailure,
  });
}
