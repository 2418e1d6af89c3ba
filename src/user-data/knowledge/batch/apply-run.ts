import type { KnowledgeDelta } from '#ports/knowledge-extraction';
import { closeCandidate } from '#stores/shard/candidate-store';
import {
  advanceWatermark,
  closeRun,
  findReadableMessages,
  isRunning,
  lockExtraction,
} from '#stores/shard/extraction-store';
import { insertUserKey } from '#stores/shard/knowledge-store';
import type { ShardTransaction } from '#stores/shard/shard-session';
import { findTombstones } from '#stores/production/tombstone-store';
import { applyProposal } from './apply-proposal.ts';
import { readableMessages, toEvidence } from './build-document.ts';
import type { Claim } from './claim-range.ts';
import type { ExtractDeps } from './extract-deps.ts';
import { keepCandidate } from './keep-candidate.ts';
import type { GateContext, Verdict } from './proposal.ts';
import { readKnowledge } from './read-knowledge.ts';
import type { KnownOfUser } from './read-knowledge.ts';
import { buildProposal, validateProposal } from './validate-proposal.ts';

/** What the model said about a range, and what it cost. */
export interface RangeAnswer {
  /** Ids that the model was given: new messages and the evidence of waiting candidates. */
  readonly suppliedIds: readonly string[];
  readonly deltas: readonly KnowledgeDelta[];
  readonly model: string | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly durationMs: number;
}

/**
 * Transaction 2: takes the locks, makes sure that the claim still holds and the watermark stands where it stood, reads
 * again what may be seen, lets the gate judge each delta, applies, moves the watermark and closes the run. All of it or
 * nothing; done twice it does nothing the second time.
 *
 * @returns undefined when the claim was lost meanwhile: nothing was written, another run has the range.
 * @see knowledge.md 8.6, 8.7 (O-40, O-41)
 */
export async function applyRun(
  deps: ExtractDeps,
  userId: string,
  claim: Claim,
  answer: RangeAnswer,
): Promise<readonly Verdict[] | undefined> {
  return await deps.routing.transact(userId, async (transaction) => {
    const { run } = claim;
    const state = await lockExtraction(transaction);
    const isUnmoved = state.watermark?.getTime() === run.watermarkFrom?.getTime();
    if (!isUnmoved || !(await isRunning(transaction, run.id))) return undefined;
    const known = await readKnowledge(deps, transaction, deps.clock.now());
    const verdicts = await judgeAll(deps, transaction, { claim, answer, known });
    await advanceWatermark(transaction, {
      to: run.watermarkTo,
      analysedUserMessages: claim.messages.filter(({ role }) => role === 'user').length,
    });
    await closeRun(transaction, {
      runId: run.id,
      status: 'applied',
      deltasApplied: verdicts.filter((verdict) => 'accepted' in verdict && verdict.accepted !== 'unchanged').length,
      model: answer.model,
      inputTokens: answer.inputTokens,
      outputTokens: answer.outputTokens,
      durationMs: answer.durationMs,
      errorCode: null,
    });
    return verdicts;
  });
}

async function judgeAll(
  deps: ExtractDeps,
  transaction: ShardTransaction,
  { claim, answer, known }: { readonly claim: Claim; readonly answer: RangeAnswer; readonly known: KnownOfUser },
): Promise<readonly Verdict[]> {
  if (answer.deltas.length === 0) return [];
  const userKey = known.userKey ?? (await insertUserKey(transaction, deps.cipher.createDataKey(transaction.userId)));
  const base = await readEvidence(deps, transaction, answer.suppliedIds);
  const applyDeps = { cipher: deps.cipher, transaction, userKey, runId: claim.run.id, now: deps.clock.now() };
  const verdicts: Verdict[] = [];
  let { facts, candidates } = known;
  for (const delta of answer.deltas) {
    const context: GateContext = {
      ...base,
      timeZone: deps.options.timeZone,
      currency: deps.options.currency,
      facts,
      candidates,
      forgottenAt: (type, key) =>
        known.suppressions.get(deps.cipher.blindIndex(transaction.userId, userKey, type, key)),
    };
    const proposal = buildProposal(delta, context);
    const reason = validateProposal(proposal, context);
    if (reason !== undefined) {
      candidates = await keepCandidate(
        { ...applyDeps, timeZone: deps.options.timeZone, model: answer.model },
        proposal,
        reason,
        candidates,
      );
      verdicts.push({ rejected: reason });
      continue;
    }
    const applied = await applyProposal(applyDeps, proposal, facts);
    facts = applied.facts;
    const { candidate } = proposal;
    if (candidate !== undefined) {
      await closeCandidate(transaction, {
        id: candidate.id,
        status: 'promoted',
        rejectReason: null,
        at: applyDeps.now,
      });
      candidates = candidates.filter(({ id }) => id !== candidate.id);
    }
    verdicts.push({ accepted: applied.as });
  }
  return verdicts;
}

/** The messages once more: one may have been forgotten while the model was thinking. */
async function readEvidence(
  deps: ExtractDeps,
  transaction: ShardTransaction,
  suppliedIds: readonly string[],
): Promise<Pick<GateContext, 'messages' | 'suppliedIds'>> {
  const messages = await findReadableMessages(transaction, suppliedIds);
  const conversationId = await transaction.conversationId();
  const tombstones = await findTombstones(deps.production, { conversationId, messageIds: suppliedIds });
  const evidence = readableMessages(messages, tombstones).map(toEvidence);
  return { messages: new Map(evidence.map((message) => [message.id, message])), suppliedIds: new Set(suppliedIds) };
}
