import { ConflictError } from '#kernel/error';
import { retry } from '#kernel/retry';
import { PERSONA_CONTRACT_VERSION } from './contract.ts';
import type { PersonaRows, PersonaStore, StoredFields } from './persona-store.ts';

const LOST_RACE = 'persona_profile_raced';
const ATTEMPTS = 3;

/**
 * Replaces the fields of a profile that was read in the same transaction.
 *
 * @throws ConflictError when another process has written in between; {@link transactProfile} repeats then.
 */
export async function writeFields(rows: PersonaRows, fields: StoredFields, expectedVersion: number): Promise<void> {
  const isWritten = await rows.writeProfile({ fields, expectedVersion, contractVersion: PERSONA_CONTRACT_VERSION });
  if (!isWritten) throw new ConflictError('The profile was written by another process', { code: LOST_RACE });
}

/** Runs a transaction and repeats it, at most twice, when it loses the race for the profile's version. */
export function transactProfile<T>(
  store: PersonaStore,
  userId: string,
  work: (rows: PersonaRows) => Promise<T>,
): Promise<T> {
  return retry(() => store.transact(userId, work), {
    attempts: ATTEMPTS,
    firstDelayMs: 5,
    maxDelayMs: 20,
    isRetryable: (error) => error instanceof ConflictError && error.code === LOST_RACE,
  });
}
