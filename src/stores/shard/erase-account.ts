import type { ShardSession } from './shard-session.ts';

/**
 * All tables with rows of a user, in the order in which they can go: facts before the key that they refer to. The keys go
 * too: what old backups hold of the facts can be read by nobody any more. A test compares the list with the schema.
 */
export const ERASURE_STATEMENTS: Readonly<Record<string, string>> = {
  knowledge_review_samples: 'DELETE FROM knowledge_review_samples WHERE user_id = $1',
  knowledge_candidates: 'DELETE FROM knowledge_candidates WHERE user_id = $1',
  user_knowledge: 'DELETE FROM user_knowledge WHERE user_id = $1',
  user_keys: 'DELETE FROM user_keys WHERE user_id = $1',
  memory_correction_log: 'DELETE FROM memory_correction_log WHERE user_id = $1',
  knowledge_extraction_log: 'DELETE FROM knowledge_extraction_log WHERE user_id = $1',
  knowledge_suppressions: 'DELETE FROM knowledge_suppressions WHERE user_id = $1',
  user_settings: 'DELETE FROM user_settings WHERE user_id = $1',
  persona_profile: 'DELETE FROM persona_profile WHERE user_id = $1',
  relationship_stage: 'DELETE FROM relationship_stage WHERE user_id = $1',
  persona_temp_blocks: 'DELETE FROM persona_temp_blocks WHERE user_id = $1',
  signal_daily_deltas: 'DELETE FROM signal_daily_deltas WHERE user_id = $1',
  persona_applied_signals: 'DELETE FROM persona_applied_signals WHERE user_id = $1',
};
/** The same for rows of the conversation. The terms go first: then the messages' triggers find nothing to remove. */
export const CONVERSATION_ERASURE_STATEMENTS: Readonly<Record<string, string>> = {
  message_terms: 'DELETE FROM message_terms WHERE conversation_id = $1',
  messages: 'DELETE FROM messages WHERE conversation_id = $1',
};
const DELETE_CONVERSATION = 'DELETE FROM conversations WHERE user_id = $1';
/** The queue makes its tables when it first starts. */
const HAS_QUEUE = `SELECT to_regclass('jobs.job') IS NOT NULL AS has_queue`;
const DELETE_JOBS = `DELETE FROM jobs.job WHERE data ->> 'user_id' = $1`;

const COUNT_CONVERSATIONS = 'SELECT count(*)::int AS count FROM conversations WHERE user_id = $1';

/** Whether a user has a conversation here: an erased one has none. */
export async function hasConversation(session: ShardSession): Promise<boolean> {
  const result = await session.query<{ count: number }>(COUNT_CONVERSATIONS, [session.userId]);
  return (result.rows[0]?.count ?? 0) > 0;
}

/**
 * Deletes every row of the user on this shard, queued jobs included; call it in a transaction, with the conversation
 * known. Doing it again deletes what was written meanwhile. @returns how many rows went. @see user-data.md 7.3, knowledge.md O-105
 */
export async function eraseAccountRows(session: ShardSession): Promise<number> {
  let rows = 0;
  for (const statement of Object.values(ERASURE_STATEMENTS))
    rows += (await session.query(statement, [session.userId])).rowCount;
  const conversationId = await session.conversationId();
  for (const statement of Object.values(CONVERSATION_ERASURE_STATEMENTS))
    rows += (await session.query(statement, [conversationId])).rowCount;
  rows += (await session.query(DELETE_CONVERSATION, [session.userId])).rowCount;
  const queue = await session.query<{ has_queue: boolean }>(HAS_QUEUE);
  if (queue.rows[0]?.has_queue) rows += (await session.query(DELETE_JOBS, [session.userId])).rowCount;
  return rows;
}
