import { AppError } from '#kernel/error';
import { errorMember, judgeStatus, toVendorError } from '#ports/ai-sdk-failure';
import type { FailureVerdict, VendorFailure } from '#ports/ai-sdk-failure';

/** What a refusal of Cohere means: a denied token is a refused key, a monthly limit does not pass by waiting. @see providers.md 9.4 */
export function judgeCohereFailure(failure: VendorFailure): FailureVerdict {
  if (failure.status === 498) return { code: 'key_refused', isRetryable: false };
  if (failure.status === 499) return { code: 'vendor_failed', isRetryable: true };
  const { message } = errorMember(failure.body);
  const isMonthly = failure.status === 429 && typeof message === 'string' && /\/ month/i.test(message);
  return isMonthly ? { code: 'quota_exhausted', isRetryable: false } : judgeStatus(failure);
}

/** One failure of one kind, decided once. Our own errors and the caller's abort pass unchanged. */
export function toCohereError(error: unknown, operation: string): unknown {
  if (error instanceof AppError || (error instanceof Error && error.name === 'AbortError')) return error;
  return toVendorError(error, { vendor: 'cohere', operation, judge: judgeCohereFailure });
}
