import type { ShardSession } from './shard-session.ts';

const MARK_SPOKEN = `
  UPDATE messages m
     SET presentation = jsonb_set(coalesce(m.presentation, '{}'::jsonb), '{spoken_chars}', to_jsonb($3::int))
   WHERE m.conversation_id = $1 AND m.request_id = $2 AND m.role = 'assistant'`;

/** Notes how far an answer was heard before the user spoke into it; false when there is no such answer. @see dialogue.md D-55 */
export async function markSpoken(
  session: ShardSession,
  input: { readonly requestId: string; readonly spokenChars: number },
): Promise<boolean> {
  const { requestId, spokenChars } = input;
  return (await session.query(MARK_SPOKEN, [await session.conversationId(), requestId, spokenChars])).rowCount > 0;
}
