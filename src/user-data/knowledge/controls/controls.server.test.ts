import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '#stores/database/database';
import { openTestServerDatabase } from '#stores/database/test-server-database';
import { eraseSuite } from './erase.suite.ts';
import { factSuite } from './fact.suite.ts';
import { forgetSuite } from './forget.suite.ts';

let production: Database;
let shard: Database;

beforeAll(async () => {
  [production, shard] = await Promise.all([openTestServerDatabase('production'), openTestServerDatabase('shard')]);
});

afterAll(async () => {
  await Promise.all([production.close(), shard.close()]);
});

describe('the controls of the memory on PostgreSQL 17 behind PgBouncer', () => {
  const open = () => ({ production, shard });
  forgetSuite(open);
  eraseSuite(open);
  factSuite(open);
});
