import type { Clock } from '#kernel/clock';
import type { JobQueue } from '#kernel/job';
import type { Database, SqlRunner } from '#stores/database/database';
import { isSwitchedOff } from '#stores/production/feature-switch-store';
import { listPendingExtraction, readPendingP95 } from '#stores/shard/list-pending-extraction';
import { extractKnowledgeJob } from '../contract.ts';
import { RATE_LIMIT_MS } from './claim-range.ts';
import type { ExtractionEvents } from './extraction-events.ts';
import { SESSION_GAP_MS } from './independence.ts';

/** Name of the switch with which the house turns the batch off. @see knowledge.md 8.9 */
export const BATCH_SWITCH = 'batch_extraction';

/** Waiting user messages that are analysed without waiting for the end of the session. @see knowledge.md 8.1 */
const PENDING_THRESHOLD = 15;
/** Whatever waits so long is analysed. @see knowledge.md 8.1 */
const CRON_MS = 2 * 60 * 60_000;
const PAGE = 500;
/** Below everything that somebody waits for. */
const PRIORITY = -20;

/** What the sweep needs. */
export interface SweepDeps {
  readonly shards: ReadonlyMap<string, Database>;
  readonly production: SqlRunner;
  readonly jobs: JobQueue;
  readonly clock: Clock;
  readonly events: ExtractionEvents;
  readonly options: { readonly batchExtractionEnabled: boolean };
}

/**
 * Queues every user whose analysis is due: the session is over, 15 messages wait, or something waits for two hours. The
 * rows say who is due, so a crash forgets no timer and a turn sets none. @returns how many were queued.
 *
 * @see knowledge.md 8.1
 */
export async function sweepExtraction(deps: SweepDeps): Promise<number> {
  if (!deps.options.batchExtractionEnabled || (await isSwitchedOff(deps.production, BATCH_SWITCH))) return 0;
  const due = {
    now: deps.clock.now(),
    sessionGapMs: SESSION_GAP_MS,
    threshold: PENDING_THRESHOLD,
    cronMs: CRON_MS,
    rateLimitMs: RATE_LIMIT_MS,
  };
  let queued = 0;
  let pendingP95 = 0;
  for (const [database, shard] of deps.shards) {
    let after: string | undefined;
    for (;;) {
      const page = await listPendingExtraction(shard, due, { limit: PAGE, after });
      for (const { userId, triggeredBy } of page) {
        const payload = { user_id: userId, triggered_by: triggeredBy };
        await deps.jobs.send(extractKnowledgeJob, payload, { database, priority: PRIORITY });
      }
      queued += page.length;
      after = page.at(-1)?.conversationId;
      if (page.length < PAGE) break;
    }
    pendingP95 = Math.max(pendingP95, await readPendingP95(shard));
    if (queued > 0) deps.jobs.wake(extractKnowledgeJob, database);
  }
  deps.events.swept({ queued, pendingP95 });
  return queued;
}
