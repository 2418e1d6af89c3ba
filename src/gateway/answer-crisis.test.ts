import { describe, expect, test } from 'vitest';
import { systemClock } from '#kernel/clock';
import { ConflictError, DependencyError } from '#kernel/error';
import { newId } from '#kernel/id';
import { createMemoryCache } from '#providers/memory-cache/memory-cache';
import { answerCrisis, crisisWindowKey } from './answer-crisis.ts';
import type { CrisisDeps } from './answer-crisis.ts';
import { EventLog } from './event-log.ts';
import { PendingMessages } from './pending-messages.ts';
import { RunningTurns } from './running-turns.ts';

const STORED = { conversation_id: newId(), assistant_message_id: newId(), signature: 'signed' };

function open(record: () => Promise<typeof STORED>) {
  const cache = createMemoryCache({ clock: systemClock });
  const eventLog = new EventLog(cache);
  const failures: unknown[] = [];
  const running = new RunningTurns();
  const userId = newId();
  const deps = {
    orchestrator: { recordCrisis: record },
    cache,
    eventLog,
    pending: new PendingMessages(cache),
    clock: systemClock,
    running,
    events: {
      publishFailed: () => undefined,
      crisisDetected: () => undefined,
      crisisRecordFailed: (facts: unknown) => void failures.push(facts),
    },
    options: { country: 'AE' },
  } as unknown as CrisisDeps;
  const input = {
    userId,
    requestId: newId(),
    message: {
      message_id: newId(),
      text: 'x',
      input_type: 'text' as const,
      explicit_reply_to: null,
      sent_at: new Date().toISOString(),
    },
    language: 'en' as const,
    crisisLanguage: 'en',
  };
  return {
    cache,
    userId,
    failures,
    running,
    answer: () => answerCrisis(deps, input),
    breakLog: () => void (eventLog.publish = () => Promise.reject(new DependencyError('the cache is gone'))),
    told: async () => (await eventLog.read(userId, undefined)).events,
  };
}

describe('answering a crisis', () => {
  test('tells the fixed answer with the ids under which it was stored, and opens the window of a day', async () => {
    const { answer, told, cache, userId } = open(async () => STORED);
    await answer();
    const events = await told();
    expect(events.map(({ type }) => type)).toEqual(['accepted', 'text', 'done']);
    expect(events.at(-1)).toMatchObject({
      reply: { ...STORED, crisis_detected: true, items: [], text: expect.stringContaining('800-HOPE') },
    });
    expect(await cache.get(crisisWindowKey(userId))).toBe('1');
  });

  test('8.4: shows the answer although recording fails, and goes on recording', async () => {
    let calls = 0;
    const { answer, told, running, failures } = open(async () => {
      if (++calls < 3) throw new DependencyError('the shard is gone');
      return STORED;
    });
    await answer();
    expect((await told()).map(({ type }) => type)).toEqual(['accepted', 'text', 'done']);
    await running.idle();
    expect([calls, failures.length]).toEqual([3, 1]);
  });

  test('8.4: gives the answer to its sender although the cache is gone', async () => {
    const { answer, breakLog } = open(async () => STORED);
    breakLog();
    expect(await answer()).toMatchObject({ ...STORED, crisis_detected: true });
  });

  test('8.4: shows the answer also when the store refuses the ids, and does not repeat the recording', async () => {
    let calls = 0;
    const { answer, told, running, failures } = open(async () => {
      calls++;
      throw new ConflictError('used');
    });
    await answer();
    await running.idle();
    expect((await told()).map(({ type }) => type)).toEqual(['accepted', 'text', 'done']);
    expect([calls, failures.length]).toEqual([1, 1]);
  });
});
