import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './database.ts';
import { createCluster, hasCluster, removeEmptyCluster } from './embedded-cluster.ts';
import { migrateDatabase, readMigrations, type SchemaName } from './migrate.ts';
import { openCluster } from './open-embedded-database.ts';

/** Raise when the way the template is made changes. */
const TEMPLATE_FORMAT = 1;
const LOCK_AGE_MS = 90_000;

/**
 * For tests only: a fresh, migrated embedded database in a folder of its own, copied from a template (about 0.4 s; the
 * first one after a change of the migrations takes some seconds). Commits are not flushed. Closing it removes it.
 */
export async function openTestDatabase(schema: SchemaName): Promise<Database> {
  const template = await ensureTemplate(schema);
  const folder = await mkdtemp(join(tmpdir(), `unde-test-${schema}-`));
  const dataDirectory = join(folder, 'data');
  await cp(template, dataDirectory, { recursive: true });
  return await openCluster({ dataDirectory, isDurable: false }, `test-${schema}`, () =>
    rm(folder, { recursive: true, force: true }),
  );
}

async function ensureTemplate(schema: SchemaName): Promise<string> {
  const migrations = await readMigrations(schema);
  const digest = createHash('sha256')
    .update(`${TEMPLATE_FORMAT}\n${migrations.map((migration) => migration.checksum).join('\n')}`)
    .digest('hex')
    .slice(0, 16);
  const parent = join(tmpdir(), 'unde-test-templates');
  const template = join(parent, `${schema}-${digest}`);
  await mkdir(parent, { recursive: true });
  while (!(await hasCluster(template))) {
    if (await takeTurn(`${template}.lock`)) {
      try {
        if (!(await hasCluster(template))) await buildTemplate(schema, template);
      } finally {
        await rm(`${template}.lock`, { recursive: true, force: true });
      }
    } else {
      await sleep(100);
    }
  }
  return template;
}

/** Test files run in several processes; one builds, the others wait. A lock that nobody gave back grows old. */
async function takeTurn(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch {
    const age = await stat(lock).then(
      (found) => Date.now() - found.mtimeMs,
      () => 0,
    );
    if (age > LOCK_AGE_MS) await rm(lock, { recursive: true, force: true });
    return false;
  }
}

async function buildTemplate(schema: SchemaName, template: string): Promise<void> {
  const workshop = await mkdtemp(`${template}.build-`);
  try {
    const dataDirectory = join(workshop, 'data');
    await createCluster(dataDirectory);
    const database = await openCluster({ dataDirectory, isDurable: false }, schema, async () => undefined);
    try {
      await migrateDatabase(database, schema);
    } finally {
      await database.close();
    }
    await rename(dataDirectory, template);
  } finally {
    await removeEmptyCluster(workshop);
    await rm(workshop, { recursive: true, force: true });
  }
}
