import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { detachedCall, forward } from './call.ts';
import type { Call } from './call.ts';
import { systemClock } from './clock.ts';
import { eventIterator, oc, withEventMeta } from './contract.ts';
import { ConflictError, InvalidInputError } from './error.ts';
import { startHost } from './host.ts';
import type { Host } from './host.ts';
import { silentLogger } from './log.ts';
import { definePeer, defineService } from './service.ts';
import type { AnyService } from './service.ts';

const echoContract = {
  echo: oc
    .route({ method: 'POST', path: '/echo' })
    .input(z.object({ text: z.string(), extra: z.unknown() }))
    .output(
      z.object({
        text: z.string(),
        caller: z.string(),
        requestId: z.string(),
        hasDeadline: z.boolean(),
        extra: z.unknown(),
      }),
    ),
  fail: oc.route({ method: 'POST', path: '/fail' }).input(z.object({})).output(z.object({})),
  count: oc
    .route({ method: 'POST', path: '/count' })
    .input(z.object({ upTo: z.number() }))
    .output(eventIterator(z.object({ value: z.number() }))),
  hang: oc.route({ method: 'POST', path: '/hang' }).input(z.object({})).output(z.object({})),
};
const aborted: string[] = [];
const received: object[] = [];

const echo = defineService({
  name: 'echo',
  title: 'Says what it hears',
  tier: 'supporting',
  port: 0,
  contract: echoContract,
  sockets: { stream: '/stream' },
  needs: {},
  peers: {},
  options: {},
  memoryMb: 64,
  create: () => ({
    handlers: {
      echo: (input, call) => {
        if (input.extra) received.push(input.extra as object);
        return {
          text: input.text,
          caller: call.caller,
          requestId: call.requestId,
          hasDeadline: call.deadlineAtMs !== undefined,
          extra: input.extra,
        };
      },
      fail: () => {
        throw new ConflictError('twice', { code: 'same_id_other_text', extensions: { hint: 'x' } });
      },
      count: async function* ({ upTo }: { upTo: number }) {
        for (let value = 1; value <= upTo; value++) {
          if (value === 4) throw new InvalidInputError('no fours', { code: 'no_fours' });
          yield withEventMeta({ value }, { id: String(value) });
        }
      } as never,
      hang: async (_input, call: Call) => {
        await new Promise((resolve) => call.signal.addEventListener('abort', resolve));
        aborted.push(call.requestId);
        return {};
      },
    },
    sockets: {
      stream: async (socket) => {
        for await (const message of socket.messages)
          socket.send(typeof message === 'string' ? `heard ${message}` : message);
      },
    },
  }),
});

const frontContract = {
  ask: oc
    .route({ method: 'POST', path: '/api/ask' })
    .input(z.object({ what: z.string() }))
    .output(z.object({ answer: z.unknown() })),
};
const shared = { nested: { list: [1, undefined] } };

let finishSlowWork = (): void => undefined;
let slowWork: Promise<void> = Promise.resolve();

const front = defineService({
  name: 'front',
  title: 'Asks the echo',
  tier: 'user-facing',
  listener: 'public',
  port: 0,
  contract: frontContract,
  needs: {},
  peers: { echo: definePeer('echo', echoContract, { stream: '/stream' }) },
  options: {},
  memoryMb: 64,
  create: ({ peers, sockets }) => ({
    drain: () => slowWork,
    handlers: {
      ask: async ({ what }, call) => {
        if (what === 'slow') await slowWork;
        if (what === 'echo')
          return { answer: await peers.echo.echo({ text: 'hi', extra: shared }, forward(call, { timeoutMs: 5000 })) };
        if (what === 'fail') return { answer: await peers.echo.fail({}, forward(call)) };
        if (what === 'bad') return { answer: await peers.echo.echo({ text: 7 as never, extra: null }, forward(call)) };
        if (what === 'count') {
          const seen: number[] = [];
          try {
            for await (const event of await peers.echo.count({ upTo: 9 }, forward(call))) seen.push(event.value);
          } catch (error) {
            return { answer: { seen, code: (error as { code: string }).code } };
          }
          return { answer: { seen } };
        }
        if (what === 'hang') return { answer: await peers.echo.hang({}, forward(call, { timeoutMs: 50 })) };
        const socket = await sockets.echo('stream', call);
        socket.send('one');
        socket.send(new Uint8Array([1, 2]));
        const heard: unknown[] = [];
        for await (const message of socket.messages) {
          heard.push(typeof message === 'string' ? message : [...message]);
          if (heard.length === 2) socket.close();
        }
        return { answer: heard };
      },
    },
  }),
});

const registry = [front, echo] as unknown as AnyService[];
const hosts: Host[] = [];

