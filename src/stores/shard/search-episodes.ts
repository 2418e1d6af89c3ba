import { toDate } from '../database/sql-row.ts';
import { VISIBLE_TO_MODELS } from './message.ts';
import type { MemoryType, MessageLanguage, MessageRole } from './message.ts';
import type { ShardSession } from './shard-session.ts';

/** What to look for. */
export interface EpisodeSearch {
  /** 1024 numbers; null (no embedding in time) leaves the text branch alone. */
  readonly queryVector: readonly number[] | null;
  /** Provider and model of the vector: rows of another one are never compared. */
  readonly embeddingModel: string;
  /** An OR query in the syntax of `to_tsquery('simple', ...)`; null skips the branch. */
  readonly textQuery: string | null;
  /** The messages of the current turn. */
  readonly excludeMessageIds: readonly string[];
  /** The current turn. */
  readonly excludeRequestId?: string | null;
  readonly vectorLimit?: number;
  readonly textLimit?: number;
  readonly limit?: number;
}

/** A message that may be an episode; scoring, threshold and diversity are the application's. */
export interface EpisodeCandidate {
  readonly messageId: string;
  readonly role: MessageRole;
  readonly content: string;
  readonly requestId: string | null;
  readonly replyToId: string | null;
  readonly createdAt: Date;
  readonly lang: MessageLanguage | null;
  readonly memoryType: MemoryType | null;
  readonly memoryConfidence: number | null;
  readonly memorySnippet: string | null;
  readonly responseDescription: string | null;
  readonly isSensitive: boolean;
  readonly contestedAt: Date | null;
  /** `max(0, 1 - cosine distance)`; 0 without a comparable vector. */
  readonly vecScore: number;
  /** `min(1, ts_rank x 10)`; 0 when no word matches. */
  readonly ftsScore: number;
  /** The two messages right before it, oldest first, at most 200 characters of each: its span (knowledge.md 12.4). */
  readonly preceding: readonly { readonly role: string; readonly text: string }[];
}

/**
 * Exact: distances of all the user's vectors first (MATERIALIZED and without an ordered index scan, so that the planner
 * cannot take the HNSW index, which finds 2 of 20 rows of one user), then the nearest. Both scores are computed for every
 * candidate. Crisis and graceful answers are never episodes.
 */
const SEARCH_EPISODES = `
WITH distances AS MATERIALIZED (
  SELECT m.id, m.embedding <=> $2::halfvec AS distance
    FROM messages m
   WHERE m.conversation_id = $1 AND m.role = 'user' AND m.is_embeddable AND NOT m.is_forgotten
     AND m.deleted_at IS NULL AND m.embedding IS NOT NULL AND m.embedding_model = $3 AND $2 IS NOT NULL
     AND m.id <> ALL ($5::uuid[]) AND m.request_id IS DISTINCT FROM $6::uuid
),
by_vector AS (SELECT id FROM distances ORDER BY distance, id LIMIT $7),
by_text AS (
  SELECT m.id
    FROM messages m
   WHERE m.conversation_id = $1 AND m.tsv @@ to_tsquery('simple', $4)
     AND NOT m.is_forgotten AND m.deleted_at IS NULL
     AND (m.model_used IS NULL OR m.model_used NOT IN ('graceful_degradation', 'crisis_hardcoded'))
     AND m.id <> ALL ($5::uuid[]) AND m.request_id IS DISTINCT FROM $6::uuid
   ORDER BY ts_rank(m.tsv, to_tsquery('simple', $4)) DESC, m.created_at DESC, m.id DESC
   LIMIT $8
),
candidates AS MATERIALIZED (SELECT id FROM by_vector UNION SELECT id FROM by_text)
SELECT e.id, e.role, e.content, e.request_id, e.reply_to_id, e.created_at, e.lang, e.memory_type, e.memory_confidence,
       e.memory_snippet, e.response_description, e.is_sensitive, e.contested_at,
       coalesce(greatest(0, 1 - d.distance), 0)::float8 AS vec_score,
       CASE WHEN e.tsv @@ to_tsquery('simple', $4)
            THEN least(1, ts_rank(e.tsv, to_tsquery('simple', $4)) * 10) ELSE 0 END::float8 AS fts_score,
       (SELECT jsonb_agg(jsonb_build_object('role', p.role, 'text', p.text) ORDER BY p.created_at, p.id)
          FROM (SELECT m.id, m.role, m.created_at, left(coalesce(m.response_description, m.content), 200) AS text
                  FROM messages m
                 WHERE m.conversation_id = $1 AND (m.created_at, m.id) < (e.created_at, e.id) AND ${VISIBLE_TO_MODELS}
                   AND m.role IN ('user', 'assistant')
                 ORDER BY m.created_at DESC, m.id DESC LIMIT 2) AS p) AS preceding
  FROM candidates c
  JOIN messages e ON e.conversation_id = $1 AND e.id = c.id
  LEFT JOIN distances d ON d.id = c.id
 ORDER BY 0.7 * coalesce(greatest(0, 1 - d.distance), 0) +
          0.3 * least(1, coalesce(ts_rank(e.tsv, to_tsquery('simple', $4)), 0) * 10) DESC,
          e.created_at DESC, e.id DESC
 LIMIT $9
`;

