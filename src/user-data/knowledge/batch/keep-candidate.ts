import { newId } from '#kernel/id';
import { closeCandidate, insertCandidate, seeCandidateAgain } from '#stores/shard/candidate-store';
import type { RejectReason } from '#stores/shard/candidate-store';
import { QUOTE_LIMIT } from '#user-data/knowledge/model/fact';
import { takeWords } from '#dialogue/model/language/code-points';
import type { ApplyDeps } from './apply-proposal.ts';
import { PROMPT_VERSION } from './extraction-prompt.ts';
import { countIndependent } from './independence.ts';
import type { PendingCandidate, Proposal } from './proposal.ts';
import { isBatchType } from './read-value.ts';

/** Refused for these reasons nothing is kept, not even encrypted: it was forgotten, it is sensitive, or it is invented. */
const KEEP_NOTHING: ReadonlySet<RejectReason> = new Set(['sensitive', 'suppressed', 'bad_evidence', 'wrong_role']);
const MAX_EVIDENCE = 20;

/**
 * Keeps a refused proposal: `not_independent` waits for more evidence (and meets itself again in the next run), every
 * other reason closes it. @returns the candidates that wait afterwards. @see knowledge.md 8.6, 3.5
 */
export async function keepCandidate(
  deps: ApplyDeps & { readonly timeZone: string; readonly model: string | null },
  proposal: Proposal,
  reason: RejectReason,
  candidates: readonly PendingCandidate[],
): Promise<readonly PendingCandidate[]> {
  const { transaction, now } = deps;
  const { delta, value, candidate } = proposal;
  const core = proposal.core.slice(-MAX_EVIDENCE);
  const coreEvidenceIds = core.map(({ id }) => id);
  const independentCount = countIndependent(core, deps.timeZone);
  const isWaiting = reason === 'not_independent';
  if (candidate !== undefined) {
    if (!isWaiting) {
      await closeCandidate(transaction, { id: candidate.id, status: 'rejected', rejectReason: reason, at: now });
      return candidates.filter(({ id }) => id !== candidate.id);
    }
    const { confidence } = delta;
    await seeCandidateAgain(transaction, {
      id: candidate.id,
      coreEvidenceIds,
      independentCount,
      confidence,
      seenAt: now,
    });
    return candidates.map((other) => (other.id === candidate.id ? { ...other, coreEvidenceIds, confidence } : other));
  }
  if (KEEP_NOTHING.has(reason) || core.length === 0 || !isBatchType(delta.knowledge_type)) return candidates;
  const type = value?.type ?? delta.knowledge_type;
  const key = value?.key ?? delta.knowledge_key.slice(0, 100);
  const payload = value?.payload ?? {
    display_key: key,
    display_value: delta.value.slice(0, 200),
    quote: takeWords(delta.quote, QUOTE_LIMIT),
  };
  const id = newId();
  await insertCandidate(transaction, {
    id,
    runId: deps.runId,
    ...deps.cipher.encrypt(
      { userId: transaction.userId, id, type, keyVersion: deps.userKey.keyVersion },
      deps.userKey,
      payload,
    ),
    keyVersion: deps.userKey.keyVersion,
    operation: delta.operation,
    knowledgeType: type,
    knowledgeKey: deps.cipher.blindIndex(transaction.userId, deps.userKey, type, key),
    targetKnowledgeId: proposal.target?.id ?? null,
    subject: delta.subject,
    confidence: delta.confidence,
    coreEvidenceIds,
    independentCount,
    status: isWaiting ? 'pending' : 'rejected',
    rejectReason: reason,
    promptVersion: PROMPT_VERSION,
    model: deps.model,
    seenAt: now,
  });
  if (!isWaiting || value === undefined) return candidates;
  return [
    ...candidates,
    {
      id,
      type: value.type,
      key,
      payload: value.payload,
      operation: delta.operation,
      confidence: delta.confidence,
      coreEvidenceIds,
    },
  ];
}
