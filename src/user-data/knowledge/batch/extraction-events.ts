import { AppError } from '#kernel/error';
import type { Logger } from '#kernel/log';
import type { Metrics } from '#kernel/metric';
import type { Verdict } from './proposal.ts';

/** What happens in the batch extraction, as log lines and the metrics of knowledge.md 23. Never a word of a message. */
export interface ExtractionEvents {
  readonly runApplied: (facts: {
    readonly runId: string;
    readonly triggeredBy: string;
    readonly messages: number;
    readonly verdicts: readonly Verdict[];
    readonly model: string | null;
    readonly durationMs: number;
  }) => void;
  readonly runFailed: (facts: { readonly runId: string; readonly error: unknown }) => void;
  readonly runLost: (facts: { readonly runId: string }) => void;
  readonly modelRetried: (facts: { readonly provider: string; readonly reason: string }) => void;
  readonly swept: (facts: { readonly queued: number; readonly pendingP95: number }) => void;
  readonly maintained: (facts: {
    readonly expiredFacts: number;
    readonly expiredCandidates: number;
    readonly recounted: number;
    readonly purged: number;
  }) => void;
  readonly switchedOff: (facts: { readonly reason: string; readonly rate: number }) => void;
  readonly sampled: (facts: { readonly samples: number; readonly errorRate: number | null }) => void;
  /** Somebody looked at samples: ids and the reviewer, never a word. @see knowledge.md O-46 */
  readonly reviewOpened: (facts: { readonly sampleIds: readonly string[]; readonly reviewer: string }) => void;
  readonly reviewed: (facts: {
    readonly verdict: string;
    readonly language: string;
    readonly reviewer: string;
  }) => void;
}

const BUCKETS_SECONDS = [0.1, 0.5, 1, 2, 5, 10, 20, 45, 90, 180, 300];
/** Deltas over which the share of refused ones is taken. */
const RATE_WINDOW = 200;

/** Joins the log and the metrics. */
export function createExtractionEvents(log: Logger, metrics: Metrics): ExtractionEvents {
  const duration = metrics.histogram({
    name: 'unde_batch_extraction_duration_seconds',
    help: 'One run of the batch extraction, from the claim to the closed log row',
    buckets: BUCKETS_SECONDS,
  });
  const runs = metrics.counter({
    name: 'unde_batch_extraction_runs_total',
    help: 'Runs by trigger',
    labels: ['trigger'],
  });
  const errors = metrics.counter({
    name: 'unde_batch_extraction_errors_total',
    help: 'Runs that failed',
    labels: ['reason'],
  });
  const lost = metrics.counter({ name: 'unde_batch_extraction_lost_total', help: 'Runs that lost their claim' });
  const retries = metrics.counter({
    name: 'unde_batch_extraction_model_retries_total',
    help: 'Failed calls of a model',
    labels: ['provider', 'reason'],
  });
  const deltas = metrics.counter({
    name: 'unde_batch_extraction_deltas_total',
    help: 'Applied deltas by what they did',
    labels: ['operation'],
  });
  const gate = metrics.counter({ name: 'unde_validator_gate_total', help: 'Verdicts of the gate', labels: ['result'] });
  const rejectionRate = metrics.gauge({
    name: 'unde_validator_rejection_rate',
    help: `Share of refused deltas among the last ${RATE_WINDOW}`,
  });
  const queueSize = metrics.gauge({ name: 'unde_batch_extraction_queue_size', help: 'Users whose analysis is due' });
  const pendingP95 = metrics.gauge({
    name: 'unde_pending_extraction_count_p95',
    help: '95th percentile of messages that wait for analysis, among users with any',
  });
  const off = metrics.gauge({ name: 'unde_batch_extraction_off', help: '1 when the house has switched the batch off' });
  const expired = metrics.counter({ name: 'unde_life_events_expired_total', help: 'Events that are over' });
  const reviewRate = metrics.gauge({
    name: 'unde_extraction_review_error_rate',
    help: 'Share of wrong facts among the reviewed ones of the last 14 days',
  });
  const reviews = metrics.counter({
    name: 'unde_extraction_review_total',
    help: 'Verdicts of the human review',
    labels: ['verdict', 'language'],
  });
  const recent: boolean[] = [];
  const judge = (verdict: Verdict): void => {
    const isRejected = 'rejected' in verdict;
    gate.increment({ result: isRejected ? `rejected_${verdict.rejected}` : 'accepted' });
    if (!isRejected && verdict.accepted !== 'unchanged') deltas.increment({ operation: verdict.accepted });
    recent.push(isRejected);
    if (recent.length > RATE_WINDOW) recent.shift();
  };
  return {
    runApplied: ({ runId, triggeredBy, messages, verdicts, model, durationMs }) => {
      runs.increment({ trigger: triggeredBy });
      duration.observe(durationMs / 1000);
      for (const verdict of verdicts) judge(verdict);
      if (recent.length > 0) rejectionRate.set(recent.filter(Boolean).length / recent.length);
      const applied = verdicts.filter((verdict) => 'accepted' in verdict && verdict.accepted !== 'unchanged').length;
      log.info(
        {
          run_id: runId,
          trigger: triggeredBy,
          messages,
          deltas: verdicts.length,
          applied,
          model,
          duration_ms: Math.round(durationMs),
        },
        'extraction.applied',
      );
    },
    runFailed: ({ runId, error }) => {
      errors.increment({ reason: error instanceof AppError ? error.code : 'unexpected' });
      log.warn({ run_id: runId, error }, 'extraction.failed');
    },
    runLost: ({ runId }) => {
      lost.increment();
      log.warn({ run_id: runId }, 'extraction.claim_lost');
    },
    modelRetried: (facts) => retries.increment(facts),
    swept: (facts) => {
      queueSize.set(facts.queued);
      pendingP95.set(facts.pendingP95);
      off.set(0);
    },
    maintained: (facts) => {
      expired.increment({}, facts.expiredFacts);
      log.info(
        {
          expired_facts: facts.expiredFacts,
          expired_candidates: facts.expiredCandidates,
          recounted: facts.recounted,
          purged: facts.purged,
        },
        'knowledge.maintained',
      );
    },
    switchedOff: (facts) => {
      off.set(1);
      log.error(facts, 'extraction.switched_off');
    },
    sampled: ({ samples, errorRate }) => {
      if (errorRate !== null) reviewRate.set(errorRate);
      log.info({ samples, error_rate: errorRate }, 'extraction.sampled');
    },
    reviewOpened: ({ sampleIds, reviewer }) =>
      log.info({ sample_ids: sampleIds, reviewer }, 'extraction.review_opened'),
    reviewed: ({ verdict, language, reviewer }) => {
      reviews.increment({ verdict, language });
      log.info({ verdict, language, reviewer }, 'extraction.reviewed');
    },
  };
}
