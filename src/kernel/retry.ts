import { setTimeout as sleep } from 'node:timers/promises';
import { DependencyTimeoutError } from './error.ts';

/** How often and how patiently to repeat. */
export interface RetryPolicy {
  /** Calls in all, the first included. */
  readonly attempts: number;
  /** Wait before the second call; doubled each time, with full jitter. */
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  readonly isRetryable: (error: unknown) => boolean;
  readonly signal?: AbortSignal;
  readonly onRetry?: (error: unknown, attempt: number) => void;
}

/** Repeats a call with exponential backoff and full jitter. Throws the last error. */
export async function retry<T>(run: (attempt: number) => Promise<T>, policy: RetryPolicy): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run(attempt);
    } catch (error) {
      if (attempt >= policy.attempts || policy.signal?.aborted || !policy.isRetryable(error)) throw error;
      policy.onRetry?.(error, attempt);
      const ceilingMs = Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** (attempt - 1));
      await sleep(Math.random() * ceilingMs, undefined, policy.signal ? { signal: policy.signal } : {});
    }
  }
}

/**
 * Runs a call that gets `timeoutMs` and no more. The call receives a signal that also follows `parent`.
 *
 * @throws DependencyTimeoutError when the time is over; the parent's reason when the parent aborts.
 */
export async function withTimeout<T>(
  run: (signal: AbortSignal) => Promise<T>,
  input: { readonly timeoutMs: number; readonly operation: string; readonly signal?: AbortSignal | undefined },
): Promise<T> {
  const own = new AbortController();
  const signal = input.signal ? AbortSignal.any([own.signal, input.signal]) : own.signal;
  let timer: NodeJS.Timeout | undefined;
  const gaveUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const late = new DependencyTimeoutError(`${input.operation} took longer than ${input.timeoutMs} ms`, {
        operation: input.operation,
      });
      reject(late);
      own.abort(late);
    }, input.timeoutMs);
    input.signal?.addEventListener('abort', () => reject(input.signal?.reason), { once: true });
    if (input.signal?.aborted) reject(input.signal.reason);
  });
  try {
    return await Promise.race([run(signal), gaveUp]);
  } finally {
    clearTimeout(timer);
  }
}
