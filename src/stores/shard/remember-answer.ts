import { InvariantError } from '#kernel/error';
import { firstRow, toJson } from '../database/sql-row.ts';
import { MESSAGE_COLUMNS, toStoredMessage } from './message.ts';
import type { MessageLanguage, MessageRow, StoredMessage } from './message.ts';
import { ShardNotOwnerError, type ShardSession } from './shard-session.ts';

/** The answer as it goes into the history. */
export interface AnswerDraft {
  /** Made by the server, UUIDv7. */
  readonly id: string;
  readonly content: string;
  readonly createdAt: Date;
  readonly lang: MessageLanguage | null;
  /** Template-built before the insert, so that the full-text column is right at once; null for a plain answer. */
  readonly responseDescription: string | null;
  readonly cards: unknown;
  readonly memoryRefs: unknown;
  readonly presentation: unknown;
  readonly mediaUrls?: unknown;
  readonly durationMs: number;
  /** The model, or `crisis_hardcoded`, `graceful_degradation`. */
  readonly modelUsed: string;
  readonly isSensitive?: boolean;
}

/** What to remember. */
export interface RememberAnswerInput {
  readonly requestId: string;
  readonly answer: AnswerDraft;
  /** Attached to the user's rows of the turn; null leaves them as they are. */
  readonly moodFrame: unknown;
  /** Stores the answer even when another request took the conversation: the crisis answer only. */
  readonly ignoresLease?: boolean;
}

/**
 * `inserted`: the pair is complete. `stored`: this request had an answer already, which wins and is returned.
 * `lease_lost`: another request took the conversation over; nothing was written.
 */
export type RememberedAnswer =
  | { readonly outcome: 'inserted' | 'stored'; readonly answer: StoredMessage }
  | { readonly outcome: 'lease_lost'; readonly answer: null };

const REMEMBER_ANSWER = `
WITH conversation AS MATERIALIZED (
  SELECT c.id, $17::boolean OR c.turn_request_id IS NULL OR c.turn_request_id = $3 AS may_write
    FROM conversations c WHERE c.id = $2 AND c.user_id = $1 FOR UPDATE
),
inserted AS (
  INSERT INTO messages (id, conversation_id, role, content, request_id, created_at, lang, response_description, cards,
                        memory_refs, presentation, media_urls, duration_ms, model_used, is_sensitive, mood_frame)
  SELECT $4, $2, 'assistant', $5, $3, $6, $7, $8, $9::jsonb, $10::jsonb, $11::jsonb, $12::jsonb, $13, $14, $15, NULL
    FROM conversation c WHERE c.may_write
  ON CONFLICT DO NOTHING
  RETURNING id
),
felt AS (
  UPDATE messages m SET mood_frame = $16::jsonb
   WHERE m.conversation_id = $2 AND m.role = 'user' AND m.request_id = $3 AND $16::jsonb IS NOT NULL
     AND EXISTS (SELECT FROM inserted)
  RETURNING m.id
),
touched AS (
  UPDATE conversations c
     SET message_count = c.message_count + (SELECT count(*)::int FROM inserted),
         updated_at = clock_timestamp(),
         turn_request_id = CASE WHEN c.turn_request_id = $3 THEN NULL ELSE c.turn_request_id END,
         turn_until = CASE WHEN c.turn_request_id = $3 THEN NULL ELSE c.turn_until END
   WHERE c.id = $2 AND c.user_id = $1
  RETURNING c.id
)
SELECT (SELECT may_write FROM conversation) AS may_write,
       EXISTS (SELECT FROM inserted) AS is_inserted,
       (SELECT to_jsonb(x) FROM (
          SELECT ${MESSAGE_COLUMNS} FROM messages m
           WHERE m.conversation_id = $2 AND m.request_id = $3 AND m.role = 'assistant') AS x) AS answer
`;

const FIND_ANSWER = `
  SELECT ${MESSAGE_COLUMNS} FROM messages m
   WHERE m.conversation_id = $1 AND m.request_id = $2 AND m.role = 'assistant'`;

/**
 * Stores the answer, the mood of the user's rows and gives the conversation back, in one statement. When it returns, both
 * rows of the pair are committed (outside a transaction): that is what `done` may be sent for. Repeating it changes
 * nothing.
 */
export async function rememberAnswer(session: ShardSession, input: RememberAnswerInput): Promise<RememberedAnswer> {
  const conversationId = await session.conversationId();
  const { answer, requestId } = input;
  const row = await firstRow<{ may_write: boolean | null; is_inserted: boolean; answer: MessageRow | null }>(
    session,
    REMEMBER_ANSWER,
    [
      session.userId,
      conversationId,
      requestId,
      answer.id,
      answer.content,
      answer.createdAt,
      answer.lang,
      answer.responseDescription,
      toJson(answer.cards),
      toJson(answer.memoryRefs),
      toJson(answer.presentation),
      toJson(answer.mediaUrls),
      Math.round(answer.durationMs),
      answer.modelUsed,
      answer.isSensitive ?? false,
      toJson(input.moodFrame),
      input.ignoresLease ?? false,
    ],
  );
  if (row === undefined || row.may_write === null) throw new ShardNotOwnerError();
  if (row.is_inserted) return { outcome: 'inserted', answer: toInserted(answer, requestId) };
  const stored = row.answer === null ? await findAnswer(session, requestId) : toStoredMessage(row.answer);
  if (stored !== null) return { outcome: 'stored', answer: stored };
  if (!row.may_write) return { outcome: 'lease_lost', answer: null };
  throw new InvariantError('An answer was neither inserted nor there', { code: 'answer_id_taken' });
}

/** The stored answer of a request, or null. */
export async function findAnswer(session: ShardSession, requestId: string): Promise<StoredMessage | null> {
  const row = await firstRow<MessageRow>(session, FIND_ANSWER, [await session.conversationId(), requestId]);
  return row === undefined ? null : toStoredMessage(row);
}

function toInserted(answer: AnswerDraft, requestId: string): StoredMessage {
  return {
    id: answer.id,
    role: 'assistant',
    content: answer.content,
    requestId,
    replyToId: null,
    createdAt: answer.createdAt,
    lang: answer.lang,
    inputType: null,
    memoryType: 'general',
    memoryConfidence: 0.5,
    isEmbeddable: false,
    isSensitive: answer.isSensitive ?? false,
    isForgotten: false,
    memorySnippet: null,
    responseDescription: answer.responseDescription,
    mediaUrls: answer.mediaUrls ?? null,
    moodFrame: null,
    cards: answer.cards,
    memoryRefs: answer.memoryRefs,
    presentation: answer.presentation,
    durationMs: Math.round(answer.durationMs),
    modelUsed: answer.modelUsed,
    contestedAt: null,
    deletedAt: null,
  };
}
