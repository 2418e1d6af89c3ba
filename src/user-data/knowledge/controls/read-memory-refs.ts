import { NotFoundError } from '#kernel/error';
import type { MemoryUse } from '#dialogue/model/reply';
import { findUserKey, listActiveFacts } from '#stores/shard/knowledge-store';
import { findMessages } from '#stores/shard/message-store';
import type { MemoryRefs } from './contract.ts';
import type { ControlsDeps } from './controls-deps.ts';
import { decryptFact } from './decrypt-fact.ts';

/**
 * What memory is behind a message: what an answer used and is still known, and what was learned from it.
 *
 * @throws NotFoundError `message_unknown` for a message that is not in the user's conversation.
 * @see knowledge.md 16.6, O-99
 */
export async function readMemoryRefs(
  deps: Pick<ControlsDeps, 'routing' | 'cipher' | 'events' | 'clock'>,
  input: { readonly userId: string; readonly messageId: string },
): Promise<MemoryRefs> {
  const { userId, messageId } = input;
  return await deps.routing.read(userId, async (session) => {
    const conversationId = await session.conversationId();
    const [message] = await findMessages(session, [messageId]);
    if (!message)
      throw new NotFoundError('There is no such message in this conversation.', { code: 'message_unknown' });
    const used = (message.memoryRefs as { used?: MemoryUse[] } | null)?.used ?? [];
    const sources = await findMessages(
      session,
      used.flatMap(({ message_id: id }) => id ?? []),
    );
    const forgotten = new Set(sources.filter(({ isForgotten }) => isForgotten).map(({ id }) => id));
    const active = await listActiveFacts(session, deps.clock.now());
    const known = new Set(active.map(({ id }) => id));
    const learned = active.filter(({ evidenceMessageIds }) => evidenceMessageIds.includes(messageId));
    const userKey = learned.length > 0 ? await findUserKey(session) : null;
    return {
      ref: { conversation_id: conversationId, message_id: messageId },
      role: message.role,
      is_forgotten: message.isForgotten,
      has_artefact: message.role === 'assistant' && Array.isArray(message.cards),
      used: used.filter(
        (use) =>
          (use.message_id === null || !forgotten.has(use.message_id)) &&
          (use.knowledge_id === null || known.has(use.knowledge_id)),
      ),
      learned: learned.flatMap((row) => {
        const payload = decryptFact(deps, { userId, userKey }, row);
        if (!payload) return [];
        return [
          {
            knowledge_id: row.id,
            type: row.knowledgeType,
            key: payload.display_key,
            value: payload.display_value,
            has_other_evidence: row.evidenceMessageIds.length > 1,
          },
        ];
      }),
    };
  });
}
