import { createServer } from 'node:net';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiUser, openUser } from '../support/api.ts';
import { endProcess, spawnUnde } from '../support/child-process.ts';
import { addressOf, makeSecrets, startInstallation } from '../support/installation.ts';
import type { Installation } from '../support/installation.ts';

/** Starts it where it must refuse; gives the sentence for the person at the terminal. */
async function refusal(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<string> {
  const unde = spawnUnde('refused', words, { PORT: '0', UNDE_LOG_LEVEL: 'error', ...environment });
  const timer = setTimeout(() => unde.kill('SIGKILL'), 60_000);
  const { code } = await unde.exited.finally(() => clearTimeout(timer));
  expect(code).toBe(1);
  expect(unde.output()).not.toContain('UNDE is ready');
  // One sentence for a person, no stack of frames.
  expect(unde.output()).not.toMatch(/^\s+at /mu);
  return unde.output();
}

describe('a start that cannot work', () => {
  let unde: Installation;
  let folder: string;
  beforeAll(async () => {
    unde = await startInstallation({ topology: 'one-process' });
    folder = await mkdtemp(join(tmpdir(), 'unde-start-'));
  }, 120_000);
  afterAll(async () => {
    await unde.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  test('names the port that is taken, and leaves the data alone', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const home = join(folder, 'port');
    const text = await refusal(['all'], { UNDE_HOME: home, PORT: String(port) });
    server.close();
    expect(text).toContain(`Port ${port} is taken`);
    expect(await readdir(home)).not.toContain('owner.lock');
  }, 120_000);

  test('refuses a second process on the same folder; the first one goes on', async () => {
    const text = await refusal(['all'], { UNDE_HOME: unde.home });
    expect(text).toMatch(/in use|another process|already/iu);
    expect((await (await openUser(unde.url)).say('hello')).reply.text).not.toBe('');
  }, 120_000);

  test('refuses a folder of another version and does not change it', async () => {
    const home = await mkdtemp(join(folder, 'version-'));
    await writeFile(join(home, 'version'), '99\n');
    const text = await refusal(['all'], { UNDE_HOME: home });
    expect(text).toMatch(/version/iu);
    expect(await readFile(join(home, 'version'), 'utf8')).toBe('99\n');
    expect((await readdir(home)).filter((name) => !['version', 'secrets'].includes(name))).toEqual([]);
  }, 60_000);

  test('says where it cannot write', async () => {
    const file = join(folder, 'file');
    await writeFile(file, 'no folder');
    expect(await refusal(['all'], { UNDE_HOME: file })).toContain(file);
    expect(await readFile(file, 'utf8')).toBe('no folder');
  }, 60_000);

  test('a part of the services refuses embedded databases', async () => {
    const home = join(folder, 'part');
    expect(await refusal(['mood-agent'], { UNDE_HOME: home, ...makeSecrets() })).toMatch(
      /database servers.*or start all/u,
    );
    await expect(stat(join(home, 'databases'))).rejects.toThrow();
  }, 60_000);

  test('production refuses to start without secrets, and with weak ones', async () => {
    const bare = await refusal(['all'], { UNDE_HOME: join(folder, 'production'), UNDE_PROFILE: 'production' });
    for (const name of Object.keys(makeSecrets())) expect(bare).toContain(name);
    const weak = await refusal(['all'], {
      UNDE_HOME: join(folder, 'production'),
      UNDE_PROFILE: 'production',
      ...makeSecrets(),
      UNDE_PEER_SECRET: 'changeme',
    });
    expect(weak).toContain('UNDE_PEER_SECRET must be');
    await expect(stat(join(folder, 'production'))).rejects.toThrow();
  }, 60_000);

  test('says what is wrong with options and service names, all at once', async () => {
    expect(await refusal(['hairdresser'], { UNDE_HOME: join(folder, 'names') })).toContain('Unknown: hairdresser');
    const text = await refusal(['all'], { UNDE_HOME: join(folder, 'options'), PORT: 'http', UNDE_LOG_LEVEL: 'loud' });
    expect(text).toContain('PORT=http');
    expect(text).toContain('UNDE_LOG_LEVEL=loud');
  }, 60_000);

  test('development makes its secrets once, for its owner only; a backup of the folder is the whole installation', async () => {
    const [home, other, file] = [join(folder, 'home'), join(folder, 'restored'), join(folder, 'backup.file')];
    const start = async (directory: string) => {
      const started = spawnUnde('started', ['all'], { UNDE_HOME: directory, PORT: '0', UNDE_LOG_LEVEL: 'error' });
      const address = await addressOf(started);
      return { started, address, stop: () => endProcess(started) };
    };
    const command = async (...words: string[]) => {
      const ran = spawnUnde('command', ['unde', ...words], { UNDE_HOME: words[0] === 'restore' ? other : home });
      const { code } = await ran.exited;
      return { code, text: ran.output() };
    };
    const first = await start(home);
    expect((await stat(join(home, 'secrets'))).mode & 0o777).toBe(0o600);
    const kept = await readFile(join(home, 'secrets'), 'utf8');
    expect(kept.trim().split('\n')).toHaveLength(6);
    for (const line of kept.trim().split('\n'))
      expect(first.started.output()).not.toContain(line.slice(line.indexOf('=') + 1));
    const user = await openUser(() => first.address);
    await user.say('My size is XL');
    expect((await command('backup', file)).code).toBe(1);
    expect(await first.stop()).toEqual({ code: 0, signal: null });
    expect(await command('backup', file)).toMatchObject({ code: 0, text: expect.stringContaining(file) });
    expect(await command('restore', file)).toMatchObject({ code: 0 });
    expect((await command('restore', file)).code).toBe(1);
    const second = await start(other);
    const again = new ApiUser(() => second.address, user.session);
    expect((await again.say('What is my size?')).reply.text).toMatch(/(?<![\p{L}])XL(?![\p{L}])/u);
    expect(await second.stop()).toEqual({ code: 0, signal: null });
  }, 180_000);
});
