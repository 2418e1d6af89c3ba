import { EventSourceParserStream } from 'eventsource-parser/stream';
import { DependencyError } from '#kernel/error';
import { newId } from '#kernel/id';
import type { Session } from '#gateway/contract';
import type { StreamEvent } from '#dialogue/model/stream-event';
import type { Reply } from '#dialogue/model/reply';

/** Longest wait for the end of an answer: the hard limit of a turn. */
const ANSWER_MS = 50_000;

/** An answer of the API, whatever its status. */
export interface ApiAnswer<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** One event with the id to resume from. */
export interface ReceivedEvent {
  readonly id: string | undefined;
  readonly event: StreamEvent;
}

/** A message and everything that came of it. */
export interface Told {
  readonly requestId: string;
  readonly messageId: string;
  readonly events: readonly ReceivedEvent[];
  readonly types: readonly string[];
  readonly sentences: readonly string[];
  readonly reply: Reply;
}

/** A request to the public API; bodies go as JSON, strings as they are. */
export async function request<T = Record<string, unknown>>(
  url: string,
  input: {
    readonly method?: string;
    readonly token?: string | undefined;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<ApiAnswer<T>> {
  const { method = input.body === undefined ? 'GET' : 'POST', token, body, headers = {} } = input;
  const answer = await fetch(url, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: (text === '' ? {} : parseJson(text)) as T };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}

/** One device of a user, as an app without our client would be. */
export class ApiUser {
  readonly #url: () => string;
  session: Session;

  constructor(url: () => string, session: Session) {
    this.#url = url;
    this.session = session;
  }

  /** A call in the user's name. */
  call<T = Record<string, unknown>>(
    path: string,
    input: {
      readonly method?: string;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ): Promise<ApiAnswer<T>> {
    return request<T>(`${this.#url()}${path}`, { ...input, token: this.session.token });
  }

  /** Trades the refresh token, as an app does when its access token is old. */
  async refresh(): Promise<void> {
    const { status, body } = await request<Session>(`${this.#url()}/api/v1/session/refresh`, {
      body: { refresh_token: this.session.refresh_token },
    });
    if (status !== 200) throw new DependencyError(`refresh gave ${status} ${JSON.stringify(body)}`);
    this.session = body;
  }

  /** Sends a message and waits until it is accepted; the answer may be read later. */
  async send(
    message: string,
    extra: Readonly<Record<string, unknown>> = {},
  ): Promise<{ readonly requestId: string; readonly messageId: string; readonly answer: ApiAnswer }> {
    const ids = { request_id: newId(), message_id: newId() };
    const answer = await this.call('/api/v1/chat', { body: { ...ids, message, ...extra } });
    const sent = { ...ids, ...extra } as typeof ids;
    return { requestId: sent.request_id, messageId: sent.message_id, answer };
  }

  /** Sends a message and follows it to its end. @throws DependencyError when it does not end with an answer. */
  async say(message: string, extra: Readonly<Record<string, unknown>> = {}): Promise<Told> {
    const { requestId, messageId, answer } = await this.send(message, extra);
    if (answer.status !== 202) throw new DependencyError(`chat gave ${answer.status} ${JSON.stringify(answer.body)}`);
    return this.follow(requestId, messageId);
  }

  /** Follows a request to its end. */
  async follow(requestId: string, messageId = ''): Promise<Told> {
    const events = await collect(this.events(`/api/v1/chat/${requestId}/events`));
    const last = events.at(-1)?.event;
    if (last?.type !== 'done') throw new DependencyError(`the request ended with ${JSON.stringify(last)}`);
    return {
      requestId,
      messageId,
      events,
      types: events.map(({ event }) => event.type),
      sentences: events.flatMap(({ event }) => (event.type === 'text' ? [event.sentence] : [])),
      reply: last.reply,
    };
  }

  /** Where a request stands. */
  poll(requestId: string): Promise<ApiAnswer<Reply & { status: string; by?: string }>> {
    return this.call(`/api/v1/chat/${requestId}`);
  }

  /** A stream of events until it ends or the signal aborts. @throws DependencyError when it is refused. */
  async *events(
    path: string,
    input: { readonly lastEventId?: string; readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<ReceivedEvent, void, void> {
    const own = new AbortController();
    const signal = AbortSignal.any([
      own.signal,
      AbortSignal.timeout(ANSWER_MS),
      ...(input.signal ? [input.signal] : []),
    ]);
    try {
      const answer = await fetch(`${this.#url()}${path}`, {
        headers: {
          accept: 'text/event-stream',
          authorization: `Bearer ${this.session.token}`,
          ...(input.lastEventId === undefined ? {} : { 'last-event-id': input.lastEventId }),
        },
        signal,
      });
      if (!answer.ok || !answer.body) throw new DependencyError(`events gave ${answer.status} ${await answer.text()}`);
      const messages = answer.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
      for await (const { id, data, event } of messages)
        if (event === 'message' && data !== '') yield { id, event: JSON.parse(data) as StreamEvent };
    } catch (error) {
      if (input.signal?.aborted !== true) throw error;
    } finally {
      own.abort();
    }
  }
}

/** All events of a stream that ends. */
export async function collect(stream: AsyncIterable<ReceivedEvent>): Promise<readonly ReceivedEvent[]> {
  const events: ReceivedEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

/** A new user on a new device. */
export async function openUser(url: () => string, deviceId = newId()): Promise<ApiUser> {
  const { status, body } = await request<Session>(`${url()}/api/v1/session`, { body: { device_id: deviceId } });
  if (status !== 200) throw new DependencyError(`session gave ${status} ${JSON.stringify(body)}`);
  return new ApiUser(url, body);
}
