import { createHash } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Clock, systemClock } from './clock.ts';
import { type BodyPlan, faultyBody, pause, untilAborted, writeStream } from './emulator-body.ts';
import { type EmulatorControl, emulatorControl, EmulatorKnobs, type PlannedFault } from './emulator-fault.ts';
import { EmulatorJournal, hashBody, type JournalEntry } from './emulator-journal.ts';
import { seededRandom } from './seeded-random.ts';

export type { EmulatorControl } from './emulator-fault.ts';
export type { JournalEntry } from './emulator-journal.ts';

/** A vendor's error answer. */
export interface VendorErrorBody {
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Why the base asks for an error body; `quota` wants the text of a spent quota where the vendor has one. */
export type ErrorReason = 'fault' | 'quota' | 'not_found' | 'malformed';

/** What an emulator is made of. */
export interface EmulatorInput {
  /** Lower case, such as `deepseek`; sentinels may name it. */
  readonly vendor: string;
  /** Adds the vendor's own paths; hooks of the base are already there. */
  readonly register: (app: FastifyInstance, emulator: EmulatorContext) => void | Promise<void>;
  /** The vendor's own error body for a status; `variant` is the one that a fault names, such as `daily_quota`. */
  readonly errorBody: (status: number, reason: ErrorReason, variant?: string) => VendorErrorBody;
  /** Which text of a request may hold a sentinel; by default the whole body and the URL. */
  readonly inputText?: (request: FastifyRequest) => string;
  /** 0 (default): a free port. Always on loopback. */
  readonly port?: number;
  readonly clock?: Clock;
  /** Same seed and same request: the same bytes. */
  readonly seed?: number;
  readonly maxBodyBytes?: number;
}

/** What the vendor's part of an emulator may use. */
export interface EmulatorContext {
  readonly vendor: string;
  readonly clock: Clock;
  /** Hexadecimal digest of the seed and a text: for ids that repeat with the input. */
  readonly digest: (text: string) => string;
  /** A UUID of the seed and a text. */
  readonly uuid: (text: string) => string;
  /** The raw body of a request. */
  readonly rawBody: (request: FastifyRequest) => Buffer;
  /** Aborted when the client has gone away or the emulator closes. */
  readonly signal: (request: FastifyRequest) => AbortSignal;
  /** Answers with the vendor's error body. */
  readonly fail: (reply: FastifyReply, status: number, error?: VendorErrorBody) => FastifyReply;
  /** Streams pieces with the waits and faults that are set; the reply belongs to it from then on. */
  readonly stream: (
    request: FastifyRequest,
    reply: FastifyReply,
    pieces: AsyncIterable<string | Uint8Array>,
    head: {
      readonly contentType: string;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    },
  ) => Promise<void>;
  /** Waits and fault of one request, for transports of the vendor's own (a socket). */
  readonly plan: (request: FastifyRequest) => BodyPlan;
}

/** A running emulator. */
export interface Emulator {
  readonly vendor: string;
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** The same as `POST /__control`. */
  readonly control: (control: EmulatorControl) => void;
  /** The same as `GET /__journal`. */
  readonly journal: () => readonly JournalEntry[];
  /** The same as `POST /__reset`: knobs and journal as at the start. */
  readonly reset: () => void;
  readonly close: () => Promise<void>;
}

interface RequestState {
  readonly entry: JournalEntry;
  readonly gone: AbortController;
  body: Buffer;
  fault: PlannedFault | undefined;
}

const EMULATOR_PATHS = '/__';
/**
 * Starts a stand-in of a vendor on loopback. The vendor's part speaks its wire format; the base plays the faults: by
 * `POST /__control` ({@link EmulatorControl}), or by a sentinel in the text of a request (`[[fault:timeout]]`, `429`,
 * `500`, `cut`, `garbage`; with `@vendor` for one vendor only). `GET /__journal` lists what came in without keys,
 * `POST /__reset` forgets everything.
 *
 * @see providers.md 1.2
 */
export async function createEmulator(input: EmulatorInput): Promise<Emulator> {
  const app = fastify({ forceCloseConnections: true, bodyLimit: input.maxBodyBytes ?? 64 * 1024 * 1024 });
  const base = new EmulatorBase(input);
  base.attach(app);
  await input.register(app, base.context);
  const url = await app.listen({ host: '127.0.0.1', port: input.port ?? 0 });
  return {
    vendor: input.vendor,
    url,
    control: (control) => base.knobs.apply(control),
    journal: () => base.journal.list(),
    reset: () => base.reset(),
    close: async () => {
      base.closing.abort();
      await app.close();
    },
  };
}

/** Server-sent event with `data` only. */
export function sseData(value: unknown): string {
  return `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`;
}

/** Server-sent event with a name. */
export function sseEvent(name: string, value: unknown): string {
  return `event: ${name}\n${sseData(value)}`;
}

class EmulatorBase {
  readonly knobs = new EmulatorKnobs();
  readonly journal = new EmulatorJournal();
  readonly closing = new AbortController();
  readonly context: EmulatorContext;
  private readonly input: EmulatorInput;
  private readonly clock: Clock;
  private readonly states = new WeakMap<FastifyRequest, RequestState>();

  constructor(input: EmulatorInput) {
    this.input = input;
    this.clock = input.clock ?? systemClock;
    this.context = {
      vendor: input.vendor,
      clock: this.clock,
      digest: (text) => this.digest(text),
      uuid: (text) => this.digest(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/u, '$1-$2-$3-$4-$5'),
      rawBody: (request) => this.state(request).body,
      signal: (request) => this.state(request).gone.signal,
      fail: (reply, status, error) => this.fail(reply, status, error),
      stream: async (request, reply, pieces, head) => {
        const headers = { 'content-type': head.contentType, 'cache-control': 'no-cache', ...head.headers };
        await writeStream(reply, pieces, this.plan(request), { status: head.status ?? 200, headers });
      },
      plan: (request) => this.plan(request),
    };
  }

