import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { ForbiddenError, InvariantError, NotFoundError, OverloadedError } from '#kernel/error';
import type { Database, TransactionOptions } from '#stores/database/database';
import { findRoute, insertRoute, listOpenShards, type RouteRow } from '#stores/production/routing-store';
import { openShardSession, openShardTransaction, ShardNotOwnerError } from '#stores/shard/shard-session';
import type { ShardSession, ShardSessionParts, ShardTransaction } from '#stores/shard/shard-session';
import { chooseShard } from './choose-shard.ts';
import { createMemoryRouteCache, type RouteCache } from './route-cache.ts';

/** What routing works with. */
export interface RoutingDeps {
  readonly production: Database;
  /** By the shard's endpoint name. */
  readonly shards: ReadonlyMap<string, Database>;
  /** Shared between processes where there are several; default: memory of this process. */
  readonly cache?: RouteCache;
  /** How long a write waits for a user who is being moved; default 10000 (user-data.md U67). */
  readonly migrationWaitMs?: number;
}

/** Where a user lives, just read or placed. */
export interface Route {
  readonly shardId: number;
  readonly endpointName: string;
}

/** The way from a user to the shard that holds everything of this user. */
export interface Routing {
  /**
   * Runs reads; each statement is a round trip and a snapshot of its own. A callback may run twice.
   *
   * @throws NotFoundError code `user_unknown` for someone who was never placed.
   */
  readonly read: <T>(userId: string, run: (session: ShardSession) => Promise<T>) => Promise<T>;
  /** Runs statements that each are a transaction of their own; a new user is placed. A callback may run twice. */
  readonly autocommit: <T>(userId: string, run: (session: ShardSession) => Promise<T>) => Promise<T>;
  /** Runs one transaction; a new user is placed. A callback may run twice (the first time is then rolled back). */
  readonly transact: <T>(
    userId: string,
    run: (transaction: ShardTransaction) => Promise<T>,
    options?: TransactionOptions,
  ) => Promise<T>;
  /** Finds the user's shard, or gives a new user one. */
  readonly place: (userId: string) => Promise<Route>;
  /** Drops what this process has cached of a user who was erased or moved. */
  readonly forget: (userId: string) => Promise<void>;
}

/** Longest time of one statement for a user who waits (user-data.md U39). */
const STATEMENT_TIMEOUT_MS = 5000;
const MIGRATION_POLL_MS = 200;

interface Located extends Route {
  readonly isFresh: boolean;
}

/**
 * Makes the routing of one process. The routing table is the truth, the cache a shortcut: when a shard does not know the
 * user of a cached route the route is read again and the work repeated once.
 *
 * @throws (all methods) ForbiddenError code `user_erased`; OverloadedError code `user_migrating` after the wait.
 * @see user-data.md 15
 */
export function createRouting(deps: RoutingDeps): Routing {
  const cache = deps.cache ?? createMemoryRouteCache();
  // A user's conversation never changes, wherever it is moved.
  const conversations = new LRUCache<string, string>({ max: 50_000 });
  const locate = createLocator({ ...deps, cache });

  async function withShard<T>(
    userId: string,
    mode: 'read' | 'write',
    run: (shard: Database, parts: ShardSessionParts) => Promise<T>,
  ): Promise<T> {
    for (let useCache = true; ; useCache = false) {
      const located = await locate(userId, mode, useCache);
      let found = conversations.get(userId);
      try {
        const result = await run(requireShard(deps.shards, located.endpointName), {
          userId,
          shardId: located.shardId,
          knownConversationId: found,
          mayCreate: located.isFresh && mode === 'write',
          onConversation: (conversationId) => (found = conversationId),
        });
        if (found !== undefined) conversations.set(userId, found);
        return result;
      } catch (error) {
        if (!(error instanceof ShardNotOwnerError)) throw error;
        conversations.delete(userId);
        await cache.delete(userId);
        if (located.isFresh) throw mode === 'read' ? unknownUser() : error;
      }
    }
  }

  return {
    read: (userId, run) => withShard(userId, 'read', (shard, parts) => run(openShardSession(shard, parts))),
    autocommit: (userId, run) => withShard(userId, 'write', (shard, parts) => run(openShardSession(shard, parts))),
    transact: (userId, run, options) =>
      withShard(userId, 'write', (shard, parts) =>
        shard.transaction((transaction) => run(openShardTransaction(transaction, parts)), {
          statementTimeoutMs: STATEMENT_TIMEOUT_MS,
          ...options,
        }),
      ),
    place: async (userId) => {
      const { shardId, endpointName } = await locate(userId, 'write', true);
      return { shardId, endpointName };
    },
    forget: async (userId) => {
      conversations.delete(userId);
      await cache.delete(userId);
    },
  };
}

type Locator = (userId: string, mode: 'read' | 'write', useCache: boolean) => Promise<Located>;

function createLocator(deps: RoutingDeps & { readonly cache: RouteCache }): Locator {
  const { production, cache, migrationWaitMs = 10_000 } = deps;
  return async (userId, mode, useCache) => {
    const cached = useCache ? await cache.get(userId) : undefined;
    if (cached !== undefined) return { ...cached, isFresh: false };
    let route = await findRoute(production, userId);
    if (route === null) {
      if (mode === 'read') throw unknownUser();
      route = await placeNewUser(production, userId);
    }
    if (mode === 'write') route = await waitForMove(production, userId, route, migrationWaitMs);
    if (route.status === 'erased') throw new ForbiddenError('This account was erased', { code: 'user_erased' });
    const { shardId, endpointName, version, status } = route;
    if (status === 'active') await cache.set(userId, { shardId, endpointName, version });
    return { shardId, endpointName, isFresh: true };
  };
}

async function placeNewUser(production: Database, userId: string): Promise<RouteRow> {
  const { shardId } = chooseShard(userId, await listOpenShards(production));
  await insertRoute(production, { userId, shardId });
  const route = await findRoute(production, userId);
  if (route === null) throw new InvariantError('A route was not there after it had been written');
  return route;
}

async function waitForMove(production: Database, userId: string, found: RouteRow, waitMs: number): Promise<RouteRow> {
  const until = Date.now() + waitMs;
  let route = found;
  while (route.status === 'migrating') {
    if (Date.now() >= until) {
      throw new OverloadedError('This account is being moved', { code: 'user_migrating', retryAfterSeconds: 5 });
    }
    await sleep(Math.min(MIGRATION_POLL_MS, waitMs));
    route = (await findRoute(production, userId)) ?? route;
  }
  return route;
}

function requireShard(shards: ReadonlyMap<string, Database>, endpointName: string): Database {
  const shard = shards.get(endpointName);
  if (shard !== undefined) return shard;
  throw new InvariantError(`No connection is configured for the shard ${endpointName}`, {
    code: 'shard_not_configured',
  });
}

function unknownUser(): NotFoundError {
  return new NotFoundError('Nothing is stored for this user', { code: 'user_unknown' });
}
