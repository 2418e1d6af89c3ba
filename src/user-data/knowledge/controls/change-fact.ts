import { InvalidInputError, InvariantError, NotFoundError } from '#kernel/error';
import { newId } from '#kernel/id';
import { takeWords } from '#dialogue/model/language/code-points';
import { lockConversation, suppressKeys } from '#stores/shard/forget-messages';
import type { KnowledgeRow, UserKeyRow } from '#stores/shard/knowledge';
import {
  deactivateFacts,
  findUserKey,
  insertFact,
  liftSuppression,
  listActiveFacts,
  listAllFacts,
  logCorrection,
  setDisputed,
} from '#stores/shard/knowledge-store';
import { findMessages, insertSystemMessage } from '#stores/shard/message-store';
import type { ShardTransaction } from '#stores/shard/shard-session';
import { QUOTE_LIMIT } from '#user-data/knowledge/model/fact';
import type { FactPayload, FactType } from '#user-data/knowledge/model/fact';
import { clearCaches } from './clear-caches.ts';
import type { FactChange, FactChanged } from './contract.ts';
import type { ControlsDeps } from './controls-deps.ts';
import { decryptFact } from './decrypt-fact.ts';
import { readFactValue } from './read-fact-value.ts';

/** What changing a fact needs. */
export type ChangeFactDeps = Pick<ControlsDeps, 'routing' | 'cache' | 'cipher' | 'clock' | 'events' | 'options'>;

/** Which fact, and what to do with it. */
export interface ChangeFactInput {
  readonly userId: string;
  readonly knowledgeId: string;
  readonly change: FactChange;
}

interface Known {
  readonly row: KnowledgeRow;
  readonly payload: FactPayload;
  readonly userKey: UserKeyRow;
}

/**
 * The user corrects a fact on the memory screen, doubts it, or answers a doubt. Each change is written down as a `system`
 * row of the conversation under the operation's id: it is the evidence of a corrected fact, the trigger in the log of
 * corrections, and what a repeated operation finds.
 *
 * @throws NotFoundError `fact_unknown`; InvalidInputError `invalid_fact_value` for words that are no value of this type
 * (nothing is stored).
 * @see knowledge.md O-12, O-53, O-94
 */
export async function changeFact(deps: ChangeFactDeps, input: ChangeFactInput): Promise<FactChanged> {
  const { userId, knowledgeId, change } = input;
  const changed = await deps.routing.transact(userId, async (transaction) => {
    await lockConversation(transaction);
    const [done] = await findMessages(transaction, [change.operation_id]);
    if (done) return repeatResult(deps, transaction, input);
    const known = await requireFact(deps, transaction, knowledgeId);
    return change.action === 'correct'
      ? correctFact(deps, transaction, { ...input, value: change.value, known })
      : answerFact(deps, transaction, { ...input, known });
  });
  await clearCaches(deps.cache, { userId, messages: [] }).catch((error: unknown) =>
    deps.events.postponed({ operationId: change.operation_id, step: 'change_fact', error }),
  );
  deps.events.done({ operation: 'change_fact', userId, operationId: change.operation_id, messages: 0, facts: 1 });
  return changed;
}

async function requireFact(deps: ChangeFactDeps, transaction: ShardTransaction, id: string): Promise<Known> {
  const row = (await listActiveFacts(transaction, deps.clock.now())).find((fact) => fact.id === id);
  if (!row) throw new NotFoundError('There is no such fact any more.', { code: 'fact_unknown' });
  const userKey = await findUserKey(transaction);
  const payload = decryptFact(deps, { userId: transaction.userId, userKey }, row);
  if (!userKey || !payload) throw new InvariantError('The fact cannot be read.', { code: 'fact_unreadable' });
  return { row, payload, userKey };
}

