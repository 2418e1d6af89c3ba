import { NotFoundError } from '#kernel/error';
import type { MemoryUse, ProductCard } from '#dialogue/model/reply';
import { findMessages, listHistory } from '#stores/shard/message-store';
import type { Routing } from '#user-data/routing/routing';
import { stillUsable } from './still-usable.ts';

/** One page of the conversation, oldest line first. `before` is the id of the oldest line of the page before. */
export async function readHistory(
  deps: { readonly routing: Routing },
  input: { readonly userId: string; readonly before: string | null; readonly limit: number },
) {
  try {
    return await deps.routing.read(input.userId, async (session) => {
      const conversationId = await session.conversationId();
      const cursor = input.before === null ? undefined : (await findMessages(session, [input.before]))[0];
      if (input.before !== null && !cursor) throw new NotFoundError('There is no such message in this conversation.');
      const page = await listHistory(session, {
        limit: input.limit,
        before: cursor ? { createdAt: cursor.createdAt, id: cursor.id } : null,
      });
      const usesOf = ({ memoryRefs }: (typeof page)[number]): MemoryUse[] =>
        (memoryRefs as { used?: MemoryUse[] } | null)?.used ?? [];
      const usable = new Set(await stillUsable(session, page.flatMap(usesOf)));
      const messages = [...page].reverse().map((message) => ({
        conversation_id: conversationId,
        message_id: message.id,
        request_id: message.requestId,
        role: message.role,
        content: message.content,
        cards: message.cards as ProductCard[] | null,
        memory_used: usesOf(message).filter((use) => usable.has(use)),
        is_forgotten: message.isForgotten,
        model_used: message.modelUsed,
        created_at: message.createdAt.toISOString(),
      }));
      return {
        conversation_id: conversationId,
        messages,
        next_before: page.length === input.limit ? (messages[0]?.message_id ?? null) : null,
      };
    });
  } catch (error) {
    if (error instanceof NotFoundError && input.before === null)
      return { conversation_id: null, messages: [], next_before: null };
    throw error;
  }
}
