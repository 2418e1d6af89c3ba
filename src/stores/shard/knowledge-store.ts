import { newId } from '#kernel/id';
import { firstRow } from '../database/sql-row.ts';
import { toKnowledgeRow, toUserKeyRow } from './knowledge.ts';
import type {
  InactiveReason,
  KnowledgeRow,
  KnowledgeSource,
  KnowledgeSqlRow,
  UserKeyRow,
  UserKeySqlRow,
} from './knowledge.ts';
import type { ShardSession } from './shard-session.ts';

const COLUMNS = `k.id, k.encrypted_data, k.iv, k.auth_tag, k.key_version, k.knowledge_type, k.knowledge_key, k.version,
  k.extracted_from, k.confidence, k.is_active, k.is_disputed, k.inactive_reason, k.inactivated_by,
  k.evidence_message_ids, k.evidence_at, k.expires_at, k.created_at, k.updated_at`;

const FIND_KEY = 'SELECT encrypted_dek, kek_id, key_version FROM user_keys WHERE user_id = $1';
const INSERT_KEY = `
  INSERT INTO user_keys (user_id, encrypted_dek, kek_id, key_version) VALUES ($1, $2, $3, $4)
  ON CONFLICT (user_id) DO NOTHING`;
const REWRAP_KEY = `
  UPDATE user_keys SET encrypted_dek = $2, kek_id = $3, rotated_at = now()
   WHERE user_id = $1 AND encrypted_dek = $4`;
const INSERT_FACT = `
  INSERT INTO user_knowledge AS k (id, user_id, encrypted_data, iv, auth_tag, key_version, knowledge_type,
    knowledge_key, extracted_from, confidence, evidence_message_ids, evidence_at, expires_at)
  VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11::uuid[], $12, $13)
  RETURNING ${COLUMNS}`;
const DEACTIVATE = `
  UPDATE user_knowledge k
     SET is_active = false, is_disputed = false, inactive_reason = $3, inactivated_by = $4, updated_at = now()
   WHERE k.user_id = $1 AND k.id = ANY ($2::uuid[]) AND k.is_active`;
const SET_DISPUTED = `
  UPDATE user_knowledge k SET is_disputed = $3, updated_at = now()
   WHERE k.user_id = $1 AND k.id = ANY ($2::uuid[]) AND k.is_active`;
const CONFIRM = `
  UPDATE user_knowledge k
     SET is_disputed = false, confidence = greatest(k.confidence, $4), updated_at = now(), evidence_at = greatest(k.evidence_at, $5),
         evidence_message_ids = CASE WHEN $3 = ANY (k.evidence_message_ids) THEN k.evidence_message_ids
                                     ELSE k.evidence_message_ids || $3::uuid END,
         expires_at = coalesce($6, k.expires_at)
   WHERE k.user_id = $1 AND k.id = $2 AND k.is_active`;
const LIST_ACTIVE = `
  SELECT ${COLUMNS} FROM user_knowledge k
   WHERE k.user_id = $1 AND k.is_active AND (k.expires_at IS NULL OR k.expires_at > $2)
   ORDER BY k.created_at, k.id`;
const LIST_ALL = `SELECT ${COLUMNS} FROM user_knowledge k WHERE k.user_id = $1 ORDER BY k.created_at, k.id`;
const EXPIRE = `
  UPDATE user_knowledge k SET is_active = false, inactive_reason = 'expired', updated_at = now()
   WHERE k.user_id = $1 AND k.is_active AND k.expires_at <= $2`;
const LOG_CORRECTION = `
  INSERT INTO memory_correction_log (id, user_id, trigger_message_id, corrected_message_id, deactivated_knowledge_id,
    disputed_knowledge_id, correction_type)
  VALUES ($2, $1, $3, $4, $5, $6, $7)`;
