/** What a caller may do after a failure: never repeat it, repeat it later, or repeat it at once. */
export type RetryAdvice = 'never' | 'later' | 'now';

/** Facts about a failure beside its message. */
export interface ErrorDetails {
  /** Stable, machine-readable, snake_case; the `code` member of problem+json. */
  readonly code?: string;
  readonly cause?: unknown;
  /** Seconds after which a repeat makes sense; becomes the `Retry-After` header. */
  readonly retryAfterSeconds?: number;
  /** Extra members of the problem+json body; must be safe to show to the caller. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

interface ErrorClass {
  readonly status: number;
  readonly code: string;
  readonly retry: RetryAdvice;
  /** Whether the message may be shown to the caller. */
  readonly expose: boolean;
}

/**
 * The root of every error that the house raises on purpose. The class says what to do next; `status` is the HTTP
 * status on the wire (RFC 9457 problem+json).
 */
export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  readonly retry: RetryAdvice;
  readonly expose: boolean;
  readonly retryAfterSeconds: number | undefined;
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(kind: ErrorClass, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = details.code ?? kind.code;
    this.status = kind.status;
    this.retry = kind.retry;
    this.expose = kind.expose;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.extensions = details.extensions ?? {};
  }
}

/** 400: the caller sent something that can never work. */
export class InvalidInputError extends AppError {
  constructor(message: string, details?: ErrorDetails) {
    super({ status: 400, code: 'invalid_input', retry: 'never', expose: true }, message, details);
  }
}

/** 413: the body is larger than the door lets in. */
export class PayloadTooLargeError extends AppError {
  constructor(message: string, details?: ErrorDetails) {
    super({ status: 413, code: 'payload_too_large', retry: 'never', expose: true }, message, details);
  }
}

/** 401: no credentials, or credentials that are not valid any more. */
export class UnauthenticatedError extends AppError {
  constructor(message: string, details?: ErrorDetails) {
    super({ status: 401, code: 'unauthenticated', retry: 'never', expose: true }, message, details);
  }
}

/** 403: valid credentials, foreign resource. */
export class ForbiddenError extends AppError {
  constructor(message: string, details?: ErrorDetails) {
    super({ status: 403, code: 'forbidden', retry: 'never', expose: true }, message, details);
  }
}

/** 404: it is not there, or not the caller's to see. */
export class NotFoundError extends AppError {
  constructor(message: string, details?: ErrorDetails) {
    super({ status: 404, code: 'not_found', retry: 'never', expose: true }, message, details);
  }
}

/** 409: the request contradicts what is stored. */
export class ConflictError extends AppError {
  constructor(message: string, details?: ErrorDetails) {
    super({ status: 409, code: 'conflict', retry: 'never', expose: true }, message, details);
  }
}

/** 429: too many requests of this caller; `retryAfterSeconds` says when to come back. */
export class RateLimitedError extends AppError {
  constructor(message: string, details?: ErrorDetails) {
    super({ status: 429, code: 'rate_limited', retry: 'later', expose: true }, message, {
      retryAfterSeconds: 1,
      ...details,
    });
  }
}

/** 503: this service is full or not ready. */
export class OverloadedError extends AppError {
  constructor(message: string, details?: ErrorDetails) {
    super({ status: 503, code: 'overloaded', retry: 'later', expose: true }, message, {
      retryAfterSeconds: 1,
      ...details,
    });
  }
}

/** Who failed outside, for providers: vendor, operation and the vendor's own status. */
export interface DependencyDetails extends ErrorDetails {
  readonly vendor?: string;
  readonly operation?: string;
  readonly vendorStatus?: number;
  /** Whether the same call may succeed when repeated; computed once, where the vendor's answer is known. */
  readonly isRetryable?: boolean;
}

/** 502: something that this service depends on answered wrongly or not at all. */
export class DependencyError extends AppError {
  readonly vendor: string | undefined;
  readonly operation: string | undefined;
  readonly vendorStatus: number | undefined;
  readonly isRetryable: boolean;

  constructor(message: string, details: DependencyDetails = {}) {
    super({ status: 502, code: 'dependency_failed', retry: 'later', expose: false }, message, details);
    this.vendor = details.vendor;
    this.operation = details.operation;
    this.vendorStatus = details.vendorStatus;
    this.isRetryable = details.isRetryable ?? true;
  }
}

/** 504: something that this service depends on did not answer in time. */
export class DependencyTimeoutError extends AppError {
  readonly vendor: string | undefined;
  readonly operation: string | undefined;

  constructor(message: string, details: DependencyDetails = {}) {
    super({ status: 504, code: 'dependency_timeout', retry: 'later', expose: false }, message, details);
    this.vendor = details.vendor;
    this.operation = details.operation;
  }
}

/** 500: a rule of the house was broken; a defect. */
export class InvariantError extends AppError {
  constructor(message: string, details?: ErrorDetails) {
    super({ status: 500, code: 'internal', retry: 'never', expose: false }, message, details);
  }
}

/** An error as problem+json (RFC 9457). Messages that are not for the caller are replaced by a neutral sentence. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly retry_after_seconds?: number;
  readonly [extension: string]: unknown;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not authenticated',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  500: 'Internal error',
  502: 'A dependency failed',
  503: 'Not available',
  504: 'A dependency timed out',
};

/** Turns an error into the body that goes over the wire. */
export function toProblem(error: AppError, requestId?: string): Problem {
  return {
    type: 'about:blank',
    title: TITLES[error.status] ?? 'Error',
    status: error.status,
    code: error.code,
    ...(error.expose ? { detail: error.message } : {}),
    ...(error.retryAfterSeconds === undefined ? {} : { retry_after_seconds: error.retryAfterSeconds }),
    ...(requestId === undefined ? {} : { request_id: requestId }),
    ...error.extensions,
  };
}

const BY_STATUS: Readonly<Record<number, new (message: string, details?: ErrorDetails) => AppError>> = {
  400: InvalidInputError,
  401: UnauthenticatedError,
  403: ForbiddenError,
  404: NotFoundError,
  409: ConflictError,
  413: PayloadTooLargeError,
  429: RateLimitedError,
  500: InvariantError,
  502: DependencyError,
  503: OverloadedError,
  504: DependencyTimeoutError,
};

/** The reverse of {@link toProblem}: what a peer's answer means here. Unknown statuses become a dependency failure. */
export function fromProblem(problem: Problem): AppError {
  const { type: _type, title, status, code, detail, retry_after_seconds: retryAfterSeconds, ...extensions } = problem;
  const kind = BY_STATUS[status] ?? DependencyError;
  return new kind(detail ?? title, {
    code,
    extensions,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

/** Makes an AppError of anything thrown; what is not ours is a defect (500). */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new InvariantError(thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
}
