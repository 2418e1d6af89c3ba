import { describe, expect, test } from 'vitest';
import { judgeClaudeFailure } from './error.ts';

describe('failures of Claude', () => {
  test('a spending cap is not repeated, a rate limit is, after the wait that it names', () => {
    const capped = { error: { type: 'rate_limit_error', details: { error_code: 'enforced_spend_limit_reached' } } };
    expect(judgeClaudeFailure({ status: 429, body: capped, headers: {} })).toEqual({
      code: 'quota_exhausted',
      isRetryable: false,
    });
    const limited = { status: 429, body: { error: { type: 'rate_limit_error' } }, headers: { 'retry-after': '2' } };
    expect(judgeClaudeFailure(limited)).toEqual({ code: 'rate_limited', isRetryable: true, retryAfterSeconds: 2 });
  });
  test('an error inside a stream is judged by its type', () => {
    const judge = (type: string): string =>
      judgeClaudeFailure({ status: undefined, body: { type: 'error', error: { type } }, headers: {} }).code;
    expect(['overloaded_error', 'authentication_error', 'api_error'].map(judge)).toEqual([
      'vendor_overloaded',
      'key_refused',
      'vendor_failed',
    ]);
  });
});
