import type { Database } from '../database/database.ts';

/** A page of users by id whose data key another master key than the current one wraps. */
export interface StaleKeyPage {
  readonly currentKekId: number;
  readonly limit: number;
  readonly after?: string | undefined;
}

// Both are about all users of a shard on purpose: a master key belongs to the installation.
const LIST_STALE = `
  SELECT k.user_id FROM user_keys k /* all users */
   WHERE k.kek_id <> $1 AND k.user_id > $3 ORDER BY k.user_id LIMIT $2`;
const COUNT_BY_MASTER_KEY = `
  SELECT k.kek_id, count(*)::int AS data_keys FROM user_keys k /* all users */ GROUP BY k.kek_id ORDER BY k.kek_id`;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Users whose data key is to be wrapped again. */
export async function listStaleDataKeys(shard: Database, page: StaleKeyPage): Promise<readonly string[]> {
  const parameters = [page.currentKekId, page.limit, page.after ?? FIRST_ID];
  const { rows } = await shard.query<{ user_id: string }>(LIST_STALE, parameters);
  return rows.map(({ user_id: userId }) => userId);
}

/** How many data keys each master key wraps on a shard. */
export async function countDataKeys(shard: Database): Promise<ReadonlyMap<number, number>> {
  const { rows } = await shard.query<{ kek_id: number; data_keys: number }>(COUNT_BY_MASTER_KEY, []);
  return new Map(rows.map((row) => [row.kek_id, row.data_keys]));
}
