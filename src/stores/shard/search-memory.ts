import { SEARCH_MEMORY } from './search-memory-statement.ts';
import type { EpisodeCandidate, EpisodeRow } from './search-episodes.ts';
import { toEpisodeCandidate, toVector } from './search-episodes.ts';
import type { ShardSession } from './shard-session.ts';

/** What to look for. */
export interface MemorySearch {
  /** The words as the user said them; stop words and forms are the statement's work. */
  readonly text: string;
  /** 1024 numbers; null (no embedding in time) leaves the words alone. */
  readonly queryVector: readonly number[] | null;
  /** Provider and model of the vector: rows of another one are never compared. */
  readonly embeddingModel: string;
  /** The messages that are in the prompt anyway. */
  readonly excludeMessageIds: readonly string[];
  /** The current turn. */
  readonly excludeRequestId?: string | null;
  /** Nearest by meaning that become candidates; default 20, 0 compares the vectors of the other candidates only. */
  readonly vectorLimit?: number;
  /** Best by words, what was said around them included; default 50: 80 find half a point more and cost 2 ms. */
  readonly wordLimit?: number;
}

/** A message that may be an episode or stand beside one; ranking is the application's. */
export interface MemoryCandidate extends EpisodeCandidate {
  /** Where it stands in the conversation: neighbours differ by 1, sessions by more than 7. */
  readonly place: number;
  /** BM25 of its own words and, per word, of the nearest message around it that has it; 0 without a common word. */
  readonly wordScore: number;
  /** Whether it may be an episode: what the user said, or something that was shown. Else it is context only. */
  readonly isEvidence: boolean;
}

interface MemoryRow extends Omit<EpisodeRow, 'fts_score'> {
  readonly place: number;
  readonly is_evidence: boolean;
  readonly word_score: number;
}

/**
 * Finds what the user said, by words weighed by how rare they are in this user's own history, helped by what was said
 * around it, and by meaning: one statement, at most `wordLimit + vectorLimit` candidates, best by words first. Exact for
 * this user: no index is asked that knows other users.
 *
 * @see knowledge.md 13, user-data.md 6
 */
export async function searchMemory(session: ShardSession, search: MemorySearch): Promise<readonly MemoryCandidate[]> {
  const result = await session.query<MemoryRow>(SEARCH_MEMORY, [
    await session.conversationId(),
    search.text,
    search.queryVector === null ? null : toVector(search.queryVector),
    search.embeddingModel,
    [...search.excludeMessageIds],
    search.excludeRequestId ?? null,
    search.wordLimit ?? 50,
    search.vectorLimit ?? 20,
    session.userId,
  ]);
  return result.rows.map(toCandidate);
}

function toCandidate(row: MemoryRow): MemoryCandidate {
  return {
    ...toEpisodeCandidate({ ...row, fts_score: 0 }),
    place: row.place,
    isEvidence: row.is_evidence,
    wordScore: row.word_score,
  };
}
