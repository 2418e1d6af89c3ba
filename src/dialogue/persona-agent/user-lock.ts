/** How a waiting caller behaves. */
export interface LockOptions {
  /** After this time the work runs without the lock; without it the caller waits its turn. */
  readonly waitAtMostMs?: number;
}

/**
 * Runs the work of one user one after the other, of different users side by side. In memory: right for one process, which
 * the Persona Agent is. Idle users take no memory. @see persona.md 14.5, P-30
 */
export class UserLock {
  readonly #tails = new Map<string, Promise<void>>();

  /** Users whose work runs or waits. */
  get size(): number {
    return this.#tails.size;
  }

  /** Runs `work` after everything of this user that came before. */
  async run<T>(userId: string, work: () => Promise<T>, options: LockOptions = {}): Promise<T> {
    const before = this.#tails.get(userId);
    const done = Promise.withResolvers<void>();
    const tail = before ? Promise.all([before, done.promise]).then(() => undefined) : done.promise;
    this.#tails.set(userId, tail);
    void tail.then(() => {
      if (this.#tails.get(userId) === tail) this.#tails.delete(userId);
    });
    try {
      if (before) await waitFor(before, options.waitAtMostMs);
      return await work();
    } finally {
      done.resolve();
    }
  }

  /** Waits until no work of any user runs. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
  }
}

async function waitFor(turn: Promise<void>, atMostMs: number | undefined): Promise<void> {
  if (atMostMs === undefined) return turn;
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, atMostMs);
  });
  await Promise.race([turn, patience]);
  clearTimeout(timer);
}
