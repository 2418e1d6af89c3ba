import type { SqlRunner } from '../database/database.ts';

const IS_OFF = 'SELECT is_off FROM feature_switches WHERE name = $1';
const SET = `
  INSERT INTO feature_switches (name, is_off, reason, changed_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (name) DO UPDATE SET is_off = excluded.is_off, reason = excluded.reason, changed_at = excluded.changed_at`;

/** Whether the house has switched a feature off; what nobody touched is on. */
export async function isSwitchedOff(production: SqlRunner, name: string): Promise<boolean> {
  const { rows } = await production.query<{ is_off: boolean }>(IS_OFF, [name]);
  return rows[0]?.is_off ?? false;
}

/** Switches a feature off, or on again; the reason is for people. */
export async function setFeatureSwitch(
  production: SqlRunner,
  change: { readonly name: string; readonly isOff: boolean; readonly reason: string; readonly at: Date },
): Promise<void> {
  await production.query(SET, [change.name, change.isOff, change.reason.slice(0, 200), change.at]);
}
