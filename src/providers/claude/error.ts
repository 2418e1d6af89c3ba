import { errorMember, type FailureVerdict, judgeStatus, type VendorFailure } from '#ports/ai-sdk-failure';

/** Statuses of error types, for errors that arrive inside a stream. */
const STATUS_BY_TYPE: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
};

/** A 429 of a spending cap is not about speed; inside a stream the error's type stands for the status. @see providers.md 8.3 */
export function judgeClaudeFailure(failure: VendorFailure): FailureVerdict {
  const { type, details } = errorMember(failure.body);
  const status = failure.status ?? STATUS_BY_TYPE[String(type)];
  const isCapped =
    (details as { readonly error_code?: string } | undefined)?.error_code === 'enforced_spend_limit_reached';
  if (isCapped) return { code: 'quota_exhausted', isRetryable: false };
  return judgeStatus({ ...failure, status });
}
