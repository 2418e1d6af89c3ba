import { LRUCache } from 'lru-cache';
import type { Cache, LogEntry, SlidingWindow } from '#ports/cache';
import { systemClock } from '#kernel/clock';
import type { Clock } from '#kernel/clock';
import { WakeCalls } from '#kernel/wake-calls';
import { MemoryLog, readAbsentLog } from './memory-log.ts';

/** Settings of {@link createMemoryCache}. */
export interface MemoryCacheDeps {
  readonly clock?: Clock;
  /** Most names of each kind (values, windows, logs); beyond it the least recently used goes. */
  readonly maxNames?: number;
}

/** Rate windows outlive their last point by nothing: an empty window and an absent one are the same. */
type Window = readonly number[];

/**
 * The cache of one process: everything in memory, bounded, with the exact semantics of the shared one. A restart
 * loses it, which the port allows.
 */
export function createMemoryCache(deps: MemoryCacheDeps = {}): Cache {
  return new MemoryCache(deps.clock ?? systemClock, deps.maxNames ?? 50_000);
}

class MemoryCache implements Cache {
  readonly isShared = false;
  readonly #clock: Clock;
  readonly #values: LRUCache<string, string>;
  readonly #windows: LRUCache<string, Window>;
  readonly #logs: LRUCache<string, MemoryLog>;
  readonly #wakeCalls = new WakeCalls();
  readonly #closed = new AbortController();
  #births = 0;

  constructor(clock: Clock, max: number) {
    this.#clock = clock;
    const settings = { max, ttlResolution: 0, perf: { now: clock.nowMs } };
    this.#values = new LRUCache(settings);
    this.#windows = new LRUCache(settings);
    this.#logs = new LRUCache(settings);
  }

  readonly get = async (key: string): Promise<string | undefined> => this.#values.get(key);

  readonly set: Cache['set'] = async (key, value, { ttlMs }) => {
    this.#put(key, value, ttlMs);
  };

  readonly setIfAbsent: Cache['setIfAbsent'] = async (key, value, { ttlMs }) => {
    if (this.#values.get(key) !== undefined) return false;
    this.#put(key, value, ttlMs);
    return true;
  };

  readonly delete = async (key: string): Promise<void> => {
    this.#values.delete(key);
    this.#windows.delete(key);
    this.#logs.delete(key);
  };

  readonly waitFor: Cache['waitFor'] = async (key, { timeoutMs, signal }) => {
    const untilMs = performance.now() + timeoutMs;
    const call = this.#wakeCalls.listen(`value ${key}`, signal);
    try {
      for (;;) {
        const value = this.#values.get(key);
        const leftMs = untilMs - performance.now();
        if (value !== undefined || leftMs <= 0 || signal?.aborted || this.#closed.signal.aborted) return value;
        await call.wait(leftMs);
      }
    } finally {
      call.stop();
    }
  };

  readonly count: Cache['count'] = async (windows) => {
    const nowMs = this.#clock.nowMs();
    const pointsIn = ({ key, windowMs }: SlidingWindow): Window =>
      (this.#windows.get(key) ?? []).filter((pointMs) => pointMs > nowMs - windowMs);
    for (const window of windows) {
      const { key, windowMs, limit } = window;
      const points = pointsIn(window);
      if (points.length < limit) continue;
      const leaving = points[points.length - limit];
      const retryAfterMs = leaving === undefined ? windowMs : Math.max(1, leaving + windowMs - nowMs);
      return { isAllowed: false, full: key, retryAfterMs };
    }
    for (const window of windows)
      this.#windows.set(window.key, [...pointsIn(window), nowMs], { ttl: Math.max(1, window.windowMs) });
    return { isAllowed: true };
  };

  readonly append: Cache['append'] = async (name, value, { ttlMs, maxLength }) => {
    const log = this.#logs.get(name) ?? new MemoryLog(this.#clock.nowMs() * 1_000 + (this.#births++ % 1_000));
    const id = log.append(value, Math.max(1, maxLength));
    this.#logs.set(name, log, { ttl: Math.max(1, ttlMs) });
    this.#wakeCalls.wake(`log ${name}`);
    return id;
  };

  readonly read: Cache['read'] = async (name, after) => this.#logs.get(name)?.read(after) ?? readAbsentLog(after);

  readonly follow = (name: string, after: string | undefined, signal: AbortSignal): AsyncIterable<LogEntry> =>
    this.#follow(name, after, AbortSignal.any([signal, this.#closed.signal]));

  readonly close = async (): Promise<void> => {
    this.#closed.abort();
    this.#wakeCalls.wakeAll();
  };

  async *#follow(name: string, after: string | undefined, signal: AbortSignal): AsyncGenerator<LogEntry, void, void> {
    const call = this.#wakeCalls.listen(`log ${name}`, signal);
    let last = after;
    try {
      while (!signal.aborted) {
        const page = await this.read(name, last);
        for (const entry of page.entries) {
          if (signal.aborted) return;
          last = entry.id;
          yield entry;
        }
        if (page.entries.length === 0) await call.wait();
      }
    } finally {
      call.stop();
    }
  }

  #put(key: string, value: string, ttlMs: number): void {
    this.#values.set(key, value, { ttl: Math.max(1, ttlMs) });
    this.#wakeCalls.wake(`value ${key}`);
  }
}
