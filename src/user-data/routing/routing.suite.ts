import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import type { Database } from '#stores/database/database';
import { insertRoute, registerShards, setRouteStatus } from '#stores/production/routing-store';
import { acceptTurn } from '#stores/shard/accept-turn';
import { rememberAnswer } from '#stores/shard/remember-answer';
import { answer, turn } from '#stores/shard/test-turn';
import { createRouting, type RoutingDeps } from './routing.ts';
import { createMemoryRouteCache } from './route-cache.ts';

interface Databases {
  readonly production: Database;
  readonly one: Database;
  readonly two: Database;
}

/** Routing over two shards, on any PostgreSQL. */
export function routingSuite(open: () => Databases): void {
  const routing = (changes: Partial<RoutingDeps> = {}) => {
    const { production, one, two } = open();
    return createRouting({
      production,
      shards: new Map([
        ['one', one],
        ['two', two],
      ]),
      ...changes,
    });
  };
  const conversations = (shard: Database, userId: string) =>
    shard.query('SELECT id FROM conversations WHERE user_id = $1', [userId]).then((result) => result.rowCount);

  beforeAll(() =>
    registerShards(open().production, [
      { shardId: 1, endpointName: 'one' },
      { shardId: 2, endpointName: 'two' },
    ]),
  );

  describe('routing', () => {
    test('places new users on both shards and keeps all of a user together', async () => {
      const { one, two } = open();
      const way = routing();
      const users = Array.from({ length: 12 }, newId);
      for (const userId of users) {
        const input = turn('hello there');
        await way.transact(userId, (transaction) => acceptTurn(transaction, input));
        await way.autocommit(userId, (session) => rememberAnswer(session, answer(input.requestId, 'hi')));
        const { shardId } = await way.place(userId);
        const counts = [await conversations(one, userId), await conversations(two, userId)];
        expect(counts).toEqual(shardId === 1 ? [1, 0] : [0, 1]);
      }
      const places = await Promise.all(users.map((userId) => way.place(userId)));
      expect(new Set(places.map((place) => place.endpointName))).toEqual(new Set(['one', 'two']));
    });

    test('leaves a user where the routing table says, whatever the hash says', async () => {
      for (const shardId of [1, 2]) {
        const userId = newId();
        await insertRoute(open().production, { userId, shardId });
        expect(await routing().autocommit(userId, async (session) => session.shardId)).toBe(shardId);
      }
    });

    test('does not place a user who is only read', async () => {
      const userId = newId();
      const reading = routing().read(userId, (session) => session.conversationId());
      await expect(reading).rejects.toMatchObject({ status: 404, code: 'user_unknown' });
      await routing().place(userId);
      await expect(routing().read(userId, (session) => session.conversationId())).rejects.toMatchObject({
        status: 404,
      });
    });

    test('notices that a user was moved although the cache still says otherwise, and loses nothing', async () => {
      const { production, one, two } = open();
      const userId = newId();
      await insertRoute(production, { userId, shardId: 1 });
      const cache = createMemoryRouteCache();
      const before = routing({ cache });
      await before.autocommit(userId, (session) => acceptTurn(session, { ...turn('first'), leaseMs: -1 }));
      const moved = await one.query<{ id: string }>('SELECT id FROM conversations WHERE user_id = $1', [userId]);
      await two.query('INSERT INTO conversations (id, user_id, message_count) VALUES ($1, $2, 1)', [
        moved.rows[0]?.id,
        userId,
      ]);
      await production.query('UPDATE routing_table SET shard_id = 2, version = version + 1 WHERE user_id = $1', [
        userId,
      ]);
      await one.query('DELETE FROM conversations WHERE user_id = $1', [userId]);
      for (const way of [before, routing({ cache })]) {
        const accepted = await way.transact(userId, (tx) => acceptTurn(tx, { ...turn('second'), leaseMs: -1 }));
        expect(accepted.conversation.id).toBe(moved.rows[0]?.id);
      }
      expect([await conversations(one, userId), await conversations(two, userId)]).toEqual([0, 1]);
    });

    test('forgets a conversation that was made in a transaction that failed', async () => {
      const userId = newId();
      const way = routing();
      const failing = way.transact(userId, async (transaction) => {
        await acceptTurn(transaction, turn('lost'));
        throw new RangeError('planned');
      });
      await expect(failing).rejects.toThrow('planned');
      const accepted = await way.transact(userId, (transaction) => acceptTurn(transaction, turn('kept')));
      expect(accepted.conversation.messageCount).toBe(1);
    });

    test('lets writes wait while a user is moved, then asks to come back; reads go on', async () => {
      const { production } = open();
      const userId = newId();
      await routing().autocommit(userId, (session) => session.conversationId());
      await setRouteStatus(production, { userId, status: 'migrating' });
      const impatient = routing({ migrationWaitMs: 20 });
      await expect(impatient.place(userId)).rejects.toMatchObject({
        status: 503,
        code: 'user_migrating',
        retryAfterSeconds: 5,
      });
      expect(await impatient.read(userId, (session) => session.conversationId())).toBeTruthy();
      const waiting = routing().place(userId);
      await setRouteStatus(production, { userId, status: 'active' });
      expect(await waiting).toBeTruthy();
    });

    test('lets nobody into an erased account', async () => {
      const userId = newId();
      await routing().place(userId);
      await setRouteStatus(open().production, { userId, status: 'erased' });
      await expect(routing().read(userId, async () => 1)).rejects.toMatchObject({ status: 403, code: 'user_erased' });
      await expect(routing().place(userId)).rejects.toMatchObject({ code: 'user_erased' });
    });

    test('names a shard that is not configured', async () => {
      const userId = newId();
      await insertRoute(open().production, { userId, shardId: 2 });
      const way = routing({ shards: new Map() });
      await expect(way.autocommit(userId, async () => 1)).rejects.toMatchObject({ code: 'shard_not_configured' });
    });

    test('places a user once when many first requests come at the same time', async () => {
      const userId = newId();
      const ids = await Promise.all(
        Array.from({ length: 8 }, () => routing().autocommit(userId, (session) => session.conversationId())),
      );
      expect(new Set(ids).size).toBe(1);
    });
  });
}
