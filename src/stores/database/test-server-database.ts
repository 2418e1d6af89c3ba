import { createHash } from 'node:crypto';
import { ensureTemplate, freshDatabase } from '../../../test/support/testbed.ts';
import type { FreshDatabase } from '../../../test/support/testbed.ts';
import type { Database } from './database.ts';
import { migrateDatabase, readMigrations, type SchemaName } from './migrate.ts';
import { databaseOver, createPool, openDatabase } from './open-database.ts';

/** For tests only: a fresh, migrated database on the testbed's PostgreSQL, reached through PgBouncer. Closing it drops it. */
export async function openTestServerDatabase(schema: SchemaName): Promise<Database> {
  const fresh = await freshMigratedDatabase(schema);
  const pool = createPool({ connectionString: fresh.pooledUrl, application_name: 'unde-test', max: 8 });
  return databaseOver({
    pool,
    name: fresh.name,
    kind: 'server',
    onClose: async () => {
      await pool.end();
      await fresh.drop();
    },
  });
}

/** For tests only: a fresh, migrated database on the testbed's PostgreSQL by its addresses; a copy of a template. */
export async function freshMigratedDatabase(schema: SchemaName): Promise<FreshDatabase> {
  const checksums = (await readMigrations(schema)).map(({ checksum }) => checksum);
  const digest = createHash('sha256').update(checksums.join('\n')).digest('hex').slice(0, 16);
  const template = await ensureTemplate(`${schema}_${digest}`, async (url) => {
    const database = openDatabase({ url, applicationName: 'unde-test', maxConnections: 1 });
    await migrateDatabase(database, schema).finally(() => database.close());
  });
  return freshDatabase(template);
}
