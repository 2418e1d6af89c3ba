import { z } from 'zod';
import type { EmulatedPrompt } from './emulated-answer.ts';

const contentPart = z.looseObject({ type: z.string(), text: z.string().optional() });

/** The request of `/chat/completions` as far as emulators of its speakers read it. */
export const chatCompletionRequest = z.looseObject({
  model: z.string(),
  messages: z
    .array(
      z.looseObject({
        role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
        content: z.union([z.string(), z.array(contentPart)]).nullish(),
      }),
    )
    .min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  max_tokens: z.number().int().min(1).nullish(),
  max_completion_tokens: z.number().int().min(1).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  response_format: z.looseObject({ type: z.enum(['text', 'json_object', 'json_schema']) }).nullish(),
});
export type ChatCompletionRequest = z.output<typeof chatCompletionRequest>;

/** Reads the prompt out of a chat request. */
export function readChatPrompt(request: ChatCompletionRequest): EmulatedPrompt {
  const turns = request.messages.map(({ role, content }) => ({ role, content: flatten(content) }));
  const isSystem = (role: string): boolean => role === 'system' || role === 'developer';
  return {
    system: turns
      .filter((turn) => isSystem(turn.role))
      .map((turn) => turn.content)
      .join('\n\n'),
    messages: turns
      .filter((turn) => !isSystem(turn.role))
      .map((turn) => ({ role: turn.role === 'assistant' ? 'assistant' : 'user', content: turn.content })),
    maxOutputTokens: request.max_completion_tokens ?? request.max_tokens ?? undefined,
    wantsJson: request.response_format?.type === 'json_object' || request.response_format?.type === 'json_schema',
  };
}

function flatten(content: ChatCompletionRequest['messages'][number]['content']): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => part.text ?? '').join('');
}
