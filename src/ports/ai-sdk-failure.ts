import { DependencyError } from '#kernel/error';

/** What a vendor answered instead of success: an HTTP error, or an error object inside a stream. */
export interface VendorFailure {
  readonly status: number | undefined;
  /** The parsed body, when it was JSON. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a failure means for the caller. */
export interface FailureVerdict {
  /** snake_case, such as `rate_limited`, `out_of_money`, `key_refused`. */
  readonly code: string;
  readonly isRetryable: boolean;
  readonly retryAfterSeconds?: number;
}

const NEVER: Readonly<Record<number, string>> = {
  400: 'request_refused',
  401: 'key_refused',
  402: 'out_of_money',
  403: 'key_refused',
  404: 'not_found',
  409: 'conflict',
  413: 'request_too_large',
  415: 'request_refused',
  422: 'request_refused',
};

/** What a status means with every vendor; vendors refine it. @see providers.md 1.3 */
export function judgeStatus(failure: VendorFailure): FailureVerdict {
  const { status } = failure;
  const never = status === undefined ? undefined : NEVER[status];
  if (never !== undefined) return { code: never, isRetryable: false };
  const wait = Number(failure.headers['retry-after']);
  const retryAfter = Number.isFinite(wait) && wait > 0 ? { retryAfterSeconds: wait } : {};
  if (status === 429) return { code: 'rate_limited', isRetryable: true, ...retryAfter };
  if (status === 503 || status === 529) return { code: 'vendor_overloaded', isRetryable: true, ...retryAfter };
  if (status === 408 || status === 504) return { code: 'vendor_timeout', isRetryable: true };
  return { code: 'vendor_failed', isRetryable: status === undefined || status >= 500 };
}

interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly statusCode?: number;
  readonly responseBody?: string;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly data?: unknown;
  readonly cause?: unknown;
}

/**
 * Turns what an AI SDK model throws, or sends as an error part, into one DependencyError. The SDK's own errors carry the
 * prompt and the answer, so they do not travel on as the cause.
 */
export function toVendorError(
  thrown: unknown,
  input: {
    readonly vendor: string;
    readonly operation: string;
    readonly judge: (failure: VendorFailure) => FailureVerdict;
  },
): DependencyError {
  if (thrown instanceof DependencyError) return thrown;
  const error = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as SdkError;
  const { vendor, operation } = input;
  const status = error.statusCode;
  const isVendorAnswer = (status !== undefined && status >= 400) || isStreamError(error);
  if (!isVendorAnswer) {
    const code = guessCode(error, status);
    const cause = code === 'connection_failed' ? networkCause(error) : undefined;
    return new DependencyError(`${vendor} ${operation}: ${code}`, {
      vendor,
      operation,
      code,
      cause,
      isRetryable: code !== 'misconfigured',
    });
  }
  const failure = { status, body: error.data ?? parseJson(error.responseBody), headers: error.responseHeaders ?? {} };
  const { code, isRetryable, retryAfterSeconds } = input.judge(failure);
  return new DependencyError(`${vendor} ${operation}: ${code}${status === undefined ? '' : ` (${status})`}`, {
    vendor,
    operation,
    code,
    isRetryable,
    ...(status === undefined ? {} : { vendorStatus: status }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

/** The member `error` of a vendor's body, or the body itself. */
export function errorMember(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null) return {};
  const inner = (body as Record<string, unknown>)['error'];
  return (typeof inner === 'object' && inner !== null ? inner : body) as Record<string, unknown>;
}

/** An error object inside a stream has no HTTP status of its own, but the vendor's data. */
function isStreamError(error: SdkError): boolean {
  return error.data !== undefined && !error.name?.startsWith('AI_');
}

function guessCode(error: SdkError, status: number | undefined): string {
  if (error.name === 'AI_LoadAPIKeyError' || error.name === 'AI_UnsupportedFunctionalityError') return 'misconfigured';
  if (status !== undefined || (error.name?.startsWith('AI_') && error.name !== 'AI_APICallError'))
    return 'malformed_response';
  return 'connection_failed';
}

function networkCause(error: SdkError): unknown {
  return error.name === 'AI_APICallError' ? error.cause : error;
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
