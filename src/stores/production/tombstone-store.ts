import type { SqlRunner } from '../database/database.ts';

/** What was done to a message, or to the whole account. Per message the latest entry wins; `hard` and `account` are final. */
export type TombstoneKind = 'soft' | 'undo' | 'hard' | 'account';

/** What an entry is about: the words, or the look that an answer showed. */
export type TombstoneScope = 'memory' | 'artefact';

/** An entry of `deleted_messages_registry`: ids only, never a word of what was deleted. @see user-data.md 4, 14 */
export interface Tombstone {
  readonly operationId: string;
  readonly conversationId: string;
  /** {@link NIL_MESSAGE} for an account. */
  readonly messageId: string;
  readonly userId: string;
  readonly shardId: number;
  readonly kind: TombstoneKind;
  readonly scope: TombstoneScope;
  readonly status: 'pending' | 'applied';
  readonly deletedAt: Date;
  readonly appliedAt: Date | null;
}

/** Stands in the place of a message in the entry of an account. */
export const NIL_MESSAGE = '00000000-0000-0000-0000-000000000000';

const COLUMNS =
  'r.operation_id, r.conversation_id, r.message_id, r.user_id, r.shard_id, r.kind, r.scope, r.status, r.deleted_at, r.applied_at';

const FIND_TOMBSTONES = `
  SELECT DISTINCT message_id FROM (
    SELECT DISTINCT ON (message_id) message_id, kind FROM deleted_messages_registry
     WHERE conversation_id = $1 AND message_id = ANY ($2::uuid[])
     ORDER BY message_id, kind = 'hard' DESC, deleted_at DESC) AS latest
   WHERE kind <> 'undo'
  UNION
  SELECT wanted.id FROM unnest($2::uuid[]) AS wanted(id)
   WHERE EXISTS (SELECT FROM deleted_messages_registry WHERE conversation_id = $1 AND kind = 'account')`;
const REGISTER = `
  INSERT INTO deleted_messages_registry (operation_id, conversation_id, message_id, user_id, shard_id, kind, scope, deleted_at)
  SELECT $1, $2, wanted.id, $4, $5, $6, $7, clock_timestamp() FROM unnest($3::uuid[]) AS wanted(id)
  ON CONFLICT (operation_id, conversation_id, message_id) DO NOTHING`;
const MARK_APPLIED = `
  UPDATE deleted_messages_registry SET status = 'applied', applied_at = clock_timestamp()
   WHERE user_id = $1 AND operation_id = $2 AND status = 'pending'`;
const FIND_OPERATION = `
  SELECT ${COLUMNS} FROM deleted_messages_registry r WHERE r.user_id = $1 AND r.operation_id = $2 ORDER BY r.message_id`;
const FIND_LATEST = `
  SELECT DISTINCT ON (r.conversation_id, r.message_id) ${COLUMNS}
    FROM deleted_messages_registry r WHERE r.user_id = $1 AND r.message_id = ANY ($2::uuid[])
   ORDER BY r.conversation_id, r.message_id, r.kind = 'account' DESC, r.kind = 'hard' DESC, r.deleted_at DESC`;
const LIST_FORGOTTEN = `
  SELECT ${COLUMNS} FROM (
    SELECT DISTINCT ON (l.conversation_id, l.message_id) l.* FROM deleted_messages_registry l WHERE l.user_id = $1
     ORDER BY l.conversation_id, l.message_id, l.kind = 'account' DESC, l.kind = 'hard' DESC, l.deleted_at DESC) AS r
   WHERE r.kind = 'soft' ORDER BY r.deleted_at DESC, r.message_id LIMIT $2`;
const LIST_UNDONE = `
  SELECT DISTINCT s.operation_id FROM deleted_messages_registry s
   WHERE s.user_id = $1 AND s.kind = 'soft'
     AND EXISTS (SELECT FROM deleted_messages_registry u
                  WHERE u.user_id = $1 AND u.kind = 'undo' AND u.conversation_id = s.conversation_id
                    AND u.message_id = s.message_id AND u.deleted_at > s.deleted_at)`;
const LIST_ENTRIES = `
  SELECT ${COLUMNS} FROM deleted_messages_registry r WHERE r.user_id = $1 ORDER BY r.deleted_at, r.message_id LIMIT $2`;
