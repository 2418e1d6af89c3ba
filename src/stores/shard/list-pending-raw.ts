import { VISIBLE_TO_MODELS } from './message.ts';
import type { ShardSession } from './shard-session.ts';

/** A user message that no run has analysed. */
export interface PendingMessage {
  readonly id: string;
  readonly content: string;
}

/** What waits for the batch, as a pack needs it. */
export interface PendingRaw {
  readonly pendingCount: number;
  /** The newest ones that a model may see, oldest first. */
  readonly messages: readonly PendingMessage[];
}

const LIST = `
  SELECT c.pending_extraction_count,
         (SELECT jsonb_agg(jsonb_build_object('id', x.id, 'content', x.content) ORDER BY x.created_at, x.id) FROM (
            SELECT m.id, m.content, m.created_at FROM messages m
             WHERE m.conversation_id = $2 AND m.role = 'user' AND ${VISIBLE_TO_MODELS}
               AND m.model_used IS DISTINCT FROM 'crisis_hardcoded'
               AND (c.last_extraction_at IS NULL OR m.created_at > c.last_extraction_at)
             ORDER BY m.created_at DESC, m.id DESC LIMIT $3) AS x) AS messages
    FROM conversations c WHERE c.id = $2 AND c.user_id = $1`;

/** The newest messages behind the watermark, without forgotten, deleted and crisis ones; one round trip. @see knowledge.md 8.8 (O-45) */
export async function listPendingRaw(session: ShardSession, limit: number): Promise<PendingRaw> {
  const { rows } = await session.query<{
    pending_extraction_count: number;
    messages: readonly PendingMessage[] | null;
  }>(LIST, [session.userId, await session.conversationId(), limit]);
  const [row] = rows;
  return { pendingCount: row?.pending_extraction_count ?? 0, messages: row?.messages ?? [] };
}
