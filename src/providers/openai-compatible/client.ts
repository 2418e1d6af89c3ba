import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { adaptAiSdkModel } from '#ports/ai-sdk-language-model';
import type { LanguageModel } from '#ports/language-model';
import { judgeOpenAiCompatibleFailure } from './error.ts';

/** Any server that speaks chat completions as a language model; a key only where the server wants one. */
export function createOpenAiCompatibleLanguageModel(input: {
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly modelName: string;
}): LanguageModel {
  const server = createOpenAICompatible({
    name: 'openai-compatible',
    baseURL: input.baseUrl,
    includeUsage: true,
    supportsStructuredOutputs: true,
    ...(input.apiKey ? { apiKey: input.apiKey } : {}),
  });
  return adaptAiSdkModel({
    vendor: 'openai-compatible',
    modelName: input.modelName,
    model: server.chatModel(input.modelName),
    judge: judgeOpenAiCompatibleFailure,
  });
}
