import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Session } from '#gateway/contract';
import { newId } from '#kernel/id';
import { ApiUser, openUser, request } from '../support/api.ts';
import type { Installation } from '../support/installation.ts';
import type { History } from './expectations.ts';

interface DeviceList {
  readonly devices: readonly { device_id: string; label: string | null; is_current: boolean }[];
}

/** A revoked session may live on in the memory of an instance for this long. */
const LIVENESS_MS = 10_000;

/** Devices, tokens and codes. @see dialogue.md D-60 */
export function describeSessions(installation: () => Installation): void {
  const url = (): string => installation().url();
  const newUser = (): Promise<ApiUser> => openUser(url);
  const link = async (code: string): Promise<{ status: number; user: ApiUser }> => {
    const { status, body } = await request<Session>(`${url()}/api/v1/session/link`, {
      body: { code, device_id: newId(), label: 'Tablet' },
    });
    return { status, user: new ApiUser(url, body) };
  };
  const makeCode = async (user: ApiUser): Promise<string> =>
    (await user.call<{ code: string }>('/api/v1/session/link-code', { method: 'POST', body: {} })).body.code;

  describe('with devices and sessions', () => {
    test('joins a second device by a code that works once', async () => {
      const user = await newUser();
      const told = await user.say('My size is S');
      const code = await makeCode(user);
      const second = await link(code);
      expect(second.status).toBe(200);
      expect(second.user.session.user_id).toBe(user.session.user_id);
      const { body } = await second.user.call<History>('/api/v1/history');
      expect(body.messages.map(({ message_id: id }) => id)).toContain(told.messageId);
      expect((await second.user.say('What is my size?')).reply.text).toMatch(/(?<![\p{L}])S(?![\p{L}])/u);
      expect((await link(code)).status).toBeGreaterThanOrEqual(400);
      const devices = (await user.call<DeviceList>('/api/v1/devices')).body.devices;
      expect(devices).toHaveLength(2);
      expect(devices.filter((device) => device.is_current).map((device) => device.device_id)).toEqual([
        user.session.device_id,
      ]);
      expect(devices.map((device) => device.label)).toContain('Tablet');
    });

    test('logs a revoked device out, and lets it not come back by its refresh token', async () => {
      const user = await newUser();
      const { user: second } = await link(await makeCode(user));
      const revoked = await user.call(`/api/v1/devices/${second.session.device_id}`, { method: 'DELETE' });
      expect(revoked.body).toEqual({ revoked: true });
      const fresh = await request(`${url()}/api/v1/session/refresh`, {
        body: { refresh_token: second.session.refresh_token },
      });
      expect(fresh.status).toBe(401);
      await sleep(installation().topology === 'one-process' ? 0 : LIVENESS_MS);
      expect((await second.call('/api/v1/history')).status).toBe(401);
      expect((await user.call('/api/v1/history')).status).toBe(200);
    });

    test('cannot revoke a device of somebody else', async () => {
      const [user, other] = [await newUser(), await newUser()];
      await user.call(`/api/v1/devices/${other.session.device_id}`, { method: 'DELETE' });
      expect((await other.call('/api/v1/history')).status).toBe(200);
      await other.refresh();
    });

    test('ends a session by logging out', async () => {
      const user = await newUser();
      expect((await user.call('/api/v1/session', { method: 'DELETE' })).body).toEqual({ closed: true });
      const after = await user.call('/api/v1/history');
      expect([after.status, after.body['code']]).toEqual([401, 'session_ended']);
    });

    test('rotates the refresh token; the old one works a minute longer, for an answer that was lost', async () => {
      const user = await newUser();
      const old = user.session.refresh_token;
      const trade = (token: string) =>
        request<Session>(`${url()}/api/v1/session/refresh`, { body: { refresh_token: token } });
      await user.refresh();
      const [next, access] = [user.session.refresh_token, user.session.token];
      expect(next).not.toBe(old);
      expect((await request(`${url()}/api/v1/history`, { token: access })).status).toBe(200);
      const again = await trade(old);
      expect([again.status, again.body.user_id]).toEqual([200, user.session.user_id]);
      // The token that got lost on the way is in force no more.
      const lost = await trade(next);
      expect([lost.status, (lost.body as unknown as { code: string }).code]).toEqual([401, 'refresh_token_invalid']);
      expect((await trade(again.body.refresh_token)).status).toBe(200);
    });

    test('does not give a known device away without its refresh token', async () => {
      const deviceId = newId();
      await openUser(url, deviceId);
      const again = await request(`${url()}/api/v1/session`, { body: { device_id: deviceId } });
      expect([again.status, again.body['code']]).toEqual([409, 'device_known']);
    });

    test('refuses a changed token, a token of nobody and a code that was never made', async () => {
      const user = await newUser();
      const [body, signature] = user.session.token.split('.');
      const claims = JSON.parse(Buffer.from(body!, 'base64url').toString('utf8')) as Record<string, unknown>;
      const forged = `${Buffer.from(JSON.stringify({ ...claims, user_id: newId() })).toString('base64url')}.${signature}`;
      for (const token of [forged, 'nonsense', `${user.session.token}x`])
        expect((await request(`${url()}/api/v1/history`, { token })).status).toBe(401);
      expect((await link('ABCDEFGH')).status).toBeGreaterThanOrEqual(400);
    });
  });
}