  attach(app: FastifyInstance): void {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
      this.keepBody(request, body as Buffer);
      if (!/json/u.test(request.headers['content-type'] ?? '')) return done(null, body);
      try {
        done(null, body.length === 0 ? undefined : JSON.parse(body.toString()));
      } catch (error) {
        done(error as SyntaxError);
      }
    });
    app.post('/__control', (request, reply) => {
      const control = emulatorControl.safeParse(request.body);
      if (!control.success) return reply.code(400).send({ error: control.error.message });
      this.knobs.apply(control.data);
      return { ok: true };
    });
    app.get('/__journal', () => ({ requests: this.journal.list() }));
    app.post('/__reset', () => {
      this.reset();
      return { ok: true };
    });
    app.addHook('onRequest', async (request, reply) => this.open(request, reply));
    app.addHook('preHandler', async (request, reply) => this.playFault(request, reply));
    app.addHook('onSend', async (request, reply, payload) => this.shape(request, reply, payload));
    app.setNotFoundHandler((_request, reply) => this.fail(reply, 404, this.input.errorBody(404, 'not_found')));
    app.setErrorHandler((error, _request, reply) => {
      const status = (error as { statusCode?: number }).statusCode ?? (error instanceof SyntaxError ? 400 : 500);
      return this.fail(reply, status, this.input.errorBody(status, 'malformed'));
    });
  }

  reset(): void {
    this.knobs.reset();
    this.journal.clear();
  }

  private open(request: FastifyRequest, reply: FastifyReply): void {
    if (request.url.startsWith(EMULATOR_PATHS)) return;
    const gone = new AbortController();
    const entry = this.journal.add(request, this.clock.now().toISOString());
    this.states.set(request, { entry, gone, body: Buffer.alloc(0), fault: undefined });
    reply.raw.once('close', () => {
      entry.status = reply.raw.headersSent ? reply.raw.statusCode : null;
      if (entry.ended === 'open') entry.ended = reply.raw.writableFinished ? 'answered' : 'closed_by_client';
      gone.abort();
    });
    this.closing.signal.addEventListener('abort', () => gone.abort(), { once: true });
  }

  private keepBody(request: FastifyRequest, body: Buffer): void {
    const state = this.states.get(request);
    if (!state) return;
    state.body = body;
    state.entry.bodyBytes = body.length;
    state.entry.bodySha256 = hashBody(body);
  }

  private async playFault(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const state = this.states.get(request);
    if (!state) return undefined;
    const text = this.input.inputText?.(request) ?? `${decodeSafely(request.url)} ${state.body.toString()}`;
    const fault = this.knobs.plan({ path: request.url, text, vendor: this.input.vendor, nowMs: this.clock.nowMs() });
    state.fault = fault;
    if (!fault) return undefined;
    state.entry.fault = fault.kind;
    if (fault.kind === 'status') {
      return this.fail(
        reply,
        fault.status,
        this.input.errorBody(fault.status, fault.isQuota ? 'quota' : 'fault', fault.variant),
      );
    }
    if (fault.kind === 'hang') {
      reply.hijack();
      await untilAborted(state.gone.signal);
      return reply;
    }
    if (fault.kind !== 'drop-before-headers' && fault.kind !== 'drop-after-headers') {
      if (fault.kind === 'cut' && fault.ends === 'broken') state.entry.ended = 'dropped';
      return undefined;
    }
    state.entry.ended = 'dropped';
    reply.hijack();
    if (fault.kind === 'drop-after-headers') {
      reply.raw.writeHead(200, { 'content-type': 'application/json' });
      await new Promise<void>((resolve) => reply.raw.write(' ', () => resolve()));
    }
    reply.raw.socket?.destroy();
    return reply;
  }

  /** Waits and faults of answers that Fastify sends itself. */
  private async shape(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
    const state = this.states.get(request);
    if (!state) return payload;
    const plan = this.plan(request);
    await pause(plan.latency.first_byte_ms, plan);
    const kind = state.fault?.kind;
    if (
      (kind !== 'cut' && kind !== 'stall' && kind !== 'garbage') ||
      !(typeof payload === 'string' || Buffer.isBuffer(payload))
    )
      return payload;
    void reply.removeHeader('content-length');
    return faultyBody(payload, plan);
  }

  private fail(reply: FastifyReply, status: number, error = this.input.errorBody(status, 'fault')): FastifyReply {
    return reply
      .code(status)
      .headers(error.headers ?? {})
      .send(error.body);
  }

  private plan(request: FastifyRequest): BodyPlan {
    const { fault, gone, entry } = this.state(request);
    const random = seededRandom(parseInt(this.digest(`${request.url} ${entry.bodySha256}`).slice(0, 8), 16));
    return { latency: this.knobs.latency, fault, random, signal: gone.signal };
  }

  private state(request: FastifyRequest): RequestState {
    const state = this.states.get(request);
    if (state) return state;
    return {
      entry: this.journal.add(request, this.clock.now().toISOString()),
      gone: this.closing,
      body: Buffer.alloc(0),
      fault: undefined,
    };
  }

  private digest(text: string): string {
    return createHash('sha256')
      .update(`${this.input.seed ?? 0}\n${text}`)
      .digest('hex');
  }
}

function decodeSafely(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
