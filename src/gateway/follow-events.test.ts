import { describe, expect, test } from 'vitest';
import { detachedCall } from '#kernel/call';
import { getEventMeta } from '#kernel/orpc';
import { newId } from '#kernel/id';
import { systemClock } from '#kernel/clock';
import type { TurnState } from '#dialogue/llm-orchestrator/contract';
import type { StreamEvent } from '#dialogue/model/stream-event';
import { createMemoryCache } from '#providers/memory-cache/memory-cache';
import { EventLog, isFinal } from './event-log.ts';
import { toCrisisReply } from './fixed-reply.ts';
import { followRequest, followUser } from './follow-events.ts';
import type { FollowDeps } from './follow-events.ts';

const userId = newId();
const reply = (requestId: string) =>
  toCrisisReply({
    requestId,
    messageId: newId(),
    conversationId: newId(),
    language: 'en',
    now: new Date(),
    country: 'AE',
  });
const accepted = (requestId: string): StreamEvent => ({ type: 'accepted', request_id: requestId, message_id: newId() });
const text = (requestId: string, index: number): StreamEvent => ({
  type: 'text',
  request_id: requestId,
  index,
  sentence: 'Hi.',
  speech: 'Hi.',
});
const cancelled = (requestId: string): StreamEvent => ({ type: 'cancelled', request_id: requestId });

function open(
  state: (requestId: string) => TurnState = () => ({ state: 'unknown' }),
  history: readonly { role: string; request_id: string }[] = [],
) {
  const eventLog = new EventLog(createMemoryCache({ clock: systemClock }));
  const shutdown = new AbortController();
  const orchestrator = {
    turn: async ({ request_id: id }: { request_id: string }) => state(id),
    history: async () => ({ messages: history }),
  };
  const deps = { eventLog, orchestrator, shutdown: shutdown.signal } as unknown as FollowDeps;
  const call = (lastEventId?: string, signal?: AbortSignal) => ({
    ...detachedCall({ caller: 'public', ...(signal ? { signal } : {}) }),
    lastEventId,
  });
  return { deps, eventLog, call };
}

async function take(
  stream: AsyncIterable<StreamEvent>,
  most = Infinity,
): Promise<{ type: string; id: string | undefined; requestId: string }[]> {
  const events: { type: string; id: string | undefined; requestId: string }[] = [];
  for await (const event of stream) {
    events.push({ type: event.type, id: getEventMeta(event)?.id, requestId: event.request_id });
    if (events.length >= most) break;
  }
  return events;
}

describe('following one request', () => {
  test("tells its events from the first to the last, and nobody else's", async () => {
    const { deps, eventLog, call } = open();
    const [mine, other] = [newId(), newId()];
    for (const event of [
      accepted(mine),
      accepted(other),
      text(mine, 0),
      text(other, 0),
      cancelled(mine),
      cancelled(other),
    ])
      await eventLog.publish(userId, event);
    const events = await take(await followRequest(deps, { userId, requestId: mine }, call()));
    expect(events.map(({ type, requestId }) => [type, requestId])).toEqual([
      ['accepted', mine],
      ['text', mine],
      ['cancelled', mine],
    ]);
    const rest = await take(await followRequest(deps, { userId, requestId: mine }, call(events[0]!.id)));
    expect(rest).toEqual(events.slice(1));
  });

  test('tells the end again to whoever asks from behind it, and closes', async () => {
    const { deps, eventLog, call } = open();
    const mine = newId();
    for (const event of [accepted(mine), cancelled(mine)]) await eventLog.publish(userId, event);
    const events = await take(await followRequest(deps, { userId, requestId: mine }, call()));
    expect(
      (await take(await followRequest(deps, { userId, requestId: mine }, call(events.at(-1)!.id)))).map(
        ({ type }) => type,
      ),
    ).toEqual(['cancelled']);
  });

  test('waits for what is still to come', async () => {
    const mine = newId();
    const { deps, eventLog, call } = open(() => ({ state: 'running', request_id: mine, message_id: newId() }));
    await eventLog.publish(userId, accepted(mine));
    const taking = take(await followRequest(deps, { userId, requestId: mine }, call()));
    for (const event of [text(mine, 0), text(mine, 1), cancelled(mine)]) await eventLog.publish(userId, event);
    expect((await taking).map(({ type }) => type)).toEqual(['accepted', 'text', 'text', 'cancelled']);
  });

  test('rebuilds what the log has lost from the rows', async () => {
    const mine = newId();
    const done = open(() => ({ state: 'done', reply: reply(mine) }));
    expect(
      (await take(await followRequest(done.deps, { userId, requestId: mine }, done.call()))).map(({ type }) => type),
    ).toEqual(['done']);
    const superseded = open(() => ({ state: 'superseded', request_id: mine, by: newId() }));
    expect(
      (await take(await followRequest(superseded.deps, { userId, requestId: mine }, superseded.call()))).map(
        ({ type }) => type,
      ),
    ).toEqual(['superseded']);
  });

  test('refuses before the stream begins what it cannot follow', async () => {
    const { deps, call } = open();
    await expect(followRequest(deps, { userId, requestId: newId() }, call())).rejects.toMatchObject({ status: 404 });
    await expect(followRequest(deps, { userId, requestId: newId() }, call('yesterday'))).rejects.toMatchObject({
      status: 400,
      code: 'invalid_last_event_id',
    });
    expect(() => followUser(deps, userId, call('yesterday'))).toThrow(expect.objectContaining({ status: 400 }));
  });
});

describe('following a user', () => {
  test('starts now without a place, and goes on after a place', async () => {
    const { deps, eventLog, call } = open();
    const [old, next] = [newId(), newId()];
    await eventLog.publish(userId, accepted(old));
    const stop = new AbortController();
    const taking = take(followUser(deps, userId, call(undefined, stop.signal)), 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await eventLog.publish(userId, accepted(next));
    expect((await taking).map(({ requestId }) => requestId)).toEqual([next]);
    const { events } = await eventLog.read(userId, undefined);
    expect(events).toHaveLength(2);
  });

  test('rebuilds the newest answers when its place is lost', async () => {
    const [one, two] = [newId(), newId()];
    const { deps, call } = open(
      (id) => ({ state: 'done', reply: reply(id) }),
      [
        { role: 'user', request_id: one },
        { role: 'assistant', request_id: one },
        { role: 'assistant', request_id: two },
      ],
    );
    const events = await take(followUser(deps, userId, call('1-7')), 2);
    expect(events.map(({ type, requestId }) => [type, requestId])).toEqual([
      ['done', one],
      ['done', two],
    ]);
  });

  test('exactly one of four types ends a request', () => {
    const mine = newId();
    expect(
      [
        accepted(mine),
        text(mine, 0),
        cancelled(mine),
        { type: 'superseded', request_id: mine, by: mine } as StreamEvent,
      ].map(isFinal),
    ).toEqual([false, false, true, true]);
  });
});
