import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Pair } from '../pair.ts';
import type { PairStorage } from './pair-storage.ts';
import type { Settings } from './settings.ts';

interface Content {
  readonly pairs: Readonly<Record<string, Pair>>;
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * Pairs and settings in one JSON file, for clients in Node. A write replaces the file as a whole, so a crash leaves the
 * old or the new content; one process at a time.
 */
export function createFileStorage(path: string): { readonly pairs: PairStorage; readonly settings: Settings } {
  let queue: Promise<unknown> = Promise.resolve();
  const read = async (): Promise<Content> => {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    return text === null ? { pairs: {}, settings: {} } : (JSON.parse(text) as Content);
  };
  const change = (edit: (content: Content) => Content): Promise<void> => {
    const run = async (): Promise<void> => {
      await mkdir(dirname(path), { recursive: true });
      const next = edit(await read());
      await writeFile(`${path}.new`, JSON.stringify(next), { mode: 0o600 });
      await rename(`${path}.new`, path);
    };
    const result = queue.then(run, run);
    queue = result;
    return result;
  };
  const reading = (): Promise<Content> => queue.then(read, read);
  return {
    pairs: {
      list: async () => Object.values((await reading()).pairs),
      put: (pair) => change((content) => ({ ...content, pairs: { ...content.pairs, [pair.requestId]: pair } })),
      remove: (id) => change((content) => ({ ...content, pairs: without(content.pairs, id) })),
      clear: () => change((content) => ({ ...content, pairs: {} })),
    },
    settings: {
      get: async (name) => (await reading()).settings[name] ?? null,
      set: (name, value) => change((content) => ({ ...content, settings: { ...content.settings, [name]: value } })),
      remove: (name) => change((content) => ({ ...content, settings: without(content.settings, name) })),
    },
  };
}

function without<T>(values: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
}
