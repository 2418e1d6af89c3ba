import { v7 as newUuid } from 'uuid';
import type { Session } from '#gateway/contract';
import type { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import type { Settings } from './storage/settings.ts';
import type { Time } from './time.ts';

/** Runs one function at a time under a name, also across tabs where the browser can (`navigator.locks`). */
export type Exclusive = <T>(name: string, run: () => Promise<T>) => Promise<T>;

/** What a device session is built from. */
export interface SessionDeps {
  /** Only the calls under `session` are used, and always without a token. */
  readonly api: Pick<ApiClient, 'session'>;
  readonly settings: Settings;
  readonly time: Time;
  readonly exclusive?: Exclusive;
  readonly label?: string;
}

/** The device's session: made at the first need, kept, refreshed before it ends. */
export interface DeviceSession {
  /**
   * A token that is valid now. `rejected` is a token that the server refused: it is never returned again. Concurrent
   * callers share one refresh. Throws ApiError when no session can be had.
   */
  readonly token: (rejected?: string) => Promise<string>;
  /** The user behind this device, or null before the first session. */
  readonly userId: () => Promise<string | null>;
  /** Logs this device out, here even when the server cannot be reached. */
  readonly close: () => Promise<void>;
  /** Drops what this device keeps, its id too: the account was erased, the next call opens another one. */
  readonly discard: () => Promise<void>;
}

interface StoredSession {
  readonly token: string;
  readonly refreshToken: string;
  readonly userId: string;
  readonly expiresAtMs: number;
}

/** A token is renewed this long before it ends, so that no request carries one that dies on its way. */
const RENEW_BEFORE_MS = 60_000;
const SESSION = 'session';
const DEVICE = 'device_id';

/** Opens a session on this device's id. @see dialogue.md D-60 */
export function createDeviceSession(deps: SessionDeps): DeviceSession {
  const exclusive: Exclusive = deps.exclusive ?? ((_name, run) => run());
  const context = { context: { withoutToken: true } } as const;
  let held: StoredSession | null | undefined;
  let running: Promise<string> | undefined;

  const load = async (): Promise<StoredSession | null> => {
    const text = await deps.settings.get(SESSION);
    return text === null ? null : (JSON.parse(text) as StoredSession);
  };
  const keep = async (session: Session): Promise<StoredSession> => {
    const margin = Math.min(RENEW_BEFORE_MS, session.expires_in_seconds * 500);
    held = {
      token: session.token,
      refreshToken: session.refresh_token,
      userId: session.user_id,
      expiresAtMs: deps.time.nowMs() + session.expires_in_seconds * 1000 - margin,
    };
    await deps.settings.set(SESSION, JSON.stringify(held));
    return held;
  };
  const open = async (): Promise<StoredSession> => {
    const known = await deps.settings.get(DEVICE);
    if (known === null) return register(newUuid());
    // A device id that the server will not open again (revoked, or another user's) is given up for a new one.
    return register(known).catch((error: unknown) => {
      if (error instanceof ApiError && (error.status === 403 || error.status === 409)) return register(newUuid());
      throw error;
    });
  };
  const register = async (deviceId: string): Promise<StoredSession> => {
    await deps.settings.set(DEVICE, deviceId);
    return keep(await deps.api.session.open({ device_id: deviceId, label: deps.label }, context));
  };
  const renew = (rejected: string | undefined): Promise<string> =>
    exclusive('unde-session', async () => {
      // Another tab may have renewed it meanwhile: its refresh token was used once and is worth nothing now.
      const stored = await load();
      if (stored !== null && isUsable(stored, rejected)) return (held = stored).token;
      if (stored === null) return (await open()).token;
      try {
        return (await keep(await deps.api.session.refresh({ refresh_token: stored.refreshToken }, context))).token;
      } catch (error) {
        if (!(error instanceof ApiError) || error.isTransient) throw error;
        return (await open()).token;
      }
    });
  const isUsable = (session: StoredSession, rejected: string | undefined): boolean =>
    session.token !== rejected && session.expiresAtMs > deps.time.nowMs();

  return {
    token: async (rejected) => {
      held ??= await load();
      if (held && isUsable(held, rejected)) return held.token;
      running ??= renew(rejected).finally(() => (running = undefined));
      return running;
    },
    userId: async () => (held ??= await load())?.userId ?? null,
    close: async () => {
      await deps.api.session.close(undefined).catch(() => undefined);
      held = null;
      await deps.settings.remove(SESSION);
    },
    discard: async () => {
      held = null;
      await deps.settings.remove(SESSION);
      await deps.settings.remove(DEVICE);
    },
  };
}
