import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { gatewayContract } from '#gateway/contract';
import { openClient } from './open-client.ts';
import { createMemoryPairStorage } from './storage/pair-storage.ts';
import { createMemorySettings } from './storage/settings.ts';
import { makeReply } from './test-support.ts';
import { systemTime } from './time.ts';
import type { Turn } from './turn.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, body: Record<string, unknown>) => void;
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A gateway of a few lines: sessions, an empty history, and whatever the test adds. */
async function openGateway(routes: Readonly<Record<string, Handler>>) {
  const streams = new Set<ServerResponse>();
  const calls: string[] = [];
  const log: { last: Record<string, unknown> } = { last: {} };
  const json = (response: ServerResponse, status: number, value: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>) : {};
    const path = (request.url ?? '').split('?')[0] ?? '';
    const name = `${request.method} ${path.replace(/[0-9a-f-]{36}/, '{id}')}`;
    calls.push(name);
    const own = routes[name];
    if (own) return own(request, response, body);
    if (name === 'POST /api/v1/session')
      return json(response, 200, {
        token: 't',
        token_type: 'Bearer',
        expires_in_seconds: 900,
        refresh_token: 'r',
        user_id: 'u',
        device_id: 'd',
      });
    if (name === 'GET /api/v1/history')
      return json(response, 200, { conversation_id: null, messages: [], next_before: null });
    if (name === 'POST /api/v1/chat') {
      log.last = body;
      return json(response, 202, {
        request_id: body['request_id'],
        message_id: body['message_id'],
        status: 'accepted',
        events_url: '',
      });
    }
    if (name === 'GET /api/v1/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(': hello\n\n');
      streams.add(response);
      return;
    }
    json(response, 404, { status: 404, code: 'not_found', title: 'not found' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => (server.closeAllConnections(), server.close()));
  let id = 0;
  const emit = (event: object) => {
    for (const stream of streams) stream.write(`event: message\nid: ${++id}\ndata: ${JSON.stringify(event)}\n\n`);
  };
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls, log, emit, json, streams };
}

/** A client whose waits are short. */
function openTestClient(baseUrl: string, pairs = createMemoryPairStorage()) {
  const time = {
    ...systemTime,
    sleep: (ms: number, signal?: AbortSignal) => systemTime.sleep(ms > 30_000 ? ms : Math.min(ms, 25), signal),
  };
  const client = openClient({ baseUrl, routes: gatewayContract, pairs, settings: createMemorySettings(), time });
  closers.push(() => client.conversation.stop());
  return client;
}

