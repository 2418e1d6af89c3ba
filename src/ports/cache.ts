import { definePort } from '#kernel/service';

/** An entry of an append-only log. */
export interface LogEntry {
  /** Sortable id, unique in its log; what a client resumes from. */
  readonly id: string;
  readonly value: string;
}

/** At most `limit` points in any `windowMs` milliseconds. */
export interface SlidingWindow {
  readonly key: string;
  readonly windowMs: number;
  readonly limit: number;
}

/** What became of a point; `full`: the key of the first window without room, and when it has room again. */
export type Counted =
  { readonly isAllowed: true } | { readonly isAllowed: false; readonly full: string; readonly retryAfterMs: number };

/**
 * What may be lost: caches, frames, rate limits, debounce, event fan-out. Values are strings (JSON). Keys carry the user.
 * All operations are atomic, also between processes when the adapter is shared.
 */
export interface Cache {
  /** Whether other processes see the same entries. */
  readonly isShared: boolean;
  readonly get: (key: string) => Promise<string | undefined>;
  readonly set: (key: string, value: string, options: { readonly ttlMs: number }) => Promise<void>;
  /** Sets only when nothing is there; returns whether it did. */
  readonly setIfAbsent: (key: string, value: string, options: { readonly ttlMs: number }) => Promise<boolean>;
  readonly delete: (key: string) => Promise<void>;
  /** Waits until the key is set, at most `timeoutMs`. */
  readonly waitFor: (
    key: string,
    options: { readonly timeoutMs: number; readonly signal?: AbortSignal },
  ) => Promise<string | undefined>;
  /** Counts one point in every window, or in none when one of them is full. */
  readonly count: (windows: readonly SlidingWindow[]) => Promise<Counted>;
  /** Appends to a log of at most `maxLength` entries; returns the entry's id. */
  readonly append: (
    log: string,
    value: string,
    options: { readonly ttlMs: number; readonly maxLength: number },
  ) => Promise<string>;
  /** Entries after an id (exclusive; `undefined`: from the start), oldest first. `isComplete` is false when entries after `after` were lost. */
  readonly read: (
    log: string,
    after: string | undefined,
  ) => Promise<{ readonly entries: readonly LogEntry[]; readonly isComplete: boolean }>;
  /** Entries as they are appended, from after `after` on; ends with the signal. */
  readonly follow: (log: string, after: string | undefined, signal: AbortSignal) => AsyncIterable<LogEntry>;
  readonly close: () => Promise<void>;
}

export const cachePort = definePort<Cache>('cache');
