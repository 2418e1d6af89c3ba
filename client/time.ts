/** Time as the client sees it; tests give their own. */
export interface Time {
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  /** Resolves after `ms`, or at once when the signal aborts; never rejects. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** The clock of the machine. */
export const systemTime: Time = {
  nowMs: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const finish = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, ms);
      signal?.addEventListener('abort', finish, { once: true });
    }),
};

/** How long to wait before attempt `attempt` (from 1): doubles from `baseMs` to `capMs`, the upper half of it random. */
export function backoffMs(
  attempt: number,
  limits: { readonly baseMs: number; readonly capMs: number },
  random: () => number,
): number {
  const full = Math.min(limits.capMs, limits.baseMs * 2 ** Math.max(0, attempt - 1));
  return full / 2 + (full / 2) * random();
}
