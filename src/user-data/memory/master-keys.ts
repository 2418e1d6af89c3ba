import { InvalidInputError } from '#kernel/error';
import { option } from '#kernel/option';
import type { OptionValues } from '#kernel/option';
import { readMasterKey } from './fact-cipher.ts';

/** The master keys as settings of whoever encrypts. During a rotation there are two. @see user-data.md 8 */
export const masterKeyOptions = {
  masterKey: option.secret({
    env: 'MASTER_ENCRYPTION_KEY',
    doc: 'Key that wraps the data keys of users: 32 bytes, base64',
  }),
  masterKeyId: option.integer({
    env: 'MASTER_ENCRYPTION_KEY_ID',
    doc: 'Id of the master key, stored with what it wraps; a new key gets a new id',
    default: 1,
  }),
  formerMasterKey: option.secret({
    env: 'MASTER_ENCRYPTION_KEY_FORMER',
    doc: 'The master key before, while data keys are still wrapped by it',
    default: '',
  }),
  formerMasterKeyId: option.integer({
    env: 'MASTER_ENCRYPTION_KEY_FORMER_ID',
    doc: 'Id of the former master key',
    default: 0,
  }),
} as const;

const LARGEST_ID = 32_767;

/** The loaded keys by id, and the one that wraps what is new. @throws InvalidInputError for a key or an id that cannot be. */
export function readMasterKeys(settings: OptionValues<typeof masterKeyOptions>): {
  readonly masterKeys: ReadonlyMap<number, Buffer>;
  readonly currentKekId: number;
} {
  const { masterKeyId: currentKekId, formerMasterKeyId: formerId } = settings;
  requireId('MASTER_ENCRYPTION_KEY_ID', currentKekId);
  const masterKeys = new Map([[currentKekId, readMasterKey(settings.masterKey)]]);
  if (settings.formerMasterKey !== '') {
    requireId('MASTER_ENCRYPTION_KEY_FORMER_ID', formerId);
    if (formerId === currentKekId)
      throw new InvalidInputError('The former master key has the id of the current one: give the new key a new id.', {
        code: 'master_key_id',
      });
    masterKeys.set(formerId, readMasterKey(settings.formerMasterKey));
  }
  return { masterKeys, currentKekId };
}

function requireId(name: string, id: number): void {
  if (!Number.isInteger(id) || id < 1 || id > LARGEST_ID)
    throw new InvalidInputError(`${name} is a number from 1 to ${LARGEST_ID}.`, { code: 'master_key_id' });
}
