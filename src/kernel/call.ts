import { newTraceparent, isTraceparent } from './trace.ts';
import { newId } from './id.ts';

/** What every handler is told about the call it serves, beside its input. */
export interface Call {
  /** The client's request id, or one made here; in every log line. */
  readonly requestId: string;
  /** W3C trace context. */
  readonly traceparent: string;
  /** Moment (ms since the epoch) after which nobody waits for the answer. */
  readonly deadlineAtMs: number | undefined;
  /** Aborts when the caller goes away, when the deadline has passed or when the process stops. */
  readonly signal: AbortSignal;
  /** Name of the calling service, or `public` at the public door. */
  readonly caller: string;
  /** The id after which a resumed event stream goes on. */
  readonly lastEventId: string | undefined;
  /** The HTTP request behind the call; only at the public door. */
  readonly http?: HttpFacts;
}

/** Facts of an HTTP request that a public handler may need. Header names are lower-case. */
export interface HttpFacts {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly remoteAddress: string;
}

/** What a peer client takes beside the input: the abort signal and the call that it continues. */
export interface PeerOptions {
  readonly signal: AbortSignal;
  readonly context: { readonly call: Call };
  readonly lastEventId?: string;
}

/**
 * Hands a call on to a peer: same request id and trace, the nearer of both deadlines.
 *
 * @param timeoutMs how long this caller waits at most; without it the rest of the call's own deadline.
 */
export function forward(
  call: Call,
  input: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
): PeerOptions {
  const ownDeadline = input.timeoutMs === undefined ? undefined : Date.now() + input.timeoutMs;
  const deadlineAtMs = nearer(ownDeadline, call.deadlineAtMs);
  const signals = [call.signal];
  if (input.signal) signals.push(input.signal);
  if (input.timeoutMs !== undefined) signals.push(AbortSignal.timeout(Math.max(0, input.timeoutMs)));
  const signal = signals.length === 1 ? call.signal : AbortSignal.any(signals);
  return { signal, context: { call: { ...call, signal, deadlineAtMs } } };
}

/** A call that nobody waits for: jobs, schedules, tests. */
export function detachedCall(input: {
  readonly caller: string;
  readonly requestId?: string;
  readonly signal?: AbortSignal;
}): Call {
  return {
    requestId: input.requestId ?? newId(),
    traceparent: newTraceparent(),
    deadlineAtMs: undefined,
    signal: input.signal ?? new AbortController().signal,
    caller: input.caller,
    lastEventId: undefined,
  };
}

const DEADLINE_HEADER = 'x-deadline-ms';
const REQUEST_HEADER = 'x-request-id';
const LONGEST_DEADLINE_MS = 600_000;

/** The headers by which a call crosses to another process. The deadline goes as the milliseconds that are left. */
export function callToHeaders(call: Call): Record<string, string> {
  return {
    [REQUEST_HEADER]: call.requestId,
    traceparent: call.traceparent,
    ...(call.deadlineAtMs === undefined
      ? {}
      : { [DEADLINE_HEADER]: String(Math.max(0, Math.round(call.deadlineAtMs - Date.now()))) }),
  };
}

/** The call as the other process sees it. Malformed headers are replaced, never trusted. */
export function callFromHeaders(input: {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly caller: string;
  readonly signal: AbortSignal;
  readonly lastEventId: string | undefined;
}): Call {
  const { headers } = input;
  const leftMs = Number(headers[DEADLINE_HEADER] ?? Number.NaN);
  // A client at the public door sets no deadline of ours.
  const hasDeadline =
    input.caller !== 'public' && Number.isInteger(leftMs) && leftMs >= 0 && leftMs <= LONGEST_DEADLINE_MS;
  const requestId = headers[REQUEST_HEADER];
  const traceparent = headers['traceparent'];
  return {
    requestId: requestId && /^[\w-]{8,64}$/.test(requestId) ? requestId : newId(),
    traceparent: traceparent && isTraceparent(traceparent) ? traceparent : newTraceparent(),
    deadlineAtMs: hasDeadline ? Date.now() + leftMs : undefined,
    signal: hasDeadline ? AbortSignal.any([input.signal, AbortSignal.timeout(leftMs)]) : input.signal,
    caller: input.caller,
    lastEventId: input.lastEventId,
  };
}

function nearer(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.min(a, b);
}
