import { createParser } from 'eventsource-parser';
import type { StreamEvent } from '#dialogue/model/stream-event';
import type { Fetch } from './api-client.ts';
import { networkError, readProblem, toApiError } from './api-error.ts';
import { backoffMs } from './time.ts';
import type { Time } from './time.ts';

/** Whether events arrive now. */
export type StreamState = 'connecting' | 'open' | 'waiting' | 'closed';

/** What following the events needs. */
export interface FollowDeps {
  readonly url: string;
  readonly fetch: Fetch;
  readonly token: (rejected?: string) => Promise<string>;
  readonly time: Time;
  readonly random: () => number;
  /** Each event once, in the order of arrival; an id that was seen before is dropped. */
  readonly onEvent: (event: StreamEvent, id: string | null) => void;
  readonly onState?: (state: StreamState) => void;
  readonly signal: AbortSignal;
  readonly lastEventId?: string | null;
  /** A signal that ends the present wait between two connections: the server was just reached by other means. */
  readonly wake?: () => AbortSignal;
  /** Without a byte (a comment counts) for so long, the connection is taken for dead. */
  readonly silenceMs?: number;
}

const RECONNECT = { baseMs: 400, capMs: 10_000 };
const REMEMBERED_IDS = 500;

/**
 * Follows a stream of events until the signal aborts: reconnects with backoff and jitter, resumes by Last-Event-ID,
 * renews the token on 401, starts from the present when the server no longer knows the id. Resolves when it is closed;
 * never rejects.
 */
export async function followEvents(deps: FollowDeps): Promise<void> {
  const seen = new Set<string>();
  const cursor = { id: deps.lastEventId ?? null, rejectedToken: undefined as string | undefined };
  let failures = 0;
  while (!deps.signal.aborted) {
    deps.onState?.('connecting');
    let token: string | undefined;
    try {
      token = await deps.token(cursor.rejectedToken);
      const response = await connect(deps, token, cursor.id);
      deps.onState?.('open');
      const received = await readEvents(deps, response, (id, event) => {
        if (id !== null) {
          if (seen.has(id)) return;
          seen.add(id);
          if (seen.size > REMEMBERED_IDS) seen.delete(seen.values().next().value ?? '');
          cursor.id = id;
        }
        deps.onEvent(event, id);
      });
      failures = received > 0 ? 0 : failures + 1;
    } catch (thrown) {
      const error = toApiError(thrown);
      failures += 1;
      cursor.rejectedToken = error.status === 401 ? token : undefined;
      if (error.status === 400 || error.status === 404 || error.status === 410) cursor.id = null;
    }
    if (deps.signal.aborted) break;
    deps.onState?.('waiting');
    const ends = [deps.signal, deps.wake?.()].filter((signal) => signal !== undefined);
    await deps.time.sleep(backoffMs(Math.max(1, failures), RECONNECT, deps.random), AbortSignal.any(ends));
  }
  deps.onState?.('closed');
}

async function connect(deps: FollowDeps, token: string, lastEventId: string | null): Promise<Response> {
  const headers: Record<string, string> = { accept: 'text/event-stream', authorization: `Bearer ${token}` };
  if (lastEventId !== null) headers['last-event-id'] = lastEventId;
  const response = await deps
    .fetch(deps.url, { headers, signal: deps.signal, cache: 'no-store' })
    .catch((cause: unknown) => {
      throw networkError(cause);
    });
  if (response.status >= 400)
    throw readProblem(response.status, await response.json().catch(() => null), response.headers.get('retry-after'));
  return response;
}

/** Reads until the stream ends, breaks or falls silent; returns how many events came. */
async function readEvents(
  deps: FollowDeps,
  response: Response,
  onEvent: (id: string | null, event: StreamEvent) => void,
): Promise<number> {
  let count = 0;
  const parser = createParser({
    onEvent: (message) => {
      const event = message.event === undefined || message.event === 'message' ? parseEvent(message.data) : null;
      if (!event) return;
      count += 1;
      onEvent(message.id ?? null, event);
    },
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return 0;
  try {
    for (;;) {
      const chunk = await withinSilence(deps, reader.read());
      if (chunk === 'silent' || chunk.done) return count;
      parser.feed(chunk.value);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function withinSilence<T>(deps: FollowDeps, read: Promise<T>): Promise<T | 'silent'> {
  const settled = new AbortController();
  const silence = deps.time.sleep(deps.silenceMs ?? 40_000, settled.signal).then(() => 'silent' as const);
  try {
    return await Promise.race([read, silence]);
  } finally {
    settled.abort();
    read.catch(() => undefined);
  }
}

/** The contract's own schema stays on the server: an event without a type and a request is ignored. */
function parseEvent(data: string): StreamEvent | null {
  try {
    const value = JSON.parse(data) as Partial<StreamEvent> | null;
    return typeof value?.type === 'string' && typeof value.request_id === 'string' ? (value as StreamEvent) : null;
  } catch {
    return null;
  }
}
