import type { Database } from '#stores/database/database';
import { findUserKey, rewrapUserKey } from '#stores/shard/knowledge-store';
import { listStaleDataKeys } from '#stores/shard/list-data-keys';
import type { FactCipher } from '#user-data/memory/fact-cipher';
import type { Routing } from '#user-data/routing/routing';

const PAGE = 500;

/** What wrapping again needs. */
export interface RewrapDeps {
  readonly shards: ReadonlyMap<string, Database>;
  readonly routing: Pick<Routing, 'transact'>;
  readonly cipher: Pick<FactCipher, 'rewrap' | 'currentKekId'>;
  /** Told of a user whose key could not be wrapped again; it stays as it is and is tried at the next run. */
  readonly onFailed: (facts: { readonly userId: string; readonly error: unknown }) => void;
}

/** What a run did. */
export interface Rewrapped {
  readonly rewrapped: number;
  readonly failed: number;
}

/**
 * Wraps every data key by the current master key, after a rotation. No fact is touched and nobody waits: a user's facts
 * are readable before, during and after it. It may die and run again, and two may run at once.
 *
 * @see user-data.md 8, U34
 */
export async function rewrapDataKeys(deps: RewrapDeps, signal?: AbortSignal): Promise<Rewrapped> {
  let rewrapped = 0;
  let failed = 0;
  for (const shard of deps.shards.values()) {
    let after: string | undefined;
    for (;;) {
      const users = await listStaleDataKeys(shard, { currentKekId: deps.cipher.currentKekId, limit: PAGE, after });
      for (const userId of users) {
        signal?.throwIfAborted();
        try {
          if (await rewrapOne(deps, userId)) rewrapped++;
        } catch (error) {
          failed++;
          deps.onFailed({ userId, error });
        }
      }
      after = users.at(-1);
      if (users.length < PAGE) break;
    }
  }
  return { rewrapped, failed };
}

/** False when somebody else was quicker, or the user is gone. */
function rewrapOne({ routing, cipher }: RewrapDeps, userId: string): Promise<boolean> {
  return routing.transact(userId, async (transaction) => {
    const from = await findUserKey(transaction);
    const to = from && cipher.rewrap(userId, from);
    return from && to ? rewrapUserKey(transaction, { from, to }) : false;
  });
}
