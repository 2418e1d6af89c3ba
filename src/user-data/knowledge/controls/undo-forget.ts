import { createHash } from 'node:crypto';
import { ConflictError, NotFoundError } from '#kernel/error';
import {
  findLatestTombstones,
  findOperation,
  listUndoneOperations,
  markTombstonesApplied,
  registerTombstones,
} from '#stores/production/tombstone-store';
import { lockConversation, reactivateFacts, restoreMessages } from '#stores/shard/forget-messages';
import { clearCaches } from './clear-caches.ts';
import type { ForgetResult } from './contract.ts';
import type { ControlsDeps } from './controls-deps.ts';
import { toRefs } from './own-refs.ts';

/** What an undo needs. */
export type UndoDeps = Pick<
  ControlsDeps,
  'routing' | 'production' | 'cache' | 'events' | 'describeCards' | 'enqueueEmbedding'
>;

/** The registry's name of the undo of an operation: always the same, so that a repeat changes nothing. */
export function undoIdOf(operationId: string): string {
  const hex = createHash('sha256').update(`undo ${operationId.toLowerCase()}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/**
 * Takes a forget back: the messages count again, their vectors and descriptions are made anew, and the facts come back
 * unless the user has said something newer. Messages that another operation has forgotten since, or that were erased,
 * stay as they are.
 *
 * @throws NotFoundError `operation_unknown`; ConflictError `operation_final` for a deletion.
 * @see knowledge.md O-95, user-data.md U31
 */
export async function undoForget(
  deps: UndoDeps,
  input: { readonly userId: string; readonly operationId: string },
): Promise<ForgetResult> {
  const { userId, operationId } = input;
  const entries = await findOperation(deps.production, { userId, operationId });
  const [first] = entries;
  if (!first) return await undoFactsOnly(deps, input);
  if (entries.some(({ kind }) => kind !== 'soft'))
    throw new ConflictError('What was deleted cannot come back.', { code: 'operation_final' });
  const undoId = undoIdOf(operationId);
  const latest = await findLatestTombstones(deps.production, {
    userId,
    messageIds: entries.map(({ messageId }) => messageId),
  });
  const ids = latest
    .filter((entry) => entry.operationId === operationId || entry.operationId === undoId)
    .map(({ messageId }) => messageId);
  const { conversationId, shardId, scope } = first;
  await registerTombstones(deps.production, {
    operationId: undoId,
    userId,
    conversationId,
    shardId,
    messageIds: ids,
    kind: 'undo',
    scope,
  });
  const operationIds = [...new Set([operationId, ...(await listUndoneOperations(deps.production, userId))])];
  const { restored, facts } = await deps.routing.transact(userId, async (transaction) => {
    await lockConversation(transaction);
    return restoreMessages(transaction, { operationIds, messageIds: ids, describe: deps.describeCards });
  });
  await Promise.all([
    clearCaches(deps.cache, { userId, messages: [] }),
    // Without the job the recovery finds them within six hours; until then words still find them.
    deps.enqueueEmbedding(userId, conversationId),
  ])
    .then(() => markTombstonesApplied(deps.production, { userId, operationId: undoId }))
    .catch((error: unknown) => deps.events.postponed({ operationId, step: 'undo', error }));
  deps.events.done({ operation: 'undo', userId, operationId, messages: restored.length, facts: facts.length });
  return { operation_id: operationId, refs: toRefs(conversationId, ids), knowledge_ids: [...facts] };
}

/** An operation that forgot facts and no message is not in the registry. */
async function undoFactsOnly(
  deps: UndoDeps,
  { userId, operationId }: { readonly userId: string; readonly operationId: string },
): Promise<ForgetResult> {
  const facts = await deps.routing.transact(userId, async (transaction) => {
    await lockConversation(transaction);
    return reactivateFacts(transaction, [operationId]);
  });
  if (facts.length === 0) throw new NotFoundError('There is nothing to take back.', { code: 'operation_unknown' });
  await clearCaches(deps.cache, { userId, messages: [] });
  deps.events.done({ operation: 'undo', userId, operationId, messages: 0, facts: facts.length });
  return { operation_id: operationId, refs: [], knowledge_ids: [...facts] };
}
