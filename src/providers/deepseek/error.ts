import { type FailureVerdict, judgeStatus, type VendorFailure } from '#ports/ai-sdk-failure';

/** DeepSeek's statuses mean what they say; an error object inside a stream has none and may be repeated. @see providers.md 6 */
export function judgeDeepSeekFailure(failure: VendorFailure): FailureVerdict {
  return judgeStatus(failure);
}
