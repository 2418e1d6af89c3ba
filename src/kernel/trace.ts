import { randomBytes } from 'node:crypto';

/** A new W3C trace context: version, trace id, span id, sampled. */
export function newTraceparent(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}

/** Whether a header value has the shape of a trace context. */
export function isTraceparent(text: string): boolean {
  return /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(text);
}
