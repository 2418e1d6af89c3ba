import { describe, expect, test } from 'vitest';
import { geminiErrorBody } from './emulated-error.ts';
import { judgeGeminiFailure } from './error.ts';

const judge = (status: number, body: unknown): ReturnType<typeof judgeGeminiFailure> =>
  judgeGeminiFailure({ status, body, headers: {} });

describe('failures of Gemini', () => {
  test('a minute quota says how long to wait', () => {
    expect(judge(429, geminiErrorBody(429).body)).toEqual({
      code: 'rate_limited',
      isRetryable: true,
      retryAfterSeconds: 34.4,
    });
  });
  test('no wait helps against a daily quota', () => {
    expect(judge(429, geminiErrorBody(429, 'daily_quota').body)).toEqual({
      code: 'quota_exhausted',
      isRetryable: false,
    });
  });
  test('a wrong key may come as 400', () => {
    const body = { error: { code: 400, status: 'INVALID_ARGUMENT', details: [{ reason: 'API_KEY_INVALID' }] } };
    expect(judge(400, body)).toEqual({ code: 'key_refused', isRetryable: false });
  });
});
