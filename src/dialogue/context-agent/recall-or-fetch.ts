import type { Clock } from '#kernel/clock';
import { withTimeout } from '#kernel/retry';
import type { Cache } from '#ports/cache';

/** How an answer was come by. */
export type FetchOutcome = 'fresh_cache' | 'fetched' | 'stale_cache' | 'missing';

/** What a source of the outside world gave. */
export interface Fetched<T> {
  readonly value: T | undefined;
  readonly outcome: FetchOutcome;
  readonly error?: unknown;
}

/** Settings of one kind of data. */
export interface FetchPolicy {
  readonly operation: string;
  /** So long an entry is as good as new. */
  readonly freshMs: number;
  /** So long an entry may stand in for a source that does not answer. */
  readonly keepMs: number;
  /** What the caller waits for. */
  readonly deadlineMs: number;
  /** What a late answer gets to fill the cache for the next caller. */
  readonly lateMs: number;
}

/** Calls under way, so that one key is fetched once at a time. */
export type Inflight = Map<string, Promise<unknown>>;

interface Entry<T> {
  readonly at: number;
  readonly value: T;
}

/**
 * A cached value while it is fresh, else the source within the deadline, else the last cached value, else nothing. Never
 * throws. A source that is late goes on and fills the cache.
 *
 * @see dialogue.md D-49
 */
export async function recallOrFetch<T>(
  deps: { readonly cache: Pick<Cache, 'get' | 'set'>; readonly clock: Clock; readonly inflight: Inflight },
  key: string,
  policy: FetchPolicy,
  fetch: (signal: AbortSignal) => Promise<T>,
): Promise<Fetched<T>> {
  const cached = await within(deps.cache.get(key), policy.deadlineMs, `${policy.operation} cache`)
    .then((text) => (text === undefined ? undefined : (JSON.parse(text) as Entry<T>)))
    .catch(() => undefined);
  if (cached && deps.clock.nowMs() - cached.at < policy.freshMs) return { value: cached.value, outcome: 'fresh_cache' };
  try {
    const value = await within(fetchOnce(deps, key, policy, fetch), policy.deadlineMs, policy.operation);
    return { value, outcome: 'fetched' };
  } catch (error) {
    return { value: cached?.value, outcome: cached ? 'stale_cache' : 'missing', error };
  }
}

function within<T>(work: Promise<T>, timeoutMs: number, operation: string): Promise<T> {
  return withTimeout(() => work, { timeoutMs, operation });
}

function fetchOnce<T>(
  deps: { readonly cache: Pick<Cache, 'get' | 'set'>; readonly clock: Clock; readonly inflight: Inflight },
  key: string,
  policy: FetchPolicy,
  fetch: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const running = deps.inflight.get(key) as Promise<T> | undefined;
  if (running) return running;
  const work = (async () => {
    const value = await withTimeout(fetch, { timeoutMs: policy.lateMs, operation: policy.operation });
    const entry: Entry<T> = { at: deps.clock.nowMs(), value };
    // The cache is a help, not a condition.
    void deps.cache.set(key, JSON.stringify(entry), { ttlMs: policy.keepMs }).catch(() => undefined);
    return value;
  })().finally(() => deps.inflight.delete(key));
  // A late failure has no listener left.
  work.catch(() => undefined);
  deps.inflight.set(key, work);
  return work;
}
