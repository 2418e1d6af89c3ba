import { Pool, types, type CustomTypesConfig, type PoolClient, type PoolConfig, type QueryResult } from 'pg';
import { toDatabaseError } from './database-error.ts';
import type { Database, SqlResult, Transaction, TransactionOptions } from './database.ts';

/** How to reach a PostgreSQL server. */
export interface DatabaseConnection {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** Login name, when it is not the one in the URL; its rights are those of a role of `user-data.md` 11. */
  readonly role?: string;
  /** Shown in pg_stat_activity; the service's name. */
  readonly applicationName: string;
  readonly maxConnections: number;
  /** How long a caller waits for a free connection; default 5000. */
  readonly connectTimeoutMs?: number;
}

const INT8 = 20;
const DATE = 1082;
const NUMERIC = 1700;
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: Number,
  [NUMERIC]: Number,
  [DATE]: (text) => text,
};

const typeParsers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format ?? 'text') === 'text' && PARSERS[oid] ? PARSERS[oid] : types.getTypeParser(oid, format),
} as CustomTypesConfig;

/** Opens a pool to a PostgreSQL server (directly or through PgBouncer). Connects with the first statement. */
export function openDatabase(connection: DatabaseConnection): Database {
  const url = new URL(connection.url);
  if (connection.role !== undefined) url.username = connection.role;
  const pool = createPool({
    connectionString: url.href,
    application_name: connection.applicationName,
    max: connection.maxConnections,
    connectionTimeoutMillis: connection.connectTimeoutMs ?? 5000,
  });
  return databaseOver({ pool, name: url.pathname.slice(1), kind: 'server', onClose: () => pool.end() });
}

/** A pool with the house's type parsers, that survives the loss of idle connections. */
export function createPool(config: PoolConfig): Pool {
  const pool = new Pool({ ...config, types: typeParsers });
  // Without a listener the loss of an idle connection ends the process; the next statement connects again.
  pool.on('error', () => undefined);
  return pool;
}

/** The {@link Database} over a pool; the embedded and the server kind share it. */
export function databaseOver(parts: {
  readonly pool: Pool;
  readonly name: string;
  readonly kind: Database['kind'];
  readonly onClose: () => Promise<void>;
}): Database {
  const { pool, name, kind } = parts;
  let closing: Promise<void> | undefined;
  return {
    name,
    kind,
    query: (text, parameters) => run(pool, name, text, parameters),
    transaction: (body, options) => transact(pool, name, body, options ?? {}),
    close: () => (closing ??= parts.onClose()),
  };
}

async function run<Row>(
  runner: Pool | PoolClient,
  name: string,
  text: string,
  parameters: readonly unknown[] | undefined,
): Promise<SqlResult<Row>> {
  try {
    // Without parameters pg uses the simple protocol, which is what a text of several statements needs.
    const result = await runner.query(text, parameters === undefined ? undefined : [...parameters]);
    const results: readonly QueryResult[] = Array.isArray(result) ? result : [result];
    return { rows: results.flatMap(({ rows }) => rows) as Row[], rowCount: results.at(-1)?.rowCount ?? 0 };
  } catch (error) {
    throw toDatabaseError(error, name);
  }
}

function beginText({ readOnly, isolation, statementTimeoutMs }: TransactionOptions): string {
  const modes = [isolation ? `ISOLATION LEVEL ${isolation.toUpperCase()}` : '', readOnly ? 'READ ONLY' : ''];
  const begin = `BEGIN ${modes.filter(Boolean).join(' ')}`.trim();
  return statementTimeoutMs === undefined
    ? begin
    : `${begin}; SET LOCAL statement_timeout = ${Math.max(1, Math.trunc(statementTimeoutMs))}`;
}

async function transact<T>(
  pool: Pool,
  name: string,
  body: (transaction: Transaction) => Promise<T>,
  options: TransactionOptions,
): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw toDatabaseError(error, name);
  });
  // A client that is lost while checked out reports it here as well as to the running statement.
  const ignore = () => undefined;
  client.on('error', ignore);
  let mustDestroy = false;
  let isOpen = false;
  try {
    await run(client, name, beginText(options), undefined);
    isOpen = true;
    const result = await body(transactionOver(client, name, { depth: 0 }));
    await run(client, name, 'COMMIT', undefined);
    isOpen = false;
    return result;
  } finally {
    if (isOpen)
      mustDestroy = await client.query('ROLLBACK').then(
        () => false,
        () => true,
      );
    client.off('error', ignore);
    client.release(mustDestroy);
  }
}

function transactionOver(client: PoolClient, name: string, nesting: { readonly depth: number }): Transaction {
  return {
    query: (text, parameters) => run(client, name, text, parameters),
    savepoint: async (body) => {
      const point = `s${nesting.depth}`;
      await run(client, name, `SAVEPOINT ${point}`, undefined);
      try {
        const result = await body(transactionOver(client, name, { depth: nesting.depth + 1 }));
        await run(client, name, `RELEASE SAVEPOINT ${point}`, undefined);
        return result;
      } catch (error) {
        await run(client, name, `ROLLBACK TO SAVEPOINT ${point}; RELEASE SAVEPOINT ${point}`, undefined);
        throw error;
      }
    },
  };
}
