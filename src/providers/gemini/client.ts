import { createGoogle } from '@ai-sdk/google';
import { adaptAiSdkModel } from '#ports/ai-sdk-language-model';
import type { LanguageModel } from '#ports/language-model';
import { judgeGeminiFailure } from './error.ts';

/** Models before the third generation know a thinking budget, later ones a level. */
function leastThinking(modelName: string): { readonly thinkingBudget: number } | { readonly thinkingLevel: 'minimal' } {
  return modelName.startsWith('gemini-2') ? { thinkingBudget: 0 } : { thinkingLevel: 'minimal' };
}

/** Gemini as a language model, with as little thinking as the model allows: thinking spends the token limit first. @see providers.md 5 */
export function createGeminiLanguageModel(input: {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly modelName: string;
}): LanguageModel {
  const google = createGoogle({ baseURL: input.baseUrl, apiKey: input.apiKey });
  return adaptAiSdkModel({
    vendor: 'gemini',
    modelName: input.modelName,
    model: google(input.modelName),
    providerOptions: { google: { thinkingConfig: leastThinking(input.modelName) } },
    judge: judgeGeminiFailure,
  });
}
