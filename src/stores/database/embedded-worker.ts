import { fdatasyncSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { vector } from '@electric-sql/pglite-pgvector';
import { serveEmbedded } from './embedded-socket-server.ts';
import type { EmbeddedWorkerData, EmbeddedWorkerMessage } from './embedded-worker-messages.ts';

/**
 * The thread that owns one embedded PostgreSQL. On the main thread 1,000 queued queries would hold up every timer of the
 * process for seconds; here they hold up nothing.
 */

interface EmscriptenStream {
  readonly nfd?: number;
}
interface EmscriptenModule {
  readonly FS: {
    readonly filesystems: {
      readonly NODEFS: { readonly stream_ops: { fsync?: (stream: EmscriptenStream) => number } };
    };
  };
}

/** PGlite's file system writes through but never flushes; this one makes a commit mean what it means on a server. */
class FlushingNodeFS extends NodeFS {
  override async init(...input: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const result = await super.init(...input);
    const preRun = result.emscriptenOpts.preRun as ((module: EmscriptenModule) => void)[];
    preRun.push((module) => {
      module.FS.filesystems.NODEFS.stream_ops.fsync = (stream) => {
        if (stream.nfd !== undefined) fdatasyncSync(stream.nfd);
        return 0;
      };
    });
    return result;
  }
}

const port = parentPort;
const options = workerData as EmbeddedWorkerData;
const send = (message: EmbeddedWorkerMessage) => port?.postMessage(message);

function startParameters(): string[] {
  // PGlite starts with -F (fsync off). wal_sync_method must be fsync: emscripten's fdatasync does nothing.
  const flushing = options.isDurable
    ? ['-c', 'fsync=on', '-c', 'wal_sync_method=fsync']
    : ['-c', 'fsync=off', '-c', 'synchronous_commit=off'];
  return [...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), ...flushing];
}

async function serve(): Promise<void> {
  const database = await PGlite.create({
    fs: options.isDurable ? new FlushingNodeFS(options.dataDirectory) : new NodeFS(options.dataDirectory),
    extensions: { vector },
    startParams: startParameters(),
    onStdout: () => true,
    onStderr: () => true,
  });
  const { socketPath } = options;
  const server = socketPath === undefined ? undefined : await serveEmbedded(database, socketPath, fail);
  port?.on('message', (message: EmbeddedWorkerMessage) => {
    if (message.kind !== 'close') return;
    void (async () => {
      await server?.stop();
      await database.exec('CHECKPOINT');
      await database.close();
      send({ kind: 'closed' });
      port.close();
    })().catch(fail);
  });
  send({ kind: 'ready' });
}

function fail(error: unknown): void {
  const { message, code } = error as NodeJS.ErrnoException;
  send({ kind: 'failed', message: message ?? String(error), ...(code === undefined ? {} : { code }) });
  port?.close();
}

await serve().catch(fail);
