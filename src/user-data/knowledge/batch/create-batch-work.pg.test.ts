import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import { createJobRunner } from '#kernel/job-runner';
import type { JobRunner } from '#kernel/job-runner';
import { createLogger } from '#kernel/log';
import type { Database } from '#stores/database/database';
import { openTestDatabase } from '#stores/database/test-database';
import { setFeatureSwitch } from '#stores/production/feature-switch-store';
import { extractKnowledgeJob } from '../contract.ts';
import { deltaOf, minute, openBatchWorld, scriptedModel } from './batch.fixture.ts';
import type { BatchWorld } from './batch.fixture.ts';
import { createBatchWork } from './create-batch-work.ts';
import { BATCH_SWITCH, sweepExtraction } from './sweep-extraction.ts';

let production: Database;
let shard: Database;
let world: BatchWorld;
let runner: JobRunner;

beforeAll(async () => {
  [production, shard] = [await openTestDatabase('production'), await openTestDatabase('shard')];
  world = await openBatchWorld({ production, shard });
  const executeSql = async (text: string, values: unknown[]) => ({ rows: [...(await shard.query(text, values)).rows] });
  runner = createJobRunner({
    databases: [{ name: 'shard-0', kind: 'shard', isEmbedded: true, executeSql }],
    log: createLogger({ level: 'silent' }),
  });
  const work = createBatchWork(batchDeps());
  const definition = { name: 'test', jobs: [extractKnowledgeJob] };
  await runner.start([{ definition, instance: { handlers: {}, jobs: work.jobs } }] as never);
});

afterAll(async () => {
  await runner.stop();
  await Promise.all([production.close(), shard.close()]);
});

function batchDeps() {
  const model = scriptedModel((document) => ({ deltas: [deltaOf(document, 'my size is M', {})] }));
  const deps = world.deps([model]);
  return {
    ...deps,
    shards: new Map([['shard-0', shard]]),
    jobs: runner.queue,
    options: { ...deps.options, batchExtractionEnabled: true },
  };
}

test('the sweep queues a user once, the worker extracts, and a job that waited behind the switch does nothing', async () => {
  const userId = newId();
  await world.say(userId, 0, 'my size is M');
  await shard.query('UPDATE conversations SET updated_at = $2 WHERE user_id = $1', [userId, minute(0)]);
  world.moveTo(40);
  await setFeatureSwitch(production, { name: BATCH_SWITCH, isOff: true, reason: 'test', at: new Date() });
  await runner.queue.send(extractKnowledgeJob, { user_id: userId, triggered_by: 'cron' });
  runner.queue.wake(extractKnowledgeJob);
  const completed = () =>
    shard
      .query(`SELECT FROM jobs.job WHERE name = 'extract-knowledge' AND state = 'completed'`)
      .then(({ rowCount }) => rowCount);
  await expect.poll(completed, { timeout: 20_000 }).toBe(1);
  expect(await world.conversation(userId)).toMatchObject({ pending: 1 });
  await setFeatureSwitch(production, { name: BATCH_SWITCH, isOff: false, reason: 'test', at: new Date() });
  expect(await sweepExtraction(batchDeps())).toBe(1);
  await expect.poll(() => world.conversation(userId), { timeout: 20_000 }).toMatchObject({ pending: 0 });
  expect(await world.known(userId)).toEqual(['body_params/size: M']);
  expect(await sweepExtraction(batchDeps())).toBe(0);
});
