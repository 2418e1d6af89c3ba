import type { Database } from '#stores/database/database';
import { listShards } from '#stores/production/routing-store';
import {
  countPendingTombstones,
  listDueTombstones,
  listUndoneOperations,
  markMessagesApplied,
  NIL_MESSAGE,
} from '#stores/production/tombstone-store';
import type { Tombstone } from '#stores/production/tombstone-store';
import { eraseMessages, listMedia } from '#stores/shard/erase-messages';
import { forgetMessages, lockConversation, restoreMessages } from '#stores/shard/forget-messages';
import { openShardTransaction } from '#stores/shard/shard-session';
import type { ShardTransaction } from '#stores/shard/shard-session';
import { clearCaches } from './clear-caches.ts';
import type { ControlsDeps } from './controls-deps.ts';
import { deleteMedia } from './delete-media.ts';
import { removeAccount } from './erase-account.ts';

const PAGE = 500;
/** A running operation is given this long before somebody else finishes it. */
const GRACE_MS = 30_000;
/** What was applied is applied once more for so long: longer than a route may be wrong and than any turn runs. */
const REPEAT_MS = 15 * 60_000;
const STALE_MS = 10 * 60_000;

/** What applying deletions needs. */
export type ApplyDeps = Pick<
  ControlsDeps,
  'routing' | 'shards' | 'production' | 'cache' | 'cipher' | 'events' | 'storage' | 'describeCards' | 'clock'
>;

/** How much was done. */
export interface AppliedDeletions {
  readonly applied: number;
  readonly failed: number;
}

/**
 * Brings the shards in line with the registry: for every message with something due the entry in force is done once more,
 * whatever it is. Idempotent; one user's fault does not stop the others.
 *
 * @param input.registeredBefore see {@link listDueTombstones}; null after a restore, with `appliedSince` the epoch.
 * @see user-data.md 14 (`apply_deletions`)
 */
export async function applyDeletions(
  deps: ApplyDeps,
  input: { readonly registeredBefore: Date | null; readonly appliedSince: Date },
): Promise<AppliedDeletions> {
  let applied = 0;
  let failed = 0;
  for (const { shardId, endpointName } of await listShards(deps.production)) {
    const shard = deps.shards.get(endpointName);
    if (!shard) continue;
    for (let after: Tombstone | undefined; ;) {
      const page = await listDueTombstones(deps.production, { ...input, shardId, after, limit: PAGE });
      for (const group of groupEntries(page)) {
        try {
          await applyGroup(deps, shard, group);
          applied += group.entries.length;
        } catch (error) {
          failed += group.entries.length;
          deps.events.postponed({ operationId: group.operationId, step: 'apply', error });
        }
      }
      after = page.at(-1);
      if (page.length < PAGE) break;
    }
  }
  return { applied, failed };
}

/** The ten-minute job: what is pending, and the last quarter of an hour once more. @see knowledge.md O-101 */
export async function reconcileTombstones(deps: ApplyDeps): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const done = await applyDeletions(deps, {
    registeredBefore: new Date(nowMs - GRACE_MS),
    appliedSince: new Date(nowMs - REPEAT_MS),
  });
  const pending = await countPendingTombstones(deps.production, new Date(nowMs - STALE_MS));
  deps.events.reconciled({ ...done, pending });
}

interface Group {
  readonly userId: string;
  readonly operationId: string;
  readonly conversationId: string;
  readonly shardId: number;
  readonly kind: Tombstone['kind'];
  readonly entries: readonly Tombstone[];
}

function groupEntries(entries: readonly Tombstone[]): readonly Group[] {
  const groups = Map.groupBy(entries, ({ userId, operationId }) => `${userId} ${operationId}`);
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    return first ? [{ ...first, entries: members }] : [];
  });
}

async function applyGroup(deps: ApplyDeps, shard: Database, group: Group): Promise<void> {
  const { userId, conversationId, shardId, entries } = group;
  const messageIds = entries.map(({ messageId }) => messageId);
  const isPending = entries.some(({ status }) => status === 'pending');
  const changed =
    group.kind === 'account'
      ? await removeAccount(deps, { userId, conversationId, shardId, shard })
      : await applyToMessages(deps, shard, { ...group, messageIds });
  // A turn that ran during a deletion may have told its first sentences afterwards.
  if (group.kind === 'hard' || (group.kind !== 'account' && (changed > 0 || isPending)))
    await clearCaches(deps.cache, { userId, messages: messageIds.map((id) => ({ id, requestId: null })) });
  const until = new Date(Math.max(...entries.map(({ deletedAt }) => deletedAt.getTime())) + 1);
  await markMessagesApplied(deps.production, {
    userId,
    messageIds: group.kind === 'account' ? [NIL_MESSAGE] : messageIds,
    until,
  });
}

async function applyToMessages(
  deps: ApplyDeps,
  shard: Database,
  group: Group & { readonly messageIds: readonly string[] },
): Promise<number> {
  const { userId, conversationId, shardId, operationId, messageIds } = group;
  const parts = { userId, shardId, knownConversationId: conversationId, mayCreate: false };
  const undone = group.kind === 'undo' ? await listUndoneOperations(deps.production, userId) : [];
  const inTransaction = <T>(run: (transaction: ShardTransaction) => Promise<T>): Promise<T> =>
    shard.transaction(async (transaction) => {
      const session = openShardTransaction(transaction, parts);
      await lockConversation(session);
      return run(session);
    });
  if (group.kind === 'hard') {
    await deleteMedia(deps.storage, userId, await inTransaction((session) => listMedia(session, messageIds)));
    return (await inTransaction((session) => eraseMessages(session, { messageIds }))).erased;
  }
  if (group.kind === 'undo')
    return (
      await inTransaction((session) =>
        restoreMessages(session, { operationIds: undone, messageIds, describe: deps.describeCards }),
      )
    ).restored.length;
  return (await inTransaction((session) => forgetMessages(session, { operationId, messageIds }))).forgotten;
}
