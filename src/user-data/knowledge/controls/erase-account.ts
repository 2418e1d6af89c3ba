import { ForbiddenError } from '#kernel/error';
import { eraseDevices } from '#stores/production/device-store';
import { setRouteStatus } from '#stores/production/routing-store';
import {
  findOperation,
  markTombstonesApplied,
  NIL_MESSAGE,
  registerTombstones,
} from '#stores/production/tombstone-store';
import type { Database } from '#stores/database/database';
import { eraseAccountRows } from '#stores/shard/erase-account';
import { lockConversation } from '#stores/shard/forget-messages';
import { openShardTransaction } from '#stores/shard/shard-session';
import { clearCaches } from './clear-caches.ts';
import type { EraseResult } from './contract.ts';
import type { ControlsDeps } from './controls-deps.ts';
import { deleteAllMedia } from './delete-media.ts';

/** What erasing an account needs. */
export type EraseAccountDeps = Pick<
  ControlsDeps,
  'routing' | 'shards' | 'production' | 'cache' | 'cipher' | 'events' | 'storage'
>;

/** Where the rows of an erased account are. */
export interface ErasedAccount {
  readonly userId: string;
  readonly conversationId: string;
  readonly shardId: number;
  readonly shard: Database;
}

/**
 * Erases an account: nobody gets in any more from the moment it is registered, then every row goes, with the key that
 * alone could read the facts in old backups, then files and caches. What fails is repeated by the reconciler.
 *
 * @see knowledge.md O-105, user-data.md U33
 */
export async function eraseAccount(
  deps: EraseAccountDeps,
  input: { readonly userId: string; readonly operationId: string },
): Promise<EraseResult> {
  const { userId, operationId } = input;
  const [known] = await findOperation(deps.production, { userId, operationId });
  if (known?.kind === 'account')
    return { operation_id: operationId, status: known.status, refs: [], knowledge_ids: [] };
  const { endpointName } = await deps.routing.place(userId);
  const home = await deps.routing.autocommit(userId, async (session) => ({
    conversationId: await session.conversationId(),
    shardId: session.shardId,
  }));
  await deps.production.transaction(async (transaction) => {
    await registerTombstones(transaction, {
      operationId,
      userId,
      ...home,
      messageIds: [NIL_MESSAGE],
      kind: 'account',
      scope: 'memory',
    });
    await setRouteStatus(transaction, { userId, status: 'erased' });
    await eraseDevices(transaction, userId);
  });
  const status = await removeAccount(deps, { userId, ...home, shard: requireShard(deps, endpointName) })
    .then(() => markTombstonesApplied(deps.production, { userId, operationId }))
    .then(() => 'applied' as const)
    .catch((error: unknown) => {
      deps.events.postponed({ operationId, step: 'erase_account', error });
      return 'pending' as const;
    });
  deps.events.done({ operation: 'erase_account', userId, operationId, messages: 0, facts: 0 });
  return { operation_id: operationId, status, refs: [], knowledge_ids: [] };
}

/** Removes everything of an erased account; again and again with the same end. @returns how many rows were left. */
export async function removeAccount(
  deps: Pick<EraseAccountDeps, 'routing' | 'cache' | 'cipher' | 'storage' | 'production'>,
  { userId, conversationId, shardId, shard }: ErasedAccount,
): Promise<number> {
  const rows = await shard.transaction(async (transaction) => {
    const session = openShardTransaction(transaction, {
      userId,
      shardId,
      knownConversationId: conversationId,
      mayCreate: false,
    });
    await lockConversation(session);
    return eraseAccountRows(session);
  });
  await deps.routing.forget(userId);
  deps.cipher.forget(userId);
  await eraseDevices(deps.production, userId);
  await deleteAllMedia(deps.storage, userId);
  await clearCaches(deps.cache, { userId, messages: [], isAccount: true });
  return rows;
}

function requireShard(deps: Pick<EraseAccountDeps, 'shards'>, endpointName: string): Database {
  const shard = deps.shards.get(endpointName);
  if (!shard) throw new ForbiddenError('This shard is not configured here.', { code: 'shard_not_configured' });
  return shard;
}
