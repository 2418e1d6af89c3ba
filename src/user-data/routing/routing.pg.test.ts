import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '#stores/database/database';
import { openTestDatabase } from '#stores/database/test-database';
import { routingSuite } from './routing.suite.ts';

let production: Database;
let one: Database;
let two: Database;

beforeAll(async () => {
  [production, one, two] = [
    await openTestDatabase('production'),
    await openTestDatabase('shard'),
    await openTestDatabase('shard'),
  ];
});

afterAll(async () => {
  await Promise.all([production.close(), one.close(), two.close()]);
});

describe('on the embedded PostgreSQL', () => {
  routingSuite(() => ({ production, one, two }));
});
