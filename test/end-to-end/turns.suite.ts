import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import { collect, openUser } from '../support/api.ts';
import type { ApiUser, ReceivedEvent } from '../support/api.ts';
import type { Installation } from '../support/installation.ts';
import { expectItems } from './expectations.ts';
import type { FactList, History } from './expectations.ts';

/** Several messages at once, and the ids that the client makes. */
export function describeTurns(installation: () => Installation): void {
  const newUser = (): Promise<ApiUser> => openUser(() => installation().url());

  describe('with several messages at once', () => {
    test('CT-18: three messages in two seconds give one answer, to the last intent', async () => {
      const user = await newUser();
      const first = await user.send('I want sneakers');
      const second = await user.send('no, rather a dress');
      const third = await user.send('a dress up to 600 AED');
      const told = await user.follow(third.requestId, third.messageId);
      const ends = await Promise.all([first, second].map(async ({ requestId }) => (await user.poll(requestId)).body));
      const answered = ends.filter(({ status }) => status === 'done');
      const { body } = await user.call<History>('/api/v1/history');
      const answers = body.messages.filter(({ role }) => role === 'assistant');
      // A turn that was quicker than the next message was answered before it came: then nothing waited for it.
      expect(answers).toHaveLength(1 + answered.length);
      expect(body.messages.filter(({ role }) => role === 'user').map(({ content }) => content)).toEqual([
        'I want sneakers',
        'no, rather a dress',
        'a dress up to 600 AED',
      ]);
      for (const end of ends.filter(({ status }) => status !== 'done')) expect(end.status).toBe('superseded');
      // A client that missed it sends the first one again: it is not answered a second time.
      await user.send('I want sneakers', { request_id: first.requestId, message_id: first.messageId });
      await sleep(500);
      expect((await user.call<History>('/api/v1/history')).body.messages).toHaveLength(body.messages.length);
      expectItems(told.reply.items, { least: 1, maxPrice: 600 });
      expect(told.reply.items.every(({ category }) => /dress/iu.test(category))).toBe(true);
    });

    test('CT-18: a burst sent at once is superseded down to its last message', async () => {
      const user = await newUser();
      await user.say('hello');
      const stop = new AbortController();
      const seen: ReceivedEvent[] = [];
      const watching = (async () => {
        for await (const event of user.events('/api/v1/events', { signal: stop.signal })) seen.push(event);
      })();
      await sleep(300);
      const sends: Awaited<ReturnType<ApiUser['send']>>[] = [];
      for (const text of ['I want sneakers', 'or a skirt', 'no, a white shirt under 400 AED'])
        sends.push(await user.send(text));
      await user.follow(sends[2]!.requestId);
      await sleep(300);
      stop.abort();
      await watching;
      const finals = sends.map(({ requestId }) =>
        seen
          .filter(
            ({ event }) =>
              event.request_id === requestId && ['done', 'superseded', 'cancelled', 'error'].includes(event.type),
          )
          .map(({ event }) => event.type),
      );
      expect(finals.map((list) => list.length)).toEqual([1, 1, 1]);
      expect(finals[2]).toEqual(['done']);
    });

    test('CT-19: two parallel requests are answered one after the other, the second knowing the first', async () => {
      const user = await newUser();
      const voice = { input_type: 'voice' };
      const [first, second] = await Promise.all([
        user.send('My size is M', voice),
        user.send('I never wear leather', voice),
      ]);
      const answers = await Promise.all([user.follow(first.requestId), user.follow(second.requestId)]);
      expect(answers.map(({ reply }) => reply.text.length > 0)).toEqual([true, true]);
      const { body } = await user.call<History>('/api/v1/history');
      expect(body.messages.map(({ role }) => role).toSorted()).toEqual(['assistant', 'assistant', 'user', 'user']);
      const facts = (await user.call<FactList>('/api/v1/memory')).body.facts.map(({ type }) => type).toSorted();
      expect(facts).toEqual(['body_params', 'hard_ban']);
    });

    test('stops a running turn when it is cancelled, and goes on with the next one', async () => {
      const user = await newUser();
      const sent = await user.send('[[fault:timeout]] find me a coat');
      const cancelled = await user.call(`/api/v1/chat/${sent.requestId}/cancel`, { method: 'POST', body: {} });
      expect([cancelled.status, cancelled.body]).toEqual([200, { cancelled: true }]);
      const events = await collect(user.events(`/api/v1/chat/${sent.requestId}/events`));
      expect(events.at(-1)?.event.type).toBe('cancelled');
      expect((await user.poll(sent.requestId)).body).toMatchObject({ status: 'cancelled' });
      expect((await user.say('hello')).reply.text).not.toBe('');
    });

    test('a turn of somebody else cannot be stopped, even by its id', async () => {
      const [user, other] = [await newUser(), await newUser()];
      const sent = await user.send('[[fault:timeout@deepseek]] I need a coat');
      const cancelled = await other.call(`/api/v1/chat/${sent.requestId}/cancel`, { method: 'POST', body: {} });
      expect(cancelled.body).toEqual({ cancelled: false });
      expect((await user.follow(sent.requestId)).reply.text).not.toBe('');
    }, 60_000);

    test('answers at most so many messages in a second, and says when to come back', async () => {
      const user = await newUser();
      const sends = await Promise.all(
        Array.from({ length: 14 }, (_, index) => user.send(`hello ${index}`, { input_type: 'voice' })),
      );
      const refused = sends.filter(({ answer }) => answer.status === 429);
      expect(refused.length).toBeGreaterThan(0);
      for (const { answer } of refused) {
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
        expect(answer.headers.get('content-type')).toContain('application/problem+json');
        expect(answer.body['speakable']).toEqual(expect.any(String));
      }
      expect(sends.filter(({ answer }) => answer.status === 202)).toHaveLength(sends.length - refused.length);
    });
  });

  describe('with the ids of the client', () => {
    test('8.10: the same ids again join the running turn or give the stored answer', async () => {
      const user = await newUser();
      const ids = { request_id: newId(), message_id: newId() };
      const [first, again] = await Promise.all([user.send('I need a skirt', ids), user.send('I need a skirt', ids)]);
      expect([first.answer.status, again.answer.status]).toEqual([202, 202]);
      const told = await user.follow(ids.request_id);
      const late = await user.send('I need a skirt', ids);
      expect(late.answer.status).toBe(202);
      const poll = await user.poll(ids.request_id);
      expect(poll.body.assistant_message_id).toBe(told.reply.assistant_message_id);
      const { body } = await user.call<History>('/api/v1/history');
      expect(body.messages).toHaveLength(2);
    });

    test('8.10: the same message id with another text is a conflict, and nothing is stored', async () => {
      const user = await newUser();
      const told = await user.say('I need a skirt');
      const other = await user.send('I need a coat', { message_id: told.messageId });
      expect([other.answer.status, other.answer.body['code']]).toEqual([409, 'message_id_reused']);
      const sameRequest = await user.send('I need a coat', { request_id: told.requestId });
      expect(sameRequest.answer.status).toBe(409);
      expect((await user.call<History>('/api/v1/history')).body.messages).toHaveLength(2);
    });

    test('8.10: ids belong to their user; another one may use the same', async () => {
      const [one, other] = [await newUser(), await newUser()];
      const ids = { request_id: newId(), message_id: newId() };
      await one.say('hello there', ids);
      const told = await other.say('my size is S', ids);
      expect(told.reply.text).not.toBe('');
      expect((await one.poll(ids.request_id)).body.text).not.toBe((await other.poll(ids.request_id)).body.text);
    });
  });
}
