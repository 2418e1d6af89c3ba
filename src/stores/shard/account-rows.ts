import type { ShardSession } from './shard-session.ts';

const ROWS: Readonly<Record<AccountTable, string>> = {
  knowledge_candidates: `
    SELECT id, operation, knowledge_type, subject, confidence, core_evidence_ids, status, reject_reason, first_seen_at,
           last_seen_at, expires_at, encrypted_data, iv, auth_tag, key_version
      FROM knowledge_candidates WHERE user_id = $1 ORDER BY first_seen_at, id`,
  memory_correction_log: `
    SELECT id, trigger_message_id, corrected_message_id, deactivated_knowledge_id, disputed_knowledge_id, correction_type,
           created_at
      FROM memory_correction_log WHERE user_id = $1 ORDER BY created_at, id`,
  knowledge_suppressions: 'SELECT forgotten_at FROM knowledge_suppressions WHERE user_id = $1 ORDER BY forgotten_at',
  user_settings: 'SELECT key, value, source, updated_at FROM user_settings WHERE user_id = $1 ORDER BY key',
  relationship_stage: `
    SELECT stage, stage_updated_at, sessions_count, total_exchanges, positive_signals_count, last_active_at
      FROM relationship_stage WHERE user_id = $1`,
  persona_temp_blocks:
    'SELECT key, until, reason, created_at FROM persona_temp_blocks WHERE user_id = $1 ORDER BY created_at',
  signal_daily_deltas:
    'SELECT field, date, total_delta FROM signal_daily_deltas WHERE user_id = $1 ORDER BY date, field',
};

/** Tables whose rows are exported as they are. */
export type AccountTable =
  | 'knowledge_candidates'
  | 'memory_correction_log'
  | 'knowledge_suppressions'
  | 'user_settings'
  | 'relationship_stage'
  | 'persona_temp_blocks'
  | 'signal_daily_deltas';

/** The rows of a user in one of the smaller tables, for the export. */
export async function listAccountRows(
  session: ShardSession,
  table: AccountTable,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return (await session.query(ROWS[table], [session.userId])).rows;
}
