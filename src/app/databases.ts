import type { JobDatabase } from '#kernel/job-runner';
import type { Logger } from '#kernel/log';
import type { Database } from '#stores/database/database';
import { claimDataFolder } from '#stores/database/data-folder';
import { migrateDatabase, requireMigrated } from '#stores/database/migrate';
import type { SchemaName } from '#stores/database/migrate';
import { openDatabase } from '#stores/database/open-database';
import { openEmbeddedDatabase } from '#stores/database/open-embedded-database';
import { registerShards } from '#stores/production/routing-store';
import { createRouting } from '#user-data/routing/routing';
import type { Routing } from '#user-data/routing/routing';
import type { ProcessSettings } from './settings.ts';

/** The one embedded shard, and the name by which the routing table knows it. */
const EMBEDDED_SHARD = 'shard-0';

/** All databases of an installation. */
export interface Databases {
  readonly production: Database;
  readonly staging: Database;
  readonly shards: ReadonlyMap<string, Database>;
  readonly routing: Routing;
  readonly jobDatabases: readonly JobDatabase[];
  readonly close: () => Promise<void>;
}

/**
 * Opens the databases: embedded ones are made and brought up to date by themselves, servers must be up to date already
 * (`npm run unde -- migrate`). The folder of the embedded ones is claimed first, so that a second process changes nothing.
 */
export async function openDatabases(settings: ProcessSettings, log: Logger): Promise<Databases> {
  const opened: Database[] = [];
  const folder = settings.isEmbedded ? await claimDataFolder(settings.home) : undefined;
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((database) => database.close()));
    await folder?.release();
  };
  const open = async (schema: SchemaName, name: string, url: string): Promise<Database> => {
    const database = settings.isEmbedded
      ? await openEmbeddedDatabase({
          directory: settings.home,
          name,
          onCrash: (error) => log.error({ error, database: name }, 'database.crashed'),
        })
      : openDatabase({ url, applicationName: 'unde', maxConnections: settings.connections });
    opened.push(database);
    if (settings.isEmbedded) await migrateDatabase(database, schema);
    else await requireMigrated(database, schema);
    return database;
  };
  try {
    const shardUrls = settings.isEmbedded ? new Map([[EMBEDDED_SHARD, '']]) : settings.shards;
    const [production, staging, ...shardList] = await Promise.all([
      open('production', 'production', settings.productionDbUrl),
      open('staging', 'staging', settings.stagingDbUrl),
      ...[...shardUrls].map(([name, url]) => open('shard', name, url)),
    ]);
    const shards = new Map([...shardUrls.keys()].map((name, index) => [name, shardList[index]!]));
    await registerShards(
      production,
      [...shards.keys()].map((endpointName, shardId) => ({ shardId, endpointName })),
    );
    const jobDatabases = [
      ...[...shards].map(([name, database]) => toJobDatabase(name, 'shard', database)),
      toJobDatabase('production', 'production', production),
      toJobDatabase('staging', 'staging', staging),
    ];
    return { production, staging, shards, routing: createRouting({ production, shards }), jobDatabases, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function toJobDatabase(name: string, kind: string, database: Database): JobDatabase {
  return {
    name,
    kind,
    isEmbedded: database.kind === 'embedded',
    executeSql: async (text, values) => ({ rows: [...(await database.query(text, values)).rows] }),
  };
}
