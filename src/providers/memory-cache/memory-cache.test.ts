import { expect, test } from 'vitest';
import { describeCache } from '#ports/cache.conformance';
import { createMemoryCache } from './memory-cache.ts';

describeCache('the memory cache', async () => ({ open: () => createMemoryCache(), isShared: false }));

test('a bounded memory cache forgets what was not used for longest', async () => {
  const cache = createMemoryCache({ maxNames: 2 });
  for (const key of ['a', 'b']) await cache.set(key, key, { ttlMs: 60_000 });
  await cache.get('a');
  await cache.set('c', 'c', { ttlMs: 60_000 });
  expect([await cache.get('a'), await cache.get('b'), await cache.get('c')]).toEqual(['a', undefined, 'c']);
});

test('time comes from the clock alone, so a test can let it pass', async () => {
  let nowMs = 1_000_000;
  const cache = createMemoryCache({ clock: { nowMs: () => nowMs, now: () => new Date(nowMs) } });
  await cache.set('key', 'value', { ttlMs: 5_000 });
  const rate = { key: 'rate', windowMs: 1_000, limit: 3 };
  for (let point = 0; point < 3; point++) await cache.count([rate]);
  nowMs += 400;
  expect(await cache.count([rate])).toEqual({ isAllowed: false, full: 'rate', retryAfterMs: 600 });
  nowMs += 601;
  expect((await cache.count([rate])).isAllowed).toBe(true);
  expect(await cache.get('key')).toBe('value');
  nowMs += 4_000;
  expect(await cache.get('key')).toBeUndefined();
});
