import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '#stores/database/database';
import { openTestDatabase } from '#stores/database/test-database';
import { extractKnowledgeSuite } from './extract-knowledge.suite.ts';
import { interruptedRunSuite } from './interrupted-run.suite.ts';
import { maintainBatchSuite } from './maintain-batch.suite.ts';

let production: Database;
let shard: Database;

beforeAll(async () => {
  [production, shard] = [await openTestDatabase('production'), await openTestDatabase('shard')];
});

afterAll(async () => {
  await Promise.all([production.close(), shard.close()]);
});

describe('the batch extraction on the embedded PostgreSQL', () => {
  const open = () => ({ production, shard });
  extractKnowledgeSuite(open);
  interruptedRunSuite(open);
  maintainBatchSuite(open);
});
