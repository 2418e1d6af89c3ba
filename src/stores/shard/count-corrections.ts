import type { Database } from '../database/database.ts';

/** Corrections and the answers that could be corrected. */
export interface CorrectionCounts {
  /** Answers that used something remembered. */
  readonly memoryReplies: number;
  /** Corrections that switched a fact off. */
  readonly deactivating: number;
}

// About all users of a shard on purpose: every message is reached through its conversation.
const COUNT = `
  SELECT (SELECT coalesce(sum(r.replies), 0)::int
            FROM conversations c /* all users */
            CROSS JOIN LATERAL (SELECT count(*) AS replies FROM messages m
                                 WHERE m.conversation_id = c.id AND m.role = 'assistant' AND m.created_at > $1
                                   AND jsonb_typeof(m.memory_refs -> 'used') = 'array'
                                   AND jsonb_array_length(m.memory_refs -> 'used') > 0) AS r
           WHERE c.updated_at > $1) AS "memoryReplies",
         (SELECT count(*)::int FROM memory_correction_log l /* all users */
           WHERE l.created_at > $1 AND l.deactivated_knowledge_id IS NOT NULL
             AND l.correction_type IN ('user_denied', 'wrong_subject')) AS deactivating`;

/** Counts on one shard since a moment. @see knowledge.md O-112 */
export async function countCorrections(shard: Database, since: Date): Promise<CorrectionCounts> {
  return (await shard.query<CorrectionCounts>(COUNT, [since])).rows[0] ?? { memoryReplies: 0, deactivating: 0 };
}
