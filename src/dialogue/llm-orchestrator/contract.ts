import { z } from 'zod';
import { eventIterator, oc } from '#kernel/contract';
import { memoryUse, productCard, reply } from '#dialogue/model/reply';
import { isStorable, timestamp, uuid } from '#dialogue/model/scalar';
import { streamEvent } from '#dialogue/model/stream-event';
import { memoryControlsContract } from '#user-data/knowledge/controls/contract';

/** Longest message that is taken, in code points. */
export const MESSAGE_MAX_LENGTH = 10_000;

/** One message of the user as it was sent: never merged, never changed. */
export const incomingMessage = z.object({
  message_id: uuid,
  text: z
    .string()
    .min(1)
    .max(MESSAGE_MAX_LENGTH * 2),
  input_type: z.enum(['text', 'voice']).default('text'),
  explicit_reply_to: uuid.nullable().default(null),
  sent_at: timestamp,
});
export type IncomingMessage = z.output<typeof incomingMessage>;

/** One turn: all messages that wait for an answer, oldest first. The newest one's ids name the turn. */
export const replyRequest = z.object({
  user_id: uuid,
  request_id: uuid,
  messages: z.array(incomingMessage).min(1).max(20),
  /** Requests that this one takes over (debounce). */
  supersedes: z.array(uuid).default([]),
  voice_mode: z.boolean().default(false),
  mall_id: z.string().max(100).nullable().default(null),
  photo_url: z.url().nullable().default(null),
  /** The gateway's crisis flag of the last 24 h. */
  crisis_window: z.boolean().default(false),
});
export type ReplyRequest = z.output<typeof replyRequest>;

/** A message of a pair that a client still holds. @see user-data.md 13.2 */
export const replayMessage = z.object({
  id: uuid,
  request_id: uuid,
  role: z.enum(['user', 'assistant']),
  content: z
    .string()
    .min(1)
    .max(MESSAGE_MAX_LENGTH * 2),
  cards: z.array(productCard).nullable().default(null),
  media: z.array(z.string()).nullable().default(null),
  mood_frame: z.record(z.string(), z.unknown()).nullable().default(null),
  created_at: timestamp,
  signature: z.string().nullable().default(null),
});
export type ReplayMessage = z.output<typeof replayMessage>;

/** What a client sends after a reconnect. */
export const verifyAndReplayBody = z.object({
  conversation_id: uuid,
  /** At most ten pairs: twenty messages, in the order of time. */
  unconfirmed: z.array(replayMessage.refine(isStorable, 'holds characters that are no text')).max(20).default([]),
  recent_confirmed_ids: z.array(uuid).max(6).default([]),
});

/** What became of each replayed message. */
export const verifyAndReplayResult = z.object({
  conversation_id: uuid,
  results: z.array(
    z.object({
      id: uuid,
      status: z.enum(['inserted', 'already_present', 'tombstoned', 'rejected']),
      reason: z.string().nullable(),
      /** The stored answer, when another answer of the exchange is already there. */
      stored_answer_id: uuid.nullable(),
    }),
  ),
  missing_confirmed: z.array(uuid),
});

/** A remembered fact with the message that proves it. */
export const rememberedFact = z.object({
  knowledge_id: uuid,
  type: z.string(),
  key: z.string(),
  value: z.string(),
  confidence: z.number(),
  source: z.string(),
  is_disputed: z.boolean(),
  expires_at: timestamp.nullable(),
  learned_at: timestamp,
  evidence: z.array(
    z.object({ conversation_id: uuid, message_id: uuid, quote: z.string(), said_at: timestamp.nullable() }),
  ),
});

/** One line of the conversation, as the page shows it. */
export const historyMessage = z.object({
  conversation_id: uuid,
  message_id: uuid,
  request_id: uuid.nullable(),
  role: z.enum(['user', 'assistant', 'system']),
  content: z.string(),
  cards: z.array(productCard).nullable(),
  memory_used: z.array(memoryUse),
  is_forgotten: z.boolean(),
  model_used: z.string().nullable(),
  created_at: timestamp,
});

/** What the sensors may know of a user without holding a key. @see dialogue.md D-10 */
export const compactView = z.object({
  conversation_id: uuid.nullable(),
  favorite_brands: z.array(z.string()),
  allergies: z.array(z.string()),
  interests: z.array(z.string()),
  cultural_sensitivity_level: z.enum(['high', 'medium', 'low']),
  recent_messages: z.array(
    z.object({ role: z.enum(['user', 'assistant']), text: z.string(), valence: z.number().nullable(), at: timestamp }),
  ),
});
export type CompactView = z.output<typeof compactView>;

/** Where a turn stands. */
export const turnState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('unknown') }),
  z.object({ state: z.literal('running'), request_id: uuid, message_id: uuid }),
  z.object({ state: z.literal('unanswered'), request_id: uuid, message_id: uuid }),
  z.object({ state: z.literal('superseded'), request_id: uuid, by: uuid }),
  z.object({ state: z.literal('done'), reply }),
]);
export type TurnState = z.output<typeof turnState>;

const ofUser = z.object({ user_id: uuid });

/** The brain: takes turns, holds the memory, answers. The only caller is the gateway. */
export const llmOrchestratorContract = {
  reply: oc
    .route({ method: 'POST', path: '/reply', summary: 'Answer a turn, event by event' })
    .input(replyRequest)
    .output(eventIterator(streamEvent)),
  cancel: oc
    .route({ method: 'POST', path: '/cancel', summary: 'Stop a running turn' })
    .input(ofUser.extend({ request_id: uuid }))
    .output(z.object({ cancelled: z.boolean() })),
  turn: oc
    .route({ method: 'POST', path: '/turn', summary: 'Where a turn stands, from the rows of the shard' })
    .input(ofUser.extend({ request_id: uuid }))
    .output(turnState),
  recordCrisis: oc
    .route({ method: 'POST', path: '/crisis', summary: 'Store a crisis message and its fixed answer' })
    .input(ofUser.extend({ request_id: uuid, message: incomingMessage, reply }))
    .output(z.object({ conversation_id: uuid, assistant_message_id: uuid, signature: z.string() })),
  verifyAndReplay: oc
    .route({ method: 'POST', path: '/verify-and-replay', summary: 'Take back what a client still holds' })
    .input(ofUser.extend(verifyAndReplayBody.shape))
    .output(verifyAndReplayResult),
  markSpoken: oc
    .route({ method: 'POST', path: '/spoken', summary: 'Note how far an answer was heard' })
    .input(ofUser.extend({ request_id: uuid, spoken_chars: z.number().int().min(0) }))
    .output(z.object({ noted: z.boolean() })),
  compact: oc
    .route({ method: 'POST', path: '/compact', summary: 'What the sensors may know of a user' })
    .input(ofUser)
    .output(compactView),
  facts: oc
    .route({ method: 'POST', path: '/facts', summary: 'Everything that is remembered, with its evidence' })
    .input(ofUser)
    .output(z.object({ conversation_id: uuid.nullable(), facts: z.array(rememberedFact) })),
  memory: memoryControlsContract,
  history: oc
    .route({ method: 'POST', path: '/history', summary: 'The conversation, newest page first' })
    .input(
      ofUser.extend({ before: uuid.nullable().default(null), limit: z.number().int().min(1).max(100).default(50) }),
    )
    .output(
      z.object({ conversation_id: uuid.nullable(), messages: z.array(historyMessage), next_before: uuid.nullable() }),
    ),
};
