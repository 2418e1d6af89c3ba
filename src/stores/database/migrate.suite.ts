import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { migrateDatabase, readMigrations, requireMigrated, type Migration, type SchemaName } from './migrate.ts';

const SCHEMAS: readonly SchemaName[] = ['shard', 'production', 'staging'];

function step(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

/** The migration runner, on any PostgreSQL; the databases given are migrated already. */
export function migrateSuite(open: (schema: SchemaName) => Promise<Database>): void {
  describe('migrations', () => {
    test.each(SCHEMAS)(
      'of the %s database change nothing the second time, also from several runs at once',
      async (schema) => {
        const database = await open(schema);
        try {
          await requireMigrated(database, schema);
          const runs = await Promise.all([migrateDatabase(database, schema), migrateDatabase(database, schema)]);
          expect(runs).toEqual([{ applied: [] }, { applied: [] }]);
        } finally {
          await database.close();
        }
      },
    );

    test('apply each step once and in order, refuse a changed step and a newer database', async () => {
      const database = await open('staging');
      try {
        const known = await readMigrations('staging');
        const one = step('9001-one', 'CREATE TABLE one (a int); INSERT INTO one VALUES (1);');
        const two = step('9002-two', 'ALTER TABLE one ADD COLUMN b int NOT NULL DEFAULT 2;');
        const runs = await Promise.all([1, 2, 3].map(() => migrateDatabase(database, 'staging', [...known, one, two])));
        expect(runs.flatMap((run) => run.applied).sort()).toEqual(['9001-one', '9002-two']);
        expect((await database.query('SELECT a, b FROM one')).rows).toEqual([{ a: 1, b: 2 }]);
        const changed = migrateDatabase(database, 'staging', [...known, step('9001-one', 'SELECT 1'), two]);
        await expect(changed).rejects.toMatchObject({ code: 'migration_changed' });
        await expect(requireMigrated(database, 'staging')).rejects.toMatchObject({ code: 'database_newer' });
        const broken = step('9003-broken', 'CREATE TABLE half (a int); SELECT 1 / 0;');
        await expect(migrateDatabase(database, 'staging', [...known, one, two, broken])).rejects.toThrow();
        expect((await database.query(`SELECT to_regclass('half') AS half`)).rows).toEqual([{ half: null }]);
      } finally {
        await database.close();
      }
    });
  });
}
