import { NotFoundError } from '#kernel/error';
import { findFactsOfOperation, lockConversation, suppressKeys } from '#stores/shard/forget-messages';
import { deactivateFacts, listAllFacts } from '#stores/shard/knowledge-store';
import { clearCaches } from './clear-caches.ts';
import type { ForgetResult } from './contract.ts';
import type { ControlsDeps } from './controls-deps.ts';

/**
 * Forgets one fact and leaves its messages: it is off and is not learned again from anything that was said before now.
 * It can be taken back like any forget. The same operation again returns the same.
 *
 * @throws NotFoundError `fact_unknown`.
 * @see knowledge.md O-97, 18.5
 */
export async function forgetFact(
  deps: Pick<ControlsDeps, 'routing' | 'cache' | 'events'>,
  input: { readonly userId: string; readonly knowledgeId: string; readonly operationId: string },
): Promise<ForgetResult> {
  const { userId, knowledgeId, operationId } = input;
  await deps.routing.transact(userId, async (transaction) => {
    await lockConversation(transaction);
    const done = await findFactsOfOperation(transaction, operationId);
    if (done.some(({ id }) => id === knowledgeId)) return;
    const row = (await listAllFacts(transaction)).find(({ id, isActive }) => id === knowledgeId && isActive);
    if (!row) throw new NotFoundError('There is no such fact any more.', { code: 'fact_unknown' });
    await deactivateFacts(transaction, { ids: [knowledgeId], reason: 'forgotten', by: operationId });
    await suppressKeys(transaction, [row]);
  });
  await clearCaches(deps.cache, { userId, messages: [] }).catch((error: unknown) =>
    deps.events.postponed({ operationId, step: 'forget_fact', error }),
  );
  deps.events.done({ operation: 'forget_fact', userId, operationId, messages: 0, facts: 1 });
  return { operation_id: operationId, refs: [], knowledge_ids: [knowledgeId] };
}