/** A user may have been moved since: the route says on which shard the user's rows are now. */
const LIST_DUE = `
  SELECT DISTINCT ON (r.user_id, r.message_id) ${COLUMNS}
    FROM deleted_messages_registry r JOIN routing_table t ON t.user_id = r.user_id
   WHERE t.shard_id = $1 AND (r.user_id, r.message_id) > ($2::uuid, $3::uuid)
     AND EXISTS (SELECT FROM deleted_messages_registry d
                  WHERE d.user_id = r.user_id AND d.message_id = r.message_id
                    AND ($4::timestamptz IS NULL OR d.deleted_at <= $4) AND (d.status = 'pending' OR d.applied_at >= $5))
   ORDER BY r.user_id, r.message_id, r.kind = 'account' DESC, r.kind = 'hard' DESC, r.deleted_at DESC LIMIT $6`;
const MARK_MESSAGES_APPLIED = `
  UPDATE deleted_messages_registry SET status = 'applied', applied_at = clock_timestamp()
   WHERE user_id = $1 AND message_id = ANY ($2::uuid[]) AND deleted_at <= $3 AND status = 'pending'`;
const FIND_DELETION = `
  SELECT min(r.status) FILTER (WHERE r.status = 'pending') AS pending, min(r.deleted_at) AS deleted_at
    FROM deleted_messages_registry r WHERE r.operation_id = $1 AND r.kind IN ('hard', 'account')
  HAVING count(*) > 0`;
const COUNT_PENDING = `
  SELECT count(*)::int AS count FROM deleted_messages_registry WHERE status = 'pending' AND deleted_at < $1`;
const LIST_PAGE = `
  SELECT ${COLUMNS} FROM deleted_messages_registry r
   WHERE (r.operation_id, r.conversation_id, r.message_id) > ($1::uuid, $2::uuid, $3::uuid)
   ORDER BY r.operation_id, r.conversation_id, r.message_id LIMIT $4`;

interface TombstoneRow {
  readonly operation_id: string;
  readonly conversation_id: string;
  readonly message_id: string;
  readonly user_id: string;
  readonly shard_id: number;
  readonly kind: TombstoneKind;
  readonly scope: TombstoneScope;
  readonly status: 'pending' | 'applied';
  readonly deleted_at: Date;
  readonly applied_at: Date | null;
}

/** Which of some messages were erased or forgotten: replay must not bring them back (user-data.md U61). */
export async function findTombstones(
  production: SqlRunner,
  input: { readonly conversationId: string; readonly messageIds: readonly string[] },
): Promise<ReadonlySet<string>> {
  const result = await production.query<{ message_id: string }>(FIND_TOMBSTONES, [
    input.conversationId,
    [...input.messageIds],
  ]);
  return new Set(result.rows.map((row) => row.message_id));
}

/** Writes the entries of an operation as `pending`, before the shard is touched; the same operation again changes nothing. */
export async function registerTombstones(
  production: SqlRunner,
  entry: Pick<Tombstone, 'operationId' | 'conversationId' | 'userId' | 'shardId' | 'kind' | 'scope'> & {
    readonly messageIds: readonly string[];
  },
): Promise<void> {
  const { operationId, conversationId, messageIds, userId, shardId, kind, scope } = entry;
  await production.query(REGISTER, [operationId, conversationId, [...messageIds], userId, shardId, kind, scope]);
}

/** The shard has committed the operation. */
export async function markTombstonesApplied(
  production: SqlRunner,
  operation: { readonly userId: string; readonly operationId: string },
): Promise<void> {
  await production.query(MARK_APPLIED, [operation.userId, operation.operationId]);
}

/** The entries of one operation of a user; empty when there is no such operation. */
export async function findOperation(
  production: SqlRunner,
  operation: { readonly userId: string; readonly operationId: string },
): Promise<readonly Tombstone[]> {
  return await readTombstones(production, FIND_OPERATION, [operation.userId, operation.operationId]);
}

/** The entry in force of each of some messages of a user; messages that were never touched are left out. */
export async function findLatestTombstones(
  production: SqlRunner,
  input: { readonly userId: string; readonly messageIds: readonly string[] },
): Promise<readonly Tombstone[]> {
  return await readTombstones(production, FIND_LATEST, [input.userId, [...input.messageIds]]);
}

