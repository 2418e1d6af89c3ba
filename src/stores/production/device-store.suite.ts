import { describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import type { Database } from '../database/database.ts';
import {
  createLinkCode,
  findLiveSession,
  linkDevice,
  listDevices,
  refreshSession,
  registerDevice,
  revokeDevice,
  revokeSession,
} from './device-store.ts';

const now = new Date('2026-11-20T12:00:00Z');
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

/** Devices, sessions and link codes, on any PostgreSQL. */
export function deviceStoreSuite(open: () => Database): void {
  describe('devices', () => {
    const hash = (text: string) => Buffer.from(text.padEnd(32, '.'));
    const draft = (text: string) => ({ id: newId(), refreshTokenHash: hash(text), expiresAt: after(60) });

    async function register(label: string) {
      const [deviceId, userId, secret] = [newId(), newId(), newId()];
      const session = draft(secret);
      await registerDevice(open(), { deviceId, userId, label, session });
      return { deviceId, userId, secret, sessionId: session.id };
    }

    test('exchanges a refresh token once, and revokes the session when an old one comes back', async () => {
      const production = open();
      const { deviceId, secret, sessionId } = await register('Chrome on Linux');
      const refresh = (from: string, to: string, at: Date) =>
        refreshSession(production, { oldHash: hash(from), newHash: hash(to), expiresAt: after(120), now: at });
      expect(await refresh(secret, `${secret}2`, now)).toMatchObject({
        outcome: 'refreshed',
        session: { deviceId, id: sessionId },
      });
      expect((await refresh('nobody', 'x', now)).outcome).toBe('unknown');
      const seconds = (count: number) => new Date(now.getTime() + count * 1000);
      // The answer to the first exchange was lost: the device asks once more with the token it has.
      expect((await refresh(secret, `${secret}3`, seconds(5))).outcome).toBe('refreshed');
      expect(await findLiveSession(production, { sessionId, now })).not.toBeNull();
      expect((await refresh(secret, 'stolen', seconds(90))).outcome).toBe('reused');
      expect(await findLiveSession(production, { sessionId, now })).toBeNull();
      expect((await refresh(`${secret}2`, 'again', now)).outcome).toBe('unknown');
    });

    test('forgets a session at its end, at logout and when its device is revoked', async () => {
      const production = open();
      const { deviceId, userId, sessionId } = await register('Phone');
      expect(await findLiveSession(production, { sessionId, now })).toMatchObject({ userId });
      expect(await findLiveSession(production, { sessionId, now: after(61) })).toBeNull();
      await expect(revokeDevice(production, { userId: newId(), deviceId })).rejects.toMatchObject({
        code: 'device_unknown',
      });
      await revokeSession(production, { userId: newId(), sessionId });
      expect(await findLiveSession(production, { sessionId, now })).not.toBeNull();
      await revokeDevice(production, { userId, deviceId });
      await revokeDevice(production, { userId, deviceId });
      expect(await findLiveSession(production, { sessionId, now })).toBeNull();
      expect(await listDevices(production, userId)).toEqual([]);
      const other = await register('Tablet');
      await revokeSession(production, { userId: other.userId, sessionId: other.sessionId });
      expect(await findLiveSession(production, { sessionId: other.sessionId, now })).toBeNull();
    });

    test('links a second device with a code that works once and in time', async () => {
      const production = open();
      const { deviceId, userId } = await register('Laptop');
      const code = (text: string) => hash(`${text}${userId}`.slice(0, 32));
      await createLinkCode(production, { codeHash: code('a'), userId, deviceId, expiresAt: after(10) });
      const link = (text: string, at: Date) =>
        linkDevice(production, {
          codeHash: code(text),
          deviceId: newId(),
          label: 'Phone',
          session: draft(newId()),
          now: at,
        });
      await expect(link('a', after(11))).rejects.toMatchObject({ code: 'link_code_invalid' });
      const both = await Promise.allSettled([link('a', now), link('a', now)]);
      expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await listDevices(production, userId)).map((device) => device.label).sort()).toEqual(['Laptop', 'Phone']);
    });
  });
}
