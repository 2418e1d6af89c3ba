import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#kernel/clock';
import { newId } from '#kernel/id';
import { createLogger } from '#kernel/log';
import { insertUserKey } from '#stores/shard/knowledge-store';
import { openCipher } from './capabilities.ts';
import { runCommand } from './command-line.ts';
import { openDatabases } from './databases.ts';
import { withSecrets } from './secrets.ts';
import { readSettings } from './settings.ts';

let home: string;
let environment: Record<string, string>;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'unde-keys-'));
  environment = { UNDE_HOME: home };
});

afterAll(() => rm(home, { recursive: true, force: true }));

async function keys(
  ...words: readonly string[]
): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const code = await runCommand({ words: ['keys', ...words], environment, write: (line) => lines.push(line) });
  return { code, lines };
}

test('a rotation gives the data keys a new master key and lets the former one go', async () => {
  const settings = readSettings(environment);
  const databases = await openDatabases(settings, createLogger({ level: 'error' }));
  const cipher = openCipher({ environment: await withSecrets(environment, settings), clock: systemClock });
  for (const userId of [newId(), newId()])
    await databases.routing.transact(userId, (session) => insertUserKey(session, cipher.createDataKey(userId)));
  await databases.close();

  expect(await keys()).toEqual({ code: 0, lines: ['Master key 1 (current) wraps 2 data keys.'] });
  const secretsBefore = await readFile(join(home, 'secrets'), 'utf8');
  expect(await keys('rotate')).toEqual({
    code: 0,
    lines: [
      'The master key is now number 2.',
      '2 data keys are wrapped again.',
      'The former master key is gone from the secrets.',
      'Master key 2 (current) wraps 2 data keys.',
    ],
  });
  const secrets = await readFile(join(home, 'secrets'), 'utf8');
  const former = /^MASTER_ENCRYPTION_KEY=(.+)$/mu.exec(secretsBefore)?.[1] ?? 'nothing';
  expect(secrets).not.toContain(former);
  expect(secrets).not.toContain('FORMER');
}, 120_000);

test('refuses other words, and a rotation of a key that comes from the environment', async () => {
  expect(await keys('turn')).toMatchObject({ code: 1, lines: ['There is no command "keys turn".'] });
  environment = { ...environment, MASTER_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64') };
  const refused = await keys('rotate');
  expect(refused.code).toBe(1);
  expect(refused.lines[0]).toContain('MASTER_ENCRYPTION_KEY_FORMER');
});
