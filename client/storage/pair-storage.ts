import type { Pair } from '../pair.ts';

/** Where pairs survive the end of the page. Writes of one pair are atomic. */
export interface PairStorage {
  readonly list: () => Promise<readonly Pair[]>;
  readonly put: (pair: Pair) => Promise<void>;
  readonly remove: (requestId: string) => Promise<void>;
  readonly clear: () => Promise<void>;
}

/** Pairs that are lost with the process. */
export function createMemoryPairStorage(initial: readonly Pair[] = []): PairStorage {
  const pairs = new Map(initial.map((pair) => [pair.requestId, pair]));
  return {
    list: async () => [...pairs.values()],
    put: async (pair) => void pairs.set(pair.requestId, pair),
    remove: async (requestId) => void pairs.delete(requestId),
    clear: async () => pairs.clear(),
  };
}
