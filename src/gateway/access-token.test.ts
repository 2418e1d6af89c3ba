import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import { signAccessToken, verifyAccessToken } from './access-token.ts';

const key = randomBytes(32);
const identity = { userId: newId(), deviceId: newId(), sessionId: newId() };
const NOW_MS = 1_800_000_000_000;
const token = signAccessToken(key, identity, NOW_MS / 1000 + 900);

describe('an access token', () => {
  test('speaks for its user, device and session until it expires', () => {
    expect(verifyAccessToken(key, token, NOW_MS)).toEqual(identity);
    expect(verifyAccessToken(key, token, NOW_MS + 899_999)).toEqual(identity);
    expect(verifyAccessToken(key, token, NOW_MS + 900_000)).toBeUndefined();
  });

  test('is worth nothing under another key', () => {
    expect(verifyAccessToken(randomBytes(32), token, NOW_MS)).toBeUndefined();
  });

  test('is worth nothing when one character of it is another one', () => {
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'ABCxyz019-_.'), (place, character) => {
        const changed = token.slice(0, place) + character + token.slice(place + 1);
        const decodesAlike =
          Buffer.from(changed.split('.')[1] ?? '', 'base64url').equals(
            Buffer.from(token.split('.')[1] ?? '', 'base64url'),
          ) && changed.split('.')[0] === token.split('.')[0];
        expect(verifyAccessToken(key, changed, NOW_MS) !== undefined).toBe(changed === token || decodesAlike);
      }),
    );
  });

  test('is worth nothing when it is made up', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(verifyAccessToken(key, text, NOW_MS)).toBeUndefined();
      }),
    );
    expect(verifyAccessToken(key, `${token}.${token}`, NOW_MS)).toBeUndefined();
  });
});
