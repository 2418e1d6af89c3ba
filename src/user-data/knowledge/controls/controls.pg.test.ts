import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '#stores/database/database';
import { openTestDatabase } from '#stores/database/test-database';
import { eraseSuite } from './erase.suite.ts';
import { factSuite } from './fact.suite.ts';
import { forgetSuite } from './forget.suite.ts';

let production: Database;
let shard: Database;

beforeAll(async () => {
  [production, shard] = await Promise.all([openTestDatabase('production'), openTestDatabase('shard')]);
});

afterAll(async () => {
  await Promise.all([production.close(), shard.close()]);
});

describe('the controls of the memory on the embedded PostgreSQL', () => {
  const open = () => ({ production, shard });
  forgetSuite(open);
  eraseSuite(open);
  factSuite(open);
});
