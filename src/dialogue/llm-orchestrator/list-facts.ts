import { NotFoundError } from '#kernel/error';
import type { Clock } from '#kernel/clock';
import { findUserKey, listActiveFacts } from '#stores/shard/knowledge-store';
import { findMessages } from '#stores/shard/message-store';
import type { FactCipher } from '#user-data/memory/fact-cipher';
import type { Routing } from '#user-data/routing/routing';
import type { OrchestratorEvents } from './events.ts';
import { readFacts } from './read-facts.ts';

/** What listing needs. */
export interface ListFactsDeps {
  readonly routing: Routing;
  readonly cipher: FactCipher;
  readonly events: OrchestratorEvents;
  readonly clock: Clock;
}

/** All active facts of a user, each with the messages that prove it. @see knowledge.md 17 */
export async function listFacts(deps: ListFactsDeps, userId: string) {
  try {
    return await deps.routing.read(userId, async (session) => {
      const conversationId = await session.conversationId();
      const rows = await listActiveFacts(session, deps.clock.now());
      const facts = readFacts(deps, {
        userId,
        rows,
        userKey: rows.length > 0 ? await findUserKey(session) : null,
        now: deps.clock.now(),
      });
      const evidenceIds = [...new Set(facts.flatMap(({ evidenceMessageIds }) => evidenceMessageIds))];
      const evidence = new Map(
        (evidenceIds.length > 0 ? await findMessages(session, evidenceIds) : []).map((message) => [
          message.id,
          message,
        ]),
      );
      return {
        conversation_id: conversationId,
        facts: facts.map((fact) => ({
          knowledge_id: fact.id,
          type: fact.type,
          key: fact.key,
          value: fact.payload.display_value,
          confidence: fact.confidence,
          source: fact.extractedFrom,
          is_disputed: fact.isDisputed,
          expires_at: fact.expiresAt,
          learned_at: fact.evidenceAt,
          evidence: fact.evidenceMessageIds.map((messageId) => ({
            conversation_id: conversationId,
            message_id: messageId,
            quote: evidence.get(messageId)?.content.slice(0, 400) ?? fact.payload.quote,
            said_at: evidence.get(messageId)?.createdAt.toISOString() ?? null,
          })),
        })),
      };
    });
  } catch (error) {
    if (error instanceof NotFoundError) return { conversation_id: null, facts: [] };
    throw error;
  }
}
