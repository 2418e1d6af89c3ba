import { newId } from '#kernel/id';
import type { UserKeyRow } from '#stores/shard/knowledge';
import { confirmFact, deactivateFacts, insertFact, liftSuppression, setDisputed } from '#stores/shard/knowledge-store';
import type { ShardTransaction } from '#stores/shard/shard-session';
import type { LifeEventPayload } from '#user-data/knowledge/model/fact';
import type { FactCipher } from '#user-data/memory/fact-cipher';
import type { ActiveFact, AppliedAs, Proposal, ReadValue } from './proposal.ts';
import { toActiveFact } from './read-knowledge.ts';
import { isExplicitDenial, newestOf } from './validators.ts';

/** The facts afterwards, and what was done. */
export interface Applied {
  readonly as: AppliedAs;
  readonly facts: readonly ActiveFact[];
}

/** What applying needs; all in the transaction of the run. */
export interface ApplyDeps {
  readonly cipher: FactCipher;
  readonly transaction: ShardTransaction;
  readonly userKey: UserKeyRow;
  readonly runId: string;
  readonly now: Date;
}

/** A model is never surer than a rule. @see knowledge.md 6.3 */
const MOST_CONFIDENCE = 0.95;
const MAX_EVIDENCE = 20;

/**
 * Writes a proposal that passed the gate: ADD and UPDATE insert (and supersede), the same value confirms, REMOVE denies.
 * A statement that is not plain never replaces what the user or a rule wrote: it makes it doubtful.
 *
 * @see knowledge.md 8.7, 7 (O-38)
 */
export async function applyProposal(
  deps: ApplyDeps,
  proposal: Proposal,
  facts: readonly ActiveFact[],
): Promise<Applied> {
  const { delta, value, target } = proposal;
  if (delta.operation === 'REMOVE') return await applyRemove(deps, proposal, facts);
  // An event that is over by the time of the analysis is history.
  if (value === undefined || (value.expiresAt !== null && value.expiresAt <= deps.now))
    return { as: 'unchanged', facts };
  if (target !== undefined && isSameFact(target, value))
    return await applyConfirm(deps, { proposal, value, target }, facts);
  if (target !== undefined && target.extractedFrom !== 'batch_extraction' && !value.isDeclared)
    return await dispute(deps, target, facts);
  return await applyInsert(deps, { proposal, value }, facts);
}

/** Same value; an event also on the same day, or mentioned without one. */
function isSameFact(target: ActiveFact, value: ReadValue): boolean {
  if (target.payload.display_value !== value.payload.display_value) return false;
  if (value.type !== 'life_event') return true;
  const { date } = value.payload as LifeEventPayload;
  return date === undefined || date === (target.payload as LifeEventPayload).date;
}

async function applyRemove(deps: ApplyDeps, proposal: Proposal, facts: readonly ActiveFact[]): Promise<Applied> {
  const { target } = proposal;
  if (target === undefined) return { as: 'unchanged', facts };
  if (!isExplicitDenial(proposal)) return await dispute(deps, target, facts);
  await deactivateFacts(deps.transaction, { ids: [target.id], reason: 'denied', by: deps.runId });
  return { as: 'remove', facts: facts.filter(({ id }) => id !== target.id) };
}

async function dispute(deps: ApplyDeps, target: ActiveFact, facts: readonly ActiveFact[]): Promise<Applied> {
  if (target.isDisputed) return { as: 'unchanged', facts };
  await setDisputed(deps.transaction, { ids: [target.id], isDisputed: true });
  return { as: 'disputed', facts: facts.map((fact) => (fact.id === target.id ? { ...fact, isDisputed: true } : fact)) };
}

async function applyConfirm(
  deps: ApplyDeps,
  { proposal, value, target }: { readonly proposal: Proposal; readonly value: ReadValue; readonly target: ActiveFact },
  facts: readonly ActiveFact[],
): Promise<Applied> {
  const known = new Set(target.evidenceMessageIds);
  // Words from before a doubt do not end it.
  const fresh = proposal.core.filter(
    ({ id, createdAt }) => !known.has(id) && (!target.isDisputed || createdAt > target.updatedAt),
  );
  if (fresh.length === 0) return { as: 'unchanged', facts };
  for (const message of fresh.slice(-MAX_EVIDENCE)) {
    await confirmFact(deps.transaction, {
      id: target.id,
      messageId: message.id,
      confidence: Math.min(proposal.delta.confidence, MOST_CONFIDENCE),
      saidAt: message.createdAt,
      expiresAt: renewedExpiry(target, value),
    });
  }
  const evidenceMessageIds = [...target.evidenceMessageIds, ...fresh.map(({ id }) => id)];
  const confirmed = { ...target, isDisputed: false, evidenceMessageIds };
  return { as: 'confirm', facts: facts.map((fact) => (fact.id === target.id ? confirmed : fact)) };
}

/** A repeated mention renews the life of an undated event; a date stays. @see knowledge.md 10 */
function renewedExpiry(target: ActiveFact, value: ReadValue): Date | null {
  if (value.type !== 'life_event' || value.expiresAt === null) return null;
  const hasDate = (target.payload as LifeEventPayload).date !== undefined;
  if (hasDate) return null;
  return target.expiresAt !== null && target.expiresAt > value.expiresAt ? null : value.expiresAt;
}

async function applyInsert(
  deps: ApplyDeps,
  { proposal, value }: { readonly proposal: Proposal; readonly value: ReadValue },
  facts: readonly ActiveFact[],
): Promise<Applied> {
  const { transaction, userKey, cipher } = deps;
  const id = newId();
  const knowledgeKey = cipher.blindIndex(transaction.userId, userKey, value.type, value.key);
  const identity = { userId: transaction.userId, id, type: value.type, keyVersion: userKey.keyVersion };
  // The gate let only words through that are newer than the forgetting: they lift it. @see knowledge.md 18.5
  await liftSuppression(transaction, knowledgeKey);
  const row = await insertFact(transaction, {
    id,
    ...cipher.encrypt(identity, userKey, value.payload),
    keyVersion: userKey.keyVersion,
    knowledgeType: value.type,
    knowledgeKey,
    extractedFrom: 'batch_extraction',
    confidence: Math.min(proposal.delta.confidence, MOST_CONFIDENCE),
    evidenceMessageIds: proposal.core.slice(-MAX_EVIDENCE).map((message) => message.id),
    evidenceAt: new Date(newestOf(proposal.core)),
    expiresAt: value.expiresAt,
  });
  // A newer row of the same key stands: this one is history (O-37).
  if (!row.isActive) return { as: 'unchanged', facts };
  const replaced = facts.find(({ type, key }) => type === value.type && key === value.key);
  return {
    as: replaced === undefined ? 'add' : 'update',
    facts: [...facts.filter((fact) => fact !== replaced), toActiveFact(row, value.payload)],
  };
}
