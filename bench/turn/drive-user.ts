import { setTimeout as sleep } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';
import { InvariantError } from '#kernel/error';
import { newId } from '#kernel/id';
import { machineNowMs } from './turn-probe.ts';

/** One turn as a client of the public API saw it; moments on the machine's monotonic clock, in ms. */
export interface SeenTurn {
  readonly requestId: string;
  readonly sentMs: number;
  /** The 202 has arrived: the message is stored. */
  readonly acceptedMs: number;
  /** The first sentence has arrived. */
  readonly firstTextMs: number;
  readonly doneMs: number;
  readonly isDegraded: boolean;
  readonly itemCount: number;
}

interface ClientEvent {
  readonly type: string;
  readonly request_id: string;
  readonly detail?: string;
  readonly reply?: { readonly degraded: boolean; readonly items: readonly unknown[] };
}

const TURN_LIMIT_MS = 60_000;

/** A client of the public API: a session, one stream of events, one message at a time. */
export class DrivenUser {
  readonly userId: string;
  readonly #baseUrl: string;
  readonly #token: string;
  readonly #closed = new AbortController();
  #onEvent: (event: ClientEvent) => void = () => undefined;

  private constructor(input: { readonly baseUrl: string; readonly token: string; readonly userId: string }) {
    this.#baseUrl = input.baseUrl;
    this.#token = input.token;
    this.userId = input.userId;
  }

  /** Registers a device and follows the user's events. */
  static async open(baseUrl: string): Promise<DrivenUser> {
    const response = await fetch(`${baseUrl}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ device_id: newId() }),
    });
    if (!response.ok) throw new InvariantError(`a session was refused with ${response.status}`);
    const { token, user_id: userId } = (await response.json()) as { token: string; user_id: string };
    const user = new DrivenUser({ baseUrl, token, userId });
    await user.#follow();
    return user;
  }

  /** Sends messages one after another, each when the answer before it is done and `pauseMs` have passed. */
  async talk(messages: readonly string[], pauseMs: number): Promise<readonly SeenTurn[]> {
    const seen: SeenTurn[] = [];
    for (const message of messages) {
      seen.push(await this.#say(message));
      if (pauseMs > 0) await sleep(pauseMs);
    }
    return seen;
  }

  close(): void {
    this.#closed.abort();
  }

  async #say(message: string): Promise<SeenTurn> {
    const requestId = newId();
    const body = JSON.stringify({ request_id: requestId, message_id: newId(), message });
    const turn = { firstTextMs: Number.NaN };
    const done = new Promise<{ readonly atMs: number; readonly reply: NonNullable<ClientEvent['reply']> }>(
      (resolve, reject) => {
        const timer = setTimeout(() => reject(new InvariantError('a turn did not end')), TURN_LIMIT_MS);
        this.#onEvent = (event) => {
          if (event.request_id !== requestId) return;
          if (event.type === 'text' && Number.isNaN(turn.firstTextMs)) turn.firstTextMs = machineNowMs();
          if (
            event.type !== 'done' &&
            event.type !== 'error' &&
            event.type !== 'superseded' &&
            event.type !== 'cancelled'
          )
            return;
          clearTimeout(timer);
          if (event.type === 'done' && event.reply) resolve({ atMs: machineNowMs(), reply: event.reply });
          else reject(new InvariantError(`a turn ended as ${event.type}: ${event.detail ?? ''}`));
        };
      },
    );
    done.catch(() => undefined);
    const sentMs = machineNowMs();
    const response = await fetch(`${this.#baseUrl}/api/v1/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#token}` },
      body,
    });
    const acceptedMs = machineNowMs();
    const text = await response.text();
    if (response.status !== 202)
      throw new InvariantError(`a message was refused with ${response.status}: ${text.slice(0, 200)}`);
    const { atMs, reply } = await done;
    return {
      requestId,
      sentMs,
      acceptedMs,
      firstTextMs: turn.firstTextMs,
      doneMs: atMs,
      isDegraded: reply.degraded,
      itemCount: reply.items.length,
    };
  }

  async #follow(): Promise<void> {
    const response = await fetch(`${this.#baseUrl}/api/v1/events`, {
      headers: { authorization: `Bearer ${this.#token}`, accept: 'text/event-stream' },
      signal: this.#closed.signal,
    });
    if (!response.ok || !response.body) throw new InvariantError(`the events were refused with ${response.status}`);
    const parser = createParser({ onEvent: ({ data }) => this.#onEvent(JSON.parse(data) as ClientEvent) });
    const read = async (body: AsyncIterable<Uint8Array>): Promise<void> => {
      const decoder = new TextDecoder();
      for await (const bytes of body) parser.feed(decoder.decode(bytes, { stream: true }));
    };
    // Ends with the abort of close(); a stream that breaks shows as a turn that does not end.
    read(response.body).catch(() => undefined);
  }
}
