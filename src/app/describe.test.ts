import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { option } from '#kernel/option';
import { defineSchedule } from '#kernel/schedule';
import { definePeer, definePort, defineService } from '#kernel/service';
import type { AnyService } from '#kernel/service';
import {
  describeCompose,
  describeConfiguration,
  describeJobs,
  describeMap,
  describeScrapeTargets,
  describeServices,
} from './describe.ts';

const weatherPort = definePort<unknown>('weather-source');
const sensor = defineService({
  name: 'sensor',
  title: 'Sees',
  tier: 'supporting',
  port: 8020,
  memoryMb: 256,
  contract: {},
  needs: { weather: weatherPort },
  peers: {},
  options: {},
  jobs: [
    defineJob({
      name: 'look-again',
      doc: 'Looks | again',
      database: 'shard',
      payload: z.object({ id: z.string() }),
      attempts: 3,
      firstDelaySeconds: 5,
      hardLimitSeconds: 60,
      concurrency: 1,
      key: ({ id }) => id,
    }),
  ],
  schedules: [defineSchedule({ name: 'clean_up', cron: '0 4 * * *', doc: 'Old frames', database: 'shard' })],
  create: () => ({ handlers: {} }),
});
const door = defineService({
  name: 'door',
  title: 'Opens',
  tier: 'user-facing',
  listener: 'public',
  port: 8080,
  memoryMb: 512,
  contract: {},
  needs: {},
  peers: { sensor: definePeer('sensor', {}) },
  options: {},
  create: () => ({ handlers: {} }),
});
const registry = [door, sensor] as unknown as readonly AnyService[];

describe('the generated documents', () => {
  test('draw the calls and the needs that the services declare', () => {
    const map = describeMap(registry);
    expect(map).toContain('  page ==> door');
    expect(map).toContain('  door --> sensor');
    expect(map).toContain('  sensor -.-> need-weather-source');
    expect(describeServices(registry)).toContain('| `door` | Opens | user-facing | public 8080 | 512 MB | sensor |  |');
  });

  test('list options with default and unit, and never the default of a secret', () => {
    const text = describeConfiguration([
      {
        owner: 'Door',
        options: {
          limit: option.integer({ env: 'DOOR_LIMIT_MS', doc: 'Longest wait', unit: 'ms', default: 50 }),
          names: option.list({ env: 'DOOR_NAMES', doc: 'Names', default: ['a', 'b'] }),
          address: option.string({ env: 'DOOR_ADDRESS', doc: 'Address' }),
          key: option.secret({ env: 'DOOR_KEY', doc: 'Key', default: 'hush' }),
        },
      },
      { owner: 'Nobody', options: {} },
    ]);
    expect(text).toContain('| `DOOR_LIMIT_MS` | `50` | ms | Longest wait |');
    expect(text).toContain('| `DOOR_NAMES` | `a,b` |');
    expect(text).toContain('| `DOOR_ADDRESS` | required |');
    expect(text).not.toContain('hush');
    expect(text).not.toContain('Nobody');
  });

  test('list jobs and schedules of all services', () => {
    const text = describeJobs(registry);
    expect(text).toContain('| `look-again` | sensor | Looks \\| again | shard | 3 | 5 s, doubled | 60 s | 1 |');
    expect(text).toContain('| `clean_up` | sensor | Old frames | shard | `0 4 * * *` |');
  });

  test('scrape and probe every service where it listens privately', () => {
    expect(JSON.parse(describeScrapeTargets(registry))).toEqual([
      { targets: ['door:9090'], labels: { job: 'unde', server: 'door', tier: 'user-facing' } },
      { targets: ['sensor:8020'], labels: { job: 'unde', server: 'sensor', tier: 'supporting' } },
    ]);
    const compose = describeCompose(registry);
    expect(compose).toContain('UNDE_ADDRESSES: "sensor=http://sensor:8020"');
    expect(compose).toContain("fetch('http://127.0.0.1:8020/health')");
    expect(compose.match(/^ {2}[a-z]+:$/gm)).toEqual(['  door:', '  sensor:']);
  });
});
