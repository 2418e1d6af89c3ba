import { Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';
import type { Cache, LogEntry } from '#ports/cache';
import type { Logger } from '#kernel/log';
import { toRedisError } from './error.ts';
import { parseLogId, toLogId } from './log-id.ts';
import { RedisSignals, within } from './redis-signals.ts';
import { addScripts } from './scripts.ts';
import type { ScriptedRedis } from './scripts.ts';

/** Settings of {@link createRedisCache}. */
export interface RedisCacheDeps {
  /** `redis://:password@host:port/number`. */
  readonly url: string;
  readonly log: Logger;
  /** Put before every key and channel, so that several installations share a server. */
  readonly prefix?: string;
  /** Longest time one command may take. */
  readonly commandTimeoutMs?: number;
}

/** How often a waiter looks by itself, in case a signal got lost with its connection. */
const POLL_VALUE_MS = 250;
const POLL_LOG_MS = 5_000;
/** How long a follower waits for its subscription before it starts without one. */
const SUBSCRIBE_PATIENCE_MS = 1_000;

type Page = Awaited<ReturnType<Cache['read']>>;
const NOTHING: Page = { entries: [], isComplete: false };

/**
 * The cache that all processes share: Redis 7 or later, two connections a process. Methods throw DependencyError and
 * DependencyTimeoutError when the server is away; `follow` and `waitFor` sit an outage out.
 */
export function createRedisCache(deps: RedisCacheDeps): Cache {
  return new RedisCache(deps);
}

function connect(deps: RedisCacheDeps, more: RedisOptions, purpose: string): Redis {
  const redis = new Redis(deps.url, {
    maxRetriesPerRequest: 1,
    connectTimeout: 2_000,
    retryStrategy: (attempt: number) => Math.min(50 * 2 ** attempt, 2_000),
    ...more,
  });
  redis.on('error', (error: Error) => deps.log.warn({ purpose, error: error.message }, 'cache.connection_failed'));
  return redis;
}

class RedisCache implements Cache {
  readonly isShared = true;
  readonly #redis: ScriptedRedis;
  readonly #subscriber: Redis;
  readonly #signals: RedisSignals;
  readonly #prefix: string;
  readonly #closed = new AbortController();

  constructor(deps: RedisCacheDeps) {
    this.#prefix = deps.prefix ?? 'unde:';
    this.#redis = addScripts(connect(deps, { commandTimeout: deps.commandTimeoutMs ?? 2_000 }, 'commands'));
    this.#subscriber = connect(deps, { maxRetriesPerRequest: null }, 'signals');
    this.#signals = new RedisSignals(this.#subscriber);
  }

  readonly get: Cache['get'] = async (key) =>
    (await this.#run('get', () => this.#redis.get(this.#value(key)))) ?? undefined;

  readonly set: Cache['set'] = async (key, value, { ttlMs }) => {
    await this.#run('set', () => this.#redis.setValue(this.#value(key), value, whole(ttlMs), '', this.#value(key)));
  };

  readonly setIfAbsent: Cache['setIfAbsent'] = async (key, value, { ttlMs }) => {
    const name = this.#value(key);
    return (await this.#run('setIfAbsent', () => this.#redis.setValue(name, value, whole(ttlMs), 'NX', name))) === 1;
  };

  readonly delete: Cache['delete'] = async (key) => {
    await this.#run('delete', () => this.#redis.del(this.#value(key), this.#window(key), this.#log(key)));
  };

  readonly waitFor: Cache['waitFor'] = async (key, { timeoutMs, signal }) => {
    const untilMs = performance.now() + timeoutMs;
    const waiting = await this.#signals.listen(this.#value(key), Math.min(timeoutMs, POLL_VALUE_MS), signal);
    try {
      for (;;) {
        // A look without time to wait still gets one answer of a healthy server.
        const value =
          waiting.take().at(-1) ?? (await within(this.get(key), Math.max(POLL_VALUE_MS, untilMs - performance.now())));
        const leftMs = untilMs - performance.now();
        if (value !== undefined || leftMs <= 0 || signal?.aborted || this.#closed.signal.aborted) return value;
        await waiting.wait(Math.min(leftMs, POLL_VALUE_MS));
      }
    } finally {
      waiting.stop();
    }
  };

  readonly count: Cache['count'] = async (windows) => {
    const keys = windows.map(({ key }) => this.#window(key));
    const limits = windows.flatMap(({ windowMs, limit }) => [whole(windowMs), limit]);
    const [place, retryAfterMs] = await this.#run('count', () =>
      this.#redis.countPoint(keys.length, ...keys, ...limits),
    );
    const full = windows[place - 1];
    return full ? { isAllowed: false, full: full.key, retryAfterMs } : { isAllowed: true };
  };

  readonly append: Cache['append'] = async (log, value, { ttlMs, maxLength }) => {
    const name = this.#log(log);
    const append = (): Promise<string> => this.#redis.appendToLog(name, value, whole(ttlMs), whole(maxLength), name);
    const id = await this.#run('append', append);
    const position = parseLogId(id);
    return position ? toLogId(position) : id;
  };

  /** One round trip where nothing was lost; a second one when `after` is unknown to the log. */
  readonly read: Cache['read'] = async (log, after) => {
    const name = this.#log(log);
    const seen = after === undefined ? undefined : parseLogId(after);
    const start = seen ? `${seen.birth}-${seen.number}` : '-';
    // From `after` itself on: where it is still there, nothing after it was lost.
    const rows = await this.#run('read', () => this.#redis.xrange(name, start, '+'));
    const entries = toEntries(rows);
    const first = entries[0] ? parseLogId(entries[0].id) : undefined;
    if (after === undefined) return { entries, isComplete: first === undefined || first.number === 1 };
    if (!seen || !first) return this.#readAll(name);
    if (first.birth !== seen.birth) return { entries, isComplete: false };
    if (first.number === seen.number) return { entries: entries.slice(1), isComplete: true };
    return { entries, isComplete: first.number === seen.number + 1 };
  };

  readonly follow = (log: string, after: string | undefined, signal: AbortSignal): AsyncIterable<LogEntry> =>
    this.#follow(log, after, AbortSignal.any([signal, this.#closed.signal]));

  readonly close: Cache['close'] = async () => {
    this.#closed.abort();
    this.#signals.wakeAll();
    this.#subscriber.disconnect();
    await this.#redis.quit().catch(() => this.#redis.disconnect());
  };

  async *#follow(log: string, after: string | undefined, signal: AbortSignal): AsyncGenerator<LogEntry, void, void> {
    const waiting = await this.#signals.listen(this.#log(log), SUBSCRIBE_PATIENCE_MS, signal);
    let last = after;
    try {
      let handed: readonly LogEntry[] | undefined;
      while (!signal.aborted) {
        const entries = handed ?? (await this.read(log, last).catch(() => NOTHING)).entries;
        for (const entry of entries) {
          if (signal.aborted) return;
          last = entry.id;
          yield entry;
        }
        // What is appended while a page is read or handed on has woken this wait already: no second look is needed.
        await waiting.wait(POLL_LOG_MS);
        handed = nextEntries(waiting.take(), last);
      }
    } finally {
      waiting.stop();
    }
  }

  async #readAll(name: string): Promise<Page> {
    return { entries: toEntries(await this.#run('read', () => this.#redis.xrange(name, '-', '+'))), isComplete: false };
  }

  async #run<T>(operation: string, command: () => Promise<T>): Promise<T> {
    try {
      return await command();
    } catch (error) {
      throw toRedisError(error, operation);
    }
  }

  #value(key: string): string {
    return `${this.#prefix}value:${key}`;
  }

  #window(key: string): string {
    return `${this.#prefix}window:${key}`;
  }

  #log(key: string): string {
    return `${this.#prefix}log:${key}`;
  }
}

/** Redis takes whole positive milliseconds only. */
function whole(amount: number): number {
  return Math.max(1, Math.round(amount));
}

function toEntries(rows: readonly [id: string, fields: string[]][]): readonly LogEntry[] {
  return rows.map(([id, fields]) => {
    const position = parseLogId(id);
    return { id: position ? toLogId(position) : id, value: fields[1] ?? '' };
  });
}

/**
 * The entries after `last` that signals carried. Undefined when they do not follow on it without a gap, or when there was
 * no signal: then the log itself has to be read.
 */
function nextEntries(signals: readonly string[], last: string | undefined): readonly LogEntry[] | undefined {
  const entries: LogEntry[] = [];
  let before = last === undefined ? undefined : parseLogId(last);
  for (const signal of signals) {
    const space = signal.indexOf(' ');
    const position = parseLogId(signal.slice(0, space));
    if (!position || (before && position.birth !== before.birth)) return undefined;
    // Read already, before its signal came.
    if (before && position.number <= before.number) continue;
    if (position.number !== (before?.number ?? 0) + 1) return undefined;
    entries.push({ id: toLogId(position), value: signal.slice(space + 1) });
    before = position;
  }
  return signals.length === 0 ? undefined : entries;
}
