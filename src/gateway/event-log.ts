import { InvalidInputError } from '#kernel/error';
import { withEventMeta } from '#kernel/contract';
import { streamEvent } from '#dialogue/model/stream-event';
import type { StreamEvent, StreamEventType } from '#dialogue/model/stream-event';
import { userCacheKeys } from '#dialogue/model/user-cache-keys';
import type { Cache } from '#ports/cache';

const TTL_MS = 3_600_000;
const MOST_EVENTS = 2_000;
const EVENT_ID = /^\d{1,20}-\d{1,20}$/;

/** Types after which nothing more happens to a request. */
const FINAL: ReadonlySet<StreamEventType> = new Set(['done', 'error', 'superseded', 'cancelled']);

/** Whether an event ends its request. */
export function isFinal(event: StreamEvent): boolean {
  return FINAL.has(event.type);
}

/** A user's one stream of events, shared by all instances as far as the cache is. @see DESIGN.md 8.3 */
export class EventLog {
  readonly #cache: Cache;

  constructor(cache: Cache) {
    this.#cache = cache;
  }

  async publish(userId: string, event: StreamEvent): Promise<void> {
    await this.#cache.append(userCacheKeys.events(userId), JSON.stringify(event), {
      ttlMs: TTL_MS,
      maxLength: MOST_EVENTS,
    });
  }

  /** What is still there after an id; `isComplete` is false when something was lost. */
  async read(
    userId: string,
    after: string | undefined,
  ): Promise<{
    readonly events: readonly StreamEvent[];
    readonly isComplete: boolean;
    readonly lastId: string | undefined;
  }> {
    const { entries, isComplete } = await this.#cache.read(userCacheKeys.events(userId), after);
    return { events: entries.map(({ value }) => parse(value)), isComplete, lastId: entries.at(-1)?.id };
  }

  /** What is still there of one request after an id; a user's log may hold thousands of events, so only these are parsed. */
  async readRequest(userId: string, requestId: string, after: string | undefined): Promise<readonly StreamEvent[]> {
    const { entries } = await this.#cache.read(userCacheKeys.events(userId), after);
    return entries
      .filter(({ value }) => value.includes(requestId))
      .map(({ value }) => parse(value))
      .filter((event) => event.request_id === requestId);
  }

  /** Events after an id as they come, each with its id; ends with the signal. */
  async *follow(
    userId: string,
    after: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<StreamEvent, void, void> {
    for await (const { id, value } of this.#cache.follow(userCacheKeys.events(userId), after, signal))
      yield withEventMeta(parse(value), { id });
  }
}

/** Refuses what is not an id of ours. @throws InvalidInputError code `invalid_last_event_id` */
export function requireEventId(id: string | undefined): string | undefined {
  if (id === undefined || id === '') return undefined;
  if (!EVENT_ID.test(id))
    throw new InvalidInputError('Last-Event-ID is not an id of this stream.', { code: 'invalid_last_event_id' });
  return id;
}

function parse(value: string): StreamEvent {
  return streamEvent.parse(JSON.parse(value));
}
