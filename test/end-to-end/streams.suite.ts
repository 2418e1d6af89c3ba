import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { collect, openUser } from '../support/api.ts';
import type { ApiUser, ReceivedEvent } from '../support/api.ts';
import type { Installation } from '../support/installation.ts';

/** Event streams and their places. @see DESIGN.md 8.3 */
export function describeStreams(installation: () => Installation): void {
  const newUser = (): Promise<ApiUser> => openUser(() => installation().url());
  const restart = () => installation().restart();

  describe('streaming events', () => {
    test('8.3: goes on after the event that the client saw last', async () => {
      const user = await newUser();
      const told = await user.say('I need a casual look up to 900 AED');
      for (const place of [0, 2, told.events.length - 2]) {
        const rest = await collect(
          user.events(`/api/v1/chat/${told.requestId}/events`, { lastEventId: told.events[place]!.id! }),
        );
        expect(rest.map(({ event }) => event)).toEqual(told.events.slice(place + 1).map(({ event }) => event));
      }
      const end = await collect(
        user.events(`/api/v1/chat/${told.requestId}/events`, { lastEventId: told.events.at(-1)!.id! }),
      );
      expect(end.map(({ event }) => event.type)).toEqual(['done']);
    });

    test('8.3: one stream carries all requests of a user, and nobody else sees them', async () => {
      const [user, other] = [await newUser(), await newUser()];
      const stop = new AbortController();
      const seen: Record<'own' | 'other', ReceivedEvent[]> = { own: [], other: [] };
      const watch = async (who: ApiUser, into: ReceivedEvent[]): Promise<void> => {
        for await (const event of who.events('/api/v1/events', { signal: stop.signal })) into.push(event);
      };
      const watching = [watch(user, seen.own), watch(other, seen.other)];
      await sleep(300);
      const told = [await user.say('hello'), await user.say('I like blue')];
      await sleep(300);
      stop.abort();
      await Promise.all(watching);
      expect([...new Set(seen.own.map(({ event }) => event.request_id))]).toEqual(
        told.map(({ requestId }) => requestId),
      );
      expect(seen.own.filter(({ event }) => event.type === 'done')).toHaveLength(2);
      expect(seen.other).toEqual([]);
      const foreign = await other.poll(told[0]!.requestId);
      expect(foreign.status).toBe(404);
    });

    test('8.3: what the cache has lost in a restart is rebuilt from the rows', async () => {
      const user = await newUser();
      const told = await user.say('I need white sneakers');
      await restart();
      const lastEventId = told.events[0]!.id!;
      const byRequest = await collect(user.events(`/api/v1/chat/${told.requestId}/events`, { lastEventId }));
      expect(byRequest.at(-1)?.event).toMatchObject({
        type: 'done',
        reply: {
          assistant_message_id: told.reply.assistant_message_id,
          text: told.reply.text,
          items: told.reply.items,
          signature: told.reply.signature,
        },
      });
      const stop = new AbortController();
      const rebuilt: string[] = [];
      for await (const { event } of user.events('/api/v1/events', { lastEventId, signal: stop.signal })) {
        if (event.type !== 'done') continue;
        rebuilt.push(event.request_id);
        stop.abort();
      }
      expect(rebuilt).toContain(told.requestId);
    }, 120_000);

    test('refuses a Last-Event-ID that is none of its own', async () => {
      const user = await newUser();
      const answer = await user.call('/api/v1/events', {
        headers: { accept: 'text/event-stream', 'last-event-id': 'not an id' },
      });
      expect([answer.status, answer.body['code']]).toEqual([400, 'invalid_last_event_id']);
    });
  });
}
