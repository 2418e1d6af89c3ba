import type { SqlRunner } from '../database/database.ts';
import { firstRow } from '../database/sql-row.ts';

/** Whether a user may be served: `migrating` lets writes wait, `erased` lets nothing through. */
export type RouteStatus = 'active' | 'migrating' | 'erased';

/** Where a user lives. */
export interface RouteRow {
  readonly shardId: number;
  /** Names the shard's connection in the configuration. */
  readonly endpointName: string;
  readonly status: RouteStatus;
  /** Grows with every change. */
  readonly version: number;
}

/** A shard as the routing table knows it. */
export interface ShardRow {
  readonly shardId: number;
  readonly endpointName: string;
}

const FIND_ROUTE = `
  SELECT r.shard_id, s.endpoint_name, r.status, r.version
    FROM routing_table r JOIN shards s ON s.shard_id = r.shard_id WHERE r.user_id = $1`;
const INSERT_ROUTE = `
  INSERT INTO routing_table (user_id, shard_id) VALUES ($1, $2) ON CONFLICT (user_id) DO NOTHING`;
const SET_STATUS = `
  UPDATE routing_table SET status = $2, version = version + 1, updated_at = now() WHERE user_id = $1`;
const LIST_OPEN_SHARDS = `SELECT shard_id, endpoint_name FROM shards WHERE state = 'open' ORDER BY shard_id`;
const LIST_SHARDS = 'SELECT shard_id, endpoint_name FROM shards ORDER BY shard_id';
const REGISTER_SHARD = `
  INSERT INTO shards (shard_id, endpoint_name) VALUES ($1, $2)
  ON CONFLICT (shard_id) DO UPDATE SET endpoint_name = excluded.endpoint_name
   WHERE shards.endpoint_name <> excluded.endpoint_name`;

interface RouteSqlRow {
  readonly shard_id: number;
  readonly endpoint_name: string;
  readonly status: RouteStatus;
  readonly version: number;
}

/** The route of a user, or null for someone who was never placed. */
export async function findRoute(production: SqlRunner, userId: string): Promise<RouteRow | null> {
  const row = await firstRow<RouteSqlRow>(production, FIND_ROUTE, [userId]);
  if (row === undefined) return null;
  return { shardId: row.shard_id, endpointName: row.endpoint_name, status: row.status, version: row.version };
}

/** Gives a user a shard unless the user has one; the one that is there stays. */
export async function insertRoute(
  production: SqlRunner,
  route: { readonly userId: string; readonly shardId: number },
): Promise<void> {
  await production.query(INSERT_ROUTE, [route.userId, route.shardId]);
}

/** Changes whether a user is served. */
export async function setRouteStatus(
  production: SqlRunner,
  change: { readonly userId: string; readonly status: RouteStatus },
): Promise<void> {
  await production.query(SET_STATUS, [change.userId, change.status]);
}

/** Shards that take new users, by id. */
export async function listOpenShards(production: SqlRunner): Promise<readonly ShardRow[]> {
  const result = await production.query<{ shard_id: number; endpoint_name: string }>(LIST_OPEN_SHARDS);
  return result.rows.map((row) => ({ shardId: row.shard_id, endpointName: row.endpoint_name }));
}

/** All shards, by id. */
export async function listShards(production: SqlRunner): Promise<readonly ShardRow[]> {
  const result = await production.query<{ shard_id: number; endpoint_name: string }>(LIST_SHARDS);
  return result.rows.map((row) => ({ shardId: row.shard_id, endpointName: row.endpoint_name }));
}

/** Makes the shards of the configuration known; new ones are open. Running it again changes nothing. */
export async function registerShards(production: SqlRunner, shards: readonly ShardRow[]): Promise<void> {
  for (const { shardId, endpointName } of shards) await production.query(REGISTER_SHARD, [shardId, endpointName]);
}
