import { createHash, randomBytes, randomInt } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Call } from '#kernel/call';
import type { Clock } from '#kernel/clock';
import { ConflictError, RateLimitedError, UnauthenticatedError } from '#kernel/error';
import { newId } from '#kernel/id';
import type { Cache } from '#ports/cache';
import type { Database } from '#stores/database/database';
import { isUniqueViolation } from '#stores/database/database-error';
import {
  createLinkCode,
  findLiveSession,
  linkDevice,
  listDevices,
  refreshSession,
  registerDevice,
  revokeDevice,
  revokeSession,
} from '#stores/production/device-store';
import type { SessionDraft } from '#stores/production/device-store';
import { signAccessToken, verifyAccessToken } from './access-token.ts';
import type { Identity } from './access-token.ts';
import type { Session } from './contract.ts';
import type { GatewayEvents } from './events.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** A revoked session is refused after at most this time at every instance. */
const LIVENESS_MS = 10_000;
/** How often an open stream asks whether its token and session are still good. */
const RECHECK_MS = 15_000;
/** Letters of a link code: no 0, O, 1, I. */
const CODE_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 8;

/** What sessions need. */
export interface SessionDeps {
  readonly production: Database;
  readonly cache: Cache;
  readonly clock: Clock;
  readonly events: GatewayEvents;
  readonly sessionKey: Buffer;
  readonly options: {
    readonly accessTokenSeconds: number;
    readonly refreshTokenDays: number;
    readonly linkCodeSeconds: number;
    readonly sessionsPerIpHour: number;
  };
}

/** Devices, their sessions and tokens. Only hashes of tokens and codes are stored. @see dialogue.md D-60 */
export class Sessions {
  readonly #deps: SessionDeps;
  readonly #alive = new LRUCache<string, true>({ max: 50_000, ttl: LIVENESS_MS });

  constructor(deps: SessionDeps) {
    this.#deps = deps;
  }

  /** Registers a device and gives it a user of its own. A device that is known needs its refresh token or a link code. */
  async open(input: {
    readonly deviceId: string;
    readonly label: string | undefined;
    readonly address: string;
  }): Promise<Session> {
    const { cache, options, production, events } = this.#deps;
    const counted = await cache.count([
      { key: `sessions:${input.address}`, windowMs: HOUR_MS, limit: options.sessionsPerIpHour },
    ]);
    if (!counted.isAllowed) {
      events.limited('sessions');
      throw new RateLimitedError('Too many new sessions from this address.', {
        retryAfterSeconds: Math.max(1, Math.ceil(counted.retryAfterMs / 1000)),
      });
    }
    const userId = newId();
    const { draft, refreshToken } = this.#draft();
    await refuseKnownDevice(() =>
      registerDevice(production, { deviceId: input.deviceId, userId, label: input.label ?? '', session: draft }),
    );
    events.sessionOpened();
    return this.#grant({ userId, deviceId: input.deviceId, sessionId: draft.id }, refreshToken);
  }

  /** Trades a refresh token for a new session; a token that comes twice ends the session. */
  async refresh(refreshToken: string): Promise<Session> {
    const { production, clock, options, events } = this.#deps;
    const next = newSecret();
    const outcome = await refreshSession(production, {
      oldHash: hash(refreshToken),
      newHash: hash(next),
      now: clock.now(),
      expiresAt: new Date(clock.nowMs() + options.refreshTokenDays * DAY_MS),
    });
    if (outcome.outcome === 'reused') events.tokenReused();
    if (outcome.outcome !== 'refreshed')
      throw new UnauthenticatedError('This refresh token is not valid any more: open a new session.', {
        code: 'refresh_token_invalid',
      });
    const { userId, deviceId, id: sessionId } = outcome.session;
    return this.#grant({ userId, deviceId, sessionId }, next);
  }

  /** Makes a one-use code by which another device joins the user. */
  async makeLinkCode(identity: Identity): Promise<{ code: string; expires_at: string }> {
    const { production, clock, options } = this.#deps;
    const code = Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
    const expiresAt = new Date(clock.nowMs() + options.linkCodeSeconds * 1000);
    await createLinkCode(production, {
      codeHash: hash(code),
      userId: identity.userId,
      deviceId: identity.deviceId,
      expiresAt,
    });
    return { code, expires_at: expiresAt.toISOString() };
  }

