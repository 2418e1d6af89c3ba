import { newId } from '#kernel/id';
import type { KnowledgeRow, UserKeyRow } from '#stores/shard/knowledge';
import {
  confirmFact,
  deactivateFacts,
  insertFact,
  insertUserKey,
  liftSuppression,
  logCorrection,
  setDisputed,
  wasForgottenSince,
} from '#stores/shard/knowledge-store';
import type { ShardTransaction } from '#stores/shard/shard-session';
import type { FactDraft } from '#user-data/knowledge/model/fact';
import { detectCorrection } from '#user-data/memory/detect-correction';
import type { Correction, RecentMessage } from '#user-data/memory/detect-correction';
import { extractInstantFacts } from '#user-data/memory/extract-instant-facts';
import type { FactCipher } from '#user-data/memory/fact-cipher';
import type { CorrectionOutcome, EvidencedFact } from './turn.ts';

/** What the memory step sees of one message. */
export interface LearnInput {
  readonly userId: string;
  readonly messageId: string;
  readonly text: string;
  readonly saidAt: Date;
  readonly timeZone: string;
  readonly currency: string;
  readonly hasReplyTarget: boolean;
  /** The last 5 messages, oldest first. */
  readonly recent: readonly RecentMessage[];
  readonly facts: readonly EvidencedFact[];
  readonly userKey: UserKeyRow | null;
  /** A late message: what was forgotten after it had been said is not learned again. @see knowledge.md 18.5, O-103 */
  readonly isReplayed?: boolean;
}

/** The facts after the message, and what was done. */
export interface LearnOutcome {
  readonly facts: readonly EvidencedFact[];
  readonly userKey: UserKeyRow | null;
  readonly learnedTypes: readonly string[];
  readonly correction: CorrectionOutcome | null;
}

/**
 * Correction first, then instant facts, in the transaction of the message: "my size is not M but S" must not kill the S.
 * What is written stands under a savepoint of its own: when it fails nothing of it stays and the transaction goes on.
 *
 * @see knowledge.md 6.1, 9; DESIGN.md 8.7
 */
export async function learnFromMessage(
  deps: { readonly cipher: FactCipher },
  transaction: ShardTransaction,
  input: LearnInput,
): Promise<LearnOutcome> {
  const correction = detectCorrection({
    text: input.text,
    now: input.saidAt,
    recent: input.recent,
    facts: input.facts,
  });
  const drafts = [
    ...(correction?.replacements ?? []),
    ...extractInstantFacts({
      text: input.text,
      now: input.saidAt,
      timeZone: input.timeZone,
      defaultCurrency: input.currency,
      hasReplyTarget: input.hasReplyTarget,
      excluded: correction?.consumed ?? [],
    }),
  ];
  // Most messages teach nothing: they cost no savepoint, which is two round trips.
  if (!correction && drafts.length === 0)
    return { facts: input.facts, userKey: input.userKey, learnedTypes: [], correction: null };
  return transaction.savepoint((inner) => store(deps, inner, { input, correction, drafts }));
}

interface Findings {
  readonly input: LearnInput;
  readonly correction: Correction | undefined;
  readonly drafts: readonly FactDraft[];
}

async function store(
  deps: { readonly cipher: FactCipher },
  transaction: ShardTransaction,
  { input, correction, drafts }: Findings,
): Promise<LearnOutcome> {
  let facts = correction ? await applyCorrection(transaction, correction, input) : input.facts;
  const userKey =
    drafts.length > 0
      ? (input.userKey ?? (await insertUserKey(transaction, deps.cipher.createDataKey(input.userId))))
      : input.userKey;
  for (const draft of drafts)
    if (userKey) facts = await storeDraft(deps, transaction, { draft, input, facts, userKey });
  return {
    facts,
    userKey,
    learnedTypes: drafts.map(({ type }) => type),
    correction: correction ? describeCorrection(correction, input.facts) : null,
  };
}

