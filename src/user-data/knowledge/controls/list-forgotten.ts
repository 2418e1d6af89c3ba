import { NotFoundError } from '#kernel/error';
import { takeWords } from '#dialogue/model/language/code-points';
import { listForgotten as listEntries } from '#stores/production/tombstone-store';
import type { Tombstone } from '#stores/production/tombstone-store';
import type { KnowledgeRow, UserKeyRow } from '#stores/shard/knowledge';
import { findUserKey, listAllFacts } from '#stores/shard/knowledge-store';
import { findMessages } from '#stores/shard/message-store';
import type { StoredMessage } from '#stores/shard/message';
import type { ForgottenOperation } from './contract.ts';
import type { ControlsDeps } from './controls-deps.ts';
import { decryptFact } from './decrypt-fact.ts';

/** Entries that are looked at, newest first, and operations and messages of each that are shown. */
const MOST_ENTRIES = 500;
const MOST_OPERATIONS = 20;
const MOST_SHOWN = 5;
const SHOWN_LENGTH = 120;

type Deps = Pick<ControlsDeps, 'routing' | 'production' | 'cipher' | 'events'>;

interface Found {
  readonly operationId: string;
  readonly at: Date;
  readonly scope: Tombstone['scope'];
  readonly messageIds: readonly string[];
  readonly facts: readonly KnowledgeRow[];
}

/** What the user has forgotten and can still take back, newest first: messages with their facts, and facts alone. @see knowledge.md O-95 */
export async function listForgotten(
  deps: Deps,
  input: { readonly userId: string },
): Promise<{ readonly operations: ForgottenOperation[] }> {
  const { userId } = input;
  const entries = await listEntries(deps.production, { userId, limit: MOST_ENTRIES });
  try {
    return await deps.routing.read(userId, async (session) => {
      const conversationId = await session.conversationId();
      const off = (await listAllFacts(session)).filter(
        ({ isActive, inactiveReason }) => !isActive && inactiveReason === 'forgotten',
      );
      const found = toOperations(entries, off).slice(0, MOST_OPERATIONS);
      const shownIds = found.flatMap(({ messageIds }) => messageIds.slice(0, MOST_SHOWN));
      const messages = new Map((await findMessages(session, shownIds)).map((message) => [message.id, message]));
      const userKey = off.length > 0 ? await findUserKey(session) : null;
      return {
        operations: found.map((operation) => ({
          operation_id: operation.operationId,
          forgotten_at: operation.at.toISOString(),
          scope: operation.scope,
          messages: operation.messageIds
            .flatMap((id) => messages.get(id) ?? [])
            .map((message) => toShown(message, conversationId)),
          knowledge: operation.facts.flatMap((row) => toKnown(deps, { userId, userKey }, row)),
        })),
      };
    });
  } catch (error) {
    if (error instanceof NotFoundError) return { operations: [] };
    throw error;
  }
}

function toOperations(entries: readonly Tombstone[], off: readonly KnowledgeRow[]): readonly Found[] {
  const byOperation = Map.groupBy(entries, ({ operationId }) => operationId);
  const ofMessages = [...byOperation].flatMap(([operationId, members]) => {
    const [first] = members;
    if (!first) return [];
    const facts = off.filter(({ inactivatedBy }) => inactivatedBy === operationId);
    const messageIds = members.map(({ messageId }) => messageId);
    return [{ operationId, at: first.deletedAt, scope: first.scope, messageIds, facts }];
  });
  const alone = off.filter(({ inactivatedBy }) => inactivatedBy !== null && !byOperation.has(inactivatedBy));
  const ofFacts = [...Map.groupBy(alone, ({ inactivatedBy }) => inactivatedBy ?? '')].map(([operationId, facts]) => ({
    operationId,
    at: facts[0]?.updatedAt ?? new Date(0),
    scope: 'memory' as const,
    messageIds: [],
    facts,
  }));
  return [...ofMessages, ...ofFacts].sort((a, b) => b.at.getTime() - a.at.getTime());
}

function toShown(message: StoredMessage, conversationId: string): ForgottenOperation['messages'][number] {
  return {
    ref: { conversation_id: conversationId, message_id: message.id },
    role: message.role,
    text: takeWords(message.content, SHOWN_LENGTH),
  };
}

function toKnown(
  deps: Pick<ControlsDeps, 'cipher' | 'events'>,
  owner: { readonly userId: string; readonly userKey: UserKeyRow | null },
  row: KnowledgeRow,
): ForgottenOperation['knowledge'] {
  const payload = decryptFact(deps, owner, row);
  if (!payload) return [];
  return [{ knowledge_id: row.id, type: row.knowledgeType, key: payload.display_key, value: payload.display_value }];
}
