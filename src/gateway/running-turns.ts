/** Name of a user's turn: another user may use the same request id. @see DESIGN.md 8.10 */
export const turnName = (userId: string, requestId: string): string => `${userId}:${requestId}`;

/** Work that goes on after its request was answered: counted for admission, awaited at shutdown. */
export class RunningTurns {
  readonly #running = new Map<string, Promise<void>>();
  readonly #starts = new Map<string, Promise<unknown>>();
  readonly #shutdown = new AbortController();

  /** Turns that run or wait here; sensors do not count. */
  get count(): number {
    return [...this.#running.keys()].filter((name) => !name.startsWith('sensors:')).length;
  }

  /** Aborts when the process stops for good. */
  get shutdown(): AbortSignal {
    return this.#shutdown.signal;
  }

  /**
   * Starts a turn once: whoever sends the same request while it runs is told what the first sender is told, and not
   * before. A start that fails may be tried again. @see DESIGN.md 8.10
   */
  async join<T>(name: string, start: () => Promise<T>): Promise<T> {
    const under = this.#starts.get(name) as Promise<T> | undefined;
    if (under) return under;
    const starting = start();
    this.#starts.set(name, starting);
    const forget = (): void => void (this.#starts.get(name) === starting && this.#starts.delete(name));
    starting.then(async () => this.#running.get(name)).then(forget, forget);
    return starting;
  }

  track(name: string, work: Promise<void>): void {
    const settled = work
      .catch(() => undefined)
      .finally(() => {
        if (this.#running.get(name) === settled) this.#running.delete(name);
      });
    this.#running.set(name, settled);
  }

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running.values());
  }

  stop(): void {
    this.#shutdown.abort();
  }
}
