import { createHash } from 'node:crypto';
import { OverloadedError } from '#kernel/error';
import type { ShardRow } from '#stores/production/routing-store';

/**
 * The shard of a NEW user: the first 8 bytes of SHA-256 over the 16 bytes of the id, big-endian, modulo the number of open
 * shards in the order of their ids. Everybody else stays where the routing table says.
 *
 * @see user-data.md U65, U66
 */
export function chooseShard(userId: string, openShards: readonly ShardRow[]): ShardRow {
  const digest = createHash('sha256')
    .update(Buffer.from(userId.replaceAll('-', ''), 'hex'))
    .digest();
  const ordered = [...openShards].sort((one, other) => one.shardId - other.shardId);
  const chosen = ordered[Number(digest.readBigUInt64BE(0) % BigInt(Math.max(1, ordered.length)))];
  if (chosen === undefined) {
    throw new OverloadedError('No shard takes new users', { code: 'no_open_shard', retryAfterSeconds: 60 });
  }
  return chosen;
}
