import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { deviceStoreSuite } from './device-store.suite.ts';
import { productionSuite } from './production.suite.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase('production');
});

afterAll(() => database.close());

describe('the production database on the embedded PostgreSQL', () => {
  productionSuite(() => database);
  deviceStoreSuite(() => database);
});
