import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestServerDatabase } from '../database/test-server-database.ts';
import { deviceStoreSuite } from './device-store.suite.ts';
import { productionSuite } from './production.suite.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestServerDatabase('production');
});

afterAll(() => database.close());

describe('the production database on PostgreSQL 17 behind PgBouncer', () => {
  productionSuite(() => database);
  deviceStoreSuite(() => database);
});
