import type { Database } from '#stores/database/database';
import { listShards } from '#stores/production/routing-store';
import { listDueTombstones } from '#stores/production/tombstone-store';
import type { Tombstone } from '#stores/production/tombstone-store';
import { hasConversation } from '#stores/shard/erase-account';
import { countLeft } from '#stores/shard/erase-messages';
import { openShardSession } from '#stores/shard/shard-session';
import type { ControlsDeps } from './controls-deps.ts';

const PAGE = 500;

/** How many entries were compared with their rows, and how many of them do not hold. */
export interface DeletionProof {
  readonly checked: number;
  readonly left: number;
}

/**
 * Compares every entry of the registry with the shards: nothing may be there that was erased, and nothing in use that was
 * forgotten. Zero `left` is the condition under which a restored shard may let users in.
 *
 * @see user-data.md 14 (proof)
 */
export async function proveDeletions(deps: Pick<ControlsDeps, 'production' | 'shards'>): Promise<DeletionProof> {
  let checked = 0;
  let left = 0;
  for (const { shardId, endpointName } of await listShards(deps.production)) {
    const shard = deps.shards.get(endpointName);
    if (!shard) continue;
    for (let after: Tombstone | undefined; ;) {
      const page = await listDueTombstones(deps.production, {
        shardId,
        registeredBefore: null,
        appliedSince: new Date(0),
        after,
        limit: PAGE,
      });
      const groups = Map.groupBy(page, ({ conversationId, kind }) => `${conversationId} ${kind}`);
      for (const entries of groups.values()) left += await countFaults(shard, entries);
      checked += page.length;
      after = page.at(-1);
      if (page.length < PAGE) break;
    }
  }
  return { checked, left };
}

async function countFaults(shard: Database, entries: readonly Tombstone[]): Promise<number> {
  const [first] = entries;
  if (!first || first.kind === 'undo') return 0;
  const { userId, shardId, conversationId, kind } = first;
  const session = openShardSession(shard, { userId, shardId, knownConversationId: conversationId, mayCreate: false });
  if (kind === 'account') return (await hasConversation(session)) ? 1 : 0;
  return countLeft(session, { messageIds: entries.map(({ messageId }) => messageId), isErased: kind === 'hard' });
}
