import { findConcepts } from '#dialogue/model/language/concepts';
import { detectLanguage } from '#dialogue/model/language/detect-language';
import { newId } from '#kernel/id';
import type { EmbeddingModel } from '#ports/embedding-model';
import { createLocalEmbeddingModel } from '#providers/local-embedding/local-embedding';
import type { Database } from '#stores/database/database';
import { openTestDatabase } from '#stores/database/test-database';
import { registerShards } from '#stores/production/routing-store';
import { acceptTurn } from '#stores/shard/accept-turn';
import { enrichMessages } from '#user-data/knowledge/enrich-messages';
import { classifyMessage } from '#user-data/memory/classify-message';
import { createRouting } from '#user-data/routing/routing';
import type { Routing } from '#user-data/routing/routing';
import type { Dialogue } from './read-dialogues.ts';

/** Where dialogues are remembered: a shard of its own on an embedded database. */
export interface MemoryShard {
  readonly shard: Database;
  readonly routing: Routing;
  readonly embeddingModel: EmbeddingModel;
  readonly close: () => Promise<void>;
}

/** Opens fresh, migrated databases and the embedding model that works without a key. */
export async function openMemoryShard(): Promise<MemoryShard> {
  const production = await openTestDatabase('production');
  const shard = await openTestDatabase('shard');
  await registerShards(production, [{ shardId: 0, endpointName: 'shard-0' }]);
  return {
    shard,
    routing: createRouting({ production, shards: new Map([['shard-0', shard]]) }),
    embeddingModel: createLocalEmbeddingModel({
      concepts: (text) =>
        findConcepts(text).flatMap(({ conceptId, parent }) => [conceptId, ...(parent === undefined ? [] : [parent])]),
    }),
    close: async () => {
      await Promise.all([production.close(), shard.close()]);
    },
  };
}

/** A dialogue that a user of its own has said, message by message. */
export interface Ingested {
  readonly userId: string;
  /** Index of a turn by the id of its message. */
  readonly indexes: ReadonlyMap<string, number>;
}

/** Says a dialogue through the statement that accepts messages, then gives every message its vector. */
export async function ingestDialogue(memory: MemoryShard, dialogue: Dialogue): Promise<Ingested> {
  const userId = newId();
  const indexes = new Map<string, number>();
  for (const [index, { content, createdAt }] of dialogue.turns.entries()) {
    const id = newId();
    indexes.set(id, index);
    const message = {
      id,
      content,
      createdAt,
      inputType: 'text' as const,
      lang: detectLanguage(content).language,
      ...classifyMessage(content),
      isSensitive: false,
    };
    await memory.routing.autocommit(userId, (session) =>
      // A lease that has ended: nobody answers, the next turn does not wait.
      acceptTurn(session, { requestId: newId(), messages: [message], leaseMs: -1 }),
    );
  }
  await enrichMessages(
    { routing: memory.routing, embeddingModel: memory.embeddingModel, onEmbedded: () => undefined },
    { userId, signal: new AbortController().signal },
  );
  return { userId, indexes };
}
