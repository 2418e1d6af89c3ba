import { MESSAGE_COLUMNS, toStoredMessage } from './message.ts';
import type { MessageRow, StoredMessage } from './message.ts';
import type { ShardSession } from './shard-session.ts';

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LIST_PAGE = `
  SELECT ${MESSAGE_COLUMNS} FROM messages m WHERE m.conversation_id = $1 AND m.id > $2 ORDER BY m.id LIMIT $3`;

/** All messages of a user in pages by id, forgotten and erased ones included: for the user's own export and search. */
export async function listMessagePage(
  session: ShardSession,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly StoredMessage[]> {
  const parameters = [await session.conversationId(), page.after ?? FIRST_ID, page.limit];
  return (await session.query<MessageRow>(LIST_PAGE, parameters)).rows.map(toStoredMessage);
}