  /** Joins a device to the user of a code. Guessing is limited by address. */
  async link(input: {
    readonly code: string;
    readonly deviceId: string;
    readonly label: string | undefined;
    readonly address: string;
  }): Promise<Session> {
    const { cache, production, clock, events } = this.#deps;
    const counted = await cache.count([{ key: `link:${input.address}`, windowMs: HOUR_MS, limit: 20 }]);
    if (!counted.isAllowed) {
      events.limited('link');
      throw new RateLimitedError('Too many codes from this address.', { retryAfterSeconds: 600 });
    }
    const { draft, refreshToken } = this.#draft();
    const code = input.code.trim().toUpperCase();
    const { userId } = await refuseKnownDevice(() =>
      linkDevice(production, {
        codeHash: hash(code),
        deviceId: input.deviceId,
        label: input.label ?? '',
        session: draft,
        now: clock.now(),
      }),
    );
    return this.#grant({ userId, deviceId: input.deviceId, sessionId: draft.id }, refreshToken);
  }

  /** The user's devices, the caller's own marked. */
  async devices(identity: Identity) {
    const devices = await listDevices(this.#deps.production, identity.userId);
    return {
      devices: devices.map(({ id, label, createdAt, lastSeenAt }) => ({
        device_id: id,
        label: label || null,
        created_at: createdAt.toISOString(),
        last_seen_at: lastSeenAt.toISOString(),
        is_current: id === identity.deviceId,
      })),
    };
  }

  /** Logs another device of the user out. */
  async revoke(identity: Identity, deviceId: string): Promise<{ revoked: boolean }> {
    await revokeDevice(this.#deps.production, { userId: identity.userId, deviceId });
    this.#alive.clear();
    return { revoked: true };
  }

  /** Everybody is asked for again: an account was erased, and its sessions with it. */
  forgetLiveness(): void {
    this.#alive.clear();
  }

  /** Logs the caller out. */
  async close(identity: Identity): Promise<{ closed: boolean }> {
    await revokeSession(this.#deps.production, { userId: identity.userId, sessionId: identity.sessionId });
    this.#alive.delete(identity.sessionId);
    return { closed: true };
  }

  /** The identity behind a bearer token whose session is alive. @throws UnauthenticatedError */
  async authenticate(token: string): Promise<Identity> {
    const identity = this.#verify(token);
    await this.requireAlive(identity);
    return identity;
  }

  /** Who a call's token speaks for; whether the session still lives is asked apart. @throws UnauthenticatedError */
  readToken(call: Call): Identity {
    return this.#verify(bearerOf(call));
  }

  /** @throws UnauthenticatedError for a session that was ended. */
  async requireAlive({ sessionId }: Identity): Promise<void> {
    if (this.#alive.has(sessionId)) return;
    const { production, clock } = this.#deps;
    if (!(await findLiveSession(production, { sessionId, now: clock.now() }))) {
      throw new UnauthenticatedError('This session has ended.', { code: 'session_ended' });
    }
    this.#alive.set(sessionId, true);
  }

  /** The identity behind a call's authorization header. */
  async identify(call: Call): Promise<Identity> {
    return this.authenticate(bearerOf(call));
  }

  /** A call that ends when its token expires or its session does: a stream lives no longer than the right to it. */
  boundToSession(call: Call): Call {
    const ended = new AbortController();
    const timer = setInterval(() => {
      this.authenticate(bearerOf(call)).catch((error: unknown) => {
        if (error instanceof UnauthenticatedError) ended.abort();
      });
    }, RECHECK_MS);
    call.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
    ended.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
    return { ...call, signal: AbortSignal.any([call.signal, ended.signal]) };
  }

  #verify(token: string): Identity {
    const identity = verifyAccessToken(this.#deps.sessionKey, token, this.#deps.clock.nowMs());
    if (!identity) throw new UnauthenticatedError('A valid access token is needed.', { code: 'token_invalid' });
    return identity;
  }

  #draft(): { readonly draft: SessionDraft; readonly refreshToken: string } {
    const refreshToken = newSecret();
    const expiresAt = new Date(this.#deps.clock.nowMs() + this.#deps.options.refreshTokenDays * DAY_MS);
    return { refreshToken, draft: { id: newId(), refreshTokenHash: hash(refreshToken), expiresAt } };
  }

  #grant(identity: Identity, refreshToken: string): Session {
    const { sessionKey, clock, options } = this.#deps;
    const expiresAt = Math.floor(clock.nowMs() / 1000) + options.accessTokenSeconds;
    return {
      token: signAccessToken(sessionKey, identity, expiresAt),
      token_type: 'Bearer',
      expires_in_seconds: options.accessTokenSeconds,
      refresh_token: refreshToken,
      user_id: identity.userId,
      device_id: identity.deviceId,
    };
  }
}

function bearerOf(call: Call): string {
  return /^Bearer (\S+)$/i.exec(call.http?.headers['authorization'] ?? '')?.[1] ?? '';
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function hash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

async function refuseKnownDevice<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new ConflictError('This device is known: use its refresh token, or link it with a code.', {
      code: 'device_known',
      cause: error,
    });
  }
}
