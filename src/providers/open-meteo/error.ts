import { AppError, DependencyError } from '#kernel/error';
import { judgeStatus, toVendorError } from '#ports/ai-sdk-failure';
import type { FailureVerdict, VendorFailure } from '#ports/ai-sdk-failure';
import { errorBody } from './api-schemas.ts';

/** What a refusal of Open-Meteo means: limits of an hour or a day do not pass by waiting a moment. @see providers.md 12.1 */
export function judgeOpenMeteoFailure(failure: VendorFailure): FailureVerdict {
  const parsed = errorBody.safeParse(failure.body);
  const isLong = failure.status === 429 && parsed.success && /daily|hourly|monthly/i.test(parsed.data.reason);
  return isLong ? { code: 'quota_exhausted', isRetryable: false } : judgeStatus(failure);
}

/** A refused request, as one failure. */
export function toRefusal(statusCode: number, responseBody: string): DependencyError {
  const answer = { statusCode, responseBody };
  return toVendorError(answer, { vendor: 'open-meteo', operation: 'forecast', judge: judgeOpenMeteoFailure });
}

/** The cause of a failed call holds the URL, and the URL the place: only its kind goes on. Own errors pass. */
export function toTransportError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const isMalformed = error instanceof SyntaxError || (error instanceof Error && error.name === 'ZodError');
  const code = isMalformed ? 'malformed_response' : 'connection_failed';
  return new DependencyError(`open-meteo forecast: ${code}`, { code, vendor: 'open-meteo', operation: 'forecast' });
}