/** What is softly forgotten now and could be undone, newest first. */
export async function listForgotten(
  production: SqlRunner,
  input: { readonly userId: string; readonly limit: number },
): Promise<readonly Tombstone[]> {
  return await readTombstones(production, LIST_FORGOTTEN, [input.userId, input.limit]);
}

/** The user's forget operations that were taken back, at least in part. */
export async function listUndoneOperations(production: SqlRunner, userId: string): Promise<readonly string[]> {
  const result = await production.query<{ operation_id: string }>(LIST_UNDONE, [userId]);
  return result.rows.map((row) => row.operation_id);
}

/** All entries of a user, oldest first: the export. */
export async function listTombstones(
  production: SqlRunner,
  input: { readonly userId: string; readonly limit: number },
): Promise<readonly Tombstone[]> {
  return await readTombstones(production, LIST_ENTRIES, [input.userId, input.limit]);
}

/** Which entries are to be applied again. */
export interface DueTombstones {
  readonly shardId: number;
  /** Only when an entry of the message is at least this old: a running operation is left alone. Null: whatever its age. */
  readonly registeredBefore: Date | null;
  /** Also entries that were applied since: what wrote meanwhile is caught. The epoch: all there ever were. */
  readonly appliedSince: Date;
  /** The last entry of the page before. */
  readonly after?: { readonly userId: string; readonly messageId: string } | undefined;
  readonly limit: number;
}

/** The entries in force of messages with something due, by user and message. */
export async function listDueTombstones(production: SqlRunner, due: DueTombstones): Promise<readonly Tombstone[]> {
  return await readTombstones(production, LIST_DUE, [
    due.shardId,
    due.after?.userId ?? NIL_MESSAGE,
    // An account's entry has the nil message: begin before it.
    due.after?.messageId ?? NIL_MESSAGE,
    due.registeredBefore,
    due.appliedSince,
    due.limit,
  ]);
}

/** What was registered for some messages up to a time has been applied, or was overtaken by what was. */
export async function markMessagesApplied(
  production: SqlRunner,
  input: { readonly userId: string; readonly messageIds: readonly string[]; readonly until: Date },
): Promise<void> {
  await production.query(MARK_MESSAGES_APPLIED, [input.userId, [...input.messageIds], input.until]);
}

/** How many entries have waited since before a time: a growing number means that deletions do not reach a shard. */
export async function countPendingTombstones(production: SqlRunner, before: Date): Promise<number> {
  const result = await production.query<{ count: number }>(COUNT_PENDING, [before]);
  return result.rows[0]?.count ?? 0;
}

/** Where a deletion stands, for whoever knows its id: an erased account has no session to ask with. Null: there is none. */
export async function findDeletion(
  production: SqlRunner,
  operationId: string,
): Promise<{ readonly status: 'pending' | 'applied'; readonly deletedAt: Date } | null> {
  const result = await production.query<{ pending: string | null; deleted_at: Date }>(FIND_DELETION, [operationId]);
  const [row] = result.rows;
  return row ? { status: row.pending === null ? 'applied' : 'pending', deletedAt: row.deleted_at } : null;
}

/** All entries in pages by key: the daily copy, from which a lost registry is rebuilt. @see user-data.md 14 */
export async function listTombstonePage(
  production: SqlRunner,
  page: { readonly after: Tombstone | undefined; readonly limit: number },
): Promise<readonly Tombstone[]> {
  const { after, limit } = page;
  return await readTombstones(production, LIST_PAGE, [
    after?.operationId ?? NIL_MESSAGE,
    after?.conversationId ?? NIL_MESSAGE,
    after?.messageId ?? NIL_MESSAGE,
    limit,
  ]);
}

async function readTombstones(
  production: SqlRunner,
  statement: string,
  parameters: readonly unknown[],
): Promise<readonly Tombstone[]> {
  const result = await production.query<TombstoneRow>(statement, parameters);
  return result.rows.map((row) => ({
    operationId: row.operation_id,
    conversationId: row.conversation_id,
    messageId: row.message_id,
    userId: row.user_id,
    shardId: row.shard_id,
    kind: row.kind,
    scope: row.scope,
    status: row.status,
    deletedAt: row.deleted_at,
    appliedAt: row.applied_at,
  }));
}
