import type { JobQueue } from '#kernel/job';
import type { Database } from '#stores/database/database';
import { listUnenrichedConversations } from '#stores/shard/list-unenriched';
import { embedMessageJob } from './contract.ts';

const PAGE = 500;
/** Below every job of a running dialogue. */
const RECOVERY_PRIORITY = -10;

/** What the recovery needs. */
export interface RecoverDeps {
  readonly shards: ReadonlyMap<string, Database>;
  readonly jobs: JobQueue;
  readonly embeddingModelName: string;
}

/**
 * Queues every conversation that waits for vectors: what a crash or an outage left, and everything when the embedding
 * model changed because a key appeared. @returns how many conversations were queued. @see knowledge.md 11.5, DESIGN.md 8.9
 */
export async function recoverEnrichment({ shards, jobs, embeddingModelName }: RecoverDeps): Promise<number> {
  let queued = 0;
  for (const [database, shard] of shards) {
    let after: string | undefined;
    for (;;) {
      const page = await listUnenrichedConversations(shard, { embeddingModel: embeddingModelName, limit: PAGE, after });
      for (const { userId, conversationId } of page) {
        await jobs.send(
          embedMessageJob,
          { user_id: userId, conversation_id: conversationId },
          { database, priority: RECOVERY_PRIORITY },
        );
      }
      queued += page.length;
      after = page.at(-1)?.conversationId;
      if (page.length < PAGE) break;
    }
    if (queued > 0) jobs.wake(embedMessageJob, database);
  }
  return queued;
}
