import { describe, expect, test } from 'vitest';
import { followEvents } from './event-stream.ts';
import { createFakeTime } from './test-support.ts';
import { systemTime } from './time.ts';

const encoder = new TextEncoder();
const event = (id: string, type: string, extra = {}) =>
  `event: message\nid: ${id}\ndata: ${JSON.stringify({ type, request_id: 'r', ...extra })}\n\n`;
const streamOf = (...chunks: readonly string[]) =>
  new Response(
    new ReadableStream({
      start: (controller) => {
        for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
        controller.close();
      },
    }),
    { headers: { 'content-type': 'text/event-stream' } },
  );
const problem = (status: number, code: string) => Response.json({ status, code, title: code }, { status });

/** Answers one connection after the other and stops at the last. */
async function follow(
  answers: readonly (() => Response | Promise<Response>)[],
  change: { readonly silenceMs?: number; readonly real?: boolean } = {},
) {
  const stop = new AbortController();
  const requests: { readonly token: string | null; readonly lastEventId: string | null }[] = [];
  const events: string[] = [];
  const tokens: (string | undefined)[] = [];
  await followEvents({
    url: 'http://unde.test/api/v1/events',
    fetch: async (_url, init) => {
      const headers = new Headers(init?.headers);
      requests.push({ token: headers.get('authorization'), lastEventId: headers.get('last-event-id') });
      const answer = answers[requests.length - 1];
      if (requests.length >= answers.length) setImmediate(() => stop.abort());
      return answer ? answer() : streamOf();
    },
    token: async (rejected) => (tokens.push(rejected), rejected === undefined ? 'one' : 'two'),
    time: change.real
      ? { ...systemTime, sleep: (ms, signal) => systemTime.sleep(Math.min(ms, 20), signal) }
      : {
          ...createFakeTime(),
          sleep: (ms, signal) =>
            ms > 30_000 ? new Promise(() => signal) : new Promise((resolve) => setImmediate(resolve)),
        },
    random: () => 0,
    signal: stop.signal,
    onEvent: (each, id) => events.push(`${id}:${each.type}`),
    ...(change.silenceMs === undefined ? {} : { silenceMs: change.silenceMs }),
  });
  return { requests, events, tokens };
}

describe('the event stream', () => {
  test('an event cut anywhere arrives whole, comments and foreign events are skipped', async () => {
    const text = `: keep\n\n${event('1', 'accepted', { message_id: 'ж' })}event: done\ndata: {}\n\n`;
    const halves = [text.slice(0, 37), text.slice(37, 40), text.slice(40)];
    expect((await follow([() => streamOf(...halves)])).events).toEqual(['1:accepted']);
  });

  test('after a cut it resumes at the last id and shows no event twice', async () => {
    const result = await follow([
      () => streamOf(event('1', 'accepted'), event('2', 'mood')),
      () => streamOf(event('2', 'mood'), event('3', 'done')),
      () => streamOf(),
    ]);
    expect(result.requests.map((each) => each.lastEventId)).toEqual([null, '2', '3']);
    expect(result.events).toEqual(['1:accepted', '2:mood', '3:done']);
  });

  test('a refused token is renewed, an id that the server no longer knows is given up', async () => {
    const result = await follow([
      () => streamOf(event('9', 'mood')),
      () => problem(401, 'unauthenticated'),
      () => problem(400, 'unknown_event_id'),
      () => streamOf(),
    ]);
    expect(result.requests.map((each) => each.token)).toEqual(['Bearer one', 'Bearer one', 'Bearer two', 'Bearer one']);
    expect(result.requests.map((each) => each.lastEventId)).toEqual([null, '9', '9', null]);
  });

  test('an unreachable server and a silent one are both tried again', async () => {
    const silent = () => new Response(new ReadableStream({}), { headers: { 'content-type': 'text/event-stream' } });
    const result = await follow(
      [() => Promise.reject(new TypeError('fetch failed')), silent, () => streamOf(event('1', 'done'))],
      { real: true, silenceMs: 10 },
    );
    expect(result.events).toEqual(['1:done']);
  });
});
