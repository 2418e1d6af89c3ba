import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Reply } from '#dialogue/model/reply';
import type { StreamEvent } from '#dialogue/model/stream-event';
import { createFakeMemory } from './fake-memory.ts';
import type { FakeMemory } from './fake-memory.ts';
import { SCRIPTS } from './scripts.ts';

/** The policy that the real gateway sends with the page. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self' ws: wss:; media-src 'self' blob:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.jpg': 'image/jpeg',
};
const CONVERSATION = '0190a000-0000-7000-8000-00000000c0de';

/** How the fake behaves; may be changed while it runs. */
export interface GatewayMood {
  isDown: boolean;
  sentenceMs: number;
  thinkMs: number;
  refusal: { readonly status: number; readonly code: string } | null;
}

/** A gateway that answers by script: it serves the built page under the real policy and speaks the real wire. */
export interface FakeGateway {
  readonly url: string;
  readonly mood: GatewayMood;
  /** Messages of the voice sockets, as they came. */
  readonly voiceMessages: Record<string, unknown>[];
  /** What the page did with the memory. */
  readonly memory: FakeMemory;
  /** Cuts every open stream, as a lost network does. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

/** Starts a fake gateway on a free port. `photos` are files for the cards; without them a plain ground is served. */
export async function startFakeGateway(input: {
  readonly pageFolder: string;
  readonly photos?: readonly string[];
  readonly port?: number;
}): Promise<FakeGateway> {
  const mood: GatewayMood = { isDown: false, sentenceMs: 120, thinkMs: 150, refusal: null };
  const streams = new Set<ServerResponse>();
  const replies = new Map<string, Reply>();
  const voiceMessages: Record<string, unknown>[] = [];
  const history: object[] = [];
  const memory = createFakeMemory(CONVERSATION);
  let eventId = 0;
  const emit = (event: StreamEvent): void => {
    const text = `event: message\nid: ${++eventId}\ndata: ${JSON.stringify(event)}\n\n`;
    for (const stream of streams) stream.write(text);
  };
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const json = (status: number, value: unknown): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (!url.pathname.startsWith('/api/')) return servePage(url.pathname, response);
    if (mood.isDown) return void response.destroy();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>);
    const poll = /^\/api\/v1\/chat\/([0-9a-f-]{36})$/.exec(url.pathname);
    if (url.pathname === '/api/v1/session')
      return json(200, {
        token: 'token',
        token_type: 'Bearer',
        expires_in_seconds: 900,
        refresh_token: 'refresh-refresh-refresh',
        user_id: CONVERSATION,
        device_id: CONVERSATION,
      });
    if (url.pathname === '/api/v1/history')
      return json(200, { conversation_id: null, messages: history, next_before: null });
    if (url.pathname.startsWith('/api/v1/memory')) {
      const found = memory.answer(request.method ?? 'GET', url.pathname.slice('/api/v1/memory'.length), body);
      if (found) return json(found.status, found.body);
    }
    if (url.pathname === '/api/v1/status') return json(200, { version: 'test', vendors: SCRIPTS.vendors });
    if (url.pathname === '/api/v1/verify-and-replay')
      return json(200, { conversation_id: CONVERSATION, results: [], missing_confirmed: [] });
    if (poll) {
      const reply = replies.get(poll[1] ?? '');
      return reply
        ? json(200, { ...reply, status: 'done' })
        : json(202, { request_id: poll[1], status: 'running', by: null });
    }
    if (url.pathname === '/api/v1/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(': here\n\n');
      streams.add(response);
      response.on('close', () => streams.delete(response));
      return;
    }
    if (url.pathname === '/api/v1/chat' && mood.refusal)
      return json(mood.refusal.status, { ...mood.refusal, title: mood.refusal.code, type: 'about:blank' });
    if (url.pathname === '/api/v1/chat') {
      json(202, { request_id: body['request_id'], message_id: body['message_id'], status: 'accepted', events_url: '' });
      return answer(body['request_id'] ?? '', body['message_id'] ?? '', body['message'] ?? '');
    }
    json(404, { status: 404, code: 'not_found', title: 'not found' });
  }

  async function answer(requestId: string, messageId: string, message: string): Promise<void> {
    const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    const script = SCRIPTS.answerTo(message);
    const base = { request_id: requestId };
    const reply = {
      ...script.reply,
      request_id: requestId,
      exchange_id: requestId,
      conversation_id: CONVERSATION,
      user_message_id: messageId,
      assistant_message_id: crypto.randomUUID(),
      created_at: new Date().toISOString(),
    } satisfies Reply;
    emit({ ...base, type: 'accepted', message_id: messageId });
    emit({ ...base, type: 'mood', mood: script.mood });
    emit({
      ...base,
      type: 'persona',
      avatar_state: { expression: 'thoughtful', energy_level: 0.4 },
      render_hints: { expression: 'thoughtful', energy_level: 0.4, listen_state: 'thinking', pace: 'normal' },
      query_level: reply.query_level,
    });
    await wait(mood.thinkMs);
    if (reply.items.length > 0) emit({ ...base, type: 'items', items: reply.items, rationale: null });
    emit({ ...base, type: 'audio', stream_id: requestId, available: true });
    for (const [index, sentence] of script.sentences.entries()) {
      emit({ ...base, type: 'text', index, sentence, speech: sentence });
      await wait(mood.sentenceMs);
    }
    replies.set(requestId, reply);
    emit({ ...base, type: 'done', reply });
  }

  async function servePage(path: string, response: ServerResponse): Promise<void> {
    const photo = /^\/photos\/(\d+)$/.exec(path);
    if (photo) {
      const file = input.photos?.[Number(photo[1]) % input.photos.length];
      if (!file)
        return void response
          .writeHead(200, { 'content-type': 'image/svg+xml' })
          .end(
            '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="375"><rect width="300" height="375" fill="#d9d0c4"/></svg>',
          );
      return void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(await readFile(file));
    }
    const file = join(input.pageFolder, path === '/' ? 'index.html' : path);
    const content = await readFile(file).catch(() => null);
    if (!content) return void response.writeHead(404).end();
    response
      .writeHead(200, {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': CONTENT_SECURITY_POLICY,
      })
      .end(content);
  }

  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket: WebSocket, request) => {
    const reply = replies.get((request.url ?? '').split('/').at(-1) ?? '');
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as Record<string, unknown>;
      voiceMessages.push(message);
      if (message['type'] === 'authorize') speak(socket, reply?.text ?? 'We speak. And then we speak a little more.');
    });
  });
  await new Promise<void>((resolve) => server.listen(input.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mood,
    voiceMessages,
    memory,
    cut: () => {
      for (const stream of streams) stream.destroy();
    },
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A humming voice: one second and a half of PCM a sentence. */
function speak(socket: WebSocket, text: string): void {
  const rate = 16_000;
  const send = (event: object): void => socket.send(JSON.stringify(event));
  send({ type: 'started', content_type: 'audio/pcm', sample_rate: rate, source: 'emulated' });
  for (const [index, sentence] of text.split(/(?<=[.!?؟])\s+/).entries()) {
    send({ type: 'sentence', index, text: sentence });
    const samples = new Int16Array(rate * 1.5).map(
      (_value, at) =>
        Math.sin((at / rate) * 2 * Math.PI * 180) * 9_000 * Math.abs(Math.sin((at / rate) * 2 * Math.PI * 2)),
    );
    const bytes = new Uint8Array(samples.buffer);
    for (let offset = 0; offset < bytes.length; offset += 4_096) socket.send(bytes.subarray(offset, offset + 4_096));
    send({ type: 'sentence_end', index, duration_ms: 1_500 });
  }
  send({ type: 'end' });
}
