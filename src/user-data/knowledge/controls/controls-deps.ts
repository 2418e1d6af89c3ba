import type { Clock } from '#kernel/clock';
import type { Cache } from '#ports/cache';
import type { ObjectStorage } from '#ports/object-storage';
import type { Database } from '#stores/database/database';
import type { FactCipher } from '#user-data/memory/fact-cipher';
import type { Routing } from '#user-data/routing/routing';
import type { ControlsEvents } from './events.ts';

/** What the controls of the memory work with; each use case takes what it needs of it. */
export interface ControlsDeps {
  readonly routing: Routing;
  /** By endpoint name: an erased account has no route any more, its rows must be reached all the same. */
  readonly shards: ReadonlyMap<string, Database>;
  readonly production: Database;
  readonly cache: Cache;
  readonly storage: Pick<ObjectStorage, 'list' | 'delete' | 'put'>;
  readonly cipher: FactCipher;
  readonly clock: Clock;
  readonly events: ControlsEvents;
  /** Makes the backend-only description of an answer's look anew from its cards; null without cards. */
  readonly describeCards: (cards: unknown) => string | null;
  /** Asks for the vectors of what came back. */
  readonly enqueueEmbedding: (userId: string, conversationId: string) => Promise<void>;
  readonly options: { readonly timeZone: string; readonly currency: string };
}
