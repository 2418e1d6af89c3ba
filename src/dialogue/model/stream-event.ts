import { z } from 'zod';
import { moodFrame } from './mood-frame.ts';
import { avatarState, renderHints } from './persona.ts';
import { productCard, reply } from './reply.ts';
import { uuid } from './scalar.ts';

const base = { request_id: uuid };

/**
 * Everything that can happen to a request, in the user's one stream of events. `accepted` comes first; exactly one of
 * `done`, `error`, `superseded`, `cancelled` comes last. @see DESIGN.md 8.3
 */
export const streamEvent = z.discriminatedUnion('type', [
  z.object({ ...base, type: z.literal('accepted'), message_id: uuid }),
  z.object({
    ...base,
    type: z.literal('mood'),
    mood: moodFrame.pick({
      mood_frame_id: true,
      emotion: true,
      rive_params: true,
      signals: true,
      mood_confidence: true,
      context_pattern: true,
    }),
  }),
  z.object({
    ...base,
    type: z.literal('persona'),
    avatar_state: avatarState,
    render_hints: renderHints,
    query_level: z.number().int(),
  }),
  z.object({ ...base, type: z.literal('items'), items: z.array(productCard), rationale: z.string().nullable() }),
  z.object({
    ...base,
    type: z.literal('text'),
    index: z.number().int().min(0),
    sentence: z.string(),
    speech: z.string(),
  }),
  z.object({ ...base, type: z.literal('audio'), stream_id: uuid, available: z.boolean() }),
  z.object({ ...base, type: z.literal('done'), reply }),
  z.object({
    ...base,
    type: z.literal('error'),
    code: z.string(),
    detail: z.string(),
    retry_after_seconds: z.number().optional(),
  }),
  z.object({ ...base, type: z.literal('superseded'), by: uuid }),
  z.object({ ...base, type: z.literal('cancelled') }),
]);
export type StreamEvent = z.output<typeof streamEvent>;
export type StreamEventType = StreamEvent['type'];
