import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUFFER_SIZE, CONFIRMED_KEPT, PairBuffer } from './pair-buffer.ts';
import { createMemoryPairStorage } from './storage/pair-storage.ts';
import { createFakeTime, makeReply } from './test-support.ts';

function makeBuffer() {
  const time = createFakeTime();
  const storage = createMemoryPairStorage();
  return { time, storage, buffer: new PairBuffer({ storage, time }) };
}

async function addPairs(context: ReturnType<typeof makeBuffer>, count: number, from = 0): Promise<string[]> {
  const ids: string[] = [];
  for (let index = from; index < from + count; index++) {
    ids.push(`request-${String(index).padStart(3, '0')}`);
    await context.buffer.add({ requestId: ids.at(-1) ?? '', messageId: `message-${index}`, text: `words ${index}` });
    context.time.advance(1_000);
  }
  return ids;
}

describe('the buffer of the last ten pairs', () => {
  test('a pair goes from pending over unconfirmed to confirmed', async () => {
    const context = makeBuffer();
    const [id = ''] = await addPairs(context, 1);
    expect(context.buffer.find(id)?.status).toBe('pending');
    await context.buffer.markAnswerSeen(id);
    expect(context.buffer.find(id)?.status).toBe('unconfirmed');
    await context.buffer.settle(makeReply(id));
    expect(context.buffer.find(id)).toMatchObject({
      status: 'confirmed',
      messages: [{ role: 'user' }, { role: 'assistant', signature: 'c2lnbmVk' }],
    });
  });

  test('an answer that was shown but never stored leaves its pair unconfirmed', async () => {
    const context = makeBuffer();
    const [id = ''] = await addPairs(context, 1);
    await context.buffer.settle(makeReply(id, { assistant_message_id: null, signature: null, crisis_detected: true }));
    expect(context.buffer.find(id)).toMatchObject({ status: 'unconfirmed', messages: [{ role: 'user' }] });
  });

  test('the last three confirmed pairs stay however old they are, others for a minute', async () => {
    const context = makeBuffer();
    const ids = await addPairs(context, 5);
    for (const id of ids) await context.buffer.settle(makeReply(id));
    expect(context.buffer.pairs).toHaveLength(5);
    context.time.advance(3_600_000);
    await addPairs(context, 1, 5);
    expect(context.buffer.pairs.map((pair) => pair.requestId)).toEqual([...ids.slice(2), 'request-005']);
    expect(context.buffer.recentConfirmedIds()).toHaveLength(6);
  });

  test('an acknowledgement is overdue five seconds after the answer', async () => {
    const context = makeBuffer();
    const [id = ''] = await addPairs(context, 1);
    await context.buffer.markAnswerSeen(id);
    context.time.advance(4_999);
    expect(context.buffer.overdue()).toHaveLength(0);
    context.time.advance(1);
    expect(context.buffer.overdue()).toHaveLength(1);
  });

  test('the words of a superseded message move to the pair that took it over', async () => {
    const context = makeBuffer();
    const [first = '', second = ''] = await addPairs(context, 2);
    await context.buffer.supersede(first, second);
    expect(context.buffer.pairs).toHaveLength(1);
    expect(context.buffer.find(second)?.messages.map((message) => [message.id, message.request_id])).toEqual([
      ['message-0', second],
      ['message-1', second],
    ]);
  });

  test('what is in memory is in the storage, and a new page finds it', async () => {
    const context = makeBuffer();
    await addPairs(context, 12);
    const later = new PairBuffer({ storage: context.storage, time: context.time });
    await later.load();
    expect(later.pairs).toEqual(context.buffer.pairs);
    expect(later.pairs).toHaveLength(BUFFER_SIZE);
  });

  test('whatever happens: at most ten, in order, the last three confirmed kept, waiting pairs before old confirmed ones', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('add' as const) }),
      fc.record({ kind: fc.constantFrom('seen' as const, 'settle' as const, 'attempt' as const), pick: fc.nat(30) }),
      fc.record({ kind: fc.constant('wait' as const), pick: fc.nat(90_000) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const context = makeBuffer();
        const { buffer } = context;
        let added = 0;
        for (const each of steps) {
          const held = buffer.pairs;
          const id = 'pick' in each ? (held[each.pick % Math.max(1, held.length)]?.requestId ?? '') : '';
          const waitingBefore = held.filter((pair) => pair.status !== 'confirmed');
          if (each.kind === 'add') await addPairs(context, 1, added++);
          else if (each.kind === 'seen') await buffer.markAnswerSeen(id);
          else if (each.kind === 'settle' && buffer.find(id)?.status !== 'confirmed')
            await buffer.settle(makeReply(id));
          else if (each.kind === 'attempt') await buffer.countAttempt(id);
          else if (each.kind === 'wait') context.time.advance(each.pick);
          const now = buffer.pairs;
          expect(now.length).toBeLessThanOrEqual(BUFFER_SIZE);
          expect([...now].sort((a, b) => a.createdAtMs - b.createdAtMs)).toEqual(now);
          expect(new Set(now.map((pair) => pair.requestId)).size).toBe(now.length);
          const confirmedBefore = held.filter((pair) => pair.status === 'confirmed').slice(-CONFIRMED_KEPT);
          const confirmedNow = now.filter((pair) => pair.status === 'confirmed').slice(-CONFIRMED_KEPT);
          expect(confirmedNow.length).toBeGreaterThanOrEqual(confirmedBefore.length);
          const lost = waitingBefore.some((pair) => !buffer.find(pair.requestId));
          if (lost)
            expect(now.filter((pair) => pair.status === 'confirmed').length).toBeLessThanOrEqual(CONFIRMED_KEPT);
          expect([...(await context.storage.list())].sort((a, b) => a.createdAtMs - b.createdAtMs)).toEqual(now);
        }
      }),
      { numRuns: 60 },
    );
  });
});
