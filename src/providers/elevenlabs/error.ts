import { AppError, DependencyError } from '#kernel/error';
import { judgeStatus, toVendorError } from '#ports/ai-sdk-failure';
import type { FailureVerdict, VendorFailure } from '#ports/ai-sdk-failure';
import { errorBody } from './api-schemas.ts';

/** `detail.status` of a spent quota (401, not 429): no wait helps. */
const QUOTA: ReadonlySet<string | undefined> = new Set(['quota_exceeded', 'credits_exhausted']);

/** What a refusal of ElevenLabs means. @see providers.md 10.3 */
export function judgeElevenLabsFailure(failure: VendorFailure): FailureVerdict {
  return QUOTA.has(readStatus(failure.body)) ? { code: 'quota_exhausted', isRetryable: false } : judgeStatus(failure);
}

/** A refused request, as one failure. */
export function toRefusal(statusCode: number, responseBody: string, responseHeaders: Headers): DependencyError {
  const answer = { statusCode, responseBody, responseHeaders: Object.fromEntries(responseHeaders) };
  return toVendorError(answer, { vendor: 'elevenlabs', operation: 'speak', judge: judgeElevenLabsFailure });
}

/** A connection that did not come about or broke, and an answer that cannot be read. Aborts and own errors pass. */
export function toTransportError(error: unknown): unknown {
  if (error instanceof AppError || (error instanceof Error && error.name === 'AbortError')) return error;
  const isMalformed = error instanceof SyntaxError || (error instanceof Error && error.name === 'ZodError');
  const code = isMalformed ? 'malformed_response' : 'connection_failed';
  // What cannot be read may quote the text: such a cause goes no further.
  const cause = isMalformed ? undefined : error;
  return new DependencyError(`elevenlabs speak: ${code}`, { code, vendor: 'elevenlabs', operation: 'speak', cause });
}

function readStatus(body: unknown): string | undefined {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success || typeof parsed.data.detail === 'string' || Array.isArray(parsed.data.detail)) return undefined;
  return parsed.data.detail.status;
}
