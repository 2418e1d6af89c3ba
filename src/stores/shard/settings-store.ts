import type { ShardSession } from './shard-session.ts';

/** Who set a setting. */
export type SettingSource = 'settings' | 'dialogue' | 'onboarding';

/** An explicit choice of the user. */
export interface Setting {
  readonly value: unknown;
  readonly source: SettingSource;
  readonly updatedAt: Date;
}

const READ = 'SELECT key, value, source, updated_at FROM user_settings WHERE user_id = $1 ORDER BY key';
const WRITE = `
  INSERT INTO user_settings (user_id, key, value, source) VALUES ($1, $2, $3::jsonb, $4)
  ON CONFLICT (user_id, key) DO UPDATE SET value = excluded.value, source = excluded.source, updated_at = now()`;
const REMOVE = 'DELETE FROM user_settings WHERE user_id = $1 AND key = $2';

interface SettingRow {
  readonly key: string;
  readonly value: unknown;
  readonly source: SettingSource;
  readonly updated_at: Date;
}

/** All explicit choices by key. */
export async function readSettings(session: ShardSession): Promise<ReadonlyMap<string, Setting>> {
  const result = await session.query<SettingRow>(READ, [session.userId]);
  return new Map(
    result.rows.map((row) => [row.key, { value: row.value, source: row.source, updatedAt: row.updated_at }]),
  );
}

/** Sets one choice. `value` is any JSON value. */
export async function writeSetting(
  session: ShardSession,
  setting: { readonly key: string; readonly value: unknown; readonly source: SettingSource },
): Promise<void> {
  await session.query(WRITE, [session.userId, setting.key, JSON.stringify(setting.value), setting.source]);
}

/** Takes one choice back. */
export async function removeSetting(session: ShardSession, key: string): Promise<void> {
  await session.query(REMOVE, [session.userId, key]);
}
