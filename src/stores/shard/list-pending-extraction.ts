import type { Database } from '../database/database.ts';
import type { ExtractionTrigger } from './extraction-store.ts';

/** A user whose messages are due for analysis. */
export interface PendingExtraction {
  readonly userId: string;
  readonly conversationId: string;
  readonly triggeredBy: ExtractionTrigger;
}

/** When an analysis is due. */
export interface ExtractionDue {
  readonly now: Date;
  /** Silence that closes a session. */
  readonly sessionGapMs: number;
  /** Waiting user messages from which nobody waits for the end of the session. */
  readonly threshold: number;
  /** Something waits longer than this: analysed whatever the user does. */
  readonly cronMs: number;
  /** At most one analysis of a user in this time. */
  readonly rateLimitMs: number;
}

const ago = (parameter: string): string => `$1::timestamptz - ${parameter} * interval '1 millisecond'`;
// About all users of a shard on purpose. `updated_at` moves with every message: no timer has to be kept in the turn.
const LIST_PENDING = `
  SELECT c.user_id, c.id AS conversation_id, c.pending_extraction_count, c.updated_at,
         CASE WHEN c.pending_extraction_count >= $3 THEN 'pending_threshold'
              WHEN c.updated_at <= ${ago('$2')} THEN 'session_gap' ELSE 'cron' END AS triggered_by
    FROM conversations c /* all users */
   WHERE c.pending_extraction_count > 0 AND c.id > $6
     AND (c.pending_extraction_count >= $3 OR c.updated_at <= ${ago('$2')}
          OR coalesce(c.last_extraction_at, c.created_at) <= ${ago('$4')})
     AND NOT EXISTS (SELECT FROM knowledge_extraction_log l
                      WHERE l.user_id = c.user_id AND l.status = 'applied' AND l.created_at > ${ago('$5')})
   ORDER BY c.id LIMIT $7`;
const PENDING_P95 = `
  SELECT coalesce(percentile_cont(0.95) WITHIN GROUP (ORDER BY c.pending_extraction_count), 0) AS p95
    FROM conversations c /* all users */ WHERE c.pending_extraction_count > 0`;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Users whose analysis is due, in pages by conversation: the session gap, the backlog, and whatever waits too long. @see knowledge.md 8.1 */
export async function listPendingExtraction(
  shard: Database,
  due: ExtractionDue,
  page: { readonly limit: number; readonly after?: string | undefined },
): Promise<readonly PendingExtraction[]> {
  const { rows } = await shard.query<{ user_id: string; conversation_id: string; triggered_by: ExtractionTrigger }>(
    LIST_PENDING,
    [due.now, due.sessionGapMs, due.threshold, due.cronMs, due.rateLimitMs, page.after ?? FIRST_ID, page.limit],
  );
  return rows.map((row) => ({
    userId: row.user_id,
    conversationId: row.conversation_id,
    triggeredBy: row.triggered_by,
  }));
}

/** 95th percentile of the messages that wait, among users with any. */
export async function readPendingP95(shard: Database): Promise<number> {
  const { rows } = await shard.query<{ p95: number }>(PENDING_P95);
  return rows[0]?.p95 ?? 0;
}
