/** Wakes those who wait for something to happen to a name. */
export class WakeCalls {
  readonly #waiting = new Map<string, Set<() => void>>();

  /** Wakes everyone who waits for the name. */
  wake(name: string): void {
    for (const resume of [...(this.#waiting.get(name) ?? [])]) resume();
  }

  wakeAll(): void {
    for (const name of [...this.#waiting.keys()]) this.wake(name);
  }

  /**
   * Returns a function that resolves at the next wake call after this one was made, at the end of `timeoutMs` or at an
   * abort. Register first, look second: a change between the look and the wait is not missed.
   */
  listen(name: string, signal?: AbortSignal): { wait: (timeoutMs?: number) => Promise<void>; stop: () => void } {
    let isWoken = false;
    let resolveWait: (() => void) | undefined;
    const resume = (): void => {
      isWoken = true;
      resolveWait?.();
    };
    const listeners = this.#waiting.get(name) ?? new Set();
    this.#waiting.set(name, listeners.add(resume));
    signal?.addEventListener('abort', resume, { once: true });
    return {
      wait: async (timeoutMs) => {
        if (!isWoken && !signal?.aborted) {
          let timer: NodeJS.Timeout | undefined;
          await new Promise<void>((resolve) => {
            resolveWait = resolve;
            if (timeoutMs !== undefined) timer = setTimeout(resolve, timeoutMs);
          });
          clearTimeout(timer);
        }
        isWoken = false;
        resolveWait = undefined;
      },
      stop: () => {
        listeners.delete(resume);
        if (listeners.size === 0 && this.#waiting.get(name) === listeners) this.#waiting.delete(name);
        signal?.removeEventListener('abort', resume);
      },
    };
  }
}
