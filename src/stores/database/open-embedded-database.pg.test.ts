import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backupEmbedded, restoreEmbedded } from './backup-embedded.ts';
import { claimDataFolder } from './data-folder.ts';
import { openEmbeddedDatabase } from './open-embedded-database.ts';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'unde-test-folder-'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

const child = fileURLToPath(new URL('./embedded-kill-child.ts', import.meta.url));

/** Lets a child process write until it has acknowledged some rows, then kills it; returns the last acknowledged one. */
async function writeAndKill(directory: string, acknowledgements: number): Promise<number> {
  const writer = spawn(process.execPath, [child, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  let last = 0;
  let count = 0;
  const exited = new Promise<void>((resolve) => writer.once('exit', () => resolve()));
  for await (const chunk of writer.stdout) {
    for (const line of String(chunk).split('\n').filter(Boolean)) {
      last = Number(line);
      count++;
    }
    if (count >= acknowledgements) writer.kill('SIGKILL');
  }
  await exited;
  return last;
}

describe('the embedded database', () => {
  test(
    'loses nothing that it acknowledged when its process is killed, again and again',
    { timeout: 120_000 },
    async () => {
      const directory = join(root, 'killed');
      for (let round = 0; round < 3; round++) {
        const last = await writeAndKill(directory, 40);
        const database = await openEmbeddedDatabase({ directory, name: 'shard-0' });
        const { rows } = await database.query<{ n: number; rows: number }>(
          'SELECT max(n) AS n, count(*) AS rows FROM written',
        );
        const settings = await database.query<{ fsync: string; commit: string }>(
          `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit`,
        );
        await database.close();
        expect(settings.rows).toEqual([{ fsync: 'on', commit: 'on' }]);
        expect(rows[0]?.n).toBeGreaterThanOrEqual(last);
        expect(rows[0]?.rows).toBe(rows[0]?.n);
      }
      expect(await readdir(directory)).not.toContain('owner.lock');
    },
  );

  test(
    'goes on after a failed statement, with the right result for every later one',
    { timeout: 120_000 },
    async () => {
      const database = await openEmbeddedDatabase({ directory: join(root, 'errors'), name: 'shard-0' });
      try {
        await database.query('CREATE TABLE t (a int PRIMARY KEY)');
        const results = await Promise.allSettled(
          Array.from({ length: 30 }, (_, n) =>
            n % 3 === 0
              ? database.query('INSERT INTO t VALUES ($1)', [null])
              : database.query('SELECT $1::int AS n', [n]),
          ),
        );
        for (const [n, result] of results.entries()) {
          if (n % 3 === 0) expect(result.status).toBe('rejected');
          else expect(result).toMatchObject({ value: { rows: [{ n }] } });
        }
        const long = await database.query<{ text: string }>('SELECT repeat($1, 3000000) AS text', ['я']);
        expect(long.rows[0]?.text).toHaveLength(3_000_000);
      } finally {
        await database.close();
      }
    },
  );

  test('is packed and restored whole, and refuses to overwrite', { timeout: 60_000 }, async () => {
    const directory = join(root, 'errors');
    const file = join(root, 'backup.tar.gz');
    const first = await openEmbeddedDatabase({ directory, name: 'shard-0' });
    await first.query('INSERT INTO t VALUES (41), (42)');
    await expect(restoreEmbedded({ directory, file })).rejects.toMatchObject({ code: 'data_folder_exists' });
    await first.close();
    expect((await backupEmbedded({ directory, file })).sizeBytes).toBeGreaterThan(1000);
    await expect(backupEmbedded({ directory, file })).rejects.toMatchObject({ code: 'backup_exists' });
    const copy = join(root, 'restored');
    await restoreEmbedded({ directory: copy, file });
    const second = await openEmbeddedDatabase({ directory: copy, name: 'shard-0' });
    expect((await second.query('SELECT a FROM t ORDER BY a')).rows).toEqual([{ a: 41 }, { a: 42 }]);
    await second.close();
    const rubbish = join(root, 'rubbish.tar.gz');
    await writeFile(rubbish, 'no archive');
    await expect(restoreEmbedded({ directory: join(root, 'x'), file: rubbish })).rejects.toThrow('not a backup');
    expect(await readdir(root)).not.toContain('x');
  });
});

describe('the data folder', () => {
  test('belongs to one process: another one is told what to do', { timeout: 60_000 }, async () => {
    const directory = join(root, 'owned');
    const folder = await claimDataFolder(directory);
    const second = spawn(process.execPath, [child, directory], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    for await (const chunk of second.stderr) said += String(chunk);
    expect(said).toContain(`is in use by process ${process.pid}: stop that one first`);
    const again = await claimDataFolder(directory);
    await folder.release();
    await folder.release();
    expect(await readdir(directory)).toContain('owner.lock');
    await again.release();
    expect(await readdir(directory)).not.toContain('owner.lock');
  });

  test.each([
    ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, startedAt: 'x' })],
    ['another process with the number of ours', JSON.stringify({ pid: process.pid, startedAt: 'boot:1' })],
    ['nothing readable', '{'],
  ])('ignores the lock of %s', async (_, lock) => {
    const directory = await mkdtemp(join(root, 'stale-'));
    await writeFile(join(directory, 'owner.lock'), lock);
    await (await claimDataFolder(directory)).release();
  });

  test('of another format is left alone', async () => {
    const directory = await mkdtemp(join(root, 'format-'));
    await writeFile(join(directory, 'version'), '0\n');
    await expect(claimDataFolder(directory)).rejects.toMatchObject({ code: 'data_folder_version' });
    await writeFile(join(directory, 'version'), '99\n');
    await expect(claimDataFolder(directory)).rejects.toThrow('start it with the release that wrote it');
    expect(await readdir(directory)).toEqual(['version']);
  });

  test('that cannot be written is named', async () => {
    await writeFile(join(root, 'file'), '');
    await expect(claimDataFolder(join(root, 'file', 'inside'))).rejects.toMatchObject({ code: 'data_folder_rights' });
  });
});
