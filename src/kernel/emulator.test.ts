import { afterEach, describe, expect, test } from 'vitest';
import { fixedClock } from './clock.ts';
import { createEmulator, type Emulator, sseData } from './emulator.ts';

const running: Emulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

async function start(): Promise<Emulator> {
  const emulator = await createEmulator({
    vendor: 'acme',
    clock: fixedClock('2026-11-23T08:00:00Z'),
    errorBody: (status, reason) => ({ body: { oops: { status, reason } }, headers: { 'x-vendor': 'acme' } }),
    register: (app, context) => {
      app.post('/whole', (request) => ({
        id: context.uuid(context.rawBody(request).toString()),
        text: 'привет, '.repeat(50),
      }));
      app.post('/stream', (request, reply) =>
        context.stream(request, reply, words(), { contentType: 'text/event-stream' }),
      );
    },
  });
  running.push(emulator);
  return emulator;
}

async function* words(): AsyncGenerator<string> {
  for (let index = 0; index < 20; index++) yield sseData({ index, word: 'слово' });
  yield sseData('[DONE]');
}

function post(emulator: Emulator, path: string, body: unknown = {}, init: RequestInit = {}): Promise<Response> {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer sk-very-secret' };
  return fetch(emulator.url + path, { method: 'POST', headers, body: JSON.stringify(body), ...init });
}

describe('an emulator', () => {
  test('answers, and lists the request without its key', async () => {
    const emulator = await start();
    const response = await post(emulator, '/whole?key=abc&x=1', { hello: 1 });
    expect(response.status).toBe(200);
    await response.text();
    const { requests } = (await (await fetch(`${emulator.url}/__journal`)).json()) as {
      requests: Record<string, unknown>[];
    };
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      at: '2026-11-23T08:00:00.000Z',
      path: '/whole?key=[cut]&x=1',
      bodyBytes: 11,
      status: 200,
      ended: 'answered',
    });
    expect(JSON.stringify(requests)).not.toContain('sk-very-secret');
  });

  test('gives the same bytes for the same request', async () => {
    const [one, two] = [await start(), await start()];
    const texts = await Promise.all(
      [one, two].map(async (emulator) => (await post(emulator, '/whole', { a: 1 })).text()),
    );
    expect(texts[0]).toBe(texts[1]);
  });

  test('fails the next calls with the error body of the vendor, then recovers', async () => {
    const emulator = await start();
    const set = await fetch(`${emulator.url}/__control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ faults: [{ kind: 'status', status: 503, count: 2, path: '/whole' }] }),
    });
    expect(set.status).toBe(200);
    const statuses: number[] = [];
    for (let call = 0; call < 3; call++) {
      const response = await post(emulator, '/whole');
      statuses.push(response.status);
      if (call === 0)
        expect([await response.json(), response.headers.get('x-vendor')]).toEqual([
          { oops: { status: 503, reason: 'fault' } },
          'acme',
        ]);
    }
    expect(statuses).toEqual([503, 503, 200]);
  });

  test('refuses a control that it does not know', async () => {
    const emulator = await start();
    const response = await fetch(`${emulator.url}/__control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"fault":1}',
    });
    expect(response.status).toBe(400);
  });

  test.each([429, 500])('plays the sentinel for status %i in a request', async (status) => {
    const emulator = await start();
    expect((await post(emulator, '/whole', { text: `hi [[fault:${status}]]` })).status).toBe(status);
    expect((await post(emulator, '/whole', { text: `hi [[fault:${status}@acme]]` })).status).toBe(status);
    expect((await post(emulator, '/whole', { text: `hi [[fault:${status}@other]]` })).status).toBe(200);
    expect((await post(emulator, '/whole', { text: 'hi' })).status).toBe(200);
  });

  test('hangs on the sentinel until the client goes away', async () => {
    const emulator = await start();
    const abort = new AbortController();
    const pending = post(emulator, '/whole', { text: '[[fault:timeout]]' }, { signal: abort.signal });
    while (emulator.journal()[0]?.fault !== 'hang') await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort();
    await expect(pending).rejects.toThrow();
    await expect.poll(() => emulator.journal()[0]?.ended).toBe('closed_by_client');
  });

  test.each(['/whole', '/stream'])(
    'cuts the body of %s after the given bytes, inside a character too',
    async (path) => {
      const emulator = await start();
      emulator.control({ faults: [{ kind: 'cut', after_bytes: 77 }] });
      const response = await post(emulator, path);
      const received: Uint8Array[] = [];
      await expect(
        (async () => {
          for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) received.push(part);
        })(),
      ).rejects.toThrow();
      expect(Buffer.concat(received).length).toBeLessThanOrEqual(77);
      expect(emulator.journal()[0]).toMatchObject({ fault: 'cut', ended: 'dropped' });
    },
  );

  test('ends a cut cleanly when asked to', async () => {
    const emulator = await start();
    emulator.control({ faults: [{ kind: 'cut', after_bytes: 77, ends: 'clean' }] });
    expect(Buffer.from(await (await post(emulator, '/stream')).arrayBuffer()).length).toBe(77);
  });

  test.each(['/whole', '/stream'])('sends what does not parse from %s on the sentinel for garbage', async (path) => {
    const emulator = await start();
    const text = await (await post(emulator, path, { text: '[[fault:garbage]]' })).text();
    expect(text).toContain('"unfinished": tru');
    expect(text).not.toContain('[DONE]');
  });

  test.each(['drop-before-headers', 'drop-after-headers'] as const)('breaks the connection: %s', async (kind) => {
    const emulator = await start();
    emulator.control({ faults: [{ kind }] });
    await expect(post(emulator, '/whole').then((response) => response.text())).rejects.toThrow();
    await expect.poll(() => emulator.journal()[0]?.ended).toBe('dropped');
  });

  test("says the vendor's own 429 when the quota is spent", async () => {
    const emulator = await start();
    emulator.control({ quota: { calls: 1, window_ms: 60_000 } });
    expect((await post(emulator, '/whole')).status).toBe(200);
    const refused = await post(emulator, '/whole');
    expect([refused.status, await refused.json()]).toEqual([429, { oops: { status: 429, reason: 'quota' } }]);
    await fetch(`${emulator.url}/__reset`, { method: 'POST' });
    expect((await post(emulator, '/whole')).status).toBe(200);
  });

  test('waits before the first byte and before each piece', async () => {
    const emulator = await start();
    emulator.control({ latency: { first_byte_ms: 30, per_chunk_ms: 2, jitter_ms: 1 } });
    const began = performance.now();
    expect(await (await post(emulator, '/stream')).text()).toContain('[DONE]');
    expect(performance.now() - began).toBeGreaterThan(50);
  });

  test('answers unknown paths and broken JSON in the form of the vendor', async () => {
    const emulator = await start();
    const unknown = await post(emulator, '/nowhere');
    expect([unknown.status, await unknown.json()]).toEqual([404, { oops: { status: 404, reason: 'not_found' } }]);
    const broken = await post(emulator, '/whole', {}, { body: '{"a":' });
    expect([broken.status, await broken.json()]).toEqual([400, { oops: { status: 400, reason: 'malformed' } }]);
  });
});
