import { ORPCError } from '@orpc/client';
import {
  AppError,
  DependencyError,
  DependencyTimeoutError,
  fromProblem,
  InvalidInputError,
  toAppError,
  toProblem,
} from './error.ts';
import type { Problem } from './error.ts';

/** The oRPC error that carries a problem: its `data` is the problem+json body. */
export function toWireError(thrown: unknown, requestId: string): ORPCError<string, Problem> {
  const error = thrown instanceof ORPCError ? fromWireError(thrown) : toAppError(thrown);
  return new ORPCError(error.code, {
    status: error.status,
    message: error.message,
    data: toProblem(error, requestId),
    cause: error,
  });
}

/** What the body of an error answer is: always a problem, whoever raised the error. */
export function encodeProblem(error: ORPCError<string, unknown>): Problem {
  return isProblem(error.data) ? error.data : toProblem(fromWireError(error));
}

/** Reads an error answer of a peer. */
export function decodeProblem(body: unknown): ORPCError<string, Problem> | undefined {
  if (!isProblem(body)) return undefined;
  return new ORPCError(body.code, { status: body.status, message: body.detail ?? body.title, data: body });
}

/** The house's error behind whatever an oRPC client or server threw. */
export function fromWireError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof ORPCError) {
    if (thrown.cause instanceof AppError) return thrown.cause;
    if (isProblem(thrown.data)) return fromProblem(thrown.data);
    if (thrown.status === 400) return describeValidation(thrown);
    if (thrown.status < 500) {
      return fromProblem({
        type: 'about:blank',
        title: thrown.message,
        status: thrown.status,
        code: thrown.code.toLowerCase(),
      });
    }
    return toAppError(thrown.cause ?? thrown);
  }
  if (thrown instanceof Error && (thrown.name === 'TimeoutError' || thrown.name === 'AbortError')) {
    return new DependencyTimeoutError('the call was given up', { cause: thrown });
  }
  if (thrown instanceof TypeError && thrown.message === 'fetch failed') {
    return new DependencyError('the peer cannot be reached', { cause: thrown });
  }
  return toAppError(thrown);
}

function isProblem(data: unknown): data is Problem {
  return typeof data === 'object' && data !== null && 'status' in data && 'title' in data && 'code' in data;
}

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[];
}

function describeValidation(error: ORPCError<string, unknown>): InvalidInputError {
  const issues = ((error.data as { issues?: readonly Issue[] } | undefined)?.issues ?? [])
    .slice(0, 10)
    .map((issue) => ({
      path: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
      message: issue.message,
    }));
  const first = issues[0];
  const detail = first ? `${first.path === '' ? 'the body' : first.path}: ${first.message}` : error.message;
  return new InvalidInputError(detail, { extensions: { issues } });
}
