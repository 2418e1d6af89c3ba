import { toDate } from '../database/sql-row.ts';

/** Where a fact came from. */
export type KnowledgeSource = 'instant_pattern' | 'batch_extraction' | 'onboarding' | 'explicit_input';
/** Why a fact was switched off. */
export type InactiveReason = 'superseded' | 'denied' | 'expired' | 'forgotten' | 'migrated';

/** A row of `user_knowledge`: the payload is ciphertext, only the application can read it. */
export interface KnowledgeRow {
  readonly id: string;
  readonly encryptedData: Buffer;
  /** 12 bytes. */
  readonly iv: Buffer;
  /** 16 bytes. */
  readonly authTag: Buffer;
  readonly keyVersion: number;
  readonly knowledgeType: string;
  /** Blind index: hex HMAC of (type, key). */
  readonly knowledgeKey: string;
  readonly version: number;
  readonly extractedFrom: KnowledgeSource;
  /** In [0, 1]. */
  readonly confidence: number | null;
  readonly isActive: boolean;
  readonly isDisputed: boolean;
  readonly inactiveReason: InactiveReason | null;
  readonly inactivatedBy: string | null;
  readonly evidenceMessageIds: readonly string[];
  /** Time of the newest core evidence. */
  readonly evidenceAt: Date;
  readonly expiresAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The user's wrapped data key. */
export interface UserKeyRow {
  readonly encryptedDek: Buffer;
  readonly kekId: number;
  readonly keyVersion: number;
}

/** A `user_knowledge` row as the driver (bytea as Buffer) or `to_jsonb` (bytea as base64) gives it. */
export interface KnowledgeSqlRow {
  readonly id: string;
  readonly encrypted_data: Buffer | string;
  readonly iv: Buffer | string;
  readonly auth_tag: Buffer | string;
  readonly key_version: number;
  readonly knowledge_type: string;
  readonly knowledge_key: string;
  readonly version: number;
  readonly extracted_from: KnowledgeSource;
  readonly confidence: number | null;
  readonly is_active: boolean;
  readonly is_disputed: boolean;
  readonly inactive_reason: InactiveReason | null;
  readonly inactivated_by: string | null;
  readonly evidence_message_ids: readonly string[];
  readonly evidence_at: Date | string;
  readonly expires_at: Date | string | null;
  readonly created_at: Date | string;
  readonly updated_at: Date | string;
}

/** Row to model. */
export function toKnowledgeRow(row: KnowledgeSqlRow): KnowledgeRow {
  return {
    id: row.id,
    encryptedData: toBytes(row.encrypted_data),
    iv: toBytes(row.iv),
    authTag: toBytes(row.auth_tag),
    keyVersion: row.key_version,
    knowledgeType: row.knowledge_type,
    knowledgeKey: row.knowledge_key,
    version: row.version,
    extractedFrom: row.extracted_from,
    confidence: row.confidence,
    isActive: row.is_active,
    isDisputed: row.is_disputed,
    inactiveReason: row.inactive_reason,
    inactivatedBy: row.inactivated_by,
    evidenceMessageIds: row.evidence_message_ids,
    evidenceAt: new Date(row.evidence_at),
    expiresAt: toDate(row.expires_at),
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}

/** A `user_keys` row as the driver or `to_jsonb` gives it. */
export interface UserKeySqlRow {
  readonly encrypted_dek: Buffer | string;
  readonly kek_id: number;
  readonly key_version: number;
}

/** Row to model. */
export function toUserKeyRow(row: UserKeySqlRow): UserKeyRow {
  return { encryptedDek: toBytes(row.encrypted_dek), kekId: row.kek_id, keyVersion: row.key_version };
}

function toBytes(value: Buffer | string): Buffer {
  return typeof value === 'string' ? Buffer.from(value, 'base64') : value;
}