const LIFT_SUPPRESSION = 'DELETE FROM knowledge_suppressions WHERE user_id = $1 AND knowledge_key = $2';
const SUPPRESS = `
  INSERT INTO knowledge_suppressions (user_id, knowledge_key, forgotten_at) VALUES ($1, $2, $3)
  ON CONFLICT (user_id, knowledge_key) DO UPDATE SET forgotten_at = greatest(knowledge_suppressions.forgotten_at, $3)`;
const FIND_SUPPRESSION = `
  SELECT 1 FROM knowledge_suppressions WHERE user_id = $1 AND knowledge_key = $2 AND forgotten_at >= $3`;
const LIST_SUPPRESSIONS = 'SELECT knowledge_key, forgotten_at FROM knowledge_suppressions WHERE user_id = $1';

/** A fact as it is inserted; `id` is made first because the ciphertext is bound to it. */
export interface FactRow {
  readonly id: string;
  readonly encryptedData: Buffer;
  readonly iv: Buffer;
  readonly authTag: Buffer;
  readonly keyVersion: number;
  readonly knowledgeType: string;
  readonly knowledgeKey: string;
  readonly extractedFrom: KnowledgeSource;
  /** In [0, 1]. */
  readonly confidence: number;
  /** Core evidence only; may be empty for onboarding. */
  readonly evidenceMessageIds: readonly string[];
  /** Time of the newest evidence: a later one is never superseded by it. */
  readonly evidenceAt: Date;
  /** Required for life events. */
  readonly expiresAt?: Date | null;
}

/** A correction of the memory by the user. */
export interface CorrectionEntry {
  readonly triggerMessageId: string;
  readonly correctedMessageId: string | null;
  readonly deactivatedKnowledgeId: string | null;
  readonly disputedKnowledgeId: string | null;
  readonly correctionType: 'user_denied' | 'wrong_subject' | 'outdated' | 'ambiguous';
}

/** The user's wrapped data key, or null before the first fact. */
export async function findUserKey(session: ShardSession): Promise<UserKeyRow | null> {
  const row = await firstRow<UserKeySqlRow>(session, FIND_KEY, [session.userId]);
  return row === undefined ? null : toUserKeyRow(row);
}

/** Stores a new data key unless there is one, and returns the one that is there: use that. In the first fact's transaction. */
export async function insertUserKey(session: ShardSession, key: UserKeyRow): Promise<UserKeyRow> {
  await session.query(INSERT_KEY, [session.userId, key.encryptedDek, key.kekId, key.keyVersion]);
  return (await findUserKey(session)) ?? key;
}

/** Replaces the wrapping of the data key after a rotation of the master key; false when it was changed meanwhile. */
export async function rewrapUserKey(
  session: ShardSession,
  change: { readonly from: UserKeyRow; readonly to: UserKeyRow },
): Promise<boolean> {
  const { from, to } = change;
  return await hasChanged(session, REWRAP_KEY, [session.userId, to.encryptedDek, to.kekId, from.encryptedDek]);
}

/**
 * Inserts a fact; the database supersedes the active one of the same type and key and numbers the version. When that one
 * has newer evidence the new row is stored inactive: look at `isActive` of the result.
 */
export async function insertFact(session: ShardSession, fact: FactRow): Promise<KnowledgeRow> {
  const result = await session.query<KnowledgeSqlRow>(INSERT_FACT, [
    session.userId,
    fact.id,
    fact.encryptedData,
    fact.iv,
    fact.authTag,
    fact.keyVersion,
    fact.knowledgeType,
    fact.knowledgeKey,
    fact.extractedFrom,
    fact.confidence,
    [...fact.evidenceMessageIds],
    fact.evidenceAt,
    fact.expiresAt ?? null,
  ]);
  return toKnowledgeRow(result.rows[0] as KnowledgeSqlRow);
}

