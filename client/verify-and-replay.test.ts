import { describe, expect, test } from 'vitest';
import { ApiError } from './api-error.ts';
import type { ApiClient } from './api-client.ts';
import { PairBuffer } from './pair-buffer.ts';
import { createMemoryPairStorage } from './storage/pair-storage.ts';
import { createFakeTime, makeReply } from './test-support.ts';
import { verifyAndReplay } from './verify-and-replay.ts';

type Body = Parameters<ApiClient['chat']['verifyAndReplay']>[0];
type Answer = Awaited<ReturnType<ApiClient['chat']['verifyAndReplay']>>;
type Status = Answer['results'][number]['status'];
const conversationId = '0190a000-0000-7000-8000-00000000c0de';

function makeRecovery(answer: (body: Body, call: number) => Partial<Answer> | ApiError) {
  const time = createFakeTime();
  const buffer = new PairBuffer({ storage: createMemoryPairStorage(), time });
  const bodies: Body[] = [];
  const chat = {
    verifyAndReplay: async (body: Body): Promise<Answer> => {
      bodies.push(body);
      const result = answer(body, bodies.length);
      if (result instanceof ApiError) throw result;
      return {
        conversation_id: conversationId,
        results: resultsOf(body, 'inserted'),
        missing_confirmed: [],
        ...result,
      };
    },
  } as unknown as ApiClient['chat'];
  const run = () => verifyAndReplay({ api: { chat }, buffer, time, random: () => 0.5 }, { conversationId });
  return { time, buffer, bodies, run };
}

function resultsOf(body: Body, status: Status): Answer['results'] {
  return (body.unconfirmed ?? []).map((message) => ({ id: message.id, status, reason: null, stored_answer_id: null }));
}

async function addConfirmed(
  buffer: PairBuffer,
  time: { advance: (ms: number) => void },
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    await buffer.add({ requestId: name, messageId: `m-${name}`, text: name });
    await buffer.settle(makeReply(name, { assistant_message_id: `a-${name}` }));
    time.advance(1_000);
  }
}

const unreachable = () => new ApiError({ kind: 'network', status: 0, code: 'network_unreachable', detail: 'away' });

describe('verify and replay', () => {
  test('sends the six ids of the last three confirmed pairs and resends what the server lost, in full', async () => {
    const recovery = makeRecovery((_body, call) => (call === 1 ? { missing_confirmed: ['m-c', 'a-c'] } : {}));
    await addConfirmed(recovery.buffer, recovery.time, ['a', 'b', 'c', 'd']);
    const result = await recovery.run();
    expect(recovery.bodies[0]).toMatchObject({
      unconfirmed: [],
      recent_confirmed_ids: ['m-b', 'a-b', 'm-c', 'a-c', 'm-d', 'a-d'],
    });
    expect(recovery.bodies[1]?.unconfirmed?.map((message) => [message.id, message.signature])).toEqual([
      ['m-c', null],
      ['a-c', 'c2lnbmVk'],
    ]);
    expect(result).toEqual({ reached: true, resend: [], givenUp: [], replaced: [] });
  });

  test('an answer without its signature is never replayed: its message is, and is to be sent again', async () => {
    const recovery = makeRecovery(() => ({}));
    await recovery.buffer.add({ requestId: 'x', messageId: 'm-x', text: 'seen in part' });
    await recovery.buffer.markAnswerSeen('x');
    const result = await recovery.run();
    expect(recovery.bodies[0]?.unconfirmed?.map((message) => message.id)).toEqual(['m-x']);
    expect(result.resend).toEqual(['x']);
  });

  test('a message without any answer is not replayed but sent again', async () => {
    const recovery = makeRecovery(() => ({}));
    await recovery.buffer.add({ requestId: 'p', messageId: 'm-p', text: 'never answered' });
    const result = await recovery.run();
    expect(recovery.bodies).toEqual([]);
    expect(result.resend).toEqual(['p']);
  });

  test('a tombstoned pair is dropped, a stored answer of the server wins', async () => {
    const recovery = makeRecovery((body, call) => {
      if (call === 1) return { missing_confirmed: ['m-a', 'm-b'] };
      return {
        results: resultsOf(body, 'already_present').map((each) =>
          each.id === 'm-a'
            ? { ...each, status: 'tombstoned' }
            : { ...each, stored_answer_id: each.id === 'a-b' ? 'other' : null },
        ),
      };
    });
    await addConfirmed(recovery.buffer, recovery.time, ['a', 'b']);
    const result = await recovery.run();
    expect(recovery.buffer.find('a')).toBeUndefined();
    expect(result.replaced).toEqual(['b']);
  });

  test('three failed attempts, 15-30 s apart, then the user is asked to repeat and the pair is kept', async () => {
    const recovery = makeRecovery(unreachable);
    await recovery.buffer.add({ requestId: 'x', messageId: 'm-x', text: 'words' });
    await recovery.buffer.markAnswerSeen('x');
    const result = await recovery.run();
    expect(recovery.bodies).toHaveLength(3);
    expect(recovery.time.slept.every((ms) => ms >= 15_000 && ms <= 30_000)).toBe(true);
    expect(result).toMatchObject({ reached: false, givenUp: ['x'] });
    expect(recovery.buffer.find('x')?.attempts).toBe(3);
  });

  test('a refusal that cannot change is not repeated', async () => {
    const recovery = makeRecovery(
      () => new ApiError({ kind: 'problem', status: 403, code: 'forbidden', detail: 'not yours' }),
    );
    await addConfirmed(recovery.buffer, recovery.time, ['a']);
    expect(await recovery.run()).toMatchObject({ reached: false });
    expect(recovery.bodies).toHaveLength(1);
  });
});
