import { join } from 'node:path';
import type { Database } from './database.ts';
import { checkFreeSpace, claimDataFolder, explainFolderError } from './data-folder.ts';
import {
  createCluster,
  EMBEDDED_SOCKET_PORT,
  hasCluster,
  removeEmptyCluster,
  startCluster,
  type EmbeddedClusterOptions,
} from './embedded-cluster.ts';
import { createPool, databaseOver } from './open-database.ts';

/** Which embedded database. */
export interface EmbeddedDatabaseOptions {
  /** The data folder (`.unde`); this process becomes its owner. */
  readonly directory: string;
  /** Folder name below `databases/`: `shard-0`, `production`, `staging`. */
  readonly name: string;
  /** Called once when the database stops by itself (a full disk, a defect); every later statement fails. */
  readonly onCrash?: (error: Error) => void;
}

/** A database of 45 MB is copied and then grows. */
const NEW_DATABASE_BYTES = 256 * 1024 * 1024;

/** Where the embedded databases live inside a data folder. */
export const databasesFolder = (directory: string): string => join(directory, 'databases');

/**
 * Opens an embedded PostgreSQL (PGlite with pgvector) and creates it when missing. It runs in a thread of its own behind a
 * Unix socket and is reached with the same driver as a server, over exactly one connection: over this socket one
 * transaction blocks every other client anyway. Commits are flushed to the disk.
 *
 * @throws as {@link claimDataFolder}; DependencyError code `embedded_database_stopped` when PostgreSQL does not start.
 */
export async function openEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<Database> {
  const folder = await claimDataFolder(options.directory);
  const parent = databasesFolder(folder.directory);
  const dataDirectory = join(parent, options.name);
  try {
    if (!(await hasCluster(dataDirectory))) {
      await checkFreeSpace(folder.directory, NEW_DATABASE_BYTES);
      await createCluster(dataDirectory);
    }
    return await openCluster({ ...options, dataDirectory, isDurable: true }, options.name, async () => {
      await removeEmptyCluster(parent);
      await folder.release();
    });
  } catch (error) {
    await folder.release();
    throw explainFolderError(error, folder.directory);
  }
}

/** Opens a data directory without the folder around it; tests use it directly. */
export async function openCluster(
  options: EmbeddedClusterOptions,
  name: string,
  onClosed: () => Promise<void>,
): Promise<Database> {
  const cluster = await startCluster(options);
  const pool = createPool({
    host: cluster.socketDirectory,
    port: EMBEDDED_SOCKET_PORT,
    user: 'postgres',
    database: 'postgres',
    max: 1,
    idleTimeoutMillis: 0,
    // Long: with one connection a caller waits for everybody before it. A query inside its own transaction ends here.
    connectionTimeoutMillis: 30_000,
  });
  return databaseOver({
    pool,
    name,
    kind: 'embedded',
    onClose: async () => {
      await pool.end();
      await cluster.stop();
      await onClosed();
    },
  });
}
