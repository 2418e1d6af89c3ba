import { z } from 'zod';
import { chatCompletionRequest } from '#ports/emulated-chat-request';

/** Models that are served. @see providers.md 7 */
export const QWEN_MODELS: readonly string[] = [
  'qwen-plus',
  'qwen-plus-latest',
  'qwen-flash',
  'qwen-turbo',
  'qwen3-max',
  'qwen3.7-max',
];

/** `POST /chat/completions` of the compatible mode. */
export const qwenRequest = chatCompletionRequest.extend({
  /** Off by default with commercial models; on is refused without a stream. */
  enable_thinking: z.boolean().nullish(),
  thinking_budget: z.number().nullish(),
});

/** Tokens of one answer. */
export interface QwenUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly prompt_tokens_details: { readonly cached_tokens: number };
}
