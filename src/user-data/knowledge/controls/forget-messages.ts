import { ConflictError, InvalidInputError } from '#kernel/error';
import { findOperation, markTombstonesApplied, registerTombstones } from '#stores/production/tombstone-store';
import type { Tombstone, TombstoneScope } from '#stores/production/tombstone-store';
import { findFactsOfOperation, forgetMessages as forgetRows, lockConversation } from '#stores/shard/forget-messages';
import { deactivateFacts } from '#stores/shard/knowledge-store';
import type { ShardTransaction } from '#stores/shard/shard-session';
import { clearCaches } from './clear-caches.ts';
import type { ForgetResult, MessageRef } from './contract.ts';
import type { ControlsDeps } from './controls-deps.ts';
import { findAbout } from './find-about.ts';
import { keepFacts } from './keep-facts.ts';
import { requireOwnMessages, toRefs } from './own-refs.ts';

/** What a forget needs. */
export type ForgetDeps = Pick<ControlsDeps, 'routing' | 'production' | 'cache' | 'cipher' | 'events'>;

/** What to forget; either `refs` or `about`. */
export interface ForgetInput {
  readonly userId: string;
  readonly operationId: string;
  readonly refs: readonly MessageRef[];
  readonly about: string | undefined;
  readonly scope: TombstoneScope;
  readonly keepFacts: readonly string[];
}

interface Target {
  readonly conversationId: string;
  readonly shardId: number;
  readonly messages: readonly { readonly id: string; readonly requestId: string | null }[];
  /** Facts that are about the thing itself, whatever proves them. */
  readonly factIds: readonly string[];
}

/**
 * Forgets messages, the look of an answer, or everything about a thing, so that it can be taken back: nothing of it
 * reaches a model any more, and what was learned from it is off and is not learned again. The registry knows it before
 * the shard does, so that a crash in between loses nothing. The same operation again returns the same.
 *
 * @throws ForbiddenError, NotFoundError for messages that are not the user's; InvalidInputError `not_an_artefact`,
 * `thing_unclear`; ConflictError `operation_reused` for the id of another operation.
 * @see knowledge.md 18.1, user-data.md 7.1
 */
export async function forgetMessages(deps: ForgetDeps, input: ForgetInput): Promise<ForgetResult> {
  const { userId, operationId, scope } = input;
  const known = await findOperation(deps.production, { userId, operationId });
  if (known.some(({ status }) => status === 'applied')) return await repeatResult(deps, input, known);
  const target = known.length > 0 ? await completeTarget(deps, input, known) : await findTarget(deps, input);
  const ids = target.messages.map(({ id }) => id);
  await registerTombstones(deps.production, {
    operationId,
    userId,
    conversationId: target.conversationId,
    shardId: target.shardId,
    messageIds: ids,
    kind: 'soft',
    scope,
  });
  const outcome = await deps.routing.transact(userId, async (transaction) => {
    await lockConversation(transaction);
    await keepFacts(deps, transaction, { messageIds: ids, factIds: input.keepFacts });
    const done = await forgetRows(transaction, { operationId, messageIds: ids });
    await deactivateFacts(transaction, { ids: target.factIds, reason: 'forgotten', by: operationId });
    return { ...done, facts: await factsOf(transaction, operationId) };
  });
  await clearCaches(deps.cache, { userId, messages: target.messages })
    .then(() => markTombstonesApplied(deps.production, { userId, operationId }))
    .catch((error: unknown) => deps.events.postponed({ operationId, step: 'forget', error }));
  deps.events.done({
    operation: 'forget',
    userId,
    operationId,
    messages: outcome.forgotten,
    facts: outcome.facts.length,
    snippets: outcome.snippetsCleared,
  });
  return { operation_id: operationId, refs: toRefs(target.conversationId, ids), knowledge_ids: [...outcome.facts] };
}

async function findTarget(deps: ForgetDeps, { userId, refs, about, scope }: ForgetInput): Promise<Target> {
  return await deps.routing.read(userId, async (session) => {
    if (about !== undefined) return await findAbout(deps, session, about);
    const { conversationId, shardId, messages } = await requireOwnMessages(session, refs);
    if (scope === 'artefact' && !messages.every(({ role, cards }) => role === 'assistant' && Array.isArray(cards)))
      throw new InvalidInputError('Only an answer that showed something has a look to forget.', {
        code: 'not_an_artefact',
      });
    return { conversationId, shardId, messages, factIds: [] };
  });
}

/** An operation whose first attempt did not come to its end: what it registered, and what it had not reached. */
async function completeTarget(deps: ForgetDeps, input: ForgetInput, known: readonly Tombstone[]): Promise<Target> {
  requireSame(known, input);
  const found = await findTarget(deps, input);
  const messages = new Map(found.messages.map((message) => [message.id, message]));
  for (const { messageId: id } of known) if (!messages.has(id)) messages.set(id, { id, requestId: null });
  return { ...found, messages: [...messages.values()] };
}

function requireSame(known: readonly Tombstone[], input: ForgetInput): readonly Tombstone[] {
  const registered = new Set(known.map(({ messageId }) => messageId));
  const isSame =
    known.every(({ kind, scope }) => kind === 'soft' && scope === input.scope) &&
    (input.about !== undefined ||
      (input.refs.every(({ message_id: id }) => registered.has(id)) &&
        new Set(input.refs.map(({ message_id: id }) => id)).size === registered.size));
  if (!isSame) throw new ConflictError('This operation id was used for something else.', { code: 'operation_reused' });
  return known;
}

async function repeatResult(deps: ForgetDeps, input: ForgetInput, known: readonly Tombstone[]): Promise<ForgetResult> {
  requireSame(known, input);
  const facts = await deps.routing.read(input.userId, (session) => findFactsOfOperation(session, input.operationId));
  return {
    operation_id: input.operationId,
    refs: known.map(({ conversationId, messageId }) => ({ conversation_id: conversationId, message_id: messageId })),
    knowledge_ids: facts.map(({ id }) => id),
  };
}

async function factsOf(transaction: ShardTransaction, operationId: string): Promise<readonly string[]> {
  return (await findFactsOfOperation(transaction, operationId)).map(({ id }) => id);
}
