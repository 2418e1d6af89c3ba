import type { Redis } from 'ioredis';
import { WakeCalls } from '#kernel/wake-calls';

/** What one waits on: `wait` resolves at the next signal, at the end of the time or at an abort. */
export interface Waiting {
  readonly wait: (timeoutMs: number) => Promise<void>;
  /** What the signals since the last call carried, oldest first. */
  readonly take: () => readonly string[];
  readonly stop: () => void;
}

/** So many signals are kept for one who waits and does not look. */
const MOST_KEPT = 1_000;

/**
 * Signals between processes by publish/subscribe: one connection for all who wait, however many they are. A signal
 * carries what it is about, which saves the look; one that was lost with the connection costs a waiter its polling
 * interval, never an entry.
 */
export class RedisSignals {
  readonly #redis: Redis;
  readonly #wakeCalls = new WakeCalls();
  readonly #listeners = new Map<string, Set<string[]>>();

  /** @param redis a connection of its own; a subscribed one can do nothing else. */
  constructor(redis: Redis) {
    this.#redis = redis;
    redis.on('message', (channel: string, message: string) => {
      for (const kept of this.#listeners.get(channel) ?? []) {
        if (kept.length >= MOST_KEPT) kept.length = 0;
        kept.push(message);
      }
      this.#wakeCalls.wake(channel);
    });
    redis.on('ready', () => this.#wakeCalls.wakeAll());
  }

  /** Resolves once the subscription stands, or after `patienceMs`: then polling alone has to do. */
  async listen(channel: string, patienceMs: number, signal?: AbortSignal): Promise<Waiting> {
    const waiting = this.#wakeCalls.listen(channel, signal);
    const kept: string[] = [];
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(kept));
    if (listeners.size === 1) await within(this.#redis.subscribe(channel), patienceMs);
    return {
      wait: waiting.wait,
      take: () => kept.splice(0),
      stop: () => {
        waiting.stop();
        this.#leave(channel, kept);
      },
    };
  }

  wakeAll(): void {
    this.#wakeCalls.wakeAll();
  }

  #leave(channel: string, kept: string[]): void {
    const listeners = this.#listeners.get(channel);
    listeners?.delete(kept);
    if (!listeners || listeners.size > 0) return;
    this.#listeners.delete(channel);
    this.#redis.unsubscribe(channel).catch(() => undefined);
  }
}

/** The result of a call, or undefined when it fails or takes longer. */
export async function within<T>(call: Promise<T>, timeoutMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>(
    (resolve) => (timer = setTimeout(() => resolve(undefined), Math.max(0, timeoutMs))),
  );
  const outcome = await Promise.race([call.catch(() => undefined), late]);
  clearTimeout(timer);
  return outcome;
}
