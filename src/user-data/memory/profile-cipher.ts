import { z } from 'zod';
import { isEncryptedField } from '#dialogue/model/persona-contract/fields';
import type { FactCipher, WrappedDataKey } from './fact-cipher.ts';

/** How an encrypted value stands in the profile's JSON; all three in base64. */
const sealedValue = z.object({ sealed: z.object({ data: z.string(), iv: z.string(), tag: z.string() }) });

interface Field {
  readonly value?: unknown;
}

/** A profile of the user, by field name. */
type Fields<F extends Field> = Readonly<Record<string, F>>;

interface Owner {
  readonly userId: string;
  readonly userKey: WrappedDataKey;
}

/** Whether a profile holds a value that is stored encrypted, so that writing it needs the user's data key. */
export function needsDataKey(fields: Fields<Field>): boolean {
  return Object.keys(fields).some(isEncryptedField);
}

/** The profile as it is stored: values of the sensitive and cultural groups sealed, each bound to its user and field. @see persona.md P-06 */
export function sealProfile<F extends Field>(cipher: FactCipher, owner: Owner, fields: Fields<F>): Fields<F> {
  return mapSecret(fields, (name, field) => {
    const { encryptedData, iv, authTag } = cipher.encrypt(identityOf(owner, name), owner.userKey, field.value ?? null);
    const text = (bytes: Buffer): string => bytes.toString('base64');
    return { ...field, value: { sealed: { data: text(encryptedData), iv: text(iv), tag: text(authTag) } } };
  });
}

/**
 * The profile in the clear. A value that cannot be opened leaves its field out, so that the default holds.
 *
 * @param owner without a data key every sealed field is left out.
 */
export function openProfile<F extends Field>(
  cipher: FactCipher,
  owner: { readonly userId: string; readonly userKey: WrappedDataKey | null },
  fields: Fields<F>,
): Fields<F> {
  const { userId, userKey } = owner;
  return mapSecret(fields, (name, field) => {
    const parsed = sealedValue.safeParse(field.value);
    if (!parsed.success || !userKey) return undefined;
    const { data, iv, tag } = parsed.data.sealed;
    const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
    try {
      const encrypted = { encryptedData: bytes(data), iv: bytes(iv), authTag: bytes(tag) };
      return { ...field, value: cipher.decrypt(identityOf({ userId, userKey }, name), userKey, encrypted) };
    } catch {
      return undefined;
    }
  });
}

function mapSecret<F extends Field>(fields: Fields<F>, change: (name: string, field: F) => F | undefined): Fields<F> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const changed = isEncryptedField(name) ? change(name, field) : field;
      return changed === undefined ? [] : [[name, changed]];
    }),
  );
}

function identityOf({ userId, userKey }: Owner, name: string) {
  return { userId, id: userId, type: `persona_profile/${name}`, keyVersion: userKey.keyVersion };
}
