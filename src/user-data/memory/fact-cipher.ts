import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Clock } from '#kernel/clock';
import { InvalidInputError, InvariantError } from '#kernel/error';
import { DataKeyCache } from './data-key-cache.ts';

/** A row of `user_keys`: the data key wrapped by the master key `kekId`. */
export type WrappedDataKey = { readonly encryptedDek: Buffer; readonly kekId: number; readonly keyVersion: number };

/** Identity of a fact row; bound to its ciphertext, so that rows cannot be swapped. @see user-data.md U36 */
export type FactRowIdentity = {
  readonly userId: string;
  readonly id: string;
  readonly type: string;
  readonly keyVersion: number;
};

/** The encrypted columns of a fact row. */
export type EncryptedFact = { readonly encryptedData: Buffer; readonly iv: Buffer; readonly authTag: Buffer };

/** Envelope encryption of user knowledge; see {@link createFactCipher}. */
export type FactCipher = {
  /** Id of the master key that wraps what is new. */
  readonly currentKekId: number;
  /** A new random data key for a user's first fact, wrapped by the current master key. `keyVersion` starts at 1. */
  createDataKey(userId: string, keyVersion?: number): WrappedDataKey;
  /** The same data key wrapped by the current master key, or undefined when it already is. No fact is touched. */
  rewrap(userId: string, wrapped: WrappedDataKey): WrappedDataKey | undefined;
  /** Encrypts a payload as JSON under a fresh random nonce. */
  encrypt(row: FactRowIdentity, wrapped: WrappedDataKey, payload: unknown): EncryptedFact;
  /** Throws InvariantError `fact_undecryptable` on any failed check: a fact is never silently empty. */
  decrypt(row: FactRowIdentity, wrapped: WrappedDataKey, encrypted: EncryptedFact): unknown;
  /** Hex HMAC of (type, key) under the user's index key: what stands in `knowledge_key`. @see user-data.md U18 */
  blindIndex(userId: string, wrapped: WrappedDataKey, type: string, key: string): string;
  /** Wipes the cached keys of one user (erasure, rotation). */
  forget(userId: string): void;
  /** Wipes every cached key. */
  close(): void;
};

/** Bytes of `MASTER_ENCRYPTION_KEY` and of every data key. */
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORMAT = 1;
const HEADER_BYTES = 3;
const DATA_KEY_TTL_MS = 5 * 60_000;

function seal(key: Buffer, plaintext: Buffer, associated: Buffer): { nonce: Buffer; ciphertext: Buffer; tag: Buffer } {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(associated);
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return { nonce, ciphertext, tag: cipher.getAuthTag() };
}

function open(key: Buffer, sealed: { nonce: Buffer; ciphertext: Buffer; tag: Buffer }, associated: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associated);
  decipher.setAuthTag(sealed.tag);
  return Buffer.concat([decipher.update(sealed.ciphertext), decipher.final()]);
}

/** The wrapped record: format byte, kek_id (2 bytes), nonce, ciphertext, tag. Bound to its owner and header. */
function wrap(masterKey: Buffer, kekId: number, userId: string, dataKey: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(FORMAT, 0);
  header.writeUInt16BE(kekId, 1);
  const { nonce, ciphertext, tag } = seal(
    masterKey,
    dataKey,
    Buffer.concat([header, Buffer.from(userId.toLowerCase())]),
  );
  return Buffer.concat([header, nonce, ciphertext, tag]);
}

function unwrap(masterKeys: ReadonlyMap<number, Buffer>, userId: string, record: Buffer): Buffer {
  const sizeBytes = HEADER_BYTES + NONCE_BYTES + KEY_BYTES + TAG_BYTES;
  if (record.length !== sizeBytes || record.readUInt8(0) !== FORMAT) {
    throw new InvariantError('The wrapped data key has an unknown format.', { code: 'data_key_format' });
  }
  const kekId = record.readUInt16BE(1);
  const masterKey = masterKeys.get(kekId);
  if (masterKey === undefined) {
    throw new InvariantError(`Master key ${kekId} is not loaded.`, { code: 'master_key_missing' });
  }
  const bodyEnd = HEADER_BYTES + NONCE_BYTES;
  const sealed = {
    nonce: record.subarray(HEADER_BYTES, bodyEnd),
    ciphertext: record.subarray(bodyEnd, bodyEnd + KEY_BYTES),
    tag: record.subarray(-TAG_BYTES),
  };
  const associated = Buffer.concat([record.subarray(0, HEADER_BYTES), Buffer.from(userId.toLowerCase())]);
  try {
    return open(masterKey, sealed, associated);
  } catch (cause) {
    throw new InvariantError('The data key could not be unwrapped.', { code: 'data_key_undecryptable', cause });
  }
}

