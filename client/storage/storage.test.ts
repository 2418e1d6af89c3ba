import 'fake-indexeddb/auto';
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createPair } from '../pair.ts';
import { createFileStorage } from './file-storage.ts';
import { openBrowserStorage } from './indexed-db.ts';
import { createMemoryPairStorage } from './pair-storage.ts';
import { createMemorySettings } from './settings.ts';

const folder = await mkdtemp(join(tmpdir(), 'unde-client-'));
const kinds = {
  memory: async () => ({ pairs: createMemoryPairStorage(), settings: createMemorySettings() }),
  'a file': async () => createFileStorage(join(folder, 'deep', 'client.json')),
  IndexedDB: () => openBrowserStorage(crypto.randomUUID()),
};

describe.each(Object.entries(kinds))('storage in %s', (_name, open) => {
  test('keeps, replaces and removes pairs and settings', async () => {
    const { pairs, settings } = await open();
    const pair = createPair({ requestId: 'r', messageId: 'm', text: 'белые кроссовки', nowMs: 1 });
    await Promise.all([pairs.put(pair), pairs.put({ ...pair, requestId: 's' }), settings.set('device_id', 'd')]);
    await pairs.put({ ...pair, status: 'unconfirmed' });
    expect([...(await pairs.list())].sort((a, b) => (a.requestId < b.requestId ? -1 : 1))).toEqual([
      { ...pair, status: 'unconfirmed' },
      { ...pair, requestId: 's' },
    ]);
    await pairs.remove('r');
    expect(await pairs.list()).toHaveLength(1);
    expect(await settings.get('device_id')).toBe('d');
    await settings.remove('device_id');
    expect(await settings.get('device_id')).toBeNull();
    await pairs.clear();
    expect(await pairs.list()).toEqual([]);
  });
});

test('a file storage leaves no half-written file behind', async () => {
  expect(await readdir(join(folder, 'deep'))).toEqual(['client.json']);
});
