import { listTombstonePage } from '#stores/production/tombstone-store';
import type { Tombstone } from '#stores/production/tombstone-store';
import type { ControlsDeps } from './controls-deps.ts';

const PAGE = 5_000;
/** Beside the backups: whoever restores a shard finds what must not come back. @see user-data.md 14 */
export const TOMBSTONE_COPY = { bucket: 'backups', key: 'deleted_messages_registry/hard_deleted_ids.jsonl' } as const;

/** Writes the whole registry as JSON lines, ids and times only; the copy of the day before is replaced. @returns entries. */
export async function exportTombstones(deps: Pick<ControlsDeps, 'production' | 'storage'>): Promise<number> {
  const parts: Buffer[] = [];
  let count = 0;
  for (let after: Tombstone | undefined; ;) {
    const page = await listTombstonePage(deps.production, { after, limit: PAGE });
    parts.push(Buffer.from(page.map(toLine).join('')));
    count += page.length;
    after = page.at(-1);
    if (page.length < PAGE) break;
  }
  await deps.storage.put({ ...TOMBSTONE_COPY, body: Buffer.concat(parts) });
  return count;
}

function toLine(entry: Tombstone): string {
  const { operationId, conversationId, messageId, userId, shardId, kind, scope, status, deletedAt } = entry;
  return `${JSON.stringify({
    operation_id: operationId,
    conversation_id: conversationId,
    message_id: messageId,
    user_id: userId,
    shard_id: shardId,
    kind,
    scope,
    status,
    deleted_at: deletedAt.toISOString(),
  })}\n`;
}
