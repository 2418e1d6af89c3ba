import { firstRow } from '../database/sql-row.ts';
import { MESSAGE_COLUMNS, toStoredMessage } from './message.ts';
import type { MessageRow, StoredMessage } from './message.ts';
import { toVector } from './search-episodes.ts';
import type { ShardSession } from './shard-session.ts';

const LIST_HISTORY = `
  SELECT ${MESSAGE_COLUMNS} FROM messages m
   WHERE m.conversation_id = $1 AND m.deleted_at IS NULL
     AND ($2::timestamptz IS NULL OR (m.created_at, m.id) < ($2, $3::uuid))
   ORDER BY m.created_at DESC, m.id DESC LIMIT $4`;
const FIND_BY_IDS = `
  SELECT ${MESSAGE_COLUMNS} FROM messages m
   WHERE m.conversation_id = $1 AND m.id = ANY ($2::uuid[]) ORDER BY m.created_at, m.id`;
const FIND_BY_REQUEST = `
  SELECT ${MESSAGE_COLUMNS} FROM messages m
   WHERE m.conversation_id = $1 AND m.request_id = $2 AND m.role IN ('user', 'assistant')
   ORDER BY m.created_at, m.id`;
const FIND_SUCCESSOR = `
  SELECT m.request_id FROM messages m
   WHERE m.conversation_id = $1 AND m.superseded_request_ids IS NOT NULL AND $2 = ANY (m.superseded_request_ids)
   ORDER BY m.created_at DESC, m.id DESC LIMIT 1`;
const FIND_UNENRICHED = `
  SELECT ${MESSAGE_COLUMNS} FROM messages m
   WHERE m.conversation_id = $1 AND m.role = 'user' AND m.is_embeddable AND NOT m.is_forgotten
     AND m.deleted_at IS NULL AND m.enrichment_retry_count < $3
     AND (m.embedding IS NULL OR m.embedding_model IS DISTINCT FROM $2)
   ORDER BY m.created_at DESC, m.id DESC LIMIT $4`;
const SET_EMBEDDING = `
  UPDATE messages m SET embedding = $3::halfvec, embedding_model = $4, last_retry_at = NULL
   WHERE m.conversation_id = $1 AND m.id = $2 AND m.role = 'user' AND NOT m.is_forgotten AND m.deleted_at IS NULL`;
const COUNT_ENRICHMENT_FAILURE = `
  UPDATE messages m SET enrichment_retry_count = m.enrichment_retry_count + 1, last_retry_at = now()
   WHERE m.conversation_id = $1 AND m.id = $2`;
const INSERT_SYSTEM = `
  WITH inserted AS (
    INSERT INTO messages (id, conversation_id, role, content, created_at)
    SELECT $3, c.id, 'system', $4, $5 FROM conversations c WHERE c.id = $1 AND c.user_id = $2
    ON CONFLICT (conversation_id, id) DO NOTHING RETURNING id)
  UPDATE conversations c SET message_count = c.message_count + 1, updated_at = now()
   WHERE c.id = $1 AND c.user_id = $2 AND EXISTS (SELECT FROM inserted)`;

/** A place in the history: messages before it are older. */
export interface HistoryCursor {
  readonly createdAt: Date;
  readonly id: string;
}

/** A page of the user's own history, newest first. Soft-forgotten messages are in it and marked: the user may see them. */
export async function listHistory(
  session: ShardSession,
  page: { readonly before?: HistoryCursor | null; readonly limit: number },
): Promise<readonly StoredMessage[]> {
  const { before, limit } = page;
  const parameters = [await session.conversationId(), before?.createdAt ?? null, before?.id ?? null, limit];
  return await readMessages(session, LIST_HISTORY, parameters);
}

/** Messages of the user's conversation by id, oldest first; unknown ids are left out. Forgotten ones are marked. */
export async function findMessages(session: ShardSession, ids: readonly string[]): Promise<readonly StoredMessage[]> {
  return await readMessages(session, FIND_BY_IDS, [await session.conversationId(), [...ids]]);
}

/** The user's rows and the answer of one request, oldest first. */
export async function findExchange(session: ShardSession, requestId: string): Promise<readonly StoredMessage[]> {
  return await readMessages(session, FIND_BY_REQUEST, [await session.conversationId(), requestId]);
}

/** The request that took the messages of this one over; null when none did. */
export async function findSuccessor(session: ShardSession, requestId: string): Promise<string | null> {
  const parameters = [await session.conversationId(), requestId];
  return (await firstRow<{ request_id: string }>(session, FIND_SUCCESSOR, parameters))?.request_id ?? null;
}

/** The user's messages that lack a vector of the current model, newest first; three failures make an orphan. */
export async function findUnenriched(
  session: ShardSession,
  wanted: { readonly embeddingModel: string; readonly limit: number; readonly maxFailures?: number },
): Promise<readonly StoredMessage[]> {
  const { embeddingModel, limit, maxFailures = 3 } = wanted;
  const parameters = [await session.conversationId(), embeddingModel, maxFailures, limit];
  return await readMessages(session, FIND_UNENRICHED, parameters);
}

/** Stores a vector; false when the message was forgotten meanwhile (then nothing is stored). */
export async function setEmbedding(
  session: ShardSession,
  input: { readonly messageId: string; readonly vector: readonly number[]; readonly embeddingModel: string },
): Promise<boolean> {
  const { messageId, vector, embeddingModel } = input;
  const parameters = [await session.conversationId(), messageId, toVector(vector), embeddingModel];
  return (await session.query(SET_EMBEDDING, parameters)).rowCount === 1;
}

/** Counts a failed attempt to embed. */
export async function countEnrichmentFailure(session: ShardSession, messageId: string): Promise<void> {
  await session.query(COUNT_ENRICHMENT_FAILURE, [await session.conversationId(), messageId]);
}

/** Writes the row that an edit in the settings points to as its evidence (knowledge.md O-12). */
export async function insertSystemMessage(
  session: ShardSession,
  message: { readonly id: string; readonly content: string; readonly createdAt: Date },
): Promise<void> {
  const conversationId = await session.conversationId();
  const { id, content, createdAt } = message;
  await session.query(INSERT_SYSTEM, [conversationId, session.userId, id, content, createdAt]);
}

async function readMessages(
  session: ShardSession,
  statement: string,
  parameters: readonly unknown[],
): Promise<readonly StoredMessage[]> {
  return (await session.query<MessageRow>(statement, parameters)).rows.map(toStoredMessage);
}
