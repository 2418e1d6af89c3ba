import { afterAll, describe, expect, test } from 'vitest';
import { Redis } from 'ioredis';
import pg from 'pg';
import { ensureTemplate, freshDatabase, freshRedis, requireTestbed, databaseUrl } from './testbed.ts';
import type { FreshDatabase } from './testbed.ts';

const opened: FreshDatabase[] = [];

async function open(template?: string): Promise<FreshDatabase> {
  const database = await freshDatabase(template);
  opened.push(database);
  return database;
}

async function query(url: string, ...statements: (string | pg.QueryConfig)[]): Promise<pg.QueryResult | undefined> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let result: pg.QueryResult | undefined;
    for (const statement of statements) result = await client.query(statement);
    return result;
  } finally {
    await client.end();
  }
}

afterAll(async () => {
  for (const database of opened) await database.drop();
});

describe('the testbed', () => {
  test('lets admin create the vector extension in a fresh database and query it through PgBouncer', async () => {
    const database = await open();
    await query(database.url, 'CREATE EXTENSION vector', 'CREATE TABLE item (id int, place halfvec(3))');
    const result = await query(database.pooledUrl, `INSERT INTO item VALUES (1, '[1,2,3]'), (2, '[9,9,9]')`, {
      text: 'SELECT id FROM item ORDER BY place <-> $1 LIMIT 1',
      values: ['[1,2,2]'],
    });
    expect(result?.rows).toEqual([{ id: 1 }]);
  });

  test('runs PostgreSQL 17 with pgvector 0.8 and the settings of a shard', async () => {
    const { url } = await open();
    const result = await query(
      url,
      'CREATE EXTENSION vector',
      `SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('synchronous_commit') AS commit,
         (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS vector, current_setting('fsync') AS fsync`,
    );
    expect(result?.rows[0]).toMatchObject({ major: 17, commit: 'local', fsync: 'on' });
    expect(result?.rows[0].vector).toMatch(/^0\.8\./);
  });

  test('stems Russian and folds the case of Russian and Arabic text', async () => {
    const { url } = await open();
    const result = await query(
      url,
      `SELECT to_tsvector('russian', 'Синие КУРТКИ') @@ to_tsquery('russian', 'куртка') AS stemmed,
         lower('КУРТКА') AS lowered, to_tsvector('arabic', 'الفساتين') <> ''::tsvector AS arabic`,
    );
    expect(result?.rows).toEqual([{ stemmed: true, lowered: 'куртка', arabic: true }]);
  });

  test('knows through PgBouncer a role that a migration has just made', async () => {
    const database = await open();
    const role = `test_role_${process.pid}`;
    await query(database.url, `DROP ROLE IF EXISTS ${role}`, `CREATE ROLE ${role} LOGIN PASSWORD 'first'`);
    try {
      const { pooledUrl } = database.as(role, 'first');
      expect((await query(pooledUrl, 'SELECT current_user AS name'))?.rows).toEqual([{ name: role }]);
      await expect(query(database.as(role, 'wrong').pooledUrl, 'SELECT 1')).rejects.toThrow(/authentication/);
    } finally {
      await query(database.url, `DROP ROLE ${role}`);
    }
  });

  test('shows a named statement as a fault', async () => {
    const { pooledUrl } = await open();
    const client = new pg.Client({ connectionString: pooledUrl });
    const other = new pg.Client({ connectionString: pooledUrl });
    await Promise.all([client.connect(), other.connect()]);
    const named = { name: 'one', text: 'SELECT 1' };
    // Both clients share server connections, so one of them meets the other's statement of the same name, or none.
    const outcomes = await Promise.allSettled([
      client.query(named),
      other.query(named),
      client.query(named),
      other.query(named),
    ]);
    await Promise.allSettled([client.end(), other.end()]);
    expect(outcomes.some((outcome) => outcome.status === 'rejected')).toBe(true);
  });

  test('makes a template once and copies it for each database', async () => {
    let prepared = 0;
    const key = `self_test_${process.pid}`;
    const prepare = async (url: string): Promise<void> => {
      prepared += 1;
      await query(url, 'CREATE TABLE kept (n int)', 'INSERT INTO kept VALUES (7)');
    };
    const [first, second] = await Promise.all([ensureTemplate(key, prepare), ensureTemplate(key, prepare)]);
    const [one, two] = await Promise.all([open(first), open(second)]);
    await query(one.url, 'UPDATE kept SET n = 8');
    expect(prepared).toBe(1);
    expect((await query(two.url, 'SELECT n FROM kept'))?.rows).toEqual([{ n: 7 }]);
    await query(databaseUrl(requireTestbed().postgres, 'postgres'), `DROP DATABASE ${first}`);
  });

  test('gives each caller an empty Redis database of its own', async () => {
    const [one, two] = await Promise.all([freshRedis(), freshRedis()]);
    const [first, second] = [new Redis(one.url), new Redis(two.url)];
    await first.set('key', 'value');
    expect(await second.get('key')).toBeNull();
    await Promise.all([first.quit(), second.quit()]);
    await one.drop();
  });

  test('has the databases of the first phase and a second shard', async () => {
    const state = requireTestbed();
    for (const name of ['unde_shard', 'unde_shard_1', 'unde_production', 'unde_staging']) {
      const result = await query(databaseUrl(state.pgbouncer, name), 'SELECT current_database() AS name');
      expect(result?.rows).toEqual([{ name }]);
    }
  });
});
