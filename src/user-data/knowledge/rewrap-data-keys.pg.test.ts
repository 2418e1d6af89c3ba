import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#kernel/clock';
import { newId } from '#kernel/id';
import type { Database } from '#stores/database/database';
import { openTestDatabase } from '#stores/database/test-database';
import { registerShards } from '#stores/production/routing-store';
import { findUserKey, insertFact, insertUserKey, listActiveFacts } from '#stores/shard/knowledge-store';
import { countDataKeys } from '#stores/shard/list-data-keys';
import { createFactCipher } from '#user-data/memory/fact-cipher';
import type { FactCipher } from '#user-data/memory/fact-cipher';
import { createRouting } from '#user-data/routing/routing';
import type { Routing } from '#user-data/routing/routing';
import { rewrapDataKeys } from './rewrap-data-keys.ts';

let production: Database;
let shard: Database;
let routing: Routing;
let shards: ReadonlyMap<string, Database>;

beforeAll(async () => {
  production = await openTestDatabase('production');
  shard = await openTestDatabase('shard');
  shards = new Map([['shard-0', shard]]);
  await registerShards(production, [{ shardId: 0, endpointName: 'shard-0' }]);
  routing = createRouting({ production, shards });
});

afterAll(async () => {
  await Promise.all([production.close(), shard.close()]);
});

const [first, second, lost] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const cipherOf = (currentKekId: number, ...keys: readonly (readonly [number, Buffer])[]): FactCipher =>
  createFactCipher({ masterKeys: new Map(keys), currentKekId, clock: systemClock });
const before = cipherOf(1, [1, first]);
const during = cipherOf(2, [1, first], [2, second]);
const after = cipherOf(2, [2, second]);

async function learn(cipher: FactCipher, userId: string, value: string): Promise<void> {
  await routing.transact(userId, async (transaction) => {
    const userKey =
      (await findUserKey(transaction)) ?? (await insertUserKey(transaction, cipher.createDataKey(userId)));
    const row = { userId, id: newId(), type: 'hard_ban', keyVersion: userKey.keyVersion };
    await insertFact(transaction, {
      id: row.id,
      ...cipher.encrypt(row, userKey, { display_key: value, display_value: value }),
      keyVersion: userKey.keyVersion,
      knowledgeType: 'hard_ban',
      knowledgeKey: cipher.blindIndex(userId, userKey, 'hard_ban', value),
      extractedFrom: 'instant_pattern',
      confidence: 0.95,
      evidenceMessageIds: [newId()],
      evidenceAt: new Date(),
      expiresAt: null,
    });
  });
}

async function read(cipher: FactCipher, userId: string): Promise<readonly unknown[]> {
  return routing.read(userId, async (session) => {
    const userKey = await findUserKey(session);
    const rows = await listActiveFacts(session, new Date());
    return rows.map((row) => {
      const identity = { userId, id: row.id, type: row.knowledgeType, keyVersion: row.keyVersion };
      return (cipher.decrypt(identity, userKey!, row) as { display_value: string }).display_value;
    });
  });
}

test('U34: after a rotation every fact is read by the new master key alone; facts learned meanwhile too', async () => {
  const users = Array.from({ length: 30 }, () => newId());
  for (const userId of users) await learn(before, userId, 'leather');
  const failures: unknown[] = [];
  const run = () => rewrapDataKeys({ shards, routing, cipher: during, onFailed: (facts) => failures.push(facts) });
  const [one, two] = await Promise.all([run(), run(), ...users.map((userId) => learn(during, userId, 'wool'))]);
  expect(failures).toEqual([]);
  expect(one.rewrapped + two.rewrapped).toBe(users.length);
  expect([...(await countDataKeys(shard))]).toEqual([[2, users.length]]);
  for (const userId of users) expect([...(await read(after, userId))].sort()).toEqual(['leather', 'wool']);
  expect(() => before.rewrap(newId(), after.createDataKey(newId()))).toThrow(/Master key 2 is not loaded/u);
  expect(await run()).toEqual({ rewrapped: 0, failed: 0 });
});

test('a key that no loaded master key opens is told of, stays as it is and stops nobody else', async () => {
  const [stuck, fine] = [newId(), newId()].toSorted() as [string, string];
  await learn(cipherOf(7, [7, lost]), stuck, 'silk');
  await learn(before, fine, 'leather');
  const failures: string[] = [];
  const onFailed = ({ userId }: { readonly userId: string }): number => failures.push(userId);
  expect(await rewrapDataKeys({ shards, routing, cipher: during, onFailed })).toEqual({ rewrapped: 1, failed: 1 });
  expect(failures).toEqual([stuck]);
  expect(await read(after, fine)).toEqual(['leather']);
  expect(await read(cipherOf(7, [7, lost]), stuck)).toEqual(['silk']);
});
