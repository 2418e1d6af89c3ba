import type { Cache } from '#ports/cache';
import type { IncomingMessage } from '#dialogue/llm-orchestrator/contract';

const TTL_MS = 120_000;

/** A message whose answer has not been delivered yet, with the request that is to answer it. */
export interface PendingMessage {
  readonly requestId: string;
  readonly acceptedAtMs: number;
  readonly message: IncomingMessage;
}

/** The unanswered messages of a user: what a later message within the window takes over. @see dialogue.md 2.4 (D-09) */
export class PendingMessages {
  readonly #cache: Cache;

  constructor(cache: Cache) {
    this.#cache = cache;
  }

  /** Unanswered messages, oldest first. */
  async list(userId: string): Promise<readonly PendingMessage[]> {
    const text = await this.#cache.get(keyOf(userId));
    return text === undefined ? [] : (JSON.parse(text) as PendingMessage[]);
  }

  /** Adds a message; the same message id is kept once, under its newest request. */
  async add(userId: string, entry: PendingMessage): Promise<void> {
    const others = (await this.list(userId)).filter(({ message }) => message.message_id !== entry.message.message_id);
    await this.#write(userId, [...others, entry]);
  }

  /** Hands messages of earlier requests to a newer one. */
  async adopt(userId: string, requestIds: ReadonlySet<string>, by: string): Promise<void> {
    if (requestIds.size === 0) return;
    const entries = await this.list(userId);
    await this.#write(userId, entries.map((entry) => (requestIds.has(entry.requestId) ? { ...entry, requestId: by } : entry)));
  }

  /** Forgets the messages of an ended request. */
  async settle(userId: string, requestId: string): Promise<void> {
    await this.#write(userId, (await this.list(userId)).filter((entry) => entry.requestId !== requestId));
  }

  async #write(userId: string, entries: readonly PendingMessage[]): Promise<void> {
    if (entries.length === 0) await this.#cache.delete(keyOf(userId));
    else await this.#cache.set(keyOf(userId), JSON.stringify(entries), { ttlMs: TTL_MS });
  }
}

function keyOf(userId: string): string {
  return `pending_msgs:${userId}`;
}
