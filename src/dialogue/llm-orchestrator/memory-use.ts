import type { MemoryUse } from '#dialogue/model/reply';
import type { ContextPack } from './context-pack.ts';

/** What an ordinal of the answer stands for; unknown ordinals are dropped. @see knowledge.md 16.6 */
export function toMemoryUse(ref: string, pack: ContextPack, conversationId: string): readonly MemoryUse[] {
  const fact = pack.facts.find((candidate) => candidate.ref === ref);
  if (fact) {
    return [
      {
        kind: 'fact',
        knowledge_id: fact.id,
        conversation_id: conversationId,
        message_id: fact.evidenceMessageIds.at(-1) ?? null,
        type: fact.type,
        key: fact.key,
        value: fact.payload.display_value,
        quote: fact.payload.quote || null,
        said_at: fact.evidenceAt,
      },
    ];
  }
  const episode = pack.episodes.find((candidate) => candidate.ref === ref);
  if (!episode) return [];
  return [
    {
      kind: 'episode',
      knowledge_id: null,
      conversation_id: conversationId,
      message_id: episode.messageId,
      type: null,
      key: null,
      value: null,
      quote: episode.excerpt.slice(0, 160),
      said_at: episode.createdAt.toISOString(),
    },
  ];
}
