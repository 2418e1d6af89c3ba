import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { systemClock } from '#kernel/clock';
import { createFactCipher } from './fact-cipher.ts';
import { needsDataKey, openProfile, sealProfile } from './profile-cipher.ts';

const cipher = createFactCipher({ masterKeys: new Map([[1, randomBytes(32)]]), currentKekId: 1, clock: systemClock });
const userId = '0198c0de-0000-7000-8000-000000000001';
const userKey = cipher.createDataKey(userId);
const fields = {
  humor_receptivity: { value: 'high' },
  weight_sensitivity: { value: 'sensitive' },
  origin_country: { value: 'KZ' },
};

describe('the profile cipher', () => {
  test('seals sensitive and cultural values and leaves the others readable', () => {
    const sealed = sealProfile(cipher, { userId, userKey }, fields);
    expect(sealed['humor_receptivity']).toEqual({ value: 'high' });
    expect(JSON.stringify(sealed)).not.toMatch(/"sensitive"|KZ/);
    expect(openProfile(cipher, { userId, userKey }, sealed)).toEqual(fields);
  });

  test('leaves out what was moved between users or fields, or has no key', () => {
    const sealed = sealProfile(cipher, { userId, userKey }, fields);
    const swapped = { weight_sensitivity: sealed['origin_country']! };
    expect(openProfile(cipher, { userId, userKey }, swapped)).toEqual({});
    const other = '0198c0de-0000-7000-8000-000000000002';
    expect(Object.keys(openProfile(cipher, { userId: other, userKey: cipher.createDataKey(other) }, sealed))).toEqual([
      'humor_receptivity',
    ]);
    expect(Object.keys(openProfile(cipher, { userId, userKey: null }, sealed))).toEqual(['humor_receptivity']);
  });

  test('needs a data key only for such values', () => {
    expect(needsDataKey({ humor_receptivity: { value: 'high' } })).toBe(false);
    expect(needsDataKey(fields)).toBe(true);
  });
});
