import { toDate } from '../database/sql-row.ts';
import { SEARCH_MEMORY } from './search-memory-statement.ts';
import type { MemoryType, MessageLanguage, MessageRole } from './message.ts';
import type { EpisodeCandidate } from './search-episodes.ts';
import { toVector } from './search-episodes.ts';
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

interface MemoryRow {
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
  readonly place: number;
  readonly is_evidence: boolean;
  readonly word_score: number;
  readonly vec_score: number;
  readonly preceding: EpisodeCandidate['preceding'] | null;
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
    ftsScore: 0,
    preceding: row.preceding ?? [],
    place: row.place,
    isEvidence: row.is_evidence,
    wordScore: row.word_score,
  };
}
