import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import type { Pair } from '../pair.ts';
import type { PairStorage } from './pair-storage.ts';
import type { Settings } from './settings.ts';

interface Schema extends DBSchema {
  pairs: { key: string; value: Pair };
  settings: { key: string; value: string };
}

/** The browser's storage: pairs and settings in one IndexedDB database. */
export interface BrowserStorage {
  readonly pairs: PairStorage;
  readonly settings: Settings;
  readonly close: () => void;
}

/**
 * Opens the database `name`. Rejects where the browser has no IndexedDB or forbids it (some private windows): the caller
 * then falls back to memory and loses only what an ended page would have kept.
 */
export async function openBrowserStorage(name = 'unde'): Promise<BrowserStorage> {
  const database: IDBPDatabase<Schema> = await openDB<Schema>(name, 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('pairs', { keyPath: 'requestId' });
      fresh.createObjectStore('settings');
    },
    // Another tab opens a newer version: stand aside instead of blocking it.
    blocking: () => database.close(),
  });
  return {
    pairs: {
      list: () => database.getAll('pairs'),
      put: async (pair) => void (await database.put('pairs', pair)),
      remove: (requestId) => database.delete('pairs', requestId),
      clear: () => database.clear('pairs'),
    },
    settings: {
      get: async (key) => (await database.get('settings', key)) ?? null,
      set: async (key, value) => void (await database.put('settings', value, key)),
      remove: (key) => database.delete('settings', key),
    },
    close: () => database.close(),
  };
}
