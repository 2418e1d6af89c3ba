import { AppError } from '#kernel/error';
import { findTombstones } from '#stores/production/tombstone-store';
import { closeRun, findReadableMessages } from '#stores/shard/extraction-store';
import type { ExtractionTrigger } from '#stores/shard/extraction-store';
import { applyRun } from './apply-run.ts';
import type { RangeAnswer } from './apply-run.ts';
import { askModel } from './ask-model.ts';
import { buildDocument, numberSessions, readableMessages } from './build-document.ts';
import { claimRange } from './claim-range.ts';
import type { Claim, SkipReason } from './claim-range.ts';
import type { ExtractDeps } from './extract-deps.ts';
import type { Verdict } from './proposal.ts';
import { readKnowledge } from './read-knowledge.ts';

/** How a job ended: parts that were analysed, and why it stopped. */
export interface Extraction {
  readonly parts: number;
  readonly stopped: SkipReason | 'claim_lost' | 'enough';
}

/** Parts of a long backlog that one job analyses; the rest waits for the next trigger. */
const MAX_PARTS = 5;

/**
 * Extracts the knowledge of one user from what was said since the last analysis: claim a range, ask a model, let the gate
 * judge, apply, part by part. A run that dies leaves its range to the next one, and nothing is written but in the one
 * transaction that also moves the watermark.
 *
 * @throws the failure of the models or of a store; the range then stays where it is.
 * @see knowledge.md 8
 */
export async function extractKnowledge(
  deps: ExtractDeps,
  input: { readonly userId: string; readonly triggeredBy: ExtractionTrigger; readonly signal: AbortSignal },
): Promise<Extraction> {
  for (let parts = 0; parts < MAX_PARTS; parts++) {
    input.signal.throwIfAborted();
    const claim = await claimRange(deps, { ...input, isContinuation: parts > 0 });
    if ('skipped' in claim) return { parts, stopped: claim.skipped };
    const verdicts = await runClaim(deps, input, claim);
    if (verdicts === undefined) return { parts, stopped: 'claim_lost' };
  }
  return { parts: MAX_PARTS, stopped: 'enough' };
}

async function runClaim(
  deps: ExtractDeps,
  { userId, signal }: { readonly userId: string; readonly signal: AbortSignal },
  claim: Claim,
): Promise<readonly Verdict[] | undefined> {
  const startedAtMs = performance.now();
  const runId = claim.run.id;
  try {
    const answer = await readRange(deps, userId, claim, signal);
    const verdicts = await applyRun(deps, userId, claim, { ...answer, durationMs: performance.now() - startedAtMs });
    if (verdicts === undefined) {
      deps.events.runLost({ runId });
      return undefined;
    }
    deps.events.runApplied({
      runId,
      triggeredBy: claim.run.triggeredBy,
      messages: claim.messages.length,
      verdicts,
      model: answer.model,
      durationMs: performance.now() - startedAtMs,
    });
    return verdicts;
  } catch (error) {
    deps.events.runFailed({ runId, error });
    await giveBack(deps, userId, claim, { error, durationMs: performance.now() - startedAtMs });
    throw error;
  }
}

/** Between the transactions: nothing is locked while the model thinks. */
async function readRange(
  deps: ExtractDeps,
  userId: string,
  claim: Claim,
  signal: AbortSignal,
): Promise<Omit<RangeAnswer, 'durationMs'>> {
  const now = deps.clock.now();
  const { known, evidence, conversationId } = await deps.routing.read(userId, async (session) => {
    const read = await readKnowledge(deps, session, now);
    const ids = read.candidates.flatMap(({ coreEvidenceIds }) => coreEvidenceIds);
    return {
      known: read,
      evidence: await findReadableMessages(session, ids),
      conversationId: await session.conversationId(),
    };
  });
  const messageIds = [...claim.messages, ...evidence].map(({ id }) => id);
  const tombstones = await findTombstones(deps.production, { conversationId, messageIds });
  const messages = readableMessages(numberSessions(claim.messages), tombstones);
  // Nothing that the user said, nothing to ask: the watermark passes a crisis or forgotten words without a model.
  if (!messages.some(({ role }) => role === 'user'))
    return { suppliedIds: [], deltas: [], model: null, inputTokens: null, outputTokens: null };
  const visible = new Set(readableMessages(evidence, tombstones).map(({ id }) => id));
  const candidates = known.candidates.flatMap((candidate) => {
    const coreEvidenceIds = candidate.coreEvidenceIds.filter((id) => visible.has(id));
    return coreEvidenceIds.length === 0 ? [] : [{ ...candidate, coreEvidenceIds }];
  });
  const { timeZone, currency, llmTimeoutMs } = deps.options;
  const document = buildDocument({ now, timeZone, currency, facts: known.facts, candidates, messages });
  const asked = { models: deps.models, timeoutMs: llmTimeoutMs, onRetry: deps.events.modelRetried };
  const { deltas, outcome } = await askModel(asked, document, signal);
  return {
    suppliedIds: [...new Set([...messages.map(({ id }) => id), ...visible])],
    deltas,
    model: outcome.model,
    inputTokens: outcome.usage.inputTokens ?? null,
    outputTokens: outcome.usage.outputTokens ?? null,
  };
}

/** Closes a failed run, so that the next trigger need not wait for the end of its lease. */
async function giveBack(
  deps: ExtractDeps,
  userId: string,
  claim: Claim,
  { error, durationMs }: { readonly error: unknown; readonly durationMs: number },
): Promise<void> {
  const end = {
    runId: claim.run.id,
    status: 'failed' as const,
    deltasApplied: 0,
    model: null,
    inputTokens: null,
    outputTokens: null,
    durationMs,
    errorCode: error instanceof AppError ? error.code : 'unexpected',
  };
  // The lease ends by itself: a store that is away must not hide the first failure.
  await deps.routing.autocommit(userId, (session) => closeRun(session, end)).catch(() => false);
}
