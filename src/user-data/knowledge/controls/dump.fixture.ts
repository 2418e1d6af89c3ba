import type { Cache } from '#ports/cache';
import type { Database } from '#stores/database/database';

const LIST_TABLES = `
  SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition
     AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
   ORDER BY 1, 2`;

/** Every row of every table of a database as text, a name before each: tables, partitions, views that hold copies, queues. */
export async function dumpDatabase(database: Database): Promise<readonly string[]> {
  const tables = await database.query<{ schema: string; name: string }>(LIST_TABLES);
  const lines: string[] = [];
  for (const { schema, name } of tables.rows) {
    const rows = await database.query<{ line: string }>(
      `SELECT to_jsonb(t)::text AS line FROM "${schema}"."${name}" t`,
    );
    lines.push(...rows.rows.map(({ line }) => `${database.name} ${schema}.${name}: ${line}`));
  }
  return lines;
}

/** A cache that remembers which names were ever written, so that a dump can read them all. */
export function listableCache(cache: Cache): Cache & { readonly dump: () => Promise<readonly string[]> } {
  const names = new Set<string>();
  return {
    ...cache,
    isShared: cache.isShared,
    get: cache.get,
    delete: cache.delete,
    waitFor: cache.waitFor,
    count: cache.count,
    read: cache.read,
    follow: cache.follow,
    close: cache.close,
    set: (name, value, options) => (names.add(name), cache.set(name, value, options)),
    setIfAbsent: (name, value, options) => (names.add(name), cache.setIfAbsent(name, value, options)),
    append: (name, value, options) => (names.add(name), cache.append(name, value, options)),
    dump: async () => {
      const lines: string[] = [];
      for (const name of names) {
        const value = await cache.get(name);
        if (value !== undefined) lines.push(`cache ${name}: ${value}`);
        for (const entry of (await cache.read(name, undefined)).entries) lines.push(`cache ${name}: ${entry.value}`);
      }
      return lines;
    },
  };
}

/** Where some words stand in a dump; letters count the same in both cases. */
export function findWords(dump: readonly string[], words: string): readonly string[] {
  return dump.filter((line) => line.toLowerCase().includes(words.toLowerCase()));
}
