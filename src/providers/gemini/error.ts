import { errorMember, type FailureVerdict, judgeStatus, type VendorFailure } from '#ports/ai-sdk-failure';

interface ErrorDetail {
  readonly '@type'?: string;
  readonly retryDelay?: string;
  readonly violations?: readonly { readonly quotaId?: string }[];
  readonly reason?: string;
}

/**
 * Gemini's 429 names the quota: per day means that no wait helps, otherwise `retryDelay` says how long. A wrong key may
 * come as 400.
 *
 * @see providers.md 5.5
 */
export function judgeGeminiFailure(failure: VendorFailure): FailureVerdict {
  const error = errorMember(failure.body);
  const details = (Array.isArray(error['details']) ? error['details'] : []) as readonly ErrorDetail[];
  const status = failure.status ?? (typeof error['code'] === 'number' ? error['code'] : undefined);
  if (status === 400 && details.some((detail) => detail.reason === 'API_KEY_INVALID'))
    return { code: 'key_refused', isRetryable: false };
  if (status !== 429) return judgeStatus({ ...failure, status });
  const quotaIds = details.flatMap((detail) => detail.violations ?? []).map((violation) => violation.quotaId ?? '');
  if (quotaIds.some((id) => /perday/iu.test(id))) return { code: 'quota_exhausted', isRetryable: false };
  const delay = details.map((detail) => Number.parseFloat(detail.retryDelay ?? '')).find((seconds) => seconds > 0);
  return { code: 'rate_limited', isRetryable: true, ...(delay === undefined ? {} : { retryAfterSeconds: delay }) };
}
