import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { InvariantError } from '#kernel/error';
import type { Database, SqlRunner } from './database.ts';

/** The databases of the house. */
export type SchemaName = 'shard' | 'production' | 'staging';

/** One numbered, forward-only step. */
export interface Migration {
  /** File name without `.sql`: `0001-create-messages`. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text, hex. */
  readonly checksum: string;
}

const STORES = new URL('../', import.meta.url);

/** The steps of a database in order, read from `src/stores/<schema>/migrations`. */
export async function readMigrations(schema: SchemaName, storesFolder: URL = STORES): Promise<readonly Migration[]> {
  const folder = new URL(`${schema}/migrations/`, storesFolder);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return await Promise.all(
    files.map(async (file) => {
      const sql = await readFile(new URL(file, folder), 'utf8');
      return { name: file.slice(0, -'.sql'.length), sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** Any number; the same for every process, so that two starting at once migrate one after the other. */
const MIGRATION_LOCK = 7_201_623_001;

/**
 * Brings a database to the newest schema, each step in a transaction of its own. Running it again, or from several
 * processes at once, changes nothing.
 *
 * @throws InvariantError when the database is newer than this code or a step was changed after it had been applied.
 */
export async function migrateDatabase(
  database: Database,
  schema: SchemaName,
  migrations?: readonly Migration[],
): Promise<{ readonly applied: readonly string[] }> {
  const steps = migrations ?? (await readMigrations(schema));
  const applied: string[] = [];
  for (;;) {
    const name = await database.transaction((transaction) => applyNext(transaction, database.name, schema, steps));
    if (name === undefined) return { applied };
    applied.push(name);
  }
}

async function applyNext(
  transaction: SqlRunner,
  databaseName: string,
  schema: SchemaName,
  steps: readonly Migration[],
): Promise<string | undefined> {
  await transaction.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
  await transaction.query(
    `CREATE TABLE IF NOT EXISTS schema_migrations (
       name text PRIMARY KEY,
       checksum text NOT NULL,
       applied_at timestamptz NOT NULL DEFAULT now()
     )`,
  );
  const next = nextMigration(await readApplied(transaction), databaseName, schema, steps);
  if (next === undefined) return undefined;
  await transaction.query(next.sql);
  await transaction.query('INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)', [next.name, next.checksum]);
  return next.name;
}

interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

async function readApplied(runner: SqlRunner): Promise<readonly AppliedMigration[]> {
  const result = await runner.query<AppliedMigration>('SELECT name, checksum FROM schema_migrations ORDER BY name');
  return result.rows;
}

function nextMigration(
  applied: readonly AppliedMigration[],
  databaseName: string,
  schema: SchemaName,
  steps: readonly Migration[],
): Migration | undefined {
  const known = new Map(steps.map((step) => [step.name, step.checksum]));
  for (const { name, checksum } of applied) {
    const expected = known.get(name);
    if (expected === undefined) {
      throw new InvariantError(
        `The ${schema} database ${databaseName} is newer than this release (it has ${name}): start the newer release.`,
        { code: 'database_newer' },
      );
    }
    if (expected !== checksum) {
      throw new InvariantError(
        `The migration ${name} of the ${schema} database ${databaseName} was changed after it had been applied: add a new one.`,
        { code: 'migration_changed' },
      );
    }
  }
  const done = new Set(applied.map((migration) => migration.name));
  return steps.find((step) => !done.has(step.name));
}

/**
 * Start check of a service: the database has exactly the schema of this code.
 *
 * @throws InvariantError code `database_not_migrated`, or as {@link migrateDatabase}.
 */
export async function requireMigrated(database: Database, schema: SchemaName): Promise<void> {
  const steps = await readMigrations(schema);
  const exists = await database.query<{ present: boolean }>(
    `SELECT to_regclass('schema_migrations') IS NOT NULL AS present`,
  );
  const applied = exists.rows[0]?.present ? await readApplied(database) : [];
  const next = nextMigration(applied, database.name, schema, steps);
  if (next === undefined) {
    if (schema === 'shard') await requireVectorVersion(database);
    return;
  }
  throw new InvariantError(
    `The ${schema} database ${database.name} lacks the migration ${next.name}: run the migrations first.`,
    { code: 'database_not_migrated' },
  );
}

/** halfvec and iterative scans need pgvector 0.8.0 (user-data.md U1). */
async function requireVectorVersion(database: Database): Promise<void> {
  const found = await database.query<{ version: string }>(
    `SELECT extversion AS version FROM pg_extension WHERE extname = 'vector'`,
  );
  const version = found.rows[0]?.version ?? 'none';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 0 || minor >= 8) return;
  throw new InvariantError(
    `The shard database ${database.name} has pgvector ${version}: install 0.8.0 or newer and run ALTER EXTENSION vector UPDATE.`,
    { code: 'pgvector_too_old' },
  );
}
