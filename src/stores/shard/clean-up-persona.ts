import type { Database } from '../database/database.ts';

/** What is too old. */
export interface PersonaCleanUp {
  readonly now: Date;
  /** YYYY-MM-DD. */
  readonly deltasBefore: string;
  readonly signalsBefore: Date;
}

// These statements are about all users of a shard: they carry no user_id on purpose.
const DROP_BLOCKS = 'DELETE FROM persona_temp_blocks /* all users */ WHERE until <= $1';
const DROP_DELTAS = 'DELETE FROM signal_daily_deltas /* all users */ WHERE date < $1::date';
const DROP_SIGNALS = 'DELETE FROM persona_applied_signals /* all users */ WHERE applied_at < $1';
const COUNT_BLOCKS = 'SELECT count(*)::int AS count FROM persona_temp_blocks /* all users */ WHERE until > $1';

/** The daily cleanup of the persona tables on one shard. @see persona.md 5, user-data.md 3.8-3.9 */
export async function cleanUpPersona(
  shard: Database,
  limits: PersonaCleanUp,
): Promise<{ blocks: number; deltas: number; signals: number; activeBlocks: number }> {
  const blocks = await shard.query(DROP_BLOCKS, [limits.now]);
  const deltas = await shard.query(DROP_DELTAS, [limits.deltasBefore]);
  const signals = await shard.query(DROP_SIGNALS, [limits.signalsBefore]);
  const active = await shard.query<{ count: number }>(COUNT_BLOCKS, [limits.now]);
  return {
    blocks: blocks.rowCount,
    deltas: deltas.rowCount,
    signals: signals.rowCount,
    activeBlocks: active.rows[0]?.count ?? 0,
  };
}
