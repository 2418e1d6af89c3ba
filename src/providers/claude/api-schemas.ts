import { z } from 'zod';

/** Models that are served, and until when. @see providers.md 8.3 */
export const CLAUDE_MODELS: readonly { readonly id: string; readonly endsAt?: string }[] = [
  { id: 'claude-haiku-4-5' },
  { id: 'claude-haiku-5-5' },
  { id: 'claude-sonnet-4-5', endsAt: '2026-11-30T00:00:00Z' },
  { id: 'claude-sonnet-4-6' },
  { id: 'claude-sonnet-5' },
  { id: 'claude-sonnet-5-5' },
  { id: 'claude-opus-4-5' },
  { id: 'claude-opus-5' },
  { id: 'claude-opus-5-5' },
];

const block = z.looseObject({ type: z.string(), text: z.string().optional() });
const content = z.union([z.string(), z.array(block)]);

/** `POST /v1/messages`. */
export const claudeRequest = z.looseObject({
  model: z.string(),
  max_tokens: z.number().int().min(1),
  messages: z.array(z.looseObject({ role: z.enum(['user', 'assistant']), content })).min(1),
  system: content.optional(),
  stream: z.boolean().optional(),
  temperature: z.number().min(0).max(1).optional(),
  output_config: z.looseObject({ format: z.looseObject({ type: z.string() }).nullish() }).optional(),
});
export type ClaudeRequest = z.output<typeof claudeRequest>;

/** Tokens of one answer, as running totals in a stream. */
export interface ClaudeUsage {
  readonly input_tokens: number;
  readonly cache_creation_input_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly output_tokens: number;
  readonly service_tier: 'standard';
}
