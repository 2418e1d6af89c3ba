import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeObjectStorage } from '#ports/object-storage.conformance';
import { createFileStorage } from './file-storage.ts';

const linkSecret = 'a secret of the test, 32 characters';

describeObjectStorage('files', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'unde-objects-'));
  let nowMs = Date.parse('2026-11-23T10:00:00Z');
  const clock = { now: () => new Date(nowMs), nowMs: () => nowMs };
  const storage = createFileStorage({ directory, publicBaseUrl: '/objects', linkSecret, clock });
  return {
    storage,
    fetch: storage.openLink,
    advanceSeconds: (seconds) => {
      nowMs += seconds * 1000;
    },
    drop: () => rm(directory, { recursive: true, force: true }),
  };
});

test('a link signed with another key opens nothing', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'unde-objects-'));
  const ours = createFileStorage({ directory, publicBaseUrl: '', linkSecret });
  const theirs = createFileStorage({ directory, publicBaseUrl: '', linkSecret: linkSecret.toUpperCase() });
  const name = { bucket: 'backups', key: 'shard-0/1.gz' };
  await ours.put({ ...name, body: Buffer.from('x') });
  expect(await ours.openLink(await theirs.signedUrl({ ...name, expiresInSeconds: 60 }))).toBeUndefined();
  expect(await ours.openLink(await ours.signedUrl({ ...name, expiresInSeconds: 60 }))).toBeDefined();
  for (const link of [
    '/backups/..%2Fbackups/shard-0/1.gz',
    '/backups/shard-0%2F1.gz',
    '/backups',
    '',
    '/%',
    '//backups/x',
  ]) {
    expect(await ours.openLink(link)).toBeUndefined();
  }
  await rm(directory, { recursive: true });
});

test('a write that fails leaves nothing behind', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'unde-objects-'));
  const storage = createFileStorage({ directory, publicBaseUrl: '', linkSecret });
  await storage.put({ bucket: 'backups', key: 'a', body: Buffer.from('x') });
  await expect(storage.put({ bucket: 'backups', key: 'a/b', body: Buffer.from('y') })).rejects.toMatchObject({
    status: 409,
  });
  expect(await readdir(join(directory, '.tmp'))).toEqual([]);
  await rm(directory, { recursive: true });
});

test('a short key of the links is refused at once', () => {
  expect(() => createFileStorage({ directory: '.', publicBaseUrl: '', linkSecret: 'short' })).toThrow('32 characters');
});
