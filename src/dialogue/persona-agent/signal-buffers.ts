import type { FieldName } from '#dialogue/model/persona-contract/fields';
import type { Clock } from '#kernel/clock';
import type { Cache } from '#ports/cache';
import type { BufferedSignal, DiscardedSignal } from './resolve-signals.ts';
import { signalFields } from './resolve-signals.ts';

/** The signals about one answer that wait for the end of the user's utterance. */
export interface SignalBuffer {
  readonly userId: string;
  readonly exchangeId: string;
  readonly openedAtMs: number;
  readonly signals: readonly BufferedSignal[];
  /** Signals that an explicit override has pushed out. */
  readonly discarded: readonly DiscardedSignal[];
}

const BUFFER_TTL_MS = 10 * 60_000;
const APPLIED_TTL_MS = 72 * 3_600_000;
const OPEN_LOG = 'persona:buffers:open';

/**
 * Signal buffers in the cache, one for each exchange; they never mix. Signal ids are marked as applied only by the
 * flush, after its database write. Callers hold the user's lock. @see persona.md 6.5, P-15
 */
export class SignalBuffers {
  readonly #cache: Cache;
  readonly #clock: Clock;
  /** Which buffers are open, by user. A copy of the log in the cache, from which a new process starts. */
  readonly #open = new Map<string, Map<string, number>>();

  constructor(deps: { readonly cache: Cache; readonly clock: Clock }) {
    this.#cache = deps.cache;
    this.#clock = deps.clock;
  }

  /** Learns which buffers an earlier process has left open. */
  async restore(): Promise<void> {
    const { entries } = await this.#cache.read(OPEN_LOG, undefined);
    for (const { value } of entries) {
      const { userId, exchangeId, openedAtMs } = JSON.parse(value) as SignalBuffer;
      if (await this.read(userId, exchangeId)) this.#remember(userId, exchangeId, openedAtMs);
    }
  }

  /** Adds a signal to the buffer of its exchange; false when it is there already. */
  async add(userId: string, exchangeId: string, signal: BufferedSignal): Promise<boolean> {
    const existing = await this.read(userId, exchangeId);
    if (existing?.signals.some((known) => known.id === signal.id)) return false;
    const buffer = existing ?? (await this.#openBuffer(userId, exchangeId));
    await this.#write({ ...buffer, signals: [...buffer.signals, signal] });
    return true;
  }

  async read(userId: string, exchangeId: string): Promise<SignalBuffer | undefined> {
    const text = await this.#cache.get(bufferKey(userId, exchangeId));
    return text === undefined ? undefined : (JSON.parse(text) as SignalBuffer);
  }

  /** Exchanges of the user with an open buffer, oldest first. */
  openExchanges(userId: string): readonly string[] {
    const open = this.#open.get(userId) ?? new Map<string, number>();
    return [...open].sort((a, b) => a[1] - b[1]).map(([exchangeId]) => exchangeId);
  }

  /** Buffers that are at least `ageMs` old. */
  openLongerThan(ageMs: number): readonly { readonly userId: string; readonly exchangeId: string }[] {
    const latest = this.#clock.nowMs() - ageMs;
    return [...this.#open].flatMap(([userId, exchanges]) =>
      [...exchanges].filter(([, openedAtMs]) => openedAtMs <= latest).map(([exchangeId]) => ({ userId, exchangeId })),
    );
  }

  /** Pushes out, of all the user's buffers, the signals that affect one of these fields. */
  async dropConflicting(userId: string, fields: ReadonlySet<FieldName>): Promise<void> {
    for (const exchangeId of this.openExchanges(userId)) {
      const buffer = await this.read(userId, exchangeId);
      if (!buffer) continue;
      const isLost = (signal: BufferedSignal): boolean => signalFields(signal).some((field) => fields.has(field));
      const lost = buffer.signals.filter(isLost);
      if (lost.length === 0) continue;
      const reasons = lost.map(({ type }) => ({ type, reason: 'lost to explicit_override (package resolution)' }));
      await this.#write({
        ...buffer,
        signals: buffer.signals.filter((signal) => !isLost(signal)),
        discarded: [...buffer.discarded, ...reasons],
      });
    }
  }

  async close(userId: string, exchangeId: string): Promise<void> {
    await this.#cache.delete(bufferKey(userId, exchangeId));
    const open = this.#open.get(userId);
    open?.delete(exchangeId);
    if (open?.size === 0) this.#open.delete(userId);
  }

  async isApplied(userId: string, signalId: string): Promise<boolean> {
    return (await this.#cache.get(`persona:applied:${userId}:${signalId}`)) !== undefined;
  }

  async markApplied(userId: string, signalIds: readonly string[]): Promise<void> {
    const mark = (id: string): Promise<void> =>
      this.#cache.set(`persona:applied:${userId}:${id}`, '1', { ttlMs: APPLIED_TTL_MS });
    await Promise.all(signalIds.map(mark));
  }

  /** Whether an exchange was counted before, so that a repeated flush does not count it again. */
  async isFlushed(userId: string, exchangeId: string): Promise<boolean> {
    return (await this.#cache.get(`persona:flushed:${userId}:${exchangeId}`)) !== undefined;
  }

  async markFlushed(userId: string, exchangeId: string): Promise<void> {
    await this.#cache.set(`persona:flushed:${userId}:${exchangeId}`, '1', { ttlMs: APPLIED_TTL_MS });
  }

  async #openBuffer(userId: string, exchangeId: string): Promise<SignalBuffer> {
    const openedAtMs = this.#clock.nowMs();
    this.#remember(userId, exchangeId, openedAtMs);
    await this.#cache.append(OPEN_LOG, JSON.stringify({ userId, exchangeId, openedAtMs }), {
      ttlMs: BUFFER_TTL_MS,
      maxLength: 10_000,
    });
    return { userId, exchangeId, openedAtMs, signals: [], discarded: [] };
  }

  #remember(userId: string, exchangeId: string, openedAtMs: number): void {
    const open = this.#open.get(userId) ?? new Map<string, number>();
    this.#open.set(userId, open.set(exchangeId, openedAtMs));
  }

  #write(buffer: SignalBuffer): Promise<void> {
    return this.#cache.set(bufferKey(buffer.userId, buffer.exchangeId), JSON.stringify(buffer), {
      ttlMs: BUFFER_TTL_MS,
    });
  }
}

function bufferKey(userId: string, exchangeId: string): string {
  return `persona:buffer:${userId}:${exchangeId}`;
}
