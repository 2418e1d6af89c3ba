import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import type { StreamEvent } from '#dialogue/model/stream-event';
import type { Database } from '#stores/database/database';
import { openTestDatabase } from '#stores/database/test-database';
import type { FactCipher } from '#user-data/memory/fact-cipher';
import { openTurnBench } from './turn-bench.fixture.ts';
import type { TurnBenchChanges } from './turn-bench.fixture.ts';
import { scriptedModel } from './turn.fixture.ts';

let databases: { production: Database; shard: Database };
beforeAll(async () => {
  const [production, shard] = await Promise.all([openTestDatabase('production'), openTestDatabase('shard')]);
  databases = { production, shard };
}, 60_000);
afterAll(async () => {
  await Promise.all(Object.values(databases).map((database) => database.close()));
});

const open = (changes?: TurnBenchChanges) => openTurnBench(databases, changes);
const types = (events: readonly StreamEvent[]): string[] => events.map(({ type }) => type);
const rowsOf = async (userId: string) =>
  (
    await databases.shard.query<{ role: string; content: string; request_id: string }>(
      'SELECT m.role, m.content, m.request_id FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE c.user_id = $1 ORDER BY m.created_at, m.id',
      [userId],
    )
  ).rows;

describe('a turn on the shard', () => {
  test('8.8: goes to the shard three times: accept, search, remember', async () => {
    const bench = await open();
    const userId = newId();
    await bench.run(bench.request(userId, 'good morning'));
    bench.trips.length = 0;
    const events = await bench.run(bench.request(userId, 'how are you doing today, my dear?'));
    expect(types(events).at(-1)).toBe('done');
    expect(bench.trips).toEqual(['autocommit', 'read', 'autocommit']);
    bench.trips.length = 0;
    await bench.run(bench.request(userId, 'my size is M'));
    expect(bench.trips.toSorted()).toEqual(['autocommit', 'read', 'transact']);
  });

  test('both rows are there when done is told', async () => {
    const bench = await open();
    const userId = newId();
    const asked = bench.request(userId, 'hello');
    const { reply } = await import('./reply.ts');
    const { detachedCall } = await import('#kernel/call');
    for await (const event of reply(bench.deps, asked, detachedCall({ caller: 'test' }))) {
      if (event.type === 'accepted') expect((await rowsOf(userId)).map(({ role }) => role)).toEqual(['user']);
      if (event.type === 'done') expect((await rowsOf(userId)).map(({ role }) => role)).toEqual(['user', 'assistant']);
    }
  });

  test('8.7: a fault in learning costs the fact, never the message or the answer', async () => {
    const broken = {
      createDataKey: () => {
        throw new TypeError('no key');
      },
      blindIndex: () => {
        throw new TypeError('no key');
      },
    } as unknown as FactCipher;
    const bench = await open({ cipher: broken });
    const userId = newId();
    const events = await bench.run(bench.request(userId, 'my size is M'));
    expect(types(events).at(-1)).toBe('done');
    expect(bench.told.map(([name]) => name)).toContain('memoryStepFailed');
    expect(await rowsOf(userId)).toHaveLength(2);
    expect((await databases.shard.query('SELECT 1 FROM user_knowledge WHERE user_id = $1', [userId])).rowCount).toBe(0);
  });

  test('8.13: the data key comes with the first fact', async () => {
    const bench = await open();
    const userId = newId();
    const keys = async () =>
      (await databases.shard.query('SELECT 1 FROM user_keys WHERE user_id = $1', [userId])).rowCount;
    await bench.run(bench.request(userId, 'hello'));
    expect(await keys()).toBe(0);
    await bench.run(bench.request(userId, 'my size is M'));
    expect(await keys()).toBe(1);
  });

  test('8.10: the same ids again give the stored answer without a model', async () => {
    const model = scriptedModel('a', [['Hello there, you.']]);
    const bench = await open({ models: [model] });
    const asked = bench.request(newId(), 'hello');
    const [first, again] = [await bench.run(asked), await bench.run(asked)];
    expect(types(again)).toEqual(['accepted', 'done']);
    expect(again.at(-1)).toEqual(first.at(-1));
    expect(model.requests).toHaveLength(1);
  });

  test('8.2: turns of one user are answered one after the other, in order, each knowing the one before', async () => {
    const model = scriptedModel('a', [['Answer of a friend.']]);
    const bench = await open({ models: [model] });
    const userId = newId();
    await bench.run(bench.request(userId, 'hello'));
    const asked = ['one is said', 'two is said', 'three is said'].map((text) => bench.request(userId, text));
    const answers = await Promise.all(asked.map((request) => bench.run(request)));
    expect(answers.map((events) => types(events).at(-1))).toEqual(['done', 'done', 'done']);
    expect(await rowsOf(userId)).toHaveLength(8);
    const lengths = model.requests.slice(1).map(({ messages }) => messages.length);
    expect(new Set(lengths).size).toBeGreaterThan(1);
  });

  test('8.11: a later request takes the messages of the earlier one over; the earlier one stores no answer', async () => {
    const slow = scriptedModel('a', [['Late answer of a friend.']]);
    const stream = slow.stream;
    const held = {
      ...slow,
      stream: (request: Parameters<typeof stream>[0]) => {
        const made = stream(request);
        return {
          ...made,
          text: (async function* () {
            await new Promise((resolve) => setTimeout(resolve, 300));
            request.signal.throwIfAborted();
            yield* made.text;
          })(),
        };
      },
    };
    const bench = await open({ models: [held] });
    const userId = newId();
    const first = bench.request(userId, 'I want sneakers');
    const running = bench.run(first);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await bench.turns.cancel({ userId, requestId: first.request_id });
    const second = bench.request(userId, 'no, a dress', { supersedes: [first.request_id] });
    const events = await bench.run({ ...second, messages: [...first.messages, ...second.messages] });
    expect(types(await running).at(-1)).toBe('cancelled');
    expect(types(events).at(-1)).toBe('done');
    const rows = await rowsOf(userId);
    expect(rows.map(({ role, request_id: id }) => [role, id])).toEqual([
      ['user', second.request_id],
      ['user', second.request_id],
      ['assistant', second.request_id],
    ]);
    const late = await bench.run(first);
    const end = { request_id: first.request_id, by: second.request_id };
    expect(late.at(-1)).toEqual({ type: 'superseded', ...end });
    // Without the events the rows still know who answers it.
    const { readTurn } = await import('./read-turn.ts');
    expect(await readTurn(bench.deps, { userId, requestId: first.request_id })).toEqual({
      state: 'superseded',
      ...end,
    });
    expect(await rowsOf(userId)).toHaveLength(3);
    expect(types(await bench.run(bench.request(userId, 'and now?'))).at(-1)).toBe('done');
  });

  test('a turn that is cancelled gives the conversation back at once', async () => {
    const bench = await open({ models: [scriptedModel('a', [['One. ', 'Two. ']])] });
    const userId = newId();
    const asked = bench.request(userId, 'hello');
    const { reply } = await import('./reply.ts');
    const { detachedCall } = await import('#kernel/call');
    for await (const event of reply(bench.deps, asked, detachedCall({ caller: 'test' })))
      if (event.type === 'text') await bench.turns.cancel({ userId, requestId: asked.request_id });
    const [row] = (
      await databases.shard.query<{ turn_request_id: string | null }>(
        'SELECT turn_request_id FROM conversations WHERE user_id = $1',
        [userId],
      )
    ).rows;
    expect(row?.turn_request_id).toBeNull();
    expect(types(await bench.run(bench.request(userId, 'and now?'))).at(-1)).toBe('done');
  });

  test('8.1: when every slot is taken a turn is stored at once, and answered when its turn comes', async () => {
    let letGo = (): void => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const plain = scriptedModel('a', [['Answer of a friend.']]);
    const held = {
      ...plain,
      stream: (request: Parameters<typeof plain.stream>[0]) => {
        const made = plain.stream(request);
        return {
          ...made,
          text: (async function* () {
            await gate;
            yield* made.text;
          })(),
        };
      },
    };
    const bench = await open({ slots: 1, models: [held] });
    const [first, second] = [newId(), newId()];
    const answers = [bench.run(bench.request(first, 'hello')), bench.run(bench.request(second, 'hello'))];
    await expect.poll(async () => (await rowsOf(second)).length, { timeout: 5_000 }).toBe(1);
    expect(plain.requests.length).toBeLessThan(2);
    letGo();
    expect((await Promise.all(answers)).map((events) => types(events).at(-1))).toEqual(['done', 'done']);
  });

  test('a turn that is left before it is accepted gives the conversation back', async () => {
    const bench = await open();
    const userId = newId();
    await bench.run(bench.request(userId, 'hello'));
    const { reply } = await import('./reply.ts');
    const { detachedCall } = await import('#kernel/call');
    for await (const event of reply(bench.deps, bench.request(userId, 'one more'), detachedCall({ caller: 'test' }))) {
      expect(event.type).toBe('accepted');
      break;
    }
    const [row] = (
      await databases.shard.query<{ turn_request_id: string | null }>(
        'SELECT turn_request_id FROM conversations WHERE user_id = $1',
        [userId],
      )
    ).rows;
    expect(row?.turn_request_id).toBeNull();
  });

  test('8.12: the vector is asked for on the queue of the shard, with ids only', async () => {
    const bench = await open();
    const userId = newId();
    await bench.run(bench.request(userId, 'my secret is blue'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(bench.jobs).toEqual([
      {
        name: 'embed-message',
        payload: { user_id: userId, conversation_id: expect.any(String) },
        target: { database: 'shard-0' },
      },
    ]);
  });

  test('nothing that was said goes into an event of the log', async () => {
    const bench = await open();
    await bench.run(bench.request(newId(), 'my secret word is rhubarb and my size is M'));
    expect(JSON.stringify(bench.told)).not.toMatch(/rhubarb/u);
  });
});