async function correctFact(
  deps: ChangeFactDeps,
  transaction: ShardTransaction,
  input: ChangeFactInput & { readonly value: string; readonly known: Known },
): Promise<FactChanged> {
  const { userId, change, value, known } = input;
  const { row, userKey } = known;
  const now = deps.clock.now();
  const type = row.knowledgeType as FactType;
  const read = readFactValue(value, {
    type,
    key: known.payload.display_key,
    before: known.payload,
    now,
    ...deps.options,
  });
  if (!read)
    throw new InvalidInputError('This is no value for what it should correct.', { code: 'invalid_fact_value' });
  await insertSystemMessage(transaction, {
    id: change.operation_id,
    content: `user set ${type}/${read.key} to ${value} in settings`,
    createdAt: now,
  });
  await logCorrection(transaction, {
    triggerMessageId: change.operation_id,
    correctedMessageId: null,
    deactivatedKnowledgeId: row.id,
    disputedKnowledgeId: null,
    correctionType: 'outdated',
  });
  const id = newId();
  const payload = { ...read.payload, quote: takeWords(value, QUOTE_LIMIT) };
  const knowledgeKey = deps.cipher.blindIndex(userId, userKey, type, read.key);
  await deactivateFacts(transaction, { ids: [row.id], reason: 'superseded', by: id });
  await liftSuppression(transaction, knowledgeKey);
  await insertFact(transaction, {
    id,
    ...deps.cipher.encrypt({ userId, id, type, keyVersion: userKey.keyVersion }, userKey, payload),
    keyVersion: userKey.keyVersion,
    knowledgeType: type,
    knowledgeKey,
    extractedFrom: 'explicit_input',
    confidence: 1,
    evidenceMessageIds: [change.operation_id],
    evidenceAt: now,
    expiresAt: read.expiresAt,
  });
  return { operation_id: change.operation_id, knowledge_id: id, value: payload.display_value };
}

async function answerFact(
  deps: ChangeFactDeps,
  transaction: ShardTransaction,
  { change, known }: ChangeFactInput & { readonly known: Known },
): Promise<FactChanged> {
  const { row, payload } = known;
  await insertSystemMessage(transaction, {
    id: change.operation_id,
    content: `user chose ${change.action} for ${row.knowledgeType} in settings`,
    createdAt: deps.clock.now(),
  });
  const isDenied = change.action === 'deny';
  if (change.action === 'confirm') {
    await setDisputed(transaction, { ids: [row.id], isDisputed: false });
  } else {
    const logId = await logCorrection(transaction, {
      triggerMessageId: change.operation_id,
      correctedMessageId: null,
      deactivatedKnowledgeId: isDenied ? row.id : null,
      disputedKnowledgeId: isDenied ? null : row.id,
      correctionType: isDenied ? 'user_denied' : 'ambiguous',
    });
    if (isDenied) {
      await deactivateFacts(transaction, { ids: [row.id], reason: 'denied', by: logId });
      await suppressKeys(transaction, [row]);
    } else await setDisputed(transaction, { ids: [row.id], isDisputed: true });
  }
  return {
    operation_id: change.operation_id,
    knowledge_id: isDenied ? null : row.id,
    value: isDenied ? null : payload.display_value,
  };
}

/** The operation is done: the fact that rests on it, else the fact itself as far as it is still known. */
async function repeatResult(
  deps: ChangeFactDeps,
  transaction: ShardTransaction,
  { userId, knowledgeId, change }: ChangeFactInput,
): Promise<FactChanged> {
  const rows = await listAllFacts(transaction);
  const row =
    rows.find(({ evidenceMessageIds }) => evidenceMessageIds.includes(change.operation_id)) ??
    rows.find(({ id, isActive }) => id === knowledgeId && isActive);
  const userKey = row ? await findUserKey(transaction) : null;
  return {
    operation_id: change.operation_id,
    knowledge_id: row?.id ?? null,
    value: row ? (decryptFact(deps, { userId, userKey }, row)?.display_value ?? null) : null,
  };
}
