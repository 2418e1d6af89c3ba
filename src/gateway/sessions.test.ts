import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { detachedCall } from '#kernel/call';
import { systemClock } from '#kernel/clock';
import { newId } from '#kernel/id';
import { signAccessToken } from './access-token.ts';
import { Sessions } from './sessions.ts';
import type { SessionDeps } from './sessions.ts';

const SESSION_KEY = randomBytes(32);
const identity = { userId: newId(), deviceId: newId(), sessionId: newId() };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A stream whose session is alive in the database, or not, or whose database is gone. */
function listen(tokenSeconds: number) {
  const database: { state: 'alive' | 'ended' | 'gone' } = { state: 'alive' };
  const row = {
    id: identity.sessionId,
    user_id: identity.userId,
    device_id: identity.deviceId,
    expires_at: new Date(),
  };
  const production = {
    query: async () => {
      if (database.state === 'gone') throw new Error('no connection');
      return { rows: database.state === 'alive' ? [row] : [], rowCount: 1 };
    },
  };
  const sessions = new Sessions({ production, clock: systemClock, sessionKey: SESSION_KEY } as unknown as SessionDeps);
  const token = signAccessToken(SESSION_KEY, identity, Math.floor(Date.now() / 1000) + tokenSeconds);
  const client = new AbortController();
  const call = {
    ...detachedCall({ caller: 'public', signal: client.signal }),
    http: { headers: { authorization: `Bearer ${token}` }, remoteAddress: '127.0.0.1' },
  };
  return { database, client, signal: sessions.boundToSession(call).signal };
}

describe('a stream that is bound to its session', () => {
  test('goes on while the session lives, also through a failure of the database', async () => {
    const { signal, database } = listen(900);
    await vi.advanceTimersByTimeAsync(60_000);
    database.state = 'gone';
    await vi.advanceTimersByTimeAsync(60_000);
    expect(signal.aborted).toBe(false);
  });

  test('ends within half a minute when the device was logged out', async () => {
    const { signal, database } = listen(900);
    database.state = 'ended';
    await vi.advanceTimersByTimeAsync(30_000);
    expect(signal.aborted).toBe(true);
  });

  test('ends when its token expires', async () => {
    const { signal } = listen(60);
    await vi.advanceTimersByTimeAsync(55_000);
    expect(signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(25_000);
    expect(signal.aborted).toBe(true);
  });

  test('asks no more once the client is gone', async () => {
    const { client } = listen(900);
    client.abort();
    expect(vi.getTimerCount()).toBe(0);
  });
});
