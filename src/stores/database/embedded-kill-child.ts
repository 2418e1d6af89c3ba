import { openEmbeddedDatabase } from './open-embedded-database.ts';

/** For a test: writes numbers into an embedded database and reports each one after it was acknowledged, until it is killed. */
const [directory = ''] = process.argv.slice(2);
const database = await openEmbeddedDatabase({ directory, name: 'shard-0' });
await database.query('CREATE TABLE IF NOT EXISTS written (n int PRIMARY KEY)');
const { rows } = await database.query<{ n: number | null }>('SELECT max(n) AS n FROM written');
for (let n = (rows[0]?.n ?? 0) + 1; ; n++) {
  await database.query('INSERT INTO written VALUES ($1)', [n]);
  process.stdout.write(`${n}\n`);
}
