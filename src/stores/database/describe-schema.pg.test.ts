import { expect, test } from 'vitest';
import { describeSchema } from './describe-schema.ts';
import { openTestDatabase } from './test-database.ts';

test.each(['shard', 'production', 'staging'] as const)(
  'schema.generated.md of the %s database is what the migrations make (vitest -u writes it)',
  async (schema) => {
    const database = await openTestDatabase(schema);
    try {
      const text = await describeSchema(database, `Schema of the ${schema} database`);
      await expect(text).toMatchFileSnapshot(`../${schema}/schema.generated.md`);
    } finally {
      await database.close();
    }
  },
);