function associatedData(row: FactRowIdentity): Buffer {
  return Buffer.from([row.userId.toLowerCase(), row.id.toLowerCase(), row.type, row.keyVersion].join('|'));
}

/** Reads a base64 master key; 32 bytes or InvalidInputError. */
export function readMasterKey(base64: string): Buffer {
  const key = Buffer.from(base64, 'base64');
  if (key.length !== KEY_BYTES) {
    throw new InvalidInputError(`A master key is ${KEY_BYTES} bytes in base64; this one has ${key.length}.`, {
      code: 'master_key_length',
    });
  }
  return key;
}

/**
 * AES-256-GCM envelope encryption of facts: one data key a user, wrapped by a master key that lives in memory only.
 * `masterKeys` holds the current and, during a rotation, the former key. Unwrapped keys stay 5 minutes at most.
 * @see user-data.md 8
 */
export function createFactCipher(deps: {
  readonly masterKeys: ReadonlyMap<number, Buffer>;
  readonly currentKekId: number;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly cacheCapacity?: number;
}): FactCipher {
  const { masterKeys, currentKekId } = deps;
  const current = masterKeys.get(currentKekId);
  if (current === undefined)
    throw new InvariantError(`Master key ${currentKekId} is not loaded.`, { code: 'master_key_missing' });
  const cache = new DataKeyCache({ clock: deps.clock, ttlMs: DATA_KEY_TTL_MS, capacity: deps.cacheCapacity ?? 10_000 });

  const dataKeyOf = (userId: string, wrapped: WrappedDataKey): Buffer => {
    const id = `${userId.toLowerCase()}:${wrapped.keyVersion}:${wrapped.encryptedDek.toString('base64')}`;
    const cached = cache.get(id);
    if (cached !== undefined) return cached;
    const dataKey = unwrap(masterKeys, userId, wrapped.encryptedDek);
    cache.set(id, dataKey);
    return dataKey;
  };

  return {
    currentKekId,
    createDataKey: (userId, keyVersion = 1) => {
      const dataKey = randomBytes(KEY_BYTES);
      const encryptedDek = wrap(current, currentKekId, userId, dataKey);
      dataKey.fill(0);
      return { encryptedDek, kekId: currentKekId, keyVersion };
    },
    rewrap: (userId, wrapped) => {
      if (wrapped.kekId === currentKekId && wrapped.encryptedDek.readUInt16BE(1) === currentKekId) return undefined;
      const dataKey = unwrap(masterKeys, userId, wrapped.encryptedDek);
      const encryptedDek = wrap(current, currentKekId, userId, dataKey);
      dataKey.fill(0);
      return { encryptedDek, kekId: currentKekId, keyVersion: wrapped.keyVersion };
    },
    encrypt: (row, wrapped, payload) => {
      const { nonce, ciphertext, tag } = seal(
        dataKeyOf(row.userId, wrapped),
        Buffer.from(JSON.stringify(payload)),
        associatedData(row),
      );
      return { encryptedData: ciphertext, iv: nonce, authTag: tag };
    },
    decrypt: (row, wrapped, encrypted) => {
      const sealed = { nonce: encrypted.iv, ciphertext: encrypted.encryptedData, tag: encrypted.authTag };
      try {
        return JSON.parse(open(dataKeyOf(row.userId, wrapped), sealed, associatedData(row)).toString()) as unknown;
      } catch (cause) {
        if (cause instanceof InvariantError) throw cause;
        throw new InvariantError('A fact could not be decrypted.', { code: 'fact_undecryptable', cause });
      }
    },
    blindIndex: (userId, wrapped, type, key) => {
      const indexKey = hkdfSync(
        'sha256',
        dataKeyOf(userId, wrapped),
        userId.toLowerCase(),
        'unde/knowledge-key',
        KEY_BYTES,
      );
      return createHmac('sha256', Buffer.from(indexKey))
        .update(JSON.stringify([type, key]))
        .digest('hex');
    },
    forget: (userId) => cache.deleteByPrefix(`${userId.toLowerCase()}:`),
    close: () => cache.clear(),
  };
}
