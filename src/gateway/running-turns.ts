/** Name of a user's turn: another user may use the same request id. @see DESIGN.md 8.10 */
export const turnName = (userId: string, requestId: string): string => `${userId}:${requestId}`;

/** Work that goes on after its request was answered: counted for admission, awaited at shutdown. */
export class RunningTurns {
  readonly #running = new Map<string, Promise<void>>();
  readonly #superseded = new Set<string>();
  readonly #shutdown = new AbortController();

  /** Turns that run or wait here; sensors do not count. */
  get count(): number {
    return [...this.#running.keys()].filter((name) => !name.startsWith('sensors:')).length;
  }

  /** Aborts when the process stops for good. */
  get shutdown(): AbortSignal {
    return this.#shutdown.signal;
  }

  has(name: string): boolean {
    return this.#running.has(name);
  }

  /** From now on nothing more of this request is told to the user. */
  supersede(name: string): void {
    if (this.#running.has(name)) this.#superseded.add(name);
  }

  isSuperseded(name: string): boolean {
    return this.#superseded.has(name);
  }

  track(name: string, work: Promise<void>): void {
    const settled = work.catch(() => undefined).finally(() => {
      this.#superseded.delete(name);
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
