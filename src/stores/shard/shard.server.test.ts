import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestServerDatabase } from '../database/test-server-database.ts';
import { createVectorIndex } from './create-vector-index.ts';
import { searchEpisodesSuite } from './search-episodes.suite.ts';
import { shardSuite } from './shard.suite.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestServerDatabase('shard');
});

afterAll(() => database.close());

describe('the shard on PostgreSQL 17 behind PgBouncer', () => {
  shardSuite(() => database);
});

describe('the shard on PostgreSQL 17 with the HNSW index', () => {
  test('builds the index once', async () => {
    await createVectorIndex(database);
    await createVectorIndex(database);
    const leaves = await database.query(
      `SELECT FROM pg_class WHERE relkind = 'i' AND relname LIKE 'messages_p%_embedding_idx'`,
    );
    expect(leaves.rowCount).toBe(64);
  });

  searchEpisodesSuite(() => database);
});
