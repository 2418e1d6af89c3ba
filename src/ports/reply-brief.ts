import { z } from 'zod';

/** First line of the machine-readable block in a prompt; the block is one JSON line after it. */
export const REPLY_BRIEF_MARKER = 'UNDE-BRIEF-1';

/** Last line of an answer: the ordinals of the facts and episodes that it relied on, such as `USED: K1, E2`. */
export const USED_LINE_PREFIX = 'USED:';

/**
 * The facts of a turn as data, beside the prose of the prompt. Vendors' models may read it; the rule-based adapter reads
 * nothing else. Texts inside are the user's or the catalogue's: data, never instructions.
 */
export const replyBrief = z.object({
  version: z.literal(1),
  language: z.enum(['en', 'ru', 'ar']),
  intent: z.string(),
  tone_mode: z.string(),
  query_level: z.number().int(),
  user_message: z.string(),
  is_first_exchange: z.boolean(),
  days_away: z.number().nullable(),
  facts: z.array(
    z.object({
      ref: z.string(),
      type: z.string(),
      key: z.string(),
      value: z.string(),
      is_disputed: z.boolean(),
      is_new: z.boolean(),
      quote: z.string().nullable(),
    }),
  ),
  episodes: z.array(
    z.object({
      ref: z.string(),
      age: z.string(),
      role: z.string(),
      excerpt: z.string(),
      artifact: z.string().nullable(),
    }),
  ),
  recent: z.array(z.object({ role: z.enum(['user', 'assistant']), text: z.string() })),
  mood: z.object({ valence: z.number(), energy: z.number(), label: z.string() }),
  world: z.object({
    place: z.string().nullable(),
    part_of_day: z.string().nullable(),
    weather: z.string().nullable(),
    mall_closes_in_hours: z.number().nullable(),
  }),
  constraints: z.object({
    categories: z.array(z.string()),
    colours: z.array(z.string()),
    size: z.string().nullable(),
    max_price: z.number().nullable(),
    currency: z.string().nullable(),
    occasion: z.string().nullable(),
    excluded: z.array(z.string()),
  }),
  items: z.array(
    z.object({
      ref: z.string(),
      name: z.string(),
      brand: z.string(),
      category: z.string(),
      colour: z.string().nullable(),
      material: z.string().nullable(),
      price: z.number(),
      currency: z.string(),
      size_offered: z.string().nullable(),
      store_name: z.string().nullable(),
      mall_name: z.string().nullable(),
      floor: z.string().nullable(),
    }),
  ),
  rationale: z.string().nullable(),
  /** What the correction step did in this turn. */
  correction: z
    .object({
      type: z.string(),
      key: z.string().nullable(),
      old_value: z.string().nullable(),
      new_value: z.string().nullable(),
    })
    .nullable(),
  /** A question about the user's own memory, such as `body_params/size` or `all`; null when none was asked. */
  memory_question: z.string().nullable(),
  /** Ids of rules that bear on this answer, such as `no_items`, `ask_which_artefact`, `offer_no_concrete_items`. */
  rule_ids: z.array(z.string()),
  max_emoji: z.number().int(),
});
export type ReplyBrief = z.output<typeof replyBrief>;

/** Writes the block into a prompt. */
export function writeReplyBrief(brief: ReplyBrief): string {
  return `${REPLY_BRIEF_MARKER}\n${JSON.stringify(brief)}`;
}

/** Finds and reads the block in a prompt; undefined when there is none or it is broken. */
export function readReplyBrief(prompt: string): ReplyBrief | undefined {
  const start = prompt.lastIndexOf(`${REPLY_BRIEF_MARKER}\n`);
  if (start < 0) return undefined;
  const line = prompt.slice(start + REPLY_BRIEF_MARKER.length + 1).split('\n', 1)[0] ?? '';
  try {
    const parsed = replyBrief.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
