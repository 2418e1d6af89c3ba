import { LRUCache } from 'lru-cache';
import type { Logger } from '#kernel/log';
import type { Metrics } from '#kernel/metric';
import type { Clock } from '#kernel/clock';
import type { Cache } from '#ports/cache';
import type { DirectiveLanguage } from '#dialogue/model/persona-contract/directive-line';
import type { PersonaResponse } from './contract.ts';
import type { PersonaEvents } from './events.ts';
import { createPersonaEvents } from './events.ts';
import type { PersonaStore, StoredFields, TempBlock } from './persona-store.ts';
import { SignalBuffers } from './signal-buffers.ts';
import { UserLock } from './user-lock.ts';

/** What this process knows of a user beyond the request. */
export interface UserState {
  /** Fields that this process has written; newer than what a caller may have read before. */
  readonly fields?: StoredFields;
  readonly blocks?: { readonly list: readonly TempBlock[]; readonly readAtMs: number };
  /** What the last flush did; reported with the next decision. */
  readonly lastFlush?: PersonaResponse['debug']['resolved_signals'];
}

/** Everything that the use cases of this service work with. */
export interface PersonaDeps {
  readonly store: PersonaStore;
  readonly cache: Cache;
  readonly clock: Clock;
  readonly lock: UserLock;
  readonly buffers: SignalBuffers;
  /** At most 100 users. */
  readonly states: LRUCache<string, UserState>;
  readonly events: PersonaEvents;
  readonly language: DirectiveLanguage;
  /** IANA zone in which days are counted. */
  readonly timeZone: string;
}

const CACHED_USERS = 100;

/** The working parts of one instance of the service. */
export function createPersonaDeps(
  input: Pick<PersonaDeps, 'store' | 'cache' | 'clock' | 'language' | 'timeZone'> & {
    readonly log: Logger;
    readonly metrics: Metrics;
  },
): PersonaDeps {
  const { store, cache, clock, language, timeZone } = input;
  return {
    ...{ store, cache, clock, language, timeZone },
    lock: new UserLock(),
    buffers: new SignalBuffers({ cache, clock }),
    states: new LRUCache<string, UserState>({ max: CACHED_USERS }),
    events: createPersonaEvents(input),
  };
}

/** Changes what is known of a user; the rest stays. */
export function rememberUser(deps: Pick<PersonaDeps, 'states'>, userId: string, change: UserState): void {
  deps.states.set(userId, { ...deps.states.get(userId), ...change });
}
