import type { Database } from '../database/database.ts';

/** What the nightly run changed on one shard. */
export interface KnowledgeMaintenance {
  readonly expiredFacts: number;
  readonly expiredCandidates: number;
  /** Conversations whose counter was wrong. */
  readonly recounted: number;
  /** Rows beyond their retention. */
  readonly purged: number;
}

// About all users of a shard on purpose.
const EXPIRE_EVENTS = `
  UPDATE user_knowledge k /* all users */ SET is_active = false, is_disputed = false, inactive_reason = 'expired', updated_at = $1
   WHERE k.is_active AND k.knowledge_type = 'life_event' AND k.expires_at < $1`;
const EXPIRE_CANDIDATES = `
  UPDATE knowledge_candidates k /* all users */ SET status = 'expired' WHERE k.status = 'pending' AND k.expires_at <= $1`;
const PURGE_CANDIDATES = `
  DELETE FROM knowledge_candidates k /* all users */
   WHERE k.status <> 'pending' AND k.last_seen_at < $1::timestamptz - interval '90 days'`;
const PURGE_RUNS = `
  DELETE FROM knowledge_extraction_log l /* all users */
   WHERE l.status <> 'running' AND l.created_at < $1::timestamptz - interval '12 months'
     AND l.id <> (SELECT n.id FROM knowledge_extraction_log n WHERE n.user_id = l.user_id
                   ORDER BY n.status = 'applied' DESC, n.created_at DESC LIMIT 1)`;
const PURGE_SAMPLES = `
  DELETE FROM knowledge_review_samples s /* all users */ WHERE s.created_at < $1::timestamptz - interval '30 days'`;
const PURGE_FACTS = `
  DELETE FROM user_knowledge k /* all users */
   WHERE NOT k.is_active
     AND (k.updated_at < $1::timestamptz - interval '12 months'
          OR k.version <= (SELECT max(n.version) FROM user_knowledge n
                            WHERE n.user_id = k.user_id AND n.knowledge_type = k.knowledge_type
                              AND n.knowledge_key = k.knowledge_key) - 10)`;
// A row that is busy with a turn is left for the next night.
const RECOUNT = `
  WITH counted AS (
    SELECT c.id, (SELECT count(*)::int FROM messages m
                   WHERE m.conversation_id = c.id AND m.role = 'user'
                     AND (c.last_extraction_at IS NULL OR m.created_at > c.last_extraction_at
                          OR m.replayed_at > (SELECT max(l.replayed_to) FROM knowledge_extraction_log l
                                               WHERE l.user_id = c.user_id AND l.status = 'applied'))) AS waiting
      FROM conversations c /* all users */
     WHERE c.pending_extraction_count > 0 OR c.updated_at > $1::timestamptz - interval '2 days'
       FOR UPDATE SKIP LOCKED)
  UPDATE conversations c /* all users */ SET pending_extraction_count = n.waiting
    FROM counted n WHERE n.id = c.id AND c.pending_extraction_count <> n.waiting`;

/**
 * The nightly run on one shard: events that are over and proposals without new evidence for 90 days expire, counters are
 * counted again, and what is beyond its retention goes. No confidence is touched: facts do not fade with time.
 *
 * @see knowledge.md 10 (O-55), 3.5, O-41; user-data.md U23
 */
export async function maintainKnowledge(shard: Database, now: Date): Promise<KnowledgeMaintenance> {
  const change = async (statement: string): Promise<number> => (await shard.query(statement, [now])).rowCount;
  const expiredFacts = await change(EXPIRE_EVENTS);
  const expiredCandidates = await change(EXPIRE_CANDIDATES);
  let purged = 0;
  for (const statement of [PURGE_CANDIDATES, PURGE_RUNS, PURGE_SAMPLES, PURGE_FACTS]) purged += await change(statement);
  const recounted = await change(RECOUNT);
  return { expiredFacts, expiredCandidates, recounted, purged };
}
