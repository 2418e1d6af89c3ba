import { cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DependencyError } from '#kernel/error';
import type { EmbeddedWorkerData, EmbeddedWorkerMessage } from './embedded-worker-messages.ts';

/** A running embedded PostgreSQL, served on a Unix socket. */
export interface EmbeddedCluster {
  /** Folder of the socket, named as PostgreSQL names it (`.s.PGSQL.5432`). */
  readonly socketDirectory: string;
  /** Writes a checkpoint and ends the thread. */
  readonly stop: () => Promise<void>;
}

/** How to run an embedded PostgreSQL. */
export interface EmbeddedClusterOptions {
  readonly dataDirectory: string;
  readonly isDurable: boolean;
  /** Called when the thread ends by itself: the database is gone until the process starts again. */
  readonly onCrash?: (error: Error) => void;
}

/** The port in the name of the socket; nothing listens on TCP. */
export const EMBEDDED_SOCKET_PORT = 5432;

/** Starts the thread of one embedded PostgreSQL over an existing data directory. */
export async function startCluster(options: EmbeddedClusterOptions): Promise<EmbeddedCluster> {
  const socketDirectory = await makeSocketDirectory(options.dataDirectory);
  try {
    const socketPath = join(socketDirectory, `.s.PGSQL.${EMBEDDED_SOCKET_PORT}`);
    const stopWorker = await startWorker({ ...options, socketPath }, options.onCrash);
    return {
      socketDirectory,
      stop: async () => {
        await stopWorker();
        await rm(socketDirectory, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(socketDirectory, { recursive: true, force: true });
    throw error;
  }
}

/** The path of a Unix socket may have 107 bytes, with 15 for its name. */
const MAX_SOCKET_DIRECTORY_BYTES = 90;

/** Beside the data, where the next start finds and removes what a killed process left; elsewhere when the path is long. */
async function makeSocketDirectory(dataDirectory: string): Promise<string> {
  const beside = join(dirname(dataDirectory), `.${basename(dataDirectory)}.socket`);
  if (Buffer.byteLength(beside) > MAX_SOCKET_DIRECTORY_BYTES) return await mkdtemp(join(tmpdir(), 'unde-db-'));
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside, { mode: 0o700 });
  return beside;
}

const emptyClusters = new Map<string, Promise<string>>();

/**
 * Makes a data directory that appears whole or not at all. `initdb` runs once a process and parent folder (3-5 s); every
 * further directory is a copy (0.4 s).
 */
export async function createCluster(dataDirectory: string): Promise<void> {
  const parent = dirname(dataDirectory);
  await mkdir(parent, { recursive: true, mode: 0o700 });
  let empty = emptyClusters.get(parent);
  if (empty === undefined) {
    empty = initEmptyCluster(join(parent, '.empty'));
    emptyClusters.set(parent, empty);
    empty.catch(() => emptyClusters.delete(parent));
  }
  const source = await empty;
  const unfinished = `${dataDirectory}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await cp(source, unfinished, { recursive: true });
  await rename(unfinished, dataDirectory);
}

/** Removes what {@link createCluster} keeps for further copies. */
export async function removeEmptyCluster(parent: string): Promise<void> {
  const empty = emptyClusters.get(parent);
  emptyClusters.delete(parent);
  await empty?.catch(() => undefined);
  await rm(join(parent, '.empty'), { recursive: true, force: true });
}

async function initEmptyCluster(directory: string): Promise<string> {
  await rm(directory, { recursive: true, force: true });
  const stop = await startWorker({ dataDirectory: directory, isDurable: false });
  await stop();
  return directory;
}

/** Whether a data directory was created (wholly: see {@link createCluster}). */
export function hasCluster(dataDirectory: string): Promise<boolean> {
  return stat(join(dataDirectory, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

async function startWorker(data: EmbeddedWorkerData, onCrash?: (error: Error) => void): Promise<() => Promise<void>> {
  const { dataDirectory, isDurable, socketPath } = data;
  const workerData = { dataDirectory, isDurable, socketPath } as EmbeddedWorkerData;
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const broken = (reason: string, cause?: unknown) =>
    new DependencyError(`The embedded database in ${dataDirectory} stopped: ${reason}`, {
      code: 'embedded_database_stopped',
      vendor: 'pglite',
      cause,
    });
  let isStopping = false;
  await new Promise<void>((resolve, reject) => {
    worker.once('error', (error) => reject(broken(error.message, error)));
    worker.once('exit', (code) => reject(broken(`its thread ended with code ${code} before it was ready`)));
    worker.on('message', (message: EmbeddedWorkerMessage) => {
      if (message.kind === 'ready') resolve();
      if (message.kind === 'failed') reject(broken(message.message, { code: message.code }));
    });
  });
  worker.on('error', (error) => onCrash?.(broken(error.message, error)));
  worker.once('exit', () => {
    if (!isStopping) onCrash?.(broken('its thread ended'));
  });
  return async () => {
    isStopping = true;
    worker.postMessage({ kind: 'close' } satisfies EmbeddedWorkerMessage);
    await exited;
  };
}
