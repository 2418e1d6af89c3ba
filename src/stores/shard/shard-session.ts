import { NotFoundError } from '#kernel/error';
import { newId } from '#kernel/id';
import type { SqlRunner, Transaction } from '../database/database.ts';

/**
 * One user's way into the shard that holds everything of this user. Every statement of the shard's stores takes the user
 * from here, so that no statement can reach another user's rows.
 */
export interface ShardSession extends SqlRunner {
  readonly userId: string;
  readonly shardId: number;
  /**
   * The id of the user's one conversation; the conversation is made when the user has none.
   *
   * @throws ShardNotOwnerError when the shard does not know the user and the route may be out of date.
   */
  readonly conversationId: () => Promise<string>;
}

/** A session whose statements are one transaction. */
export interface ShardTransaction extends ShardSession {
  /** @see Transaction.savepoint */
  readonly savepoint: <T>(run: (inner: ShardTransaction) => Promise<T>) => Promise<T>;
}

/** The shard has no rows of this user: the route was out of date. Routing looks it up again and repeats once. */
export class ShardNotOwnerError extends NotFoundError {
  constructor() {
    super('The user is not on this shard', { code: 'shard_not_owner' });
  }
}

/** What a session is made of. */
export interface ShardSessionParts {
  readonly userId: string;
  readonly shardId: number;
  /** When known: the conversation of an earlier session of this user. */
  readonly knownConversationId?: string | undefined;
  /** Only a route that was just read from the source of truth may create the first row of a user (U68). */
  readonly mayCreate: boolean;
  /** Told when the conversation becomes known; a transaction that rolls back takes it back. */
  readonly onConversation?: ((conversationId: string) => void) | undefined;
}

/** Binds a runner to one user. */
export function openShardSession(runner: SqlRunner, parts: ShardSessionParts): ShardSession {
  let known = parts.knownConversationId;
  return {
    userId: parts.userId,
    shardId: parts.shardId,
    query: runner.query,
    conversationId: async () => {
      if (known === undefined) {
        known = await findOrCreateConversation(runner, parts);
        parts.onConversation?.(known);
      }
      return known;
    },
  };
}

/** Binds a transaction to one user. */
export function openShardTransaction(transaction: Transaction, parts: ShardSessionParts): ShardTransaction {
  const session = openShardSession(transaction, parts);
  return {
    ...session,
    savepoint: (run) =>
      transaction.savepoint(async (inner) => {
        // What a savepoint finds is found again after it was undone.
        return await run(openShardTransaction(inner, { ...parts, onConversation: undefined }));
      }),
  };
}

const FIND_CONVERSATION = 'SELECT id FROM conversations WHERE user_id = $1';
const CREATE_CONVERSATION = `
  INSERT INTO conversations (id, user_id) VALUES ($2, $1) ON CONFLICT (user_id) DO NOTHING`;

async function findOrCreateConversation(runner: SqlRunner, parts: ShardSessionParts): Promise<string> {
  const find = () => runner.query<{ id: string }>(FIND_CONVERSATION, [parts.userId]);
  const found = (await find()).rows[0];
  if (found !== undefined) return found.id;
  if (!parts.mayCreate) throw new ShardNotOwnerError();
  await runner.query(CREATE_CONVERSATION, [parts.userId, newId()]);
  const created = (await find()).rows[0];
  if (created === undefined) throw new ShardNotOwnerError();
  return created.id;
}
