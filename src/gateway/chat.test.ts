import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { detachedCall } from '#kernel/call';
import { systemClock } from '#kernel/clock';
import { DependencyError, UnauthenticatedError } from '#kernel/error';
import { newId } from '#kernel/id';
import type { ReplyRequest } from '#dialogue/llm-orchestrator/contract';
import { DEFAULT_MOOD_FRAME } from '#dialogue/model/mood-frame';
import { createMemoryCache } from '#providers/memory-cache/memory-cache';
import { sendMessage } from './chat.ts';
import type { ChatDeps } from './chat.ts';
import { chatBody } from './contract.ts';
import { EventLog } from './event-log.ts';
import { toBusyReply } from './fixed-reply.ts';
import { PendingMessages } from './pending-messages.ts';
import { RunningTurns } from './running-turns.ts';

const identity = { userId: newId(), deviceId: newId(), sessionId: newId() };
const OPTIONS = {
  messagesPerUserSecond: 50,
  messagesPerUserMinute: 100,
  messagesPerIpSecond: 100,
  waitingTurns: 200,
  debounceWindowMs: 1_500,
  acceptTimeoutMs: 200,
  turnTimeoutMs: 1_000,
  country: 'AE',
};

/** The door with an orchestrator that answers when it is let to. */
function open(
  changes: Partial<typeof OPTIONS> = {},
  fault?: Error,
  requireAlive: () => Promise<void> = async () => undefined,
) {
  const cache = createMemoryCache({ clock: systemClock });
  const running = new RunningTurns();
  const asked: ReplyRequest[] = [];
  const cancelled: string[] = [];
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const orchestrator = {
    reply: async (request: ReplyRequest) => {
      if (fault) throw fault;
      asked.push(request);
      return (async function* () {
        const base = { request_id: request.request_id };
        yield { ...base, type: 'accepted', message_id: request.messages.at(-1)!.message_id };
        await held;
        yield cancelled.includes(request.request_id)
          ? { ...base, type: 'cancelled' }
          : {
              ...base,
              type: 'done',
              reply: toBusyReply({
                requestId: request.request_id,
                messageId: newId(),
                conversationId: newId(),
                language: 'en',
                now: new Date(),
                country: 'AE',
              }),
            };
      })();
    },
    cancel: async ({ request_id: id }: { request_id: string }) => (cancelled.push(id), { cancelled: true }),
    compact: async () => ({
      conversation_id: null,
      favorite_brands: [],
      allergies: [],
      interests: [],
      cultural_sensitivity_level: 'medium',
      recent_messages: [],
    }),
    recordCrisis: async () => ({ conversation_id: newId(), assistant_message_id: newId(), signature: 's' }),
  };
  const told: string[] = [];
  const events = new Proxy({}, { get: (_target, name) => () => void told.push(String(name)) });
  const eventLog = new EventLog(cache);
  const deps = {
    orchestrator,
    mood: { analyze: async () => DEFAULT_MOOD_FRAME },
    context: { context: () => Promise.reject(new DependencyError('down')) },
    cache,
    eventLog,
    pending: new PendingMessages(cache),
    events,
    running,
    sessions: { requireAlive },
    clock: systemClock,
    voiceSignalsKey: randomBytes(32),
    options: { ...OPTIONS, ...changes },
  } as unknown as ChatDeps;
  const send = (message: string, more: Readonly<Record<string, unknown>> = {}) =>
    sendMessage(deps, identity, chatBody.parse({ message, ...more }), detachedCall({ caller: 'public' }));
  const types = async (requestId: string) =>
    (await eventLog.read(identity.userId, undefined)).events
      .filter(({ request_id: id }) => id === requestId)
      .map(({ type }) => type);
  return {
    send,
    asked,
    cancelled,
    told,
    types,
    letGo: async () => {
      letGo();
      await running.idle();
    },
  };
}

