import type { VendorErrorBody } from '#kernel/emulator';

const STATUS: Readonly<Record<number, readonly [status: string, message: string]>> = {
  400: ['INVALID_ARGUMENT', 'Request contains an invalid argument.'],
  401: ['UNAUTHENTICATED', 'Request had invalid authentication credentials.'],
  403: ['PERMISSION_DENIED', "Method doesn't allow unregistered callers."],
  404: ['NOT_FOUND', 'Requested entity was not found.'],
  429: ['RESOURCE_EXHAUSTED', 'You exceeded your current quota, please check your plan and billing details.'],
  500: ['INTERNAL', 'An internal error has occurred.'],
  503: ['UNAVAILABLE', 'The model is overloaded. Please try again later.'],
  504: ['DEADLINE_EXCEEDED', 'Deadline expired before operation could complete.'],
};
const TYPES = 'type.googleapis.com/google.rpc';

/** Gemini's error body; variant `daily_quota` of 429 is the one that no wait helps against. @see providers.md 5.5 */
export function geminiErrorBody(code: number, variant?: string, message?: string): VendorErrorBody {
  const [status, text] = STATUS[code] ?? ['UNKNOWN', `Error ${code}`];
  return {
    body: {
      error: { code, message: message ?? text, status, ...(code === 429 ? { details: quotaDetails(variant) } : {}) },
    },
  };
}

function quotaDetails(variant: string | undefined): readonly object[] {
  const period = variant === 'daily_quota' ? 'Day' : 'Minute';
  const violation = {
    '@type': `${TYPES}.QuotaFailure`,
    violations: [{ quotaId: `GenerateRequestsPer${period}PerProjectPerModel-FreeTier` }],
  };
  return variant === 'daily_quota' ? [violation] : [violation, { '@type': `${TYPES}.RetryInfo`, retryDelay: '34.4s' }];
}
