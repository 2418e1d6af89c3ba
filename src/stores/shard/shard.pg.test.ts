import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { shardSuite } from './shard.suite.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase('shard');
});

afterAll(() => database.close());

describe('the shard on the embedded PostgreSQL', () => {
  shardSuite(() => database);
});
