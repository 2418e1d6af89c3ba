import { z } from 'zod';
import { chatCompletionRequest } from '#ports/emulated-chat-request';

/** Models that are served. @see providers.md 6 */
export const DEEPSEEK_MODELS: readonly string[] = ['deepseek-v4-flash', 'deepseek-v4-pro'];

/** `POST /chat/completions`. */
export const deepSeekRequest = chatCompletionRequest.extend({
  /** On by default. */
  thinking: z.looseObject({ type: z.enum(['enabled', 'disabled', 'adaptive']) }).nullish(),
  reasoning_effort: z.string().nullish(),
});

/** Tokens of one answer. */
export interface DeepSeekUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly prompt_tokens_details: { readonly cached_tokens: number };
  readonly completion_tokens_details: { readonly reasoning_tokens: number };
  readonly prompt_cache_hit_tokens: number;
  readonly prompt_cache_miss_tokens: number;
}

/** One chunk of a stream; every chunk has all of it. */
export interface DeepSeekChunk {
  readonly id: string;
  readonly object: 'chat.completion.chunk';
  readonly created: number;
  readonly model: string;
  readonly system_fingerprint: string;
  readonly choices: readonly [
    {
      readonly index: 0;
      readonly delta: {
        readonly role?: 'assistant';
        readonly content: string | null;
        readonly reasoning_content?: string;
      };
      readonly logprobs: null;
      readonly finish_reason:
        'stop' | 'length' | 'content_filter' | 'tool_calls' | 'insufficient_system_resource' | null;
    },
  ];
  readonly usage: DeepSeekUsage | null;
}
