import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withSecrets } from './secrets.ts';

const NAMES = [
  'MASTER_ENCRYPTION_KEY',
  'REPLAY_SIGNING_KEY',
  'GATEWAY_SESSION_SECRET',
  'VOICE_SIGNALS_HMAC_KEY',
  'UNDE_PEER_SECRET',
  'UNDE_OBJECT_LINK_SECRET',
];
const whole = (): Record<string, string> =>
  Object.fromEntries(NAMES.map((name) => [name, randomBytes(32).toString('base64')]));

describe('secrets', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unde-secrets-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('are made once by a development installation, for its owner only', async () => {
    const home = join(folder, 'fresh');
    const first = await withSecrets({ PORT: '1' }, { profile: 'development', home });
    for (const name of NAMES) expect(Buffer.from(first[name] ?? '', 'base64')).toHaveLength(32);
    expect(first['PORT']).toBe('1');
    expect((await stat(join(home, 'secrets'))).mode & 0o777).toBe(0o600);
    expect(await withSecrets({ PORT: '1' }, { profile: 'development', home })).toEqual(first);
  });

  test('are added to those that are there, never changed', async () => {
    const home = folder;
    await writeFile(join(home, 'secrets'), 'MASTER_ENCRYPTION_KEY=kept=\n');
    const made = await withSecrets({}, { profile: 'development', home });
    expect(made['MASTER_ENCRYPTION_KEY']).toBe('kept=');
    expect(await readFile(join(home, 'secrets'), 'utf8')).toContain('MASTER_ENCRYPTION_KEY=kept=\n');
  });

  test('of the environment win', async () => {
    const given = whole();
    expect(
      await withSecrets(
        { UNDE_PEER_SECRET: given['UNDE_PEER_SECRET'] },
        { profile: 'development', home: join(folder, 'fresh') },
      ),
    ).toMatchObject({ UNDE_PEER_SECRET: given['UNDE_PEER_SECRET'] });
  });

  test.each(NAMES)('production does not start without %s', async (name) => {
    await expect(
      withSecrets({ ...whole(), [name]: undefined }, { profile: 'production', home: folder }),
    ).rejects.toThrow(name);
  });

  test.each(['short', 'changeme'.repeat(8), ''])('production does not start with a weak one: "%s"', async (value) => {
    await expect(
      withSecrets({ ...whole(), REPLAY_SIGNING_KEY: value }, { profile: 'production', home: folder }),
    ).rejects.toThrow('REPLAY_SIGNING_KEY');
  });

  test('production takes whole ones as they are', async () => {
    const given = whole();
    expect(await withSecrets(given, { profile: 'production', home: folder })).toBe(given);
  });
});
