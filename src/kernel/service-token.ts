import { createHmac, timingSafeEqual } from 'node:crypto';

const LIFETIME_SECONDS = 60;
/** How far two machines' clocks may disagree. */
const CLOCK_SKEW_SECONDS = 30;

/** A short-lived token by which a service shows a peer who it is: `caller.audience.expiry.signature`. */
export function signServiceToken(input: {
  readonly secret: string;
  readonly caller: string;
  readonly audience: string;
  readonly nowMs: number;
}): string {
  const body = `${input.caller}.${input.audience}.${Math.floor(input.nowMs / 1000) + LIFETIME_SECONDS}`;
  return `${body}.${signature(input.secret, body)}`;
}

/** The caller of a valid token for this audience; undefined for everything else. */
export function verifyServiceToken(input: {
  readonly secret: string;
  readonly audience: string;
  readonly token: string;
  readonly nowMs: number;
}): string | undefined {
  const cut = input.token.lastIndexOf('.');
  if (cut < 0) return undefined;
  const body = input.token.slice(0, cut);
  const given = Buffer.from(input.token.slice(cut + 1));
  const expected = Buffer.from(signature(input.secret, body));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const [caller, audience, expiry] = body.split('.');
  if (!caller || audience !== input.audience || Number(expiry) + CLOCK_SKEW_SECONDS < input.nowMs / 1000)
    return undefined;
  return caller;
}

function signature(secret: string, body: string): string {
  return createHmac('sha256', secret).update(body).digest('base64url');
}
