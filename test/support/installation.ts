import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { DependencyError } from '#kernel/error';
import type { SchemaName } from '#stores/database/migrate';
import { freshMigratedDatabase } from '#stores/database/test-server-database';
import { endProcess, freePort, spawnUnde, waitUntil } from './child-process.ts';
import type { Exit, UndeProcess } from './child-process.ts';
import { freshRedis } from './testbed.ts';
import type { FreshDatabase } from './testbed.ts';

const SERVICES = ['persona-agent', 'mood-agent', 'context-agent', 'voice', 'llm-orchestrator', 'app'] as const;
const READY_MS = 90_000;

/** How the services are spread. */
export type Topology = 'one-process' | 'process-per-service';

/** A running UNDE of a test. */
export interface Installation {
  readonly topology: Topology;
  /** Folder of its state. */
  readonly home: string;
  /** Address of the public door; another one after a restart of one process. */
  readonly url: () => string;
  /** Its secrets, for tests that stand in for a part that holds one. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The environment of its processes. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends it in order, starts it again on the same data. Returns how the processes ended. */
  readonly restart: () => Promise<readonly Exit[]>;
  /** Ends it by SIGKILL, starts it again on the same data. */
  readonly crash: () => Promise<void>;
  /** Only where the databases are servers. */
  readonly query?: (
    schema: SchemaName,
    text: string,
    values?: readonly unknown[],
  ) => Promise<readonly Record<string, unknown>[]>;
  /** What its processes wrote. */
  readonly logs: () => string;
  /** Ends it and removes its data. */
  readonly stop: () => Promise<void>;
}

/** Limits that a test run from one address would meet. */
const WIDE_LIMITS = {
  GATEWAY_SESSIONS_PER_IP_HOUR: '100000',
  GATEWAY_MESSAGES_PER_IP_SECOND: '1000',
  GATEWAY_MESSAGES_PER_USER_MINUTE: '1000',
};

/** Random keys of 32 bytes for everything that needs one. */
export function makeSecrets(): Record<string, string> {
  const names = [
    'MASTER_ENCRYPTION_KEY',
    'REPLAY_SIGNING_KEY',
    'GATEWAY_SESSION_SECRET',
    'VOICE_SIGNALS_HMAC_KEY',
    'UNDE_PEER_SECRET',
    'UNDE_OBJECT_LINK_SECRET',
  ];
  return Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64')]));
}

