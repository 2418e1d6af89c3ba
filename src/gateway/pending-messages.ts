import type { Cache } from '#ports/cache';
import type { IncomingMessage } from '#dialogue/llm-orchestrator/contract';
import { userCacheKeys } from '#dialogue/model/user-cache-keys';

const TTL_MS = 120_000;

/** A message whose answer has not been delivered yet, with the request that is to answer it. */
export interface PendingMessage {
  readonly requestId: string;
  readonly acceptedAtMs: number;
  readonly message: IncomingMessage;
}

/**
 * The unanswered messages of a user: what a later message within the window takes over. Changes of one user follow each
 * other within an instance; two instances that change them in the same millisecond lose an entry, which costs a joint
 * answer and no message. @see dialogue.md 2.4 (D-09)
 */
export class PendingMessages {
  readonly #cache: Cache;
  readonly #changing = new Map<string, Promise<void>>();

  constructor(cache: Cache) {
    this.#cache = cache;
  }

  /** Unanswered messages, oldest first. */
  async list(userId: string): Promise<readonly PendingMessage[]> {
    const text = await this.#cache.get(userCacheKeys.pendingMessages(userId));
    return text === undefined ? [] : (JSON.parse(text) as PendingMessage[]);
  }

  /** Adds a message; the same message id is kept once, under its newest request. */
  async add(userId: string, entry: PendingMessage): Promise<void> {
    await this.#change(userId, (entries) => [
      ...entries.filter(({ message }) => message.message_id !== entry.message.message_id),
      entry,
    ]);
  }

  /** Hands messages of earlier requests to a newer one. */
  async adopt(userId: string, requestIds: ReadonlySet<string>, by: string): Promise<void> {
    if (requestIds.size === 0) return;
    await this.#change(userId, (entries) =>
      entries.map((entry) => (requestIds.has(entry.requestId) ? { ...entry, requestId: by } : entry)),
    );
  }

  /** Forgets the messages of an ended request. */
  async settle(userId: string, requestId: string): Promise<void> {
    await this.#change(userId, (entries) => entries.filter((entry) => entry.requestId !== requestId));
  }

  async #change(
    userId: string,
    change: (entries: readonly PendingMessage[]) => readonly PendingMessage[],
  ): Promise<void> {
    const before = this.#changing.get(userId) ?? Promise.resolve();
    const changed = before
      .catch(() => undefined)
      .then(async () => this.#write(userId, change(await this.list(userId))));
    this.#changing.set(userId, changed);
    try {
      await changed;
    } finally {
      if (this.#changing.get(userId) === changed) this.#changing.delete(userId);
    }
  }

  async #write(userId: string, entries: readonly PendingMessage[]): Promise<void> {
    if (entries.length === 0) await this.#cache.delete(userCacheKeys.pendingMessages(userId));
    else await this.#cache.set(userCacheKeys.pendingMessages(userId), JSON.stringify(entries), { ttlMs: TTL_MS });
  }
}