/** Switches facts off; returns how many were on. `by` is the row, correction or operation that did it. */
export async function deactivateFacts(
  session: ShardSession,
  change: { readonly ids: readonly string[]; readonly reason: InactiveReason; readonly by: string | null },
): Promise<number> {
  const result = await session.query(DEACTIVATE, [session.userId, [...change.ids], change.reason, change.by]);
  return result.rowCount;
}

/** Marks facts as doubted, or as confirmed again. */
export async function setDisputed(
  session: ShardSession,
  change: { readonly ids: readonly string[]; readonly isDisputed: boolean },
): Promise<number> {
  return (await session.query(SET_DISPUTED, [session.userId, [...change.ids], change.isDisputed])).rowCount;
}

/** The user said the same again: confidence and evidence grow, a doubt ends, an event's time may move. */
export async function confirmFact(
  session: ShardSession,
  input: {
    readonly id: string;
    readonly messageId: string;
    readonly confidence: number;
    readonly saidAt: Date;
    readonly expiresAt?: Date | null;
  },
): Promise<boolean> {
  const { id, messageId, confidence, saidAt, expiresAt = null } = input;
  return await hasChanged(session, CONFIRM, [session.userId, id, messageId, confidence, saidAt, expiresAt]);
}

/** Facts in force at a time, oldest first. */
export async function listActiveFacts(session: ShardSession, now: Date): Promise<readonly KnowledgeRow[]> {
  return (await session.query<KnowledgeSqlRow>(LIST_ACTIVE, [session.userId, now])).rows.map(toKnowledgeRow);
}

/** All facts with their history, oldest first: the memory screen and the export. */
export async function listAllFacts(session: ShardSession): Promise<readonly KnowledgeRow[]> {
  return (await session.query<KnowledgeSqlRow>(LIST_ALL, [session.userId])).rows.map(toKnowledgeRow);
}

/** Switches overdue life events off; returns how many. */
export async function expireFacts(session: ShardSession, now: Date): Promise<number> {
  return (await session.query(EXPIRE, [session.userId, now])).rowCount;
}

/** Writes the trail of a correction; returns the entry's id, which is the `by` of what it switched off. */
export async function logCorrection(session: ShardSession, entry: CorrectionEntry, id = newId()): Promise<string> {
  await session.query(LOG_CORRECTION, [
    session.userId,
    id,
    entry.triggerMessageId,
    entry.correctedMessageId,
    entry.deactivatedKnowledgeId,
    entry.disputedKnowledgeId,
    entry.correctionType,
  ]);
  return id;
}

/** Keeps a forgotten fact from being learned again from older evidence. */
export async function suppressFact(
  session: ShardSession,
  entry: { readonly knowledgeKey: string; readonly forgottenAt: Date },
): Promise<void> {
  await session.query(SUPPRESS, [session.userId, entry.knowledgeKey, entry.forgottenAt]);
}

/** The user states it anew: it may be known again. */
export async function liftSuppression(session: ShardSession, knowledgeKey: string): Promise<void> {
  await session.query(LIFT_SUPPRESSION, [session.userId, knowledgeKey]);
}

/** Whether a fact was forgotten after something was said: that must not teach it again (knowledge.md 18.5). */
export async function wasForgottenSince(
  session: ShardSession,
  fact: { readonly knowledgeKey: string; readonly saidAt: Date },
): Promise<boolean> {
  return await hasChanged(session, FIND_SUPPRESSION, [session.userId, fact.knowledgeKey, fact.saidAt]);
}

/** Blind keys of forgotten facts and since when. */
export async function listSuppressions(session: ShardSession): Promise<ReadonlyMap<string, Date>> {
  const result = await session.query<{ knowledge_key: string; forgotten_at: Date }>(LIST_SUPPRESSIONS, [
    session.userId,
  ]);
  return new Map(result.rows.map((row) => [row.knowledge_key, row.forgotten_at]));
}

async function hasChanged(session: ShardSession, statement: string, parameters: readonly unknown[]): Promise<boolean> {
  return (await session.query(statement, parameters)).rowCount > 0;
}
