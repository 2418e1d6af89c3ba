import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '#stores/database/database';
import { openTestServerDatabase } from '#stores/database/test-server-database';
import { routingSuite } from './routing.suite.ts';

let production: Database;
let one: Database;
let two: Database;

beforeAll(async () => {
  [production, one, two] = [
    await openTestServerDatabase('production'),
    await openTestServerDatabase('shard'),
    await openTestServerDatabase('shard'),
  ];
});

afterAll(async () => {
  await Promise.all([production.close(), one.close(), two.close()]);
});

describe('on PostgreSQL 17 behind PgBouncer', () => {
  routingSuite(() => ({ production, one, two }));
});
