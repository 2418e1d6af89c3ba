import type { Database } from '../database/database.ts';
import { findReadableMessages } from './extraction-store.ts';
import type { UnanalysedMessage } from './extraction-store.ts';
import type { MessageLanguage } from './message.ts';
import type { ShardSession } from './shard-session.ts';

/** What a reviewer may decide. @see knowledge.md 8.9 */
export type ReviewVerdict = 'correct' | 'wrong_subject' | 'false_fact' | 'missed_sarcasm';

/** A fact of a batch that a person shall look at; the user is a pseudonym to the reviewer. */
export interface ReviewSample {
  readonly id: string;
  readonly knowledgeId: string;
  readonly runId: string;
  readonly coreEvidenceIds: readonly string[];
  readonly language: MessageLanguage;
  readonly verdict: ReviewVerdict | null;
}

/** Facts of batches and what was found wrong in them. */
export interface ReviewCounts {
  readonly reviewed: number;
  readonly wrong: number;
}

// About all users of a shard on purpose. One fact at least, however few there are; sensitive evidence never.
const SAMPLE = `
  INSERT INTO knowledge_review_samples (id, user_id, run_id, knowledge_id, core_evidence_ids, language, created_at)
  SELECT gen_random_uuid(), k.user_id, l.id, k.id, k.evidence_message_ids, coalesce(e.lang, 'mixed'), $1
    FROM user_knowledge k /* all users */
    JOIN conversations c ON c.user_id = k.user_id
    JOIN LATERAL (SELECT r.id FROM knowledge_extraction_log r
                   WHERE r.user_id = k.user_id AND r.status = 'applied' AND r.created_at <= k.created_at
                   ORDER BY r.created_at DESC LIMIT 1) AS l ON true
    JOIN LATERAL (SELECT max(m.lang) AS lang, bool_or(m.is_sensitive OR m.is_forgotten OR m.deleted_at IS NOT NULL) AS is_closed
                    FROM messages m
                   WHERE m.conversation_id = c.id AND m.id = ANY (k.evidence_message_ids)) AS e ON true
   WHERE k.extracted_from = 'batch_extraction' AND k.is_active AND NOT coalesce(e.is_closed, true)
     AND k.created_at > $1::timestamptz - interval '1 day' AND k.created_at <= $1
   ORDER BY random() LIMIT greatest(1, (SELECT ceil(count(*) * $2::float8)::int FROM user_knowledge f /* all users */
     WHERE f.extracted_from = 'batch_extraction' AND f.created_at > $1::timestamptz - interval '1 day'))
  ON CONFLICT (user_id, knowledge_id) DO NOTHING`;
const COUNT = `
  SELECT count(*)::int AS reviewed, count(*) FILTER (WHERE s.verdict <> 'correct')::int AS wrong
    FROM knowledge_review_samples s /* all users */ WHERE s.decided_at > $1`;
const LIST_OPEN = `
  SELECT s.id, s.knowledge_id, s.run_id, s.core_evidence_ids, s.language, s.verdict FROM knowledge_review_samples s
   WHERE s.user_id = $1 AND s.verdict IS NULL ORDER BY s.created_at, s.id`;
const DECIDE = `
  UPDATE knowledge_review_samples s SET verdict = $3, decided_at = $4
   WHERE s.user_id = $1 AND s.id = $2 AND s.verdict IS NULL
  RETURNING s.language`;
const DROP_FORGOTTEN = `
  DELETE FROM knowledge_review_samples s WHERE s.user_id = $1 AND s.core_evidence_ids && $2::uuid[]`;

/** Draws a share of the facts that batches wrote since yesterday. Repeating it draws none twice. @returns how many. */
export async function drawReviewSamples(
  shard: Database,
  draw: { readonly now: Date; readonly share: number },
): Promise<number> {
  return (await shard.query(SAMPLE, [draw.now, draw.share])).rowCount;
}

/** Verdicts since a moment, on one shard. */
export async function countReviews(shard: Database, since: Date): Promise<ReviewCounts> {
  const { rows } = await shard.query<ReviewCounts>(COUNT, [since]);
  return rows[0] ?? { reviewed: 0, wrong: 0 };
}

/** The open samples of a user with the cited messages; forgotten words are not among them. */
export async function listOpenSamples(
  session: ShardSession,
): Promise<readonly (ReviewSample & { readonly evidence: readonly UnanalysedMessage[] })[]> {
  const { rows } = await session.query<{
    id: string;
    knowledge_id: string;
    run_id: string;
    core_evidence_ids: readonly string[];
    language: MessageLanguage;
    verdict: ReviewVerdict | null;
  }>(LIST_OPEN, [session.userId]);
  const samples = [];
  for (const row of rows) {
    const evidence = await findReadableMessages(session, row.core_evidence_ids);
    samples.push({
      id: row.id,
      knowledgeId: row.knowledge_id,
      runId: row.run_id,
      coreEvidenceIds: row.core_evidence_ids,
      language: row.language,
      verdict: row.verdict,
      evidence,
    });
  }
  return samples;
}

/** Writes a verdict once; the language of the sample, or undefined when there was nothing to decide. */
export async function decideSample(
  session: ShardSession,
  decision: { readonly id: string; readonly verdict: ReviewVerdict; readonly at: Date },
): Promise<MessageLanguage | undefined> {
  const parameters = [session.userId, decision.id, decision.verdict, decision.at];
  return (await session.query<{ language: MessageLanguage }>(DECIDE, parameters)).rows[0]?.language;
}

/** Drops the samples that cite messages which are being forgotten. @see knowledge.md O-46, O-100 */
export async function dropSamplesCiting(session: ShardSession, messageIds: readonly string[]): Promise<number> {
  return (await session.query(DROP_FORGOTTEN, [session.userId, [...messageIds]])).rowCount;
}
