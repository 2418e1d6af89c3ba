import type { ShardSession } from './shard-session.ts';

/** Why the gate refused a proposal. */
export type RejectReason =
  | 'low_confidence'
  | 'no_anchor'
  | 'bad_evidence'
  | 'wrong_subject'
  | 'wrong_role'
  | 'unknown_type'
  | 'soft_type'
  | 'sensitive'
  | 'not_independent'
  | 'suppressed'
  | 'stale';

/** How long a proposal waits for more evidence. @see knowledge.md O-14 */
const LIFE_DAYS = 90;
const DAY_MS = 86_400_000;

/** A proposal that waits, as it is stored: the payload is ciphertext. */
export interface CandidateRow {
  readonly id: string;
  readonly encryptedData: Buffer;
  readonly iv: Buffer;
  readonly authTag: Buffer;
  readonly keyVersion: number;
  readonly operation: string;
  readonly knowledgeType: string;
  /** Blind index. */
  readonly knowledgeKey: string;
  readonly targetKnowledgeId: string | null;
  readonly subject: 'user' | 'other' | 'unknown';
  /** In [0, 1]. */
  readonly confidence: number;
  readonly coreEvidenceIds: readonly string[];
  readonly independentCount: number;
}

/** A proposal as it is written. */
export interface CandidateDraft extends CandidateRow {
  readonly runId: string;
  readonly status: 'pending' | 'rejected';
  readonly rejectReason: RejectReason;
  readonly promptVersion: string;
  readonly model: string | null;
  readonly seenAt: Date;
}

const LIST_PENDING = `
  SELECT k.id, k.encrypted_data, k.iv, k.auth_tag, k.key_version, k.operation, k.knowledge_type, k.knowledge_key,
         k.target_knowledge_id, k.subject, k.confidence, k.core_evidence_ids, k.independent_count
    FROM knowledge_candidates k
   WHERE k.user_id = $1 AND k.status = 'pending' AND k.expires_at > $2 ORDER BY k.first_seen_at, k.id LIMIT 50`;
const INSERT = `
  INSERT INTO knowledge_candidates (user_id, id, run_id, operation, knowledge_type, knowledge_key, target_knowledge_id,
    encrypted_data, iv, auth_tag, key_version, subject, confidence, core_evidence_ids, independent_count, status,
    reject_reason, prompt_version, llm_model, first_seen_at, last_seen_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::uuid[], $15, $16, $17, $18, $19, $20, $20, $21)`;
const SEE_AGAIN = `
  UPDATE knowledge_candidates k
     SET core_evidence_ids = $3::uuid[], independent_count = $4, confidence = $5, last_seen_at = $6, expires_at = $7
   WHERE k.user_id = $1 AND k.id = $2 AND k.status = 'pending'`;
const CLOSE = `
  UPDATE knowledge_candidates k SET status = $3, reject_reason = $4, last_seen_at = $5
   WHERE k.user_id = $1 AND k.id = $2 AND k.status = 'pending'`;

interface CandidateSqlRow {
  readonly id: string;
  readonly encrypted_data: Buffer;
  readonly iv: Buffer;
  readonly auth_tag: Buffer;
  readonly key_version: number;
  readonly operation: string;
  readonly knowledge_type: string;
  readonly knowledge_key: string;
  readonly target_knowledge_id: string | null;
  readonly subject: CandidateRow['subject'];
  readonly confidence: number;
  readonly core_evidence_ids: readonly string[];
  readonly independent_count: number;
}

/** Proposals that wait for more evidence, oldest first, at most 50. */
export async function listPendingCandidates(session: ShardSession, now: Date): Promise<readonly CandidateRow[]> {
  const { rows } = await session.query<CandidateSqlRow>(LIST_PENDING, [session.userId, now]);
  return rows.map((row) => ({
    id: row.id,
    encryptedData: row.encrypted_data,
    iv: row.iv,
    authTag: row.auth_tag,
    keyVersion: row.key_version,
    operation: row.operation,
    knowledgeType: row.knowledge_type,
    knowledgeKey: row.knowledge_key,
    targetKnowledgeId: row.target_knowledge_id,
    subject: row.subject,
    confidence: row.confidence,
    coreEvidenceIds: row.core_evidence_ids,
    independentCount: row.independent_count,
  }));
}

/** Writes a proposal that waits, or one that was refused, with the reason. */
export async function insertCandidate(session: ShardSession, draft: CandidateDraft): Promise<void> {
  await session.query(INSERT, [
    session.userId,
    draft.id,
    draft.runId,
    draft.operation,
    draft.knowledgeType,
    draft.knowledgeKey,
    draft.targetKnowledgeId,
    draft.encryptedData,
    draft.iv,
    draft.authTag,
    draft.keyVersion,
    draft.subject,
    draft.confidence,
    [...draft.coreEvidenceIds],
    draft.independentCount,
    draft.status,
    draft.rejectReason,
    draft.promptVersion,
    draft.model?.slice(0, 50) ?? null,
    draft.seenAt,
    expiryAfter(draft.seenAt),
  ]);
}

/** More evidence for a proposal that waits: its 90 days begin anew. */
export async function seeCandidateAgain(
  session: ShardSession,
  change: {
    readonly id: string;
    readonly coreEvidenceIds: readonly string[];
    readonly independentCount: number;
    readonly confidence: number;
    readonly seenAt: Date;
  },
): Promise<void> {
  const { id, coreEvidenceIds, independentCount, confidence, seenAt } = change;
  await session.query(SEE_AGAIN, [
    session.userId,
    id,
    [...coreEvidenceIds],
    independentCount,
    confidence,
    seenAt,
    expiryAfter(seenAt),
  ]);
}

/** Ends the wait of a proposal: it became a fact, or it was refused. */
export async function closeCandidate(
  session: ShardSession,
  change: {
    readonly id: string;
    readonly status: 'promoted' | 'rejected';
    readonly rejectReason: RejectReason | null;
    readonly at: Date;
  },
): Promise<void> {
  await session.query(CLOSE, [session.userId, change.id, change.status, change.rejectReason, change.at]);
}

function expiryAfter(seenAt: Date): Date {
  return new Date(seenAt.getTime() + LIFE_DAYS * DAY_MS);
}
