import { z } from 'zod';
import { replyIntent } from './intent.ts';
import { avatarState, renderHints, voiceParams } from './persona.ts';
import { timestamp, uuid } from './scalar.ts';

/** Where a thing hangs, as the app shows it. */
export const cardStore = z.object({
  store_id: z.string(),
  name: z.string(),
  mall_id: z.string().nullable(),
  mall_name: z.string().nullable(),
  floor: z.string().nullable(),
  unit: z.string().nullable(),
  directions: z.string().nullable(),
});

/** One product in an answer: what it is, what it costs, where it hangs. */
export const productCard = z.object({
  product_id: uuid,
  sku: z.string(),
  brand: z.string(),
  name: z.string(),
  category: z.string(),
  colour: z.string().nullable(),
  material: z.string().nullable(),
  price: z.number().positive(),
  currency: z.string().length(3),
  image_url: z.string(),
  sizes_in_stock: z.array(z.string()),
  size_offered: z.string().nullable(),
  store: cardStore.nullable(),
  stock_checked_at: timestamp.nullable(),
  reason: z.string().nullable(),
  look_id: z.string().nullable(),
});
export type ProductCard = z.output<typeof productCard>;

/** One remembered thing that an answer used, for "why do you know this". */
export const memoryUse = z.object({
  kind: z.enum(['fact', 'episode']),
  knowledge_id: uuid.nullable(),
  conversation_id: uuid,
  message_id: uuid.nullable(),
  /** Facts: type and readable key, such as `body_params` and `size`. */
  type: z.string().nullable(),
  key: z.string().nullable(),
  value: z.string().nullable(),
  quote: z.string().nullable(),
  said_at: timestamp.nullable(),
});
export type MemoryUse = z.output<typeof memoryUse>;

/** The answer to one turn; crisis and degraded answers have the same shape. @see dialogue.md 3.16 */
export const reply = z.object({
  request_id: uuid,
  conversation_id: uuid,
  user_message_id: uuid,
  assistant_message_id: uuid.nullable(),
  exchange_id: uuid.nullable(),
  text: z.string(),
  speech_text: z.string(),
  lang: z.enum(['en', 'ru', 'ar']),
  items: z.array(productCard).max(12),
  voice_params: voiceParams,
  avatar_state: avatarState,
  render_hints: renderHints,
  intent: replyIntent,
  query_level: z.number().int().min(1).max(3),
  query_expansion_attempted: z.boolean(),
  query_expansion_used: z.boolean(),
  mood: z.object({ valence: z.number(), energy: z.number(), dominant: z.string() }).nullable(),
  memory_used: z.array(memoryUse),
  audio: z.object({ stream_id: uuid }).nullable(),
  degraded: z.boolean(),
  crisis_detected: z.boolean(),
  model_used: z.string(),
  duration_ms: z.number().int(),
  created_at: timestamp,
  /** HMAC of the server over conversation, id, content, cards and created_at; a replay must show it. */
  signature: z.string().nullable(),
});
export type Reply = z.output<typeof reply>;
