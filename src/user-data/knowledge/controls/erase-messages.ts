import { ConflictError } from '#kernel/error';
import { findOperation, markTombstonesApplied, registerTombstones } from '#stores/production/tombstone-store';
import type { Tombstone } from '#stores/production/tombstone-store';
import { eraseMessages as eraseRows, findEchoes, listMedia, takeConversation } from '#stores/shard/erase-messages';
import { findLinkedAnswers, lockConversation } from '#stores/shard/forget-messages';
import { findUserKey, listAllFacts } from '#stores/shard/knowledge-store';
import type { StoredMessage } from '#stores/shard/message';
import { findMessages } from '#stores/shard/message-store';
import type { ShardSession } from '#stores/shard/shard-session';
import { clearCaches } from './clear-caches.ts';
import type { EraseResult, MessageRef } from './contract.ts';
import type { ControlsDeps } from './controls-deps.ts';
import { decryptFact } from './decrypt-fact.ts';
import { deleteMedia } from './delete-media.ts';
import { requireOwnMessages, toRefs } from './own-refs.ts';

/** Shorter words are in answers by chance ("hi", "size M"). */
const LEAST_ECHO = 12;

/** What erasing messages needs. */
export type EraseDeps = Pick<ControlsDeps, 'routing' | 'production' | 'cache' | 'cipher' | 'events' | 'storage'>;

/** What to erase. */
export interface EraseInput {
  readonly userId: string;
  readonly operationId: string;
  readonly refs: readonly MessageRef[];
  /** The answers to the messages, and answers that repeat their words, go too. */
  readonly withAnswers: boolean;
}

interface Target {
  readonly conversationId: string;
  readonly shardId: number;
  readonly messages: readonly { readonly id: string; readonly requestId: string | null }[];
}

/**
 * Deletes messages for ever with everything that was made of them. First the registry knows it (`pending`), then the
 * shard does it in one transaction, then it is `applied`; whatever fails in between is repeated by the reconciler. A turn
 * that runs meanwhile may have read the words: its answer is not stored.
 *
 * @throws ForbiddenError, NotFoundError for messages that are not the user's; ConflictError `operation_reused`.
 * @see knowledge.md 18.2 (O-100, O-101), user-data.md 7.2
 */
export async function eraseMessages(deps: EraseDeps, input: EraseInput): Promise<EraseResult> {
  const { userId, operationId } = input;
  const known = await findOperation(deps.production, { userId, operationId });
  requireSame(known, input);
  const target = await deps.routing.read(userId, (session) => findTarget(deps, session, input, known));
  const ids = target.messages.map(({ id }) => id);
  await registerTombstones(deps.production, {
    operationId,
    userId,
    conversationId: target.conversationId,
    shardId: target.shardId,
    messageIds: ids,
    kind: 'hard',
    scope: 'memory',
  });
  await deleteMedia(deps.storage, userId, await deps.routing.read(userId, (session) => listMedia(session, ids)));
  const outcome = await deps.routing.transact(userId, async (transaction) => {
    await lockConversation(transaction);
    await takeConversation(transaction, operationId);
    return eraseRows(transaction, { messageIds: ids });
  });
  const status = await clearCaches(deps.cache, { userId, messages: target.messages })
    .then(() => markTombstonesApplied(deps.production, { userId, operationId }))
    .then(() => 'applied' as const)
    .catch((error: unknown) => {
      deps.events.postponed({ operationId, step: 'erase', error });
      return 'pending' as const;
    });
  deps.events.done({
    operation: 'erase',
    userId,
    operationId,
    messages: outcome.erased,
    facts: outcome.facts.length,
    snippets: outcome.snippetsCleared,
  });
  return {
    operation_id: operationId,
    status,
    refs: toRefs(target.conversationId, ids),
    knowledge_ids: [...outcome.facts],
  };
}

function requireSame(known: readonly Tombstone[], input: EraseInput): void {
  if (known.length === 0) return;
  const registered = new Set(known.map(({ messageId }) => messageId));
  const isSame =
    known.every(({ kind }) => kind === 'hard') && input.refs.every(({ message_id: id }) => registered.has(id));
  if (!isSame) throw new ConflictError('This operation id was used for something else.', { code: 'operation_reused' });
}

async function findTarget(
  deps: EraseDeps,
  session: ShardSession,
  input: EraseInput,
  known: readonly Tombstone[],
): Promise<Target> {
  const { conversationId, shardId, messages } = await requireOwnMessages(session, input.refs);
  const found = new Map(messages.map((message) => [message.id, message]));
  const more = new Set(known.map(({ messageId }) => messageId));
  if (input.withAnswers && known.length === 0) {
    for (const id of await findLinkedAnswers(session, [...found.keys()])) more.add(id);
    for (const id of await findEchoes(session, await wordsOf(deps, session, messages))) more.add(id);
  }
  for (const message of await findMessages(
    session,
    [...more].filter((id) => !found.has(id)),
  ))
    found.set(message.id, message);
  return {
    conversationId,
    shardId,
    messages: [...found.values()].map(({ id, requestId }) => ({ id, requestId })),
  };
}

/** What an answer would have to repeat to keep the messages: their whole text, or what a fact quotes of them. */
async function wordsOf(
  deps: EraseDeps,
  session: ShardSession,
  messages: readonly StoredMessage[],
): Promise<readonly string[]> {
  const ids = new Set(messages.map(({ id }) => id));
  const facts = (await listAllFacts(session)).filter(({ evidenceMessageIds }) =>
    evidenceMessageIds.some((id) => ids.has(id)),
  );
  const userKey = facts.length > 0 ? await findUserKey(session) : null;
  const quotes = facts.map((row) => decryptFact(deps, { userId: session.userId, userKey }, row)?.quote ?? '');
  const texts = [...messages.map(({ content }) => content), ...quotes].map((text) => text.trim().toLowerCase());
  return [...new Set(texts)].filter((text) => text.length >= LEAST_ECHO);
}
