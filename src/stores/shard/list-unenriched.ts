import type { Database } from '../database/database.ts';

/** A conversation with messages that have no vector of the current model. */
export interface UnenrichedConversation {
  readonly userId: string;
  readonly conversationId: string;
}

// About all users of a shard on purpose: the join goes through the conversations, so every message read has its owner.
const LIST_UNENRICHED = `
  SELECT c.user_id, c.id AS conversation_id
    FROM conversations c /* all users */
   WHERE c.id > $3
     AND EXISTS (SELECT FROM messages m
                  WHERE m.conversation_id = c.id AND m.role = 'user' AND m.is_embeddable AND NOT m.is_forgotten
                    AND m.deleted_at IS NULL AND m.enrichment_retry_count < 3
                    AND (m.embedding IS NULL OR m.embedding_model IS DISTINCT FROM $1))
   ORDER BY c.id LIMIT $2`;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Conversations that wait for vectors, in pages by id; a change of the embedding model makes all of them wait. */
export async function listUnenrichedConversations(
  shard: Database,
  page: { readonly embeddingModel: string; readonly limit: number; readonly after?: string | undefined },
): Promise<readonly UnenrichedConversation[]> {
  const { rows } = await shard.query<{ user_id: string; conversation_id: string }>(LIST_UNENRICHED, [
    page.embeddingModel,
    page.limit,
    page.after ?? FIRST_ID,
  ]);
  return rows.map((row) => ({ userId: row.user_id, conversationId: row.conversation_id }));
}