async function until<T>(look: () => T | undefined | false | null): Promise<T> {
  for (;;) {
    const value = look();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('a conversation', () => {
  test('sends a message with its own ids and shows the answer sentence by sentence', async () => {
    const gateway = await openGateway({});
    const { conversation, buffer } = openTestClient(gateway.baseUrl);
    await conversation.start();
    await until(() => conversation.state.get().connection === 'online');
    const requestId = (await conversation.send('  hello  ')) ?? '';
    const turn = (): Turn | undefined => conversation.state.get().turns.find((each) => each.requestId === requestId);
    await until(() => turn()?.status === 'thinking');
    expect(gateway.log.last).toMatchObject({ message: 'hello', request_id: requestId });
    gateway.emit({ type: 'text', request_id: requestId, index: 1, sentence: 'Second.', speech: 'Second.' });
    gateway.emit({ type: 'text', request_id: requestId, index: 0, sentence: 'First.', speech: 'First.' });
    await until(() => turn()?.sentences.length === 2);
    expect(turn()?.sentences.map((sentence) => sentence.text)).toEqual(['First.', 'Second.']);
    expect(buffer.find(requestId)?.status).toBe('unconfirmed');
    gateway.emit({ type: 'done', request_id: requestId, reply: makeReply(requestId) });
    await until(() => buffer.find(requestId)?.status === 'confirmed');
    expect(turn()).toMatchObject({ status: 'done', text: 'We have three things for you.' });
  });

  test('without events the answer is polled', async () => {
    const gateway = await openGateway({
      'GET /api/v1/events': (_request, response) => response.writeHead(503).end(),
      'GET /api/v1/chat/{id}': (request, response) => {
        const id = (request.url ?? '').split('/').at(-1) ?? '';
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ ...makeReply(id), status: 'done' }));
      },
    });
    const { conversation } = openTestClient(gateway.baseUrl);
    await conversation.start();
    await conversation.send('hello');
    expect(await until(() => conversation.state.get().turns.find((turn) => turn.status === 'done'))).toMatchObject({
      userText: 'hello',
    });
  });

  test('after a reload the message that never got an answer is sent again with the same ids', async () => {
    const gateway = await openGateway({});
    const pairs = createMemoryPairStorage();
    const first = openTestClient(gateway.baseUrl, pairs);
    await first.conversation.start();
    await first.conversation.send('before the crash');
    await until(() => gateway.log.last['message']);
    const sent = gateway.log.last;
    first.conversation.stop();
    gateway.log.last = {};
    const second = openTestClient(gateway.baseUrl, pairs);
    await second.conversation.start();
    await until(() => gateway.log.last['message']);
    expect(gateway.log.last).toEqual(sent);
    expect(second.conversation.state.get().turns).toMatchObject([{ userText: 'before the crash' }]);
  });

  test('a lost server does not lose the message: it waits and is sent when the server is back', async () => {
    const state = { isDown: true };
    const gateway = await openGateway({
      'POST /api/v1/chat': (_request, response, body) => {
        if (state.isDown) return void ((state.isDown = false), response.destroy());
        response.writeHead(202, { 'content-type': 'application/json' }).end(
          JSON.stringify({
            request_id: body['request_id'],
            message_id: body['message_id'],
            status: 'accepted',
            events_url: '',
          }),
        );
      },
    });
    const { conversation } = openTestClient(gateway.baseUrl);
    await conversation.start();
    await conversation.send('are you there');
    await until(() => conversation.state.get().turns[0]?.status === 'thinking');
    expect(gateway.calls.filter((call) => call === 'POST /api/v1/chat')).toHaveLength(2);
  });

  test('a message that is written offline waits however long, and is sent when the stream is back', async () => {
    const state = { isDown: true };
    const gateway = await openGateway({
      'GET /api/v1/events': (_request, response) => {
        if (state.isDown) return void response.destroy();
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n');
      },
      'POST /api/v1/chat': (_request, response, body) => {
        if (state.isDown) return void response.destroy();
        const answer = {
          request_id: body['request_id'],
          message_id: body['message_id'],
          status: 'accepted',
          events_url: '',
        };
        response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      },
    });
    const { conversation, buffer } = openTestClient(gateway.baseUrl);
    await conversation.start();
    await until(() => conversation.state.get().connection === 'offline');
    await conversation.send('written in the lift');
    await until(() => conversation.state.get().turns[0]?.status === 'queued');
    await until(() => gateway.calls.filter((call) => call === 'GET /api/v1/events').length > 8);
    expect(buffer.pairs[0]).toMatchObject({ status: 'pending', attempts: 0 });
    state.isDown = false;
    await until(() => conversation.state.get().turns[0]?.status === 'thinking');
  });

  test('a turn of another device appears when it is answered', async () => {
    const message = {
      conversation_id: 'c',
      request_id: 'elsewhere',
      cards: null,
      memory_used: [],
      is_forgotten: false,
      model_used: null,
    };
    const user = {
      ...message,
      message_id: 'm',
      role: 'user',
      content: 'from the phone',
      created_at: '2026-11-23T00:00:00.000Z',
    };
    const answer = {
      ...message,
      message_id: 'a',
      role: 'assistant',
      content: 'Seen.',
      created_at: '2026-11-23T00:00:01.000Z',
    };
    const pages = [[], [user, answer]];
    const gateway = await openGateway({
      'GET /api/v1/history': (_request, response) => {
        const page = { conversation_id: null, messages: pages.shift() ?? [], next_before: null };
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(page));
      },
    });
    const { conversation } = openTestClient(gateway.baseUrl);
    await conversation.start();
    await until(() => conversation.state.get().connection === 'online');
    gateway.emit({ type: 'done', request_id: 'elsewhere', reply: makeReply('elsewhere') });
    await until(() => conversation.state.get().turns[0]?.text === 'Seen.');
  });

  test('a refusal is told by its code and not repeated', async () => {
    const gateway = await openGateway({
      'POST /api/v1/chat': (_request, response) =>
        response
          .writeHead(400, { 'content-type': 'application/problem+json' })
          .end(JSON.stringify({ status: 400, code: 'message_too_long', title: 'too long' })),
    });
    const { conversation, buffer } = openTestClient(gateway.baseUrl);
    await conversation.start();
    await conversation.send('x');
    await until(() => conversation.state.get().turns[0]?.status === 'failed');
    expect(conversation.state.get().turns[0]?.failure?.code).toBe('message_too_long');
    expect(buffer.pairs).toEqual([]);
  });

  test('a message that another one took over is shown as superseded, its words kept with the other', async () => {
    const gateway = await openGateway({});
    const { conversation, buffer } = openTestClient(gateway.baseUrl);
    await conversation.start();
    await until(() => conversation.state.get().connection === 'online');
    const first = (await conversation.send('red')) ?? '';
    const second = (await conversation.send('no, blue')) ?? '';
    await until(() => conversation.state.get().turns.every((turn) => turn.status === 'thinking'));
    gateway.emit({ type: 'superseded', request_id: first, by: second });
    await until(() => conversation.state.get().turns[0]?.status === 'superseded');
    await until(() => buffer.find(second)?.messages.length === 2);
    expect(buffer.find(first)).toBeUndefined();
  });
});
