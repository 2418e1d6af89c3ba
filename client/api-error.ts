/** Why a call of the API failed, in terms of what the caller can do. */
export type ApiErrorKind = 'network' | 'problem' | 'malformed';

/**
 * A failed call. `status` is 0 when nothing came back at all; `code` is the `code` of problem+json, or
 * `network_unreachable` / `malformed_answer`.
 */
export class ApiError extends Error {
  readonly kind: ApiErrorKind;
  readonly status: number;
  readonly code: string;
  /** Seconds after which a repeat makes sense, when the server said so. */
  readonly retryAfterSeconds: number | null;
  /** The request id that the server logged, for a report of the fault. */
  readonly requestId: string | null;

  constructor(input: {
    readonly kind: ApiErrorKind;
    readonly status: number;
    readonly code: string;
    readonly detail: string;
    readonly retryAfterSeconds?: number | null;
    readonly requestId?: string | null;
    readonly cause?: unknown;
  }) {
    super(input.detail, input.cause === undefined ? undefined : { cause: input.cause });
    this.name = 'ApiError';
    this.kind = input.kind;
    this.status = input.status;
    this.code = input.code;
    this.retryAfterSeconds = input.retryAfterSeconds ?? null;
    this.requestId = input.requestId ?? null;
  }

  /** Whether the same call may work later: nothing came back, the server was busy, or it had a fault. */
  get isTransient(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** The error of a request that never reached the server, or whose answer never arrived. */
export function networkError(cause: unknown): ApiError {
  return new ApiError({
    kind: 'network',
    status: 0,
    code: 'network_unreachable',
    detail: 'the server cannot be reached',
    cause,
  });
}

/** Reads an error answer; anything that is not problem+json becomes `malformed_answer` with the status kept. */
export function readProblem(status: number, body: unknown, retryAfter: string | null): ApiError {
  const problem = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const seconds = Number(retryAfter ?? problem['retry_after_seconds'] ?? NaN);
  const retryAfterSeconds = Number.isFinite(seconds) ? seconds : null;
  if (typeof problem['code'] !== 'string') {
    return new ApiError({
      kind: 'malformed',
      status,
      code: 'malformed_answer',
      detail: `the server answered ${status}`,
      retryAfterSeconds,
    });
  }
  return new ApiError({
    kind: 'problem',
    status,
    code: problem['code'],
    detail: String(problem['detail'] ?? problem['title'] ?? problem['code']),
    retryAfterSeconds,
    requestId: typeof problem['request_id'] === 'string' ? problem['request_id'] : null,
  });
}

/** Whatever was thrown, as an {@link ApiError}. */
export function toApiError(thrown: unknown): ApiError {
  return thrown instanceof ApiError ? thrown : networkError(thrown);
}