async function start(services: readonly AnyService[], addresses: Readonly<Record<string, string>> = {}): Promise<Host> {
  const host = await startHost({
    services,
    registry,
    environment: {},
    topology: {
      addressOf: (service) => addresses[service],
      publicListener: { host: '127.0.0.1', port: 0 },
      privateListener: { host: '127.0.0.1', port: 0 },
    },
    provide: async () => undefined,
    jobDatabases: [],
    peerSecret: 'a secret for tests',
    log: silentLogger,
    clock: systemClock,
  });
  hosts.push(host);
  return host;
}

afterEach(async () => {
  finishSlowWork();
  for (const host of hosts.splice(0)) await host.stop();
});

const topologies: [string, () => Promise<string>][] = [
  ['in one process', async () => `http://127.0.0.1:${(await start(registry)).publicAddress?.port}`],
  [
    'as two servers',
    async () => {
      const far = await start([registry[1]!]);
      const near = await start([registry[0]!], { echo: `http://127.0.0.1:${far.privateAddress.port}` });
      return `http://127.0.0.1:${near.publicAddress?.port}`;
    },
  ],
];

describe.each(topologies)('a service and its peer %s', (_name, boot) => {
  const ask = async (
    url: string,
    what: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; type: string | null; body: Record<string, unknown> }> => {
    const response = await fetch(`${url}/api/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof what === 'string' ? JSON.stringify({ what }) : JSON.stringify(what),
    });
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: (await response.json()) as Record<string, unknown>,
    };
  };

  test('carry request id, caller and deadline, and copy what they pass', async () => {
    const { status, body } = await ask(await boot(), 'echo', {
      'x-request-id': '0198c0de-0000-7000-8000-000000000001',
    });
    expect(status).toBe(200);
    expect(body['answer']).toEqual({
      text: 'hi',
      caller: 'front',
      requestId: '0198c0de-0000-7000-8000-000000000001',
      hasDeadline: true,
      extra: { nested: { list: [1, null] } },
    });
    expect(received.at(-1)).not.toBe(shared);
  });

  test('carry errors as problems with their code, status and extensions', async () => {
    const { status, type, body } = await ask(await boot(), 'fail');
    expect(status).toBe(409);
    expect(type).toContain('application/problem+json');
    expect(body).toMatchObject({ status: 409, code: 'same_id_other_text', detail: 'twice', hint: 'x' });
  });

  test('refuse input that the contract does not allow', async () => {
    const url = await boot();
    expect(await ask(url, 'bad')).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    expect(await ask(url, { what: 7 })).toMatchObject({ status: 400, body: { issues: [{ path: 'what' }] } });
  });

  test('stream events and the error that ends a stream', async () => {
    expect((await ask(await boot(), 'count')).body['answer']).toEqual({ seen: [1, 2, 3], code: 'no_fours' });
  });

  test("give up together when the caller's time is over", async () => {
    const before = aborted.length;
    const { status, body } = await ask(await boot(), 'hang');
    expect([status, body['code']]).toEqual([504, 'dependency_timeout']);
    await expect.poll(() => aborted.length).toBe(before + 1);
  });

  test('exchange text and binary messages over a socket', async () => {
    expect((await ask(await boot(), 'socket')).body['answer']).toEqual(['heard one', [1, 2]]);
  });
});

describe('the private door', () => {
  test('refuses callers without a token, and tokens of services that do not declare the peer', async () => {
    const host = await start([registry[1]!]);
    const url = `http://127.0.0.1:${host.privateAddress.port}`;
    const response = await fetch(`${url}/echo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(401);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect(await (await fetch(`${url}/ready`)).json()).toEqual({ status: 'ready', missing: [] });
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('unde_call_duration_ms');
  });
});

test('a host that stops refuses new work and lets the running work end', async () => {
  const host = await start(registry);
  const url = `http://127.0.0.1:${host.publicAddress?.port}/api/ask`;
  const ask = (what: string) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ what }) });
  slowWork = new Promise((resolve) => (finishSlowWork = resolve));
  const running = ask('slow');
  await new Promise((resolve) => setTimeout(resolve, 100));
  const stopping = host.stop();
  const late = await ask('echo');
  expect([late.status, late.headers.get('retry-after'), ((await late.json()) as { code: string }).code]).toEqual([
    503,
    '2',
    'stopping',
  ]);
  expect((await fetch(`http://127.0.0.1:${host.privateAddress.port}/ready`)).status).toBe(503);
  finishSlowWork();
  expect((await running).status).toBe(200);
  expect(await stopping).toBe(true);
});

test('a detached call can be forwarded without a deadline', () => {
  expect(forward(detachedCall({ caller: 'test' })).context.call.deadlineAtMs).toBeUndefined();
});
