import { LRUCache } from 'lru-cache';

/** A route as it is cached. */
export interface CachedRoute {
  readonly shardId: number;
  readonly endpointName: string;
  readonly version: number;
}

/** Keeps routes for a while. What is lost is read again; who changes a route deletes it here. */
export interface RouteCache {
  readonly get: (userId: string) => Promise<CachedRoute | undefined>;
  readonly set: (userId: string, route: CachedRoute) => Promise<void>;
  readonly delete: (userId: string) => Promise<void>;
}

/** How long a route may be wrong at most. @see user-data.md U68 */
export const ROUTE_TTL_MS = 300_000;

/** For one process: when routes change elsewhere this one notices after five minutes, or when the shard refuses. */
export function createMemoryRouteCache(maxEntries = 50_000): RouteCache {
  const routes = new LRUCache<string, CachedRoute>({ max: maxEntries, ttl: ROUTE_TTL_MS });
  return {
    get: async (userId) => routes.get(userId),
    set: async (userId, route) => void routes.set(userId, route),
    delete: async (userId) => void routes.delete(userId),
  };
}
