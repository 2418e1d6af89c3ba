import { type FailureVerdict, judgeStatus, type VendorFailure } from '#ports/ai-sdk-failure';

/** Nothing is known about the server beyond its statuses. */
export function judgeOpenAiCompatibleFailure(failure: VendorFailure): FailureVerdict {
  return judgeStatus(failure);
}
