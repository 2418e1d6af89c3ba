import { describe, expect, test } from 'vitest';
import type { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import { createDeviceSession } from './session.ts';
import { createMemorySettings } from './storage/settings.ts';
import { createFakeTime } from './test-support.ts';

function makeSession(change: { readonly open?: (device: string) => void; readonly refresh?: () => void } = {}) {
  const time = createFakeTime();
  const settings = createMemorySettings();
  const calls: string[] = [];
  const issue = (name: string) => {
    calls.push(name);
    return {
      token: `token-${calls.length}`,
      token_type: 'Bearer',
      expires_in_seconds: 900,
      refresh_token: `refresh-${calls.length}`,
      user_id: 'user',
      device_id: 'device',
    };
  };
  const session = {
    open: async (input: { device_id: string }) => (change.open?.(input.device_id), issue('open')),
    refresh: async (input: { refresh_token: string }) => (change.refresh?.(), issue(`refresh ${input.refresh_token}`)),
    close: async () => ({ closed: true }),
  } as unknown as ApiClient['session'];
  return { time, settings, calls, make: () => createDeviceSession({ api: { session }, settings, time }) };
}

describe('the session of a device', () => {
  test('many callers at once share one opening, and a later page uses what is kept', async () => {
    const { make, calls } = makeSession();
    const session = make();
    expect(await Promise.all([session.token(), session.token(), session.token()])).toEqual([
      'token-1',
      'token-1',
      'token-1',
    ]);
    expect(await make().token()).toBe('token-1');
    expect(calls).toEqual(['open']);
  });

  test('it is renewed a minute before its end, once', async () => {
    const { make, calls, time } = makeSession();
    const session = make();
    await session.token();
    time.advance(841_000);
    expect(await Promise.all([session.token(), session.token()])).toEqual(['token-2', 'token-2']);
    expect(calls).toEqual(['open', 'refresh refresh-1']);
  });

  test('a token that the server refused is not given again', async () => {
    const { make } = makeSession();
    const session = make();
    const token = await session.token();
    expect(await session.token(token)).toBe('token-2');
    expect(await session.token(token)).toBe('token-2');
  });

  test('a tab takes over the session that another tab has renewed', async () => {
    const { make, calls, time } = makeSession();
    const [one, other] = [make(), make()];
    await one.token();
    await other.token();
    time.advance(841_000);
    expect([await one.token(), await other.token()]).toEqual(['token-2', 'token-2']);
    expect(calls).toHaveLength(2);
  });

  test('a dead refresh token opens a new session, an unreachable server does not', async () => {
    const failure = { status: 401 };
    const { make, calls, time } = makeSession({
      refresh: () => {
        throw new ApiError({ kind: 'problem', status: failure.status, code: 'refused', detail: '' });
      },
    });
    const session = make();
    await session.token();
    time.advance(841_000);
    failure.status = 503;
    await expect(session.token()).rejects.toMatchObject({ status: 503 });
    failure.status = 401;
    await session.token();
    expect(calls).toEqual(['open', 'open']);
  });

  test('a device that the server will not open again becomes a new one', async () => {
    const devices: string[] = [];
    const { make, settings } = makeSession({
      open: (device) => {
        devices.push(device);
        if (device === 'revoked')
          throw new ApiError({ kind: 'problem', status: 403, code: 'device_revoked', detail: '' });
      },
    });
    await settings.set('device_id', 'revoked');
    expect(await make().token()).toBe('token-1');
    expect(devices).toHaveLength(2);
    expect(await settings.get('device_id')).toBe(devices[1]);
  });
});
