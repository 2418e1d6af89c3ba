import { createServer, type Server, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';

/**
 * Serves one PGlite on a Unix socket in PostgreSQL's own protocol. PGlite's ready-made server hands over message by
 * message; PGlite then answers "ready" twice after an error in a parameterised statement (once at the error, once at the
 * end of the batch), which the driver takes for the end of its next statement, and statements of two connections mix.
 * Here a batch up to its Sync is one call, and a transaction keeps the database until it ends.
 */
export interface EmbeddedSocketServer {
  /** Cuts all connections; open transactions are rolled back. */
  readonly stop: () => Promise<void>;
}

interface Connection {
  readonly socket: Socket;
  received: Buffer;
  /** Messages since the last end of a batch. */
  batch: Buffer[];
  hasStarted: boolean;
}

interface Job {
  readonly connection: Connection;
  readonly message: Buffer;
}

const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
/** Query, Sync, FunctionCall: after these the client waits for "ready". */
const ENDS_OF_BATCH = new Set(['Q', 'S', 'F']);

/** Starts serving. `onFatal` is called when PostgreSQL itself stops (for instance no space for its log). */
export async function serveEmbedded(
  database: PGlite,
  path: string,
  onFatal: (error: unknown) => void,
): Promise<EmbeddedSocketServer> {
  const connections = new Set<Connection>();
  const executor = createExecutor(database, onFatal);
  const server = createServer((socket) => {
    const connection: Connection = { socket, received: Buffer.alloc(0), batch: [], hasStarted: false };
    connections.add(connection);
    socket.setNoDelay(true);
    socket.on('data', (data) => {
      connection.received = connection.received.length === 0 ? data : Buffer.concat([connection.received, data]);
      for (const message of takeMessages(connection)) executor.run({ connection, message });
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      connections.delete(connection);
      executor.forget(connection);
    });
  });
  await listen(server, path);
  return {
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const { socket } of connections) socket.destroy();
      await closed;
    },
  };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}

/** Cuts what was received into startup messages and whole batches; the rest waits for more. */
function takeMessages(connection: Connection): Buffer[] {
  const complete: Buffer[] = [];
  for (;;) {
    const { received } = connection;
    const headerBytes = connection.hasStarted ? 5 : 4;
    if (received.length < headerBytes) return complete;
    const lengthBytes = received.readInt32BE(headerBytes - 4) + headerBytes - 4;
    if (received.length < lengthBytes) return complete;
    const message = received.subarray(0, lengthBytes);
    connection.received = received.subarray(lengthBytes);
    if (!connection.hasStarted) {
      if (startsSession(connection, message)) complete.push(Buffer.from(message));
      continue;
    }
    const type = String.fromCharCode(message[0] ?? 0);
    if (type === 'X') {
      connection.socket.end();
      return complete;
    }
    connection.batch.push(message);
    if (ENDS_OF_BATCH.has(type)) {
      complete.push(Buffer.concat(connection.batch));
      connection.batch = [];
    }
  }
}

function startsSession(connection: Connection, message: Buffer): boolean {
  const code = message.readInt32BE(4);
  if (code === SSL_REQUEST || code === GSS_REQUEST) {
    connection.socket.write('N');
    return false;
  }
  if (code === CANCEL_REQUEST) {
    connection.socket.end();
    return false;
  }
  connection.hasStarted = true;
  return true;
}

interface Executor {
  readonly run: (job: Job) => void;
  readonly forget: (connection: Connection) => void;
}

/** One batch after the other; while a transaction is open only its connection's batches. */
function createExecutor(database: PGlite, onFatal: (error: unknown) => void): Executor {
  let jobs: Job[] = [];
  let owner: Connection | undefined;
  let isRunning = false;

  async function work(): Promise<void> {
    for (;;) {
      const index = owner === undefined ? 0 : jobs.findIndex((job) => job.connection === owner);
      const job = jobs[index];
      if (job === undefined) return;
      jobs.splice(index, 1);
      await database.execProtocolRawStream(job.message, {
        onRawData: (data) => void job.connection.socket.write(Buffer.from(data)),
      });
      owner = database.isInTransaction() ? job.connection : undefined;
      if (owner?.socket.destroyed) await rollBack();
    }
  }

  async function rollBack(): Promise<void> {
    await database.exec('ROLLBACK');
    owner = undefined;
  }

  function start(first: () => Promise<void>): void {
    if (isRunning) return;
    isRunning = true;
    first()
      .then(work)
      .then(() => (isRunning = false))
      .catch(onFatal);
  }

  return {
    run: (job) => {
      jobs.push(job);
      start(async () => undefined);
    },
    forget: (connection) => {
      jobs = jobs.filter((job) => job.connection !== connection);
      // While a batch runs, `work` looks after it.
      if (owner === connection) start(rollBack);
    },
  };
}
