import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Redis } from 'ioredis';
import { DependencyError } from '#kernel/error';

/** Where one server listens, and the login for it. */
export interface TestbedLogin {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** What `ops/testbed/start.sh` wrote about the servers that it started. */
export interface TestbedState {
  readonly version: 1;
  /** The boot of the machine that the servers belong to; after a restart of the machine the state is stale. */
  readonly bootId: string;
  /** The superuser. */
  readonly postgres: TestbedLogin;
  /** May create databases and roles, and owns the databases; the login of migrations. */
  readonly admin: TestbedLogin;
  /** Transaction pooling, without prepared statements; any database and any role of the server. */
  readonly pgbouncer: TestbedLogin;
  readonly redis: Omit<TestbedLogin, 'user'>;
  /** Databases that are always there, empty after `start.sh --fresh`. */
  readonly databases: readonly string[];
}

/** A database of one test file. */
export interface FreshDatabase {
  readonly name: string;
  /** Straight to PostgreSQL, as `admin`. */
  readonly url: string;
  /** Through PgBouncer (transaction pooling), as `admin`. */
  readonly pooledUrl: string;
  /** Both addresses for another role of the server. */
  as(role: string, password: string): { readonly url: string; readonly pooledUrl: string };
  /** Removes it with whatever is still connected. */
  drop(): Promise<void>;
}

/** A logical Redis database of one test file. */
export interface FreshRedis {
  readonly url: string;
  drop(): Promise<void>;
}

/** Logical databases below this number are nobody's but the fixed ones of the specifications. */
const firstFreshRedis = 64;
const redisDatabases = 4096;

function statePath(): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const home = process.env['UNDE_TESTBED_HOME'] ?? join(cache, 'unde', 'testbed');
  return process.env['UNDE_TESTBED_STATE'] ?? join(home, 'state.json');
}

/** The running testbed, or undefined when none runs on this machine. Reads a small file at each call. */
export function testbed(): TestbedState | undefined {
  const path = statePath();
  if (!existsSync(path)) return undefined;
  const state = JSON.parse(readFileSync(path, 'utf8')) as TestbedState;
  const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return state.bootId === bootId ? state : undefined;
}

/** Whether tests on real servers shall run: the testbed runs, or `UNDE_TESTBED=required` makes its absence a failure. */
export function wantsTestbed(): boolean {
  return process.env['UNDE_TESTBED'] === 'required' || testbed() !== undefined;
}

/** The running testbed. @throws DependencyError with what to run when there is none. */
export function requireTestbed(): TestbedState {
  const state = testbed();
  if (state) return state;
  throw new DependencyError(
    'The testbed is not running: as root, run `ops/testbed/install.sh && ops/testbed/start.sh` and try again.',
    { code: 'testbed_missing' },
  );
}

/** The address of a database for one of the logins of the state. */
export function databaseUrl(login: TestbedLogin, database: string): string {
  const { host, port, user, password } = login;
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${database}`;
}

/** The address of the logical Redis database with this number. */
export function redisUrl(redis: TestbedState['redis'], number: number): string {
  return `redis://:${encodeURIComponent(redis.password)}@${redis.host}:${redis.port}/${number}`;
}

async function withServer<T>(state: TestbedState, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl(state.postgres, 'postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function freshName(kind: string): string {
  return `test_${kind}${process.pid}_${randomBytes(6).toString('hex')}`;
}

function describeDatabase(state: TestbedState, name: string): FreshDatabase {
  return {
    name,
    url: databaseUrl(state.admin, name),
    pooledUrl: databaseUrl(state.pgbouncer, name),
    as: (role, password) => ({
      url: databaseUrl({ ...state.admin, user: role, password }, name),
      pooledUrl: databaseUrl({ ...state.pgbouncer, user: role, password }, name),
    }),
    drop: () =>
      withServer(state, async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}

/**
 * Creates a database of its own for one test file, empty or a copy of a template made by `ensureTemplate`. A database
 * that a killed run leaves behind is removed at the next start of the testbed.
 *
 * @throws DependencyError when the testbed does not run
 */
export async function freshDatabase(template = 'template0'): Promise<FreshDatabase> {
  const state = requireTestbed();
  const name = freshName('');
  await withServer(state, (client) =>
    client.query(`CREATE DATABASE ${name} OWNER admin TEMPLATE ${client.escapeIdentifier(template)}`),
  );
  return describeDatabase(state, name);
}

/**
 * Makes a template once for all test processes (migrations of many partitions are slow, a copy is not) and returns its
 * name for `freshDatabase`. `key` must change when the schema does (a hash of the migrations): an existing template of
 * the same key is taken as it is. `prepare` gets the direct address, as `admin`, and must close its connections.
 */
export async function ensureTemplate(key: string, prepare: (url: string) => Promise<void>): Promise<string> {
  const state = requireTestbed();
  const name = `template_${key.toLowerCase().replace(/[^a-z0-9]/g, '_')}`.slice(0, 63);
  await withServer(state, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [name]);
    const known = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (known.rowCount) return;
    // Under another name until it is whole: a run killed in between leaves no half template.
    const partial = freshName('partial');
    await client.query(`CREATE DATABASE ${partial} OWNER admin TEMPLATE template0`);
    try {
      await prepare(databaseUrl(state.admin, partial));
      await client.query(`ALTER DATABASE ${partial} RENAME TO ${client.escapeIdentifier(name)}`);
    } finally {
      await client.query(`DROP DATABASE IF EXISTS ${partial} WITH (FORCE)`);
    }
  });
  return name;
}

/** Takes a logical Redis database that no other test process has had since it was emptied. */
export async function freshRedis(): Promise<FreshRedis> {
  const { redis } = requireTestbed();
  const counter = new Redis(redisUrl(redis, 0));
  const taken = await counter.incr('testbed:taken').finally(() => counter.quit());
  const url = redisUrl(redis, firstFreshRedis + (taken % (redisDatabases - firstFreshRedis)));
  const empty = async (): Promise<void> => {
    const client = new Redis(url);
    await client.flushdb().finally(() => client.quit());
  };
  await empty();
  return { url, drop: empty };
}
