import { findAnswer } from './remember-answer.ts';
import { MESSAGE_COLUMNS, toStoredMessage } from './message.ts';
import type { MemoryType, MessageLanguage, MessageRow, StoredMessage, InputType } from './message.ts';
import { firstRow, toJson } from '../database/sql-row.ts';
import type { ShardSession } from './shard-session.ts';

/** A message that the client kept through a failure, after the checks of `user-data.md` 13.2. */
export interface ReplayedMessage {
  readonly id: string;
  readonly requestId: string;
  readonly role: 'user' | 'assistant';
  readonly content: string;
  /** The original time. */
  readonly createdAt: Date;
  readonly inputType: InputType | null;
  readonly lang: MessageLanguage | null;
  readonly replyToId: string | null;
  readonly memoryType: MemoryType;
  /** In [0, 1]. */
  readonly memoryConfidence: number;
  readonly isEmbeddable: boolean;
  readonly isSensitive: boolean;
  /** Assistant rows with cards: rebuilt by the live path's template. */
  readonly responseDescription: string | null;
  readonly cards: unknown;
  readonly mediaUrls: unknown;
  readonly moodFrame: unknown;
}

/** `already_present`: the id is there, or the request has another answer, which wins; `stored` is what is there. */
export type ReplayOutcome =
  { readonly outcome: 'inserted' } | { readonly outcome: 'already_present'; readonly stored: StoredMessage | null };

const INSERT_REPLAYED = `
WITH inserted AS (
  INSERT INTO messages (id, conversation_id, role, content, request_id, created_at, replayed_at, input_type, lang,
    reply_to_id, memory_type, memory_confidence, is_embeddable, is_sensitive, response_description, cards, media_urls,
    mood_frame)
  SELECT $3, c.id, $5, $6, $4, $7, clock_timestamp(), $8, $9, $10, $11, $12, $13, $14, $15, $16::jsonb, $17::jsonb,
         $18::jsonb
    FROM conversations c WHERE c.id = $2 AND c.user_id = $1
  ON CONFLICT DO NOTHING
  RETURNING role
)
UPDATE conversations c
   SET message_count = c.message_count + 1, updated_at = clock_timestamp(),
       pending_extraction_count = c.pending_extraction_count + CASE WHEN i.role = 'user' THEN 1 ELSE 0 END
  FROM inserted i
 WHERE c.id = $2 AND c.user_id = $1`;
const FIND_MESSAGE = `SELECT ${MESSAGE_COLUMNS} FROM messages m WHERE m.conversation_id = $1 AND m.id = $2`;
const FIND_EXISTING = 'SELECT m.id FROM messages m WHERE m.conversation_id = $1 AND m.id = ANY ($2::uuid[])';

/** Inserts one replayed message; repeating it changes nothing. Counters grow only when it was really inserted (U5). */
export async function replayMessage(session: ShardSession, message: ReplayedMessage): Promise<ReplayOutcome> {
  const conversationId = await session.conversationId();
  const result = await session.query(INSERT_REPLAYED, [
    session.userId,
    conversationId,
    message.id,
    message.requestId,
    message.role,
    message.content,
    message.createdAt,
    message.inputType,
    message.lang,
    message.replyToId,
    message.memoryType,
    message.memoryConfidence,
    message.isEmbeddable,
    message.isSensitive,
    message.responseDescription,
    toJson(message.cards),
    toJson(message.mediaUrls),
    toJson(message.moodFrame),
  ]);
  if (result.rowCount === 1) return { outcome: 'inserted' };
  const row = await firstRow<MessageRow>(session, FIND_MESSAGE, [conversationId, message.id]);
  const stored = row === undefined ? await findAnswer(session, message.requestId) : toStoredMessage(row);
  return { outcome: 'already_present', stored };
}

/** Which of some messages are stored. */
export async function findExistingMessages(
  session: ShardSession,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const result = await session.query<{ id: string }>(FIND_EXISTING, [await session.conversationId(), [...ids]]);
  return new Set(result.rows.map((row) => row.id));
}
