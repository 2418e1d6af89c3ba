import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseShard } from './choose-shard.ts';

const shards = (count: number) =>
  Array.from({ length: count }, (_, shardId) => ({ shardId, endpointName: `shard-${shardId}` }));

describe('choosing the shard of a new user', () => {
  test('takes the first eight bytes of SHA-256 over the bytes of the id, big-endian, modulo the open shards', () => {
    // sha256sum over the sixteen bytes 00..01 begins with 7c3ccd10bb7ec37b
    const { shardId } = chooseShard('00000000-0000-0000-0000-000000000001', shards(7));
    expect(shardId).toBe(Number(0x7c3ccd10bb7ec37bn % 7n));
  });

  test('does not depend on the order of the list or the case of the id', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 12 }), (userId, count) => {
        const chosen = chooseShard(userId, shards(count));
        expect(chooseShard(userId.toUpperCase(), shards(count).reverse())).toEqual(chosen);
      }),
    );
  });

  test('spreads users evenly', () => {
    const counts = new Map<number, number>();
    for (const userId of fc.sample(fc.uuid(), { numRuns: 4000, seed: 1 })) {
      const { shardId } = chooseShard(userId, shards(4));
      counts.set(shardId, (counts.get(shardId) ?? 0) + 1);
    }
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  test('says so when no shard is open', () => {
    expect(() => chooseShard('00000000-0000-0000-0000-000000000001', [])).toThrow('No shard takes new users');
  });
});
