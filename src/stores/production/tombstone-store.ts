import type { SqlRunner } from '../database/database.ts';

const FIND_TOMBSTONES = `
  SELECT DISTINCT message_id FROM (
    SELECT DISTINCT ON (message_id) message_id, kind FROM deleted_messages_registry
     WHERE conversation_id = $1 AND message_id = ANY ($2::uuid[])
     ORDER BY message_id, kind = 'hard' DESC, deleted_at DESC) AS latest
   WHERE kind <> 'undo'
  UNION
  SELECT wanted.id FROM unnest($2::uuid[]) AS wanted(id)
   WHERE EXISTS (SELECT FROM deleted_messages_registry WHERE conversation_id = $1 AND kind = 'account')`;

/** Which of some messages were erased or forgotten: replay must not bring them back (user-data.md U61). */
export async function findTombstones(
  production: SqlRunner,
  input: { readonly conversationId: string; readonly messageIds: readonly string[] },
): Promise<ReadonlySet<string>> {
  const result = await production.query<{ message_id: string }>(FIND_TOMBSTONES, [
    input.conversationId,
    [...input.messageIds],
  ]);
  return new Set(result.rows.map((row) => row.message_id));
}
