import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Who a token speaks for. */
export interface Identity {
  readonly userId: string;
  readonly deviceId: string;
  readonly sessionId: string;
}

const claims = z.object({ user_id: z.uuid(), device_id: z.uuid(), session_id: z.uuid(), expires_at: z.number() });

/** A short-lived token bound to one user, device and session: `base64url(claims).signature`. */
export function signAccessToken(key: Buffer, identity: Identity, expiresAtSeconds: number): string {
  const body = Buffer.from(
    JSON.stringify({
      user_id: identity.userId,
      device_id: identity.deviceId,
      session_id: identity.sessionId,
      expires_at: expiresAtSeconds,
    }),
  ).toString('base64url');
  return `${body}.${mac(key, body).toString('base64url')}`;
}

/** The identity of a valid token that has not expired; undefined for everything else. */
export function verifyAccessToken(key: Buffer, token: string, nowMs: number): Identity | undefined {
  const [body = '', signature = '', ...rest] = token.split('.');
  if (rest.length > 0) return undefined;
  const given = Buffer.from(signature, 'base64url');
  const expected = mac(key, body);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const parsed = claims.safeParse(parseJson(Buffer.from(body, 'base64url').toString('utf8')));
  if (!parsed.success || parsed.data.expires_at * 1000 <= nowMs) return undefined;
  return { userId: parsed.data.user_id, deviceId: parsed.data.device_id, sessionId: parsed.data.session_id };
}

function mac(key: Buffer, body: string): Buffer {
  return createHmac('sha256', key).update(`access:${body}`).digest();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