/** A candidate as the statements of both searches give it. */
export interface EpisodeRow {
  readonly id: string;
  readonly role: MessageRole;
  readonly content: string;
  readonly request_id: string | null;
  readonly reply_to_id: string | null;
  readonly created_at: Date;
  readonly lang: MessageLanguage | null;
  readonly memory_type: MemoryType | null;
  readonly memory_confidence: number | null;
  readonly memory_snippet: string | null;
  readonly response_description: string | null;
  readonly is_sensitive: boolean;
  readonly contested_at: Date | null;
  readonly vec_score: number;
  readonly fts_score: number;
  readonly preceding: EpisodeCandidate['preceding'] | null;
}

/**
 * Finds what the user said (by meaning) and what was said or shown (by words), at most 40 candidates, each with what was
 * said right before it. Exact up to 20,000 embedded messages of a user in reasonable time (8 ms for 5,000).
 *
 * @see user-data.md 6, knowledge.md 13.5
 */
export async function searchEpisodes(
  session: ShardSession,
  search: EpisodeSearch,
): Promise<readonly EpisodeCandidate[]> {
  if (search.queryVector === null && search.textQuery === null) return [];
  const result = await session.query<EpisodeRow>(SEARCH_EPISODES, [
    await session.conversationId(),
    search.queryVector === null ? null : toVector(search.queryVector),
    search.embeddingModel,
    search.textQuery,
    [...search.excludeMessageIds],
    search.excludeRequestId ?? null,
    search.vectorLimit ?? 20,
    search.textLimit ?? 10,
    search.limit ?? 40,
  ]);
  return result.rows.map(toEpisodeCandidate);
}

/** A vector as PostgreSQL reads it. */
export function toVector(numbers: readonly number[]): string {
  return `[${numbers.join(',')}]`;
}

/** The candidate behind a row. */
export function toEpisodeCandidate(row: EpisodeRow): EpisodeCandidate {
  return {
    messageId: row.id,
    role: row.role,
    content: row.content,
    requestId: row.request_id,
    replyToId: row.reply_to_id,
    createdAt: row.created_at,
    lang: row.lang,
    memoryType: row.memory_type,
    memoryConfidence: row.memory_confidence,
    memorySnippet: row.memory_snippet,
    responseDescription: row.response_description,
    isSensitive: row.is_sensitive,
    contestedAt: toDate(row.contested_at),
    vecScore: row.vec_score,
    ftsScore: row.fts_score,
    preceding: row.preceding ?? [],
  };
}
