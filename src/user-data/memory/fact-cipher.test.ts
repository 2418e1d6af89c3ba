import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataKeyCache } from './data-key-cache.ts';
import { createFactCipher, readMasterKey } from './fact-cipher.ts';

const userId = '018f2f2e-0000-7000-8000-000000000001';
const clockAt = (start: number) => {
  let nowMs = start;
  return { nowMs: () => nowMs, advance: (ms: number) => (nowMs += ms) };
};
const cipherWith = (keys: readonly (readonly [number, Buffer])[], currentKekId: number) =>
  createFactCipher({ masterKeys: new Map(keys), currentKekId, clock: clockAt(0) });

describe('fact cipher', () => {
  const cipher = cipherWith([[1, randomBytes(32)]], 1);
  const wrapped = cipher.createDataKey(userId);

  test('what is encrypted comes back unchanged, under a fresh nonce each time', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.uuid(), (payload, id) => {
        const row = { userId, id, type: 'allergy', keyVersion: 1 };
        const first = cipher.encrypt(row, wrapped, payload);
        const second = cipher.encrypt(row, wrapped, payload);
        expect(first.iv.equals(second.iv)).toBe(false);
        expect(first.iv).toHaveLength(12);
        expect(first.authTag).toHaveLength(16);
        expect(cipher.decrypt(row, wrapped, first)).toEqual(JSON.parse(JSON.stringify(payload)));
      }),
    );
  });

  test.each([
    ['another row', { id: randomUUID() }],
    ['another type', { type: 'hard_ban' }],
    ['another key version', { keyVersion: 2 }],
  ])('a ciphertext moved to %s is refused', (_name, change) => {
    const row = { userId, id: randomUUID(), type: 'allergy', keyVersion: 1 };
    const encrypted = cipher.encrypt(row, wrapped, { concept_id: 'nickel' });
    expect(() => cipher.decrypt({ ...row, ...change }, wrapped, encrypted)).toThrow(
      expect.objectContaining({ code: 'fact_undecryptable' }),
    );
  });

  test('a data key of another user cannot be unwrapped for this one', () => {
    const other = '018f2f2e-0000-7000-8000-000000000002';
    const foreign = cipher.createDataKey(other);
    expect(() => cipher.blindIndex(userId, foreign, 'allergy', 'nickel')).toThrow(
      expect.objectContaining({ code: 'data_key_undecryptable' }),
    );
  });

  test('one flipped bit anywhere in a row is an error, never an empty fact', () => {
    const row = { userId, id: randomUUID(), type: 'allergy', keyVersion: 1 };
    const encrypted = cipher.encrypt(row, wrapped, { concept_id: 'nickel' });
    for (const part of ['encryptedData', 'iv', 'authTag'] as const) {
      const damaged = Buffer.from(encrypted[part]);
      damaged[0] = (damaged[0] ?? 0) ^ 1;
      expect(() => cipher.decrypt(row, wrapped, { ...encrypted, [part]: damaged })).toThrow(/decrypted/u);
    }
  });

  test('a shortened tag is refused', () => {
    const row = { userId, id: randomUUID(), type: 'allergy', keyVersion: 1 };
    const encrypted = cipher.encrypt(row, wrapped, 'x');
    expect(() => cipher.decrypt(row, wrapped, { ...encrypted, authTag: encrypted.authTag.subarray(0, 4) })).toThrow(
      /decrypted/u,
    );
  });

  test('the blind index is stable for a user and differs between users, types and keys', () => {
    const index = cipher.blindIndex(userId, wrapped, 'hard_ban', 'leather');
    expect(index).toMatch(/^[0-9a-f]{64}$/u);
    expect(cipher.blindIndex(userId.toUpperCase(), wrapped, 'hard_ban', 'leather')).toBe(index);
    expect(cipher.blindIndex(userId, wrapped, 'allergy', 'leather')).not.toBe(index);
    expect(cipher.blindIndex(userId, wrapped, 'hard_ban', 'wool')).not.toBe(index);
    expect(cipher.blindIndex(userId, cipher.createDataKey(userId), 'hard_ban', 'leather')).not.toBe(index);
  });

  test('a rotation of the master key re-wraps the data key and touches no fact', () => {
    const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
    const before = cipherWith([[1, oldKey]], 1);
    const record = before.createDataKey(userId);
    const row = { userId, id: randomUUID(), type: 'budget', keyVersion: 1 };
    const encrypted = before.encrypt(row, record, { max_amount: 500 });
    const during = cipherWith(
      [
        [1, oldKey],
        [2, newKey],
      ],
      2,
    );
    const rewrapped = during.rewrap(userId, record);
    expect(rewrapped).toMatchObject({ kekId: 2, keyVersion: 1 });
    if (rewrapped === undefined) return;
    expect(during.rewrap(userId, rewrapped)).toBeUndefined();
    const after = cipherWith([[2, newKey]], 2);
    expect(after.decrypt(row, rewrapped, encrypted)).toEqual({ max_amount: 500 });
    expect(() => after.decrypt(row, record, encrypted)).toThrow(
      expect.objectContaining({ code: 'master_key_missing' }),
    );
    expect(after.blindIndex(userId, rewrapped, 'budget', 'general')).toBe(
      before.blindIndex(userId, record, 'budget', 'general'),
    );
  });

  test('forgetting a user and closing leave the cipher usable', () => {
    cipher.forget(userId);
    cipher.close();
    expect(cipher.blindIndex(userId, wrapped, 'a', 'b')).toHaveLength(64);
  });

  test('a master key of another length is refused', () => {
    expect(readMasterKey(randomBytes(32).toString('base64'))).toHaveLength(32);
    expect(() => readMasterKey('c2hvcnQ=')).toThrow(/32 bytes/u);
  });
});

describe('data key cache', () => {
  test('keys expire after their time to live and are wiped', () => {
    const clock = clockAt(0);
    const cache = new DataKeyCache({ clock, ttlMs: 300_000, capacity: 10 });
    const key = Buffer.alloc(32, 7);
    cache.set('a', key);
    clock.advance(299_999);
    expect(cache.get('a')).toBe(key);
    clock.advance(1);
    cache.sweep();
    expect(cache.size).toBe(0);
    expect(key.every((byte) => byte === 0)).toBe(true);
  });

  test('the least recently used key leaves first and is wiped', () => {
    const cache = new DataKeyCache({ clock: clockAt(0), ttlMs: 1000, capacity: 2 });
    const keys = ['a', 'b', 'c'].map((id) => ({ id, key: Buffer.alloc(32, 1) }));
    cache.set('a', keys[0]!.key);
    cache.set('b', keys[1]!.key);
    cache.get('a');
    cache.set('c', keys[2]!.key);
    expect(cache.get('b')).toBeUndefined();
    expect(keys[1]!.key[0]).toBe(0);
    expect(cache.get('a')?.[0]).toBe(1);
    cache.clear();
    expect(keys[0]!.key[0]).toBe(0);
  });
});
