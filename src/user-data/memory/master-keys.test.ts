import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readMasterKeys } from './master-keys.ts';

const key = (): string => randomBytes(32).toString('base64');

test('one key, or two while the former one still wraps something', () => {
  const [current, former] = [key(), key()];
  const alone = readMasterKeys({ masterKey: current, masterKeyId: 1, formerMasterKey: '', formerMasterKeyId: 0 });
  expect([...alone.masterKeys.keys()]).toEqual([1]);
  const both = readMasterKeys({ masterKey: current, masterKeyId: 2, formerMasterKey: former, formerMasterKeyId: 1 });
  expect(both.currentKekId).toBe(2);
  expect(both.masterKeys.get(1)?.toString('base64')).toBe(former);
});

test.each([
  ['a short key', { masterKey: 'c2hvcnQ=' }, /32 bytes/u],
  ['no id', { masterKeyId: 0 }, /MASTER_ENCRYPTION_KEY_ID is a number/u],
  ['an id beyond the column', { masterKeyId: 40_000 }, /MASTER_ENCRYPTION_KEY_ID is a number/u],
  ['a former key without an id', { formerMasterKey: key() }, /FORMER_ID is a number/u],
  ['two keys of one id', { formerMasterKey: key(), formerMasterKeyId: 1 }, /new id/u],
])('refuses %s', (_name, settings, message) => {
  const whole = { masterKey: key(), masterKeyId: 1, formerMasterKey: '', formerMasterKeyId: 0, ...settings };
  expect(() => readMasterKeys(whole)).toThrow(message);
});
