import { errorMember, type FailureVerdict, judgeStatus, type VendorFailure } from '#ports/ai-sdk-failure';

const BY_CODE: Readonly<Record<string, FailureVerdict>> = {
  arrearage: { code: 'out_of_money', isRetryable: false },
  insufficient_quota: { code: 'quota_exhausted', isRetryable: false },
  'throttling.allocationquota': { code: 'quota_exhausted', isRetryable: false },
  data_inspection_failed: { code: 'content_filtered', isRetryable: false },
  datainspectionfailed: { code: 'content_filtered', isRetryable: false },
};

/** Qwen hides debt and the content filter behind 400, and a spent quota behind 429: the code tells. @see providers.md 7 */
export function judgeQwenFailure(failure: VendorFailure): FailureVerdict {
  const { code, type } = errorMember(failure.body);
  return BY_CODE[String(code).toLowerCase()] ?? BY_CODE[String(type).toLowerCase()] ?? judgeStatus(failure);
}
