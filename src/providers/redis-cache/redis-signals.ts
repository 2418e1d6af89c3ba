import type { Redis } from 'ioredis';
import { WakeCalls } from '#kernel/wake-calls';

/** What one waits on: `wait` resolves at the next signal, at the end of the time or at an abort. */
export interface Waiting {
  readonly wait: (timeoutMs: number) => Promise<void>;
  readonly stop: () => void;
}

/**
 * Signals between processes by publish/subscribe: one connection for all who wait, however many they are. A signal
 * only says "look again"; one that was lost with the connection costs a waiter its polling interval, never an entry.
 */
export class RedisSignals {
  readonly #redis: Redis;
  readonly #wakeCalls = new WakeCalls();
  readonly #listeners = new Map<string, number>();

  /** @param redis a connection of its own; a subscribed one can do nothing else. */
  constructor(redis: Redis) {
    this.#redis = redis;
    redis.on('message', (channel: string) => this.#wakeCalls.wake(channel));
    redis.on('ready', () => this.#wakeCalls.wakeAll());
  }

  /** Resolves once the subscription stands, or after `patienceMs`: then polling alone has to do. */
  async listen(channel: string, patienceMs: number, signal?: AbortSignal): Promise<Waiting> {
    const waiting = this.#wakeCalls.listen(channel, signal);
    const count = (this.#listeners.get(channel) ?? 0) + 1;
    this.#listeners.set(channel, count);
    if (count === 1) await within(this.#redis.subscribe(channel), patienceMs);
    return { wait: waiting.wait, stop: () => this.#stop(channel, waiting.stop) };
  }

  wakeAll(): void {
    this.#wakeCalls.wakeAll();
  }

  #stop(channel: string, stopWaiting: () => void): void {
    stopWaiting();
    const count = (this.#listeners.get(channel) ?? 1) - 1;
    if (count > 0) {
      this.#listeners.set(channel, count);
      return;
    }
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
