import type { Call } from '#kernel/call';
import type { JobHandler } from '#kernel/job';
import { isSwitchedOff } from '#stores/production/feature-switch-store';
import type { ExtractionTrigger } from '#stores/shard/extraction-store';
import { batchExtractionSweep, extractionReviewSample, extractKnowledgeJob, lifeEventExpiry } from '../contract.ts';
import type { ExtractDeps } from './extract-deps.ts';
import { extractKnowledge } from './extract-knowledge.ts';
import { maintainBatch, sampleForReview } from './maintain-batch.ts';
import { BATCH_SWITCH, sweepExtraction } from './sweep-extraction.ts';
import type { SweepDeps } from './sweep-extraction.ts';

/** Everything that the batch's job and schedules need. */
export type BatchDeps = ExtractDeps & SweepDeps;

/** The handlers of the batch's job and schedules, for the service that hosts them. @see knowledge.md 20 */
export function createBatchWork(deps: BatchDeps): {
  readonly jobs: Readonly<Record<string, JobHandler>>;
  readonly schedules: Readonly<Record<string, (call: Call) => Promise<void>>>;
} {
  const extract = async (
    { user_id: userId, triggered_by: triggeredBy }: { user_id: string; triggered_by: ExtractionTrigger },
    { signal }: Call,
  ): Promise<void> => {
    // A job may have waited while the batch was switched off.
    if (!deps.options.batchExtractionEnabled || (await isSwitchedOff(deps.production, BATCH_SWITCH))) return;
    await extractKnowledge(deps, { userId, triggeredBy, signal });
  };
  return {
    jobs: { [extractKnowledgeJob.name]: extract },
    schedules: {
      [batchExtractionSweep.name]: async () => void (await sweepExtraction(deps)),
      [lifeEventExpiry.name]: () => maintainBatch(deps),
      [extractionReviewSample.name]: () => sampleForReview(deps),
    },
  };
}
