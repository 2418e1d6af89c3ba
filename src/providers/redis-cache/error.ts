import { DependencyError, DependencyTimeoutError } from '#kernel/error';
import type { AppError } from '#kernel/error';

/** What a failure of Redis means here. Keys and values stay out of the message. */
export function toRedisError(error: unknown, operation: string): AppError {
  const message = error instanceof Error ? error.message : 'unknown fault';
  const details = { code: 'cache_unavailable', vendor: 'redis', operation, cause: error };
  if (/timed? ?out/i.test(message))
    return new DependencyTimeoutError(`Redis did not answer ${operation} in time`, details);
  return new DependencyError(`Redis failed at ${operation}`, details);
}
