import type { Clock } from '#kernel/clock';

type Entry = { readonly dataKey: Buffer; readonly expiresAtMs: number };

/**
 * Unwrapped data keys in process memory: least recently used first out, each for `ttlMs` after it was unwrapped, wiped
 * with zeros when it leaves. A timer removes expired keys even when nobody asks; it never keeps the process alive.
 * @see user-data.md 8
 */
export class DataKeyCache {
  readonly #entries = new Map<string, Entry>();
  readonly #clock: Pick<Clock, 'nowMs'>;
  readonly #ttlMs: number;
  readonly #capacity: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: { readonly clock: Pick<Clock, 'nowMs'>; readonly ttlMs: number; readonly capacity: number }) {
    this.#clock = deps.clock;
    this.#ttlMs = deps.ttlMs;
    this.#capacity = deps.capacity;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(id: string): Buffer | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined) return undefined;
    if (entry.expiresAtMs <= this.#clock.nowMs()) {
      this.delete(id);
      return undefined;
    }
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    return entry.dataKey;
  }

  set(id: string, dataKey: Buffer): void {
    if (this.#entries.get(id)?.dataKey !== dataKey) this.delete(id);
    this.#entries.set(id, { dataKey, expiresAtMs: this.#clock.nowMs() + this.#ttlMs });
    if (this.#entries.size > this.#capacity) {
      const oldest = this.#entries.keys().next().value;
      if (oldest !== undefined) this.delete(oldest);
    }
    this.#timer ??= setInterval(() => this.sweep(), Math.min(this.#ttlMs, 30_000)).unref();
  }

  delete(id: string): void {
    this.#entries.get(id)?.dataKey.fill(0);
    this.#entries.delete(id);
  }

  /** Wipes every key whose id begins with `prefix` (all generations of one user's key). */
  deleteByPrefix(prefix: string): void {
    for (const id of [...this.#entries.keys()]) if (id.startsWith(prefix)) this.delete(id);
  }

  /** Removes and wipes what has expired. */
  sweep(): void {
    const nowMs = this.#clock.nowMs();
    for (const [id, entry] of this.#entries) if (entry.expiresAtMs <= nowMs) this.delete(id);
    if (this.#entries.size === 0) this.#stopTimer();
  }

  /** Wipes everything; the cache may be used again. */
  clear(): void {
    for (const id of [...this.#entries.keys()]) this.delete(id);
    this.#stopTimer();
  }

  #stopTimer(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
