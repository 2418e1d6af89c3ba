import { firstRow } from '../database/sql-row.ts';
import { toPersonaProfile, toRelationshipStage, toTempBlock } from './persona.ts';
import type {
  PersonaProfileRow,
  PersonaProfileSqlRow,
  RelationshipStageRow,
  RelationshipStageSqlRow,
  TempBlockRow,
  TempBlockSqlRow,
} from './persona.ts';
import type { ShardSession } from './shard-session.ts';

/** Rows are kept to the blocks that end latest. @see user-data.md 3.8 */
const MAX_TEMP_BLOCKS = 20;

const READ_PROFILE = 'SELECT fields, version, contract_version, updated_at FROM persona_profile WHERE user_id = $1';
const WRITE_PROFILE = `
  INSERT INTO persona_profile (user_id, fields, version, contract_version, updated_at)
  SELECT $1, $2::jsonb, 1, $3, now() WHERE $4::int = 0
  ON CONFLICT (user_id) DO NOTHING`;
const UPDATE_PROFILE = `
  UPDATE persona_profile SET fields = $2::jsonb, contract_version = $3, version = version + 1, updated_at = now()
   WHERE user_id = $1 AND version = $4`;
const READ_STAGE = `
  SELECT stage, stage_updated_at, sessions_count, total_exchanges, positive_signals_count, last_active_at
    FROM relationship_stage WHERE user_id = $1`;
const WRITE_STAGE = `
  INSERT INTO relationship_stage (user_id, stage, stage_updated_at, sessions_count, total_exchanges,
    positive_signals_count, last_active_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (user_id) DO UPDATE SET stage = excluded.stage, stage_updated_at = excluded.stage_updated_at,
    sessions_count = excluded.sessions_count, total_exchanges = excluded.total_exchanges,
    positive_signals_count = excluded.positive_signals_count, last_active_at = excluded.last_active_at`;
const LIST_BLOCKS = `
  SELECT id, key, until, reason, signal_id, created_at FROM persona_temp_blocks
   WHERE user_id = $1 AND until > $2 ORDER BY until DESC, id`;
const ADD_BLOCK = `
  INSERT INTO persona_temp_blocks (id, user_id, key, until, reason, signal_id) VALUES ($2, $1, $3, $4, $5, $6)
  ON CONFLICT (id) DO NOTHING`;
const TRIM_BLOCKS = `
  DELETE FROM persona_temp_blocks WHERE user_id = $1 AND (until <= $2 OR id NOT IN (
    SELECT b.id FROM persona_temp_blocks b WHERE b.user_id = $1 AND b.until > $2
     ORDER BY b.until DESC, b.id LIMIT ${MAX_TEMP_BLOCKS}))`;
const READ_DELTAS = 'SELECT field, total_delta FROM signal_daily_deltas WHERE user_id = $1 AND date = $2::date';
const SET_DELTA = `
  INSERT INTO signal_daily_deltas (user_id, field, date, total_delta) VALUES ($1, $2, $3::date, $4)
  ON CONFLICT (user_id, field, date) DO UPDATE SET total_delta = excluded.total_delta`;
const TRIM_DELTAS = 'DELETE FROM signal_daily_deltas WHERE user_id = $1 AND date < $2::date - 7';
const APPLY_SIGNAL = `
  INSERT INTO persona_applied_signals (user_id, signal_id) VALUES ($1, $2) ON CONFLICT (user_id, signal_id) DO NOTHING`;
const FIND_APPLIED = `
  SELECT signal_id FROM persona_applied_signals WHERE user_id = $1 AND signal_id = ANY ($2::uuid[])`;
const TRIM_SIGNALS =
  "DELETE FROM persona_applied_signals WHERE user_id = $1 AND applied_at < $2::timestamptz - interval '72 hours'";

/** The persona profile, or null before the first signal. */
export async function readPersonaProfile(session: ShardSession): Promise<PersonaProfileRow | null> {
  const row = await firstRow<PersonaProfileSqlRow>(session, READ_PROFILE, [session.userId]);
  return row === undefined ? null : toPersonaProfile(row);
}

/** Writes the profile when its version is still `expectedVersion` (0: there is none yet); false when it is not. */
export async function writePersonaProfile(
  session: ShardSession,
  change: {
    readonly fields: Readonly<Record<string, unknown>>;
    readonly contractVersion: string;
    readonly expectedVersion: number;
  },
): Promise<boolean> {
  const { fields, contractVersion, expectedVersion } = change;
  const parameters = [session.userId, JSON.stringify(fields), contractVersion, expectedVersion];
  const statement = expectedVersion === 0 ? WRITE_PROFILE : UPDATE_PROFILE;
  return (await session.query(statement, parameters)).rowCount === 1;
}

/** The relationship stage, or null for someone new (stage 0). */
export async function readRelationshipStage(session: ShardSession): Promise<RelationshipStageRow | null> {
  const row = await firstRow<RelationshipStageSqlRow>(session, READ_STAGE, [session.userId]);
  return row === undefined ? null : toRelationshipStage(row);
}

/** Writes the relationship stage as computed by the Persona Agent. */
export async function writeRelationshipStage(session: ShardSession, stage: RelationshipStageRow): Promise<void> {
  await session.query(WRITE_STAGE, [
    session.userId,
    stage.stage,
    stage.stageUpdatedAt,
    stage.sessionsCount,
    stage.totalExchanges,
    stage.positiveSignalsCount,
    stage.lastActiveAt,
  ]);
}

/** Blocks in force at a time, those that end latest first. */
export async function listTempBlocks(session: ShardSession, now: Date): Promise<readonly TempBlockRow[]> {
  return (await session.query<TempBlockSqlRow>(LIST_BLOCKS, [session.userId, now])).rows.map(toTempBlock);
}

/** Adds a block and keeps the 20 that end latest. */
export async function addTempBlock(
  session: ShardSession,
  block: Omit<TempBlockRow, 'createdAt'>,
  now: Date,
): Promise<void> {
  const { id, key, until, reason, signalId } = block;
  await session.query(ADD_BLOCK, [session.userId, id, key, until, reason, signalId]);
  await session.query(TRIM_BLOCKS, [session.userId, now]);
}

/** What signals moved on a day (`YYYY-MM-DD`), by field. */
export async function readDailyDeltas(session: ShardSession, date: string): Promise<ReadonlyMap<string, number>> {
  const result = await session.query<{ field: string; total_delta: number }>(READ_DELTAS, [session.userId, date]);
  return new Map(result.rows.map((row) => [row.field, row.total_delta]));
}

/** Stores the sums of a day and drops those older than 7 days. */
export async function writeDailyDeltas(
  session: ShardSession,
  change: { readonly date: string; readonly deltas: ReadonlyMap<string, number> },
): Promise<void> {
  for (const [field, total] of change.deltas) {
    await session.query(SET_DELTA, [session.userId, field, change.date, total]);
  }
  await session.query(TRIM_DELTAS, [session.userId, change.date]);
}

/** Marks a signal as applied; false when it was before: then it must not be applied again. */
export async function applySignalOnce(session: ShardSession, signalId: string, now: Date): Promise<boolean> {
  await session.query(TRIM_SIGNALS, [session.userId, now]);
  return (await session.query(APPLY_SIGNAL, [session.userId, signalId])).rowCount === 1;
}

/** Which of some signals were applied before. */
export async function findAppliedSignals(session: ShardSession, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const result = await session.query<{ signal_id: string }>(FIND_APPLIED, [session.userId, [...ids]]);
  return new Set(result.rows.map((row) => row.signal_id));
}
