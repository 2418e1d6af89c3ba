import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cache, LogEntry } from './cache.ts';

/** How a suite gets at the adapter under test. */
export interface CacheUnderTest {
  /** Opens the cache; of a shared one every opening sees the same entries. */
  readonly open: () => Cache;
  readonly isShared: boolean;
  readonly drop?: () => Promise<void>;
}

const minute = { ttlMs: 60_000 };
const log = { ttlMs: 60_000, maxLength: 100 };

/** What every adapter of the cache port has to do. Keys are prefixed by the test's own name. */
export function describeCache(name: string, make: () => Promise<CacheUnderTest>): void {
  describe(name, () => {
    let subject: CacheUnderTest;
    let cache: Cache;
    /** A second view on the same entries: another connection where the adapter is shared. */
    let other: Cache;
    beforeAll(async () => {
      subject = await make();
      cache = subject.open();
      other = subject.isShared ? subject.open() : cache;
    });
    afterAll(async () => {
      await cache.close();
      if (other !== cache) await other.close();
      await subject.drop?.();
    });
    const views = (): readonly [Cache, Cache] => [cache, other];

    test('says whether other processes see its entries', () => expect(cache.isShared).toBe(subject.isShared));
    describeValues(views);
    describeWaiting(views);
    describeWindows(views);
    describeLogs(views);
    describeFollowing(views);
  });
}

type Views = () => readonly [Cache, Cache];

function describeValues(views: Views): void {
  test('gives back what was set, to everyone, and nothing where nothing was', async () => {
    const [cache, other] = views();
    await cache.set('value', 'привет {"a":1}', minute);
    expect(await other.get('value')).toBe('привет {"a":1}');
    expect(await cache.get('never set')).toBeUndefined();
    await cache.set('value', '', minute);
    expect(await other.get('value')).toBe('');
  });

  test('forgets a value when its time is over, and when it is deleted', async () => {
    const [cache, other] = views();
    await cache.set('short', 'x', { ttlMs: 40 });
    await expect.poll(() => other.get('short')).toBeUndefined();
    await cache.set('gone', 'x', minute);
    await other.delete('gone');
    expect(await cache.get('gone')).toBeUndefined();
  });

  test('lets exactly one of many set an absent key', async () => {
    const [cache, other] = views();
    const racers = Array.from({ length: 20 }, (_, n) => (n % 2 ? cache : other).setIfAbsent('race', String(n), minute));
    const outcomes = await Promise.all(racers);
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await cache.get('race')).toBe(String(outcomes.indexOf(true)));
    await cache.delete('race');
    expect(await other.setIfAbsent('race', 'again', minute)).toBe(true);
  });
}

function describeWaiting(views: Views): void {
  test('wakes everyone who waits for a key', async () => {
    const [cache, other] = views();
    const waiting = [cache, other].map((view) => view.waitFor('awaited', { timeoutMs: 10_000 }));
    await other.set('awaited', 'here', minute);
    expect(await Promise.all(waiting)).toEqual(['here', 'here']);
    expect(await cache.waitFor('awaited', { timeoutMs: 0 })).toBe('here');
  });

  test('wakes a waiter also by a conditional set', async () => {
    const [cache, other] = views();
    const waiting = cache.waitFor('awaited once', { timeoutMs: 10_000 });
    await other.setIfAbsent('awaited once', 'here', minute);
    expect(await waiting).toBe('here');
  });

  test('ends a wait with nothing when the time is over or the caller gives up', async () => {
    const [cache] = views();
    expect(await cache.waitFor('never comes', { timeoutMs: 20 })).toBeUndefined();
    const caller = new AbortController();
    const waiting = cache.waitFor('never comes', { timeoutMs: 60_000, signal: caller.signal });
    caller.abort();
    expect(await waiting).toBeUndefined();
  });
}

function describeWindows(views: Views): void {
  test('allows as many points as the limit says, counted over all processes', async () => {
    const [cache, other] = views();
    const calls = Array.from({ length: 30 }, (_, n) =>
      (n % 2 ? cache : other).count([{ key: 'window', windowMs: 60_000, limit: 7 }]),
    );
    const outcomes = await Promise.all(calls);
    expect(outcomes.filter(({ isAllowed }) => isAllowed)).toHaveLength(7);
    for (const outcome of outcomes)
      if (!outcome.isAllowed) expect(outcome.retryAfterMs > 0 && outcome.retryAfterMs <= 60_000).toBe(true);
    expect((await cache.count([{ key: 'another', windowMs: 60_000, limit: 1 }])).isAllowed).toBe(true);
    expect((await cache.count([{ key: 'closed', windowMs: 60_000, limit: 0 }])).isAllowed).toBe(false);
  });

  test('counts a point in all windows or in none, and names the first that is full', async () => {
    const [cache, other] = views();
    const wide = { key: 'wide', windowMs: 60_000, limit: 2 };
    const narrow = { key: 'narrow', windowMs: 60_000, limit: 1 };
    expect(await cache.count([wide, narrow])).toEqual({ isAllowed: true });
    for (let knocks = 0; knocks < 3; knocks++)
      expect(await other.count([wide, narrow])).toMatchObject({ isAllowed: false, full: 'narrow' });
    expect(await cache.count([wide])).toEqual({ isAllowed: true });
    expect(await cache.count([wide, narrow])).toMatchObject({ isAllowed: false, full: 'wide' });
  });

  test('slides: refused points do not count, and room comes back', async () => {
    const [cache] = views();
    const window = { key: 'sliding', windowMs: 60, limit: 2 };
    await cache.count([window]);
    await cache.count([window]);
    await expect.poll(async () => (await cache.count([window])).isAllowed, { interval: 5 }).toBe(true);
  });
}

