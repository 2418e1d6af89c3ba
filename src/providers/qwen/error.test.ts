import { expect, test } from 'vitest';
import { judgeQwenFailure } from './error.ts';

test.each([
  [400, 'Arrearage', 'out_of_money', false],
  [400, 'data_inspection_failed', 'content_filtered', false],
  [400, 'InvalidParameter', 'request_refused', false],
  [429, 'insufficient_quota', 'quota_exhausted', false],
  [429, 'Throttling.AllocationQuota', 'quota_exhausted', false],
  [429, 'Throttling.RateQuota', 'rate_limited', true],
  [undefined, 'DataInspectionFailed', 'content_filtered', false],
])('Qwen status %s with code %s means %s', (status, code, meaning, isRetryable) => {
  expect(judgeQwenFailure({ status, body: { error: { code, message: '' } }, headers: {} })).toEqual({
    code: meaning,
    isRetryable,
  });
});
