import { ForbiddenError, NotFoundError } from '#kernel/error';
import type { StoredMessage } from '#stores/shard/message';
import { findMessages } from '#stores/shard/message-store';
import type { ShardSession } from '#stores/shard/shard-session';
import type { MessageRef } from './contract.ts';

/** The messages that a user's operation is about, with the place where they are. */
export interface OwnMessages {
  readonly conversationId: string;
  readonly shardId: number;
  readonly messages: readonly StoredMessage[];
}

/**
 * The messages behind references, after the check that they are the user's own.
 *
 * @throws ForbiddenError `foreign_conversation`; NotFoundError `message_unknown` when one of them is not there.
 */
export async function requireOwnMessages(session: ShardSession, refs: readonly MessageRef[]): Promise<OwnMessages> {
  const conversationId = await session.conversationId();
  if (refs.some((ref) => ref.conversation_id !== conversationId))
    throw new ForbiddenError('This is not your conversation.', { code: 'foreign_conversation' });
  const wanted = new Set(refs.map(({ message_id: id }) => id));
  const messages = await findMessages(session, [...wanted]);
  if (messages.length !== wanted.size)
    throw new NotFoundError('There is no such message in this conversation.', { code: 'message_unknown' });
  return { conversationId, shardId: session.shardId, messages };
}

/** References to messages of one conversation. */
export function toRefs(conversationId: string, messageIds: readonly string[]): MessageRef[] {
  return messageIds.map((id) => ({ conversation_id: conversationId, message_id: id }));
}