const valuesOf = (entries: readonly LogEntry[]): readonly string[] => entries.map(({ value }) => value);

function describeLogs(views: Views): void {
  test('reads a log from the start and from after an id', async () => {
    const [cache, other] = views();
    const ids: string[] = [];
    for (const value of ['a', 'b', 'c']) ids.push(await cache.append('log', value, log));
    expect([...ids].sort()).toEqual(ids);
    const whole = await other.read('log', undefined);
    expect(whole).toEqual({ entries: ids.map((id, n) => ({ id, value: 'abc'[n] })), isComplete: true });
    expect(valuesOf((await other.read('log', ids[0])).entries)).toEqual(['b', 'c']);
    expect(await other.read('log', ids[2])).toEqual({ entries: [], isComplete: true });
  });

  test('gives unique ids without gaps to writers at once', async () => {
    const [cache, other] = views();
    const writers = Array.from({ length: 40 }, (_, n) => (n % 2 ? cache : other).append('crowd', String(n), log));
    const ids = await Promise.all(writers);
    expect(new Set(ids).size).toBe(40);
    const { entries, isComplete } = await cache.read('crowd', undefined);
    expect([entries.map(({ id }) => id), isComplete]).toEqual([[...ids].sort(), true]);
  });

  test('keeps the newest entries and says when a reader has lost some', async () => {
    const [cache, other] = views();
    const ids: string[] = [];
    for (const value of 'abcdef') ids.push(await cache.append('bounded', value, { ttlMs: 60_000, maxLength: 3 }));
    expect(await other.read('bounded', undefined)).toMatchObject({ isComplete: false });
    const afterA = await other.read('bounded', ids[0]);
    expect([valuesOf(afterA.entries), afterA.isComplete]).toEqual([['d', 'e', 'f'], false]);
    const afterC = await other.read('bounded', ids[2]);
    expect([valuesOf(afterC.entries), afterC.isComplete]).toEqual([['d', 'e', 'f'], true]);
  });

  test('tells a reader of an expired or unknown log that it has lost something', async () => {
    const [cache, other] = views();
    expect(await cache.read('no such log', undefined)).toEqual({ entries: [], isComplete: true });
    const old = await cache.append('brief', 'old', { ttlMs: 40, maxLength: 10 });
    await expect.poll(async () => (await other.read('brief', undefined)).entries).toEqual([]);
    expect(await other.read('brief', old)).toEqual({ entries: [], isComplete: false });
    await cache.append('brief', 'new', log);
    const page = await other.read('brief', old);
    expect([valuesOf(page.entries), page.isComplete]).toEqual([['new'], false]);
    for (const id of ['rubbish', '99999999999999999-1', '1-1', '-', '']) {
      const odd = await other.read('brief', id);
      expect([valuesOf(odd.entries), odd.isComplete]).toEqual([['new'], false]);
    }
  });
}

function describeFollowing(views: Views): void {
  test('follows a log: what is there first, then what comes, until the signal', async () => {
    const [cache, other] = views();
    const first = await cache.append('followed', '1', log);
    await cache.append('followed', '2', log);
    const reader = new AbortController();
    const [whole, later]: [string[], string[]] = [[], []];
    const collect = async (into: string[], after: string | undefined): Promise<void> => {
      for await (const { value } of other.follow('followed', after, reader.signal)) into.push(value);
    };
    const done = Promise.all([collect(whole, undefined), collect(later, first)]);
    await expect.poll(() => whole.length + later.length).toBe(3);
    for (const value of ['3', '4', '5']) await cache.append('followed', value, log);
    await expect.poll(() => [whole.join(''), later.join('')]).toEqual(['12345', '2345']);
    reader.abort();
    await done;
    await cache.append('followed', '6', log);
    expect(whole.join('')).toBe('12345');
  });

  test('follows a log that does not exist yet', async () => {
    const [cache, other] = views();
    const reader = new AbortController();
    const next = other.follow('later', undefined, reader.signal)[Symbol.asyncIterator]().next();
    await cache.append('later', 'came', log);
    expect(await next).toMatchObject({ done: false, value: { value: 'came' } });
    reader.abort();
  });
}
