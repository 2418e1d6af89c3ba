import { ensureTemplate, freshDatabase } from '../../../test/support/testbed.ts';
import type { Database } from './database.ts';
import { migrateDatabase, readMigrations, type SchemaName } from './migrate.ts';
import { databaseOver, createPool, openDatabase } from './open-database.ts';

/** For tests only: a fresh, migrated database on the testbed's PostgreSQL, reached through PgBouncer. Closing it drops it. */
export async function openTestServerDatabase(schema: SchemaName): Promise<Database> {
  const checksums = (await readMigrations(schema)).map((migration) => migration.checksum.slice(0, 8));
  const template = await ensureTemplate(`${schema}_${checksums.join('')}`.slice(0, 50), async (url) => {
    const database = openDatabase({ url, applicationName: 'unde-test', maxConnections: 1 });
    try {
      await migrateDatabase(database, schema);
    } finally {
      await database.close();
    }
  });
  const fresh = await freshDatabase(template);
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
