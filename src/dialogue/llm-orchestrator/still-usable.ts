import type { MemoryUse } from '#dialogue/model/reply';
import { findMessages } from '#stores/shard/message-store';
import type { ShardSession } from '#stores/shard/shard-session';

/** What an answer says about the memory it used, without what was forgotten since: that is quoted no more. @see knowledge.md 17, O-96 */
export async function stillUsable(session: ShardSession, used: readonly MemoryUse[]): Promise<MemoryUse[]> {
  const ids = [...new Set(used.flatMap(({ message_id: id }) => id ?? []))];
  if (ids.length === 0) return [...used];
  const gone = new Set(
    (await findMessages(session, ids))
      .filter(({ isForgotten, deletedAt }) => isForgotten || deletedAt !== null)
      .map(({ id }) => id),
  );
  return used.filter(({ message_id: id }) => id === null || !gone.has(id));
}