async function applyCorrection(
  transaction: ShardTransaction,
  correction: Correction,
  input: LearnInput,
): Promise<readonly EvidencedFact[]> {
  let facts = input.facts;
  for (const action of correction.actions) {
    const target = facts.find((fact) =>
      action.factId ? fact.id === action.factId : fact.type === action.type && fact.key === action.key,
    );
    if (!target) continue;
    const isDispute = action.action === 'dispute';
    if (action.action === 'restore') {
      await setDisputed(transaction, { ids: [target.id], isDisputed: false });
      facts = facts.map((fact) => (fact.id === target.id ? { ...fact, isDisputed: false } : fact));
      continue;
    }
    const logId = await logCorrection(transaction, {
      triggerMessageId: input.messageId,
      correctedMessageId: correction.correctedMessageId ?? null,
      deactivatedKnowledgeId: isDispute ? null : target.id,
      disputedKnowledgeId: isDispute ? target.id : null,
      correctionType: action.correctionType ?? 'user_denied',
    });
    if (isDispute) {
      await setDisputed(transaction, { ids: [target.id], isDisputed: true });
      facts = facts.map((fact) => (fact.id === target.id ? { ...fact, isDisputed: true } : fact));
    } else if (action.action === 'deactivate') {
      await deactivateFacts(transaction, { ids: [target.id], reason: 'denied', by: logId });
      facts = facts.filter((fact) => fact.id !== target.id);
    }
  }
  return facts;
}

interface StoreDraft {
  readonly draft: FactDraft;
  readonly input: LearnInput;
  readonly facts: readonly EvidencedFact[];
  readonly userKey: UserKeyRow;
}

async function storeDraft(
  deps: { readonly cipher: FactCipher },
  transaction: ShardTransaction,
  { draft, input, facts, userKey }: StoreDraft,
): Promise<readonly EvidencedFact[]> {
  const expiresAt = draft.expiresAt ? new Date(draft.expiresAt) : null;
  const same = facts.find(
    (fact) =>
      fact.type === draft.type && fact.key === draft.key && fact.payload.display_value === draft.payload.display_value,
  );
  if (same) {
    await confirmFact(transaction, {
      id: same.id,
      messageId: input.messageId,
      confidence: draft.confidence,
      saidAt: input.saidAt,
      expiresAt,
    });
    return facts.map((fact) =>
      fact.id === same.id
        ? { ...fact, isDisputed: false, evidenceMessageIds: [...fact.evidenceMessageIds, input.messageId] }
        : fact,
    );
  }
  const id = newId();
  const knowledgeKey = deps.cipher.blindIndex(input.userId, userKey, draft.type, draft.key);
  const encrypted = deps.cipher.encrypt(
    { userId: input.userId, id, type: draft.type, keyVersion: userKey.keyVersion },
    userKey,
    draft.payload,
  );
  if (input.isReplayed && (await wasForgottenSince(transaction, { knowledgeKey, saidAt: input.saidAt }))) return facts;
  await liftSuppression(transaction, knowledgeKey);
  const row: KnowledgeRow = await insertFact(transaction, {
    id,
    ...encrypted,
    keyVersion: userKey.keyVersion,
    knowledgeType: draft.type,
    knowledgeKey,
    extractedFrom: 'instant_pattern',
    confidence: draft.confidence,
    evidenceMessageIds: [input.messageId],
    evidenceAt: input.saidAt,
    expiresAt,
  });
  if (!row.isActive) return facts;
  const learned: EvidencedFact = {
    id,
    type: draft.type,
    key: draft.key,
    payload: draft.payload,
    isDisputed: false,
    updatedAt: row.updatedAt.toISOString(),
    confidence: draft.confidence,
    extractedFrom: 'instant_pattern',
    evidenceMessageIds: [input.messageId],
    evidenceAt: input.saidAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    isNew: true,
  };
  return [...facts.filter((fact) => !(fact.type === draft.type && fact.key === draft.key)), learned];
}

function describeCorrection(correction: Correction, before: readonly EvidencedFact[]): CorrectionOutcome {
  const first = correction.actions[0];
  const old = first
    ? before.find((fact) =>
        first.factId ? fact.id === first.factId : fact.type === first.type && fact.key === first.key,
      )
    : undefined;
  const replacement = correction.replacements[0];
  return {
    type:
      first?.action === 'restore'
        ? 'confirmed'
        : (first?.correctionType ?? (correction.askWhich ? 'ambiguous' : 'outdated')),
    key: first ? `${first.type}/${first.key}` : replacement ? `${replacement.type}/${replacement.key}` : null,
    oldValue: old?.payload.display_value ?? null,
    newValue: replacement?.payload.display_value ?? null,
    asksWhich: correction.askWhich,
  };
}
