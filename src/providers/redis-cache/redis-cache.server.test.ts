import { expect, test } from 'vitest';
import { silentLogger } from '#kernel/log';
import { describeCache } from '#ports/cache.conformance';
import { freshRedis } from '../../../test/support/testbed.ts';
import { createRedisCache } from './redis-cache.ts';

describeCache('the Redis cache', async () => {
  const redis = await freshRedis();
  // Channels are common to all databases of a server: the prefix keeps test files apart.
  const prefix = `${crypto.randomUUID()}:`;
  return {
    open: () => createRedisCache({ url: redis.url, log: silentLogger, prefix }),
    isShared: true,
    drop: redis.drop,
  };
});

test('a server that is not there is a dependency failure, and a wait for a key just ends', async () => {
  const cache = createRedisCache({ url: 'redis://127.0.0.1:1/0', log: silentLogger, commandTimeoutMs: 300 });
  await expect(cache.get('key')).rejects.toMatchObject({ vendor: 'redis', operation: 'get' });
  expect(await cache.waitFor('key', { timeoutMs: 50 })).toBeUndefined();
  await cache.close();
});