describe('a message at the door', () => {
  test('is accepted when it is stored, and answered by events', async () => {
    const door = open();
    const ids = { request_id: newId(), message_id: newId() };
    expect(await door.send('hello', ids)).toEqual({
      ...ids,
      status: 'accepted',
      events_url: `/api/v1/chat/${ids.request_id}/events`,
    });
    await door.letGo();
    const types = await door.types(ids.request_id);
    expect(types.toSorted()).toEqual(['accepted', 'done', 'mood']);
    expect(types.at(-1)).toBe('done');
    expect(door.told).toContain('sensorFailed');
  });

  test('gets ids when it has none', async () => {
    const door = open();
    const { request_id: requestId, message_id: messageId } = await door.send('hello');
    expect(door.asked[0]).toMatchObject({
      request_id: requestId,
      messages: [{ message_id: messageId, text: 'hello' }],
    });
    await door.letGo();
  });

  test('8.11: supersedes the one before it within the window, and takes its messages over', async () => {
    const door = open();
    const [first, second] = [await door.send('sneakers'), await door.send('no, a dress')];
    expect(door.cancelled).toEqual([first.request_id]);
    expect(door.asked[1]).toMatchObject({
      supersedes: [first.request_id],
      messages: [{ text: 'sneakers' }, { text: 'no, a dress' }],
    });
    await door.letGo();
    expect((await door.types(first.request_id)).filter((type) => type !== 'mood')).toEqual(['accepted', 'superseded']);
    expect((await door.types(second.request_id)).at(-1)).toBe('done');
  });

  test('8.11: a message that a later request took over changes nothing when it comes again', async () => {
    const door = open();
    const ids = { request_id: newId(), message_id: newId() };
    await door.send('sneakers', ids);
    const second = await door.send('no, a dress');
    await expect.poll(() => door.cancelled).toEqual([ids.request_id]);
    await door.send('sneakers', { ...ids, request_id: newId() });
    expect([door.asked.length, door.cancelled.length]).toEqual([2, 1]);
    await door.letGo();
    expect((await door.types(second.request_id)).at(-1)).toBe('done');
  });

  test('8.10: two sends of one request at once are one turn', async () => {
    const door = open();
    const ids = { request_id: newId(), message_id: newId() };
    const sent = await Promise.all([door.send('hello', ids), door.send('hello', ids)]);
    expect(sent.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect(door.asked).toHaveLength(1);
    await door.letGo();
  });

  test('8.4: a crisis stops the turn that runs', async () => {
    const door = open();
    const first = await door.send('sneakers');
    await door.send('I want to die');
    expect(door.cancelled).toEqual([first.request_id]);
    await door.letGo();
    expect((await door.types(first.request_id)).at(-1)).toBe('superseded');
  });

  test('8.11: does not supersede after the window, nor when it was spoken', async () => {
    const door = open({ debounceWindowMs: -1 });
    await door.send('sneakers');
    await door.send('a dress');
    const spoken = open();
    await spoken.send('sneakers');
    await spoken.send('a dress', { input_type: 'voice' });
    expect([door.cancelled, spoken.cancelled]).toEqual([[], []]);
    expect(spoken.asked[1]).toMatchObject({ supersedes: [], messages: [{ text: 'a dress' }] });
    await Promise.all([door.letGo(), spoken.letGo()]);
  });

  test('8.10: joins its own running turn when it comes again', async () => {
    const door = open();
    const ids = { request_id: newId(), message_id: newId() };
    await door.send('hello', ids);
    expect((await door.send('hello', ids)).status).toBe('accepted');
    expect(door.asked).toHaveLength(1);
    await expect(door.send('other', ids)).rejects.toMatchObject({ status: 409, code: 'message_id_reused' });
    await door.letGo();
  });

  test('D-07, 8.1: is told at once that all are busy, and not stored, when every slot is taken', async () => {
    const door = open({ waitingTurns: 1 });
    await door.send('hello', { input_type: 'voice' });
    const second = await door.send('привет', { input_type: 'voice' });
    expect(second.status).toBe('done');
    expect(door.asked).toHaveLength(1);
    expect(await door.types(second.request_id)).toEqual(['done']);
    await door.letGo();
  });

  test('D-08: is answered before every limit when it is a crisis', async () => {
    const door = open({ messagesPerUserSecond: 0, waitingTurns: 0 });
    const crisis = await door.send('I want to die');
    expect([crisis.status, door.asked]).toEqual(['done', []]);
    expect(await door.types(crisis.request_id)).toEqual(['accepted', 'text', 'done']);
    await expect(door.send('hello')).rejects.toMatchObject({ status: 429 });
  });

  test('8.4: a crisis is answered while nobody can tell whether the session lives; an ended session stays out', async () => {
    const unknown = open({}, undefined, () => Promise.reject(new DependencyError('the database is gone')));
    expect((await unknown.send('I want to die')).reply?.text).toContain('800-HOPE');
    await expect(unknown.send('hello')).rejects.toMatchObject({ status: 503, code: 'not_stored' });
    const ended = open({}, undefined, () => Promise.reject(new UnauthenticatedError('ended')));
    await expect(ended.send('I want to die')).rejects.toMatchObject({ status: 401 });
  });

  test('may be sent again when it could not be stored', async () => {
    await expect(open({}, new DependencyError('the shard is gone')).send('hello')).rejects.toMatchObject({
      status: 503,
      code: 'not_stored',
      retryAfterSeconds: 2,
    });
  });

  test.each([
    [' \n', 'message_empty'],
    ['x'.repeat(10_001), 'message_too_long'],
    ['a\u0000b', 'message_not_text'],
    ['a\ud83d', 'message_not_text'],
  ])('is refused as it is: %j', async (text, code) => {
    await expect(open().send(text)).rejects.toMatchObject({ status: 400, code });
  });
});