/** Starts an installation of its own: one process on embedded databases, or six on the servers of the testbed. */
export async function startInstallation(input: {
  readonly topology: Topology;
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<Installation> {
  const home = await mkdtemp(join(tmpdir(), 'unde-e2e-'));
  const secrets = makeSecrets();
  const common = {
    ...WIDE_LIMITS,
    ...secrets,
    UNDE_HOME: home,
    PORT: '0',
    UNDE_LOG_LEVEL: 'info',
    ...input.environment,
  };
  return input.topology === 'one-process' ? startOne(home, secrets, common) : startSix(home, secrets, common);
}

async function startOne(
  home: string,
  secrets: Record<string, string>,
  environment: Record<string, string>,
): Promise<Installation> {
  let running: UndeProcess | undefined;
  let url = '';
  let written = '';
  const start = async (): Promise<void> => {
    running = spawnUnde('all', ['all'], environment);
    url = await addressOf(running);
  };
  const end = async (how: 'SIGTERM' | 'SIGKILL'): Promise<readonly Exit[]> => {
    if (!running) return [];
    if (how === 'SIGKILL') running.kill('SIGKILL');
    const exit = how === 'SIGKILL' ? await running.exited : await endProcess(running);
    written += running.output();
    running = undefined;
    return [exit];
  };
  await start();
  return {
    topology: 'one-process',
    home,
    secrets,
    environment,
    url: () => url,
    restart: async () => {
      const exits = await end('SIGTERM');
      await start();
      return exits;
    },
    crash: async () => {
      await end('SIGKILL');
      await start();
    },
    logs: () => written + (running?.output() ?? ''),
    stop: async () => {
      await end('SIGTERM');
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The address that a process prints once it is ready. @throws DependencyError with its output when it ends before. */
export async function addressOf(unde: UndeProcess): Promise<string> {
  let hasEnded = false;
  void unde.exited.then(() => (hasEnded = true));
  return waitUntil(
    `${unde.name} to be ready`,
    () => {
      const found = /UNDE is ready: (\S+)/.exec(unde.output())?.[1];
      if (found === undefined && hasEnded)
        throw new DependencyError(`${unde.name} ended before it was ready:\n${unde.output().slice(-4_000)}`);
      return found;
    },
    READY_MS,
  );
}

interface Servers {
  readonly databases: Readonly<Record<SchemaName, FreshDatabase>>;
  readonly redis: { readonly url: string; drop(): Promise<void> };
}

async function openServers(): Promise<Servers> {
  const [production, staging, shard, redis] = await Promise.all([
    freshMigratedDatabase('production'),
    freshMigratedDatabase('staging'),
    freshMigratedDatabase('shard'),
    freshRedis(),
  ]);
  return { databases: { production, staging, shard }, redis };
}

/** What an operator does once with new servers. */
async function loadCatalogue(environment: Readonly<Record<string, string>>): Promise<void> {
  const loading = spawnUnde('demonstration', ['unde', 'demonstration'], environment);
  const { code } = await loading.exited;
  if (code !== 0) throw new DependencyError(`the demonstration catalogue was not loaded:\n${loading.output()}`);
}

async function startSix(
  home: string,
  secrets: Record<string, string>,
  common: Record<string, string>,
): Promise<Installation> {
  const servers = await openServers();
  const ports = new Map(await Promise.all(SERVICES.map(async (name) => [name, await freePort()] as const)));
  const { databases, redis } = servers;
  const environment: Record<string, string> = {
    ...common,
    PRODUCTION_DB_URL: databases.production.pooledUrl,
    STAGING_DB_URL: databases.staging.pooledUrl,
    SHARD_DB_URLS: `shard-0=${databases.shard.pooledUrl}`,
    REDIS_URL: redis.url,
    UNDE_DB_CONNECTIONS: '4',
    UNDE_ADDRESSES: SERVICES.map((name) => `${name}=http://127.0.0.1:${ports.get(name)}`).join(','),
  };
  await loadCatalogue(environment);
  let running: UndeProcess[] = [];
  let url = '';
  let written = '';
  const start = async (): Promise<void> => {
    running = SERVICES.map((name) =>
      spawnUnde(name, [name], { ...environment, UNDE_PRIVATE_PORT: String(ports.get(name)) }),
    );
    await Promise.all(
      running.map((unde) =>
        untilReady(unde, `http://127.0.0.1:${ports.get(unde.name as (typeof SERVICES)[number])}/ready`),
      ),
    );
    url = await addressOf(running.at(-1)!);
  };
  const end = async (how: 'SIGTERM' | 'SIGKILL'): Promise<readonly Exit[]> => {
    if (how === 'SIGKILL') for (const unde of running) unde.kill('SIGKILL');
    // The door first, as an operator would.
    const exits: Exit[] = [];
    for (const unde of [...running].reverse()) exits.push(await endProcess(unde));
    written += running.map((unde) => unde.output()).join('');
    running = [];
    return exits;
  };
  const drop = async (): Promise<void> => {
    await Promise.all([
      ...Object.values(databases).map((database) => database.drop()),
      redis.drop(),
      rm(home, { recursive: true, force: true }),
    ]);
  };
  try {
    await start();
  } catch (error) {
    const output = running.map((unde) => unde.output().slice(-1_500)).join('\n');
    for (const unde of running) unde.kill('SIGKILL');
    await Promise.all(running.map((unde) => unde.exited));
    await drop();
    throw new DependencyError(`the services did not start:\n${output}`, { cause: error });
  }
  return {
    topology: 'process-per-service',
    home,
    secrets,
    environment,
    url: () => url,
    restart: async () => {
      const exits = await end('SIGTERM');
      await start();
      return exits;
    },
    crash: async () => {
      await end('SIGKILL');
      await start();
    },
    query: async (schema, text, values = []) => {
      const client = new pg.Client({ connectionString: databases[schema].url });
      await client.connect();
      return client
        .query(text, [...values])
        .then(({ rows }) => rows as Record<string, unknown>[])
        .finally(() => client.end());
    },
    logs: () => written + running.map((unde) => unde.output()).join(''),
    stop: async () => {
      await end('SIGTERM');
      await drop();
    },
  };
}

async function untilReady(unde: UndeProcess, address: string): Promise<void> {
  let hasEnded = false;
  void unde.exited.then(() => (hasEnded = true));
  await waitUntil(
    `${unde.name} to be ready`,
    async () => {
      if (hasEnded)
        throw new DependencyError(`${unde.name} ended before it was ready:\n${unde.output().slice(-4_000)}`);
      const answer = await fetch(address).catch(() => undefined);
      return answer?.ok === true ? true : undefined;
    },
    READY_MS,
  );
}
