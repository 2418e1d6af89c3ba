import type { Cache, LogEntry } from '#ports/cache';

/** The part of the cache port that this service uses, over maps, without expiry; for tests of the use cases. */
export function mapCache(): Pick<Cache, 'get' | 'set' | 'delete' | 'append' | 'read'> {
  const values = new Map<string, string>();
  const logs = new Map<string, LogEntry[]>();
  return {
    get: async (key) => values.get(key),
    set: async (key, value) => void values.set(key, value),
    delete: async (key) => void values.delete(key),
    append: async (name, value) => {
      const log = logs.get(name) ?? [];
      const id = String(log.length + 1);
      logs.set(name, [...log, { id, value }]);
      return id;
    },
    read: async (name) => ({ entries: logs.get(name) ?? [], isComplete: true }),
  };
}
