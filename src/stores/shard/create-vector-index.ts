import { readFile } from 'node:fs/promises';
import type { Database } from '../database/database.ts';

/**
 * Builds the HNSW index over the embeddings unless it is there: a deployment flag (user-data.md U8), never on the embedded
 * database (5,000 rows take 108 s there). Locks out writes while it builds.
 */
export async function createVectorIndex(shard: Database): Promise<void> {
  const file = new URL('./optional/create-message-vector-index.sql', import.meta.url);
  await shard.query(await readFile(file, 'utf8'));
}
