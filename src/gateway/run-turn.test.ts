import { describe, expect, test } from 'vitest';
import { systemClock } from '#kernel/clock';
import { DependencyError, InvalidInputError } from '#kernel/error';
import { newId } from '#kernel/id';
import type { ReplyRequest } from '#dialogue/llm-orchestrator/contract';
import type { StreamEvent } from '#dialogue/model/stream-event';
import { createMemoryCache } from '#providers/memory-cache/memory-cache';
import { EventLog } from './event-log.ts';
import { toBusyReply } from './fixed-reply.ts';
import { PendingMessages } from './pending-messages.ts';
import { RunningTurns, turnName } from './running-turns.ts';
import { runTurn } from './run-turn.ts';
import { supersedeTurns } from './supersede-turns.ts';
import type { SupersedeDeps } from './supersede-turns.ts';
import type { RunTurnDeps } from './run-turn.ts';

const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const userId = newId();

function open(events: readonly (StreamEvent | Error)[], voiceMode = false) {
  const cache = createMemoryCache({ clock: systemClock });
  const eventLog = new EventLog(cache);
  const running = new RunningTurns();
  const requestId =
    (events.find((event) => !(event instanceof Error)) as StreamEvent | undefined)?.request_id ?? newId();
  const reply = async () =>
    (async function* () {
      for (const event of events) {
        if (event instanceof Error) throw event;
        yield event;
      }
    })();
  const failed: unknown[] = [];
  const unpublished: string[] = [];
  const breakLog = (): void => void (eventLog.publish = () => Promise.reject(new DependencyError('the cache is gone')));
  const deps = {
    orchestrator: { reply },
    eventLog,
    cache,
    pending: new PendingMessages(cache),
    events: {
      turnFailed: (facts: unknown) => failed.push(facts),
      publishFailed: ({ type }: { type: string }) => unpublished.push(type),
    },
    options: { turnTimeoutMs: 1_000 },
  } as unknown as RunTurnDeps;
  const request: ReplyRequest = {
    user_id: userId,
    request_id: requestId,
    messages: [],
    supersedes: [],
    voice_mode: voiceMode,
    mall_id: null,
    photo_url: null,
    crisis_window: false,
  };
  const start = () => {
    const turn = runTurn(deps, request, TRACEPARENT);
    running.track(turnName(userId, requestId), turn.ended);
    return turn;
  };
  return {
    start,
    cache,
    failed,
    unpublished,
    breakLog,
    log: async () => (await eventLog.read(userId, undefined)).events,
  };
}

const id = newId();
const ACCEPTED: StreamEvent = { type: 'accepted', request_id: id, message_id: newId() };
const TEXT: StreamEvent = { type: 'text', request_id: id, index: 0, sentence: 'Hi.', speech: 'Hi.' };
const DONE: StreamEvent = {
  type: 'done',
  request_id: id,
  reply: toBusyReply({
    requestId: id,
    messageId: newId(),
    conversationId: newId(),
    language: 'en',
    now: new Date(),
    country: 'AE',
  }),
};

describe('running a turn', () => {
  test('tells all its events, and says at the first one that the message is stored', async () => {
    const { start, log } = open([ACCEPTED, TEXT, DONE]);
    const turn = start();
    expect(await turn.stored).toBe('accepted');
    await turn.ended;
    expect((await log()).map(({ type }) => type)).toEqual(['accepted', 'text', 'done']);
  });

  test('8.5: announces audio once, before the first sentence, when the answer is to be spoken', async () => {
    const { start, log } = open([ACCEPTED, TEXT, { ...TEXT, index: 1 } as StreamEvent, DONE], true);
    await start().ended;
    expect((await log()).map(({ type }) => type)).toEqual(['accepted', 'audio', 'text', 'text', 'done']);
  });

  test('a stored answer is told as done', async () => {
    const { start } = open([DONE]);
    expect(await start().stored).toBe('done');
  });

  test('a message that was not stored has no events: its sender gets the error', async () => {
    const { start, log } = open([new InvalidInputError('The message is empty.')]);
    const turn = start();
    await expect(turn.stored).rejects.toMatchObject({ status: 400 });
    await turn.ended;
    expect(await log()).toEqual([]);
  });

  test('a failure after the message was stored becomes an error event that tells no internals', async () => {
    const { start, log, failed } = open([ACCEPTED, new DependencyError('the shard at 10.0.0.7 is gone')]);
    const turn = start();
    expect(await turn.stored).toBe('accepted');
    await turn.ended;
    expect((await log()).at(-1)).toEqual({
      type: 'error',
      request_id: id,
      code: 'dependency_failed',
      detail: 'The answer could not be made.',
    });
    expect(failed).toHaveLength(1);
  });

  test('8.11: a turn that another request took over ends with the name of that request', async () => {
    const { start, cache, log } = open([ACCEPTED, TEXT, { type: 'cancelled', request_id: id }]);
    const by = newId();
    const cancelled: string[] = [];
    const orchestrator = {
      cancel: async ({ request_id: asked }: { request_id: string }) => (cancelled.push(asked), { cancelled: true }),
    };
    await supersedeTurns({ orchestrator, cache, events: {} } as unknown as SupersedeDeps, {
      userId,
      requestIds: [id],
      by,
    });
    await start().ended;
    expect(cancelled).toEqual([id]);
    expect((await log()).at(-1)).toEqual({ type: 'superseded', request_id: id, by });
  });

  test('8.11: a turn that was quicker than the cancelling ends with its answer', async () => {
    const { start, cache, log } = open([ACCEPTED, DONE]);
    const orchestrator = { cancel: () => Promise.reject(new DependencyError('down')) };
    const failed: unknown[] = [];
    const events = { supersedeFailed: (facts: unknown) => failed.push(facts) };
    await supersedeTurns({ orchestrator, cache, events } as unknown as SupersedeDeps, {
      userId,
      requestIds: [id],
      by: newId(),
    });
    await start().ended;
    expect((await log()).map(({ type }) => type)).toEqual(['accepted', 'done']);
    expect(failed).toHaveLength(1);
  });

  test('goes on when an event cannot be told, and says that the message is stored', async () => {
    const { start, unpublished, breakLog } = open([ACCEPTED, TEXT, DONE]);
    breakLog();
    const turn = start();
    expect(await turn.stored).toBe('accepted');
    await turn.ended;
    expect(unpublished).toEqual(['accepted', 'text', 'done']);
  });
});

describe('the running turns', () => {
  test('are counted without the sensors, and waited for', async () => {
    const running = new RunningTurns();
    let end = (): void => undefined;
    running.track('r1', new Promise((resolve) => (end = resolve)));
    running.track('sensors:r1', Promise.resolve());
    expect(running.count).toBe(1);
    let isIdle = false;
    const idle = running.idle().then(() => (isIdle = true));
    await Promise.resolve();
    expect(isIdle).toBe(false);
    end();
    await idle;
    expect(running.count).toBe(0);
  });

  test('start a request once while it runs, and again when its start failed', async () => {
    const running = new RunningTurns();
    let starts = 0;
    const start = async (): Promise<string> => `start ${++starts}`;
    expect(
      await Promise.all([running.join('r1', start), running.join('r1', start), running.join('r2', start)]),
    ).toEqual(['start 1', 'start 1', 'start 2']);
    await expect(running.join('r3', () => Promise.reject(new DependencyError('down')))).rejects.toMatchObject({
      code: 'dependency_failed',
    });
    expect(await running.join('r3', start)).toBe('start 3');
  });
});
