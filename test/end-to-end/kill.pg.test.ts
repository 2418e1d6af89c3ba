import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import { openUser } from '../support/api.ts';
import type { ApiUser } from '../support/api.ts';
import { startInstallation } from '../support/installation.ts';
import type { Installation } from '../support/installation.ts';
import type { History } from './expectations.ts';

const ROUNDS = 3;
const TALKERS = 4;

/** A pair that the client was told is done. */
interface Acknowledged {
  readonly requestId: string;
  readonly messageId: string;
  readonly answerId: string;
  readonly text: string;
}

/** Talks until the process is gone; keeps what was acknowledged and what was not. */
async function talk(
  user: ApiUser,
  signal: AbortSignal,
): Promise<{
  readonly done: Acknowledged[];
  readonly open: { request_id: string; message_id: string; message: string }[];
}> {
  const done: Acknowledged[] = [];
  const open: { request_id: string; message_id: string; message: string }[] = [];
  for (let turn = 0; !signal.aborted; turn++) {
    const ids = { request_id: newId(), message_id: newId() };
    const message = `hello, this is message ${turn}`;
    try {
      const { reply } = await user.say(message, ids);
      done.push({
        requestId: ids.request_id,
        messageId: ids.message_id,
        answerId: reply.assistant_message_id ?? '',
        text: reply.text,
      });
    } catch {
      open.push({ ...ids, message });
      await sleep(100);
    }
  }
  return { done, open };
}

describe('a process that is killed while people talk', () => {
  let unde: Installation;
  beforeAll(async () => {
    unde = await startInstallation({
      topology: 'one-process',
      environment: { GATEWAY_MESSAGES_PER_USER_SECOND: '100' },
    });
  }, 120_000);
  afterAll(async () => {
    await unde?.stop();
  }, 60_000);

  test.each(Array.from({ length: ROUNDS }, (_, round) => round))(
    'keeps every acknowledged pair, and none twice (round %i)',
    async (round) => {
      const users = await Promise.all(Array.from({ length: TALKERS }, () => openUser(unde.url)));
      const stop = new AbortController();
      const talking = users.map((user) => talk(user, stop.signal));
      // Any moment of a turn may be hit: the waits are different in every round.
      await sleep(1_500 + Math.floor(Math.random() * 1_000) + round * 137);
      const crashing = unde.crash();
      await sleep(20);
      stop.abort();
      const results = await Promise.all(talking);
      await crashing;
      expect(results.flatMap(({ done }) => done).length).toBeGreaterThan(0);
      for (const [index, user] of users.entries()) {
        const { done, open } = results[index]!;
        // What was not acknowledged is sent again with the same ids: it is answered once.
        for (const { request_id: requestId, message_id: messageId, message } of open) {
          const sent = await user.send(message, { request_id: requestId, message_id: messageId });
          expect(sent.answer.status).toBe(202);
          done.push({ requestId, messageId, answerId: '', text: (await user.follow(requestId)).reply.text });
        }
        const { body } = await user.call<History>('/api/v1/history?limit=100');
        for (const pair of done) {
          const rows = body.messages.filter(({ request_id: id }) => id === pair.requestId);
          expect(rows.map(({ role }) => role)).toEqual(['user', 'assistant']);
          expect(rows[0]?.message_id).toBe(pair.messageId);
          expect(rows[1]?.content).toBe(pair.text);
        }
        expect(body.messages).toHaveLength(2 * done.length);
        expect(new Set(body.messages.map(({ message_id: id }) => id)).size).toBe(body.messages.length);
      }
    },
    180_000,
  );
});
