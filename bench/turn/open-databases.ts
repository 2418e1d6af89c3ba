import { migrateDatabase } from '#stores/database/migrate';
import type { SchemaName } from '#stores/database/migrate';
import { openDatabase } from '#stores/database/open-database';
import { freshDatabase, freshRedis } from '../../test/support/testbed.ts';

/** Databases of one run, and how to remove them. */
export interface BenchDatabases {
  /** Variables that make an installation use them. */
  readonly environment: Readonly<Record<string, string>>;
  readonly drop: () => Promise<void>;
}

/**
 * Fresh, migrated databases on the testbed: PostgreSQL through PgBouncer, and a logical Redis database.
 *
 * @throws DependencyError with what to run when the testbed does not run.
 */
export async function openServerDatabases(): Promise<BenchDatabases> {
  const schemas: readonly SchemaName[] = ['production', 'staging', 'shard'];
  const databases = await Promise.all(schemas.map(openMigrated));
  const redis = await freshRedis();
  const [production, staging, shard] = databases;
  return {
    environment: {
      PRODUCTION_DB_URL: production!.pooledUrl,
      STAGING_DB_URL: staging!.pooledUrl,
      SHARD_DB_URLS: `shard-0=${shard!.pooledUrl}`,
      REDIS_URL: redis.url,
    },
    drop: async () => {
      await Promise.all([...databases.map((database) => database.drop()), redis.drop()]);
    },
  };
}

async function openMigrated(schema: SchemaName) {
  const fresh = await freshDatabase();
  const database = openDatabase({ url: fresh.url, applicationName: 'unde-bench', maxConnections: 1 });
  await migrateDatabase(database, schema).finally(() => database.close());
  return fresh;
}
