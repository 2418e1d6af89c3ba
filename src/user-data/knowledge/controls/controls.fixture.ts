import { randomBytes } from 'node:crypto';
import { systemClock } from '#kernel/clock';
import { newId } from '#kernel/id';
import type { ProductCard } from '#dialogue/model/reply';
import { createMemoryCache } from '#providers/memory-cache/memory-cache';
import type { Database } from '#stores/database/database';
import { registerShards } from '#stores/production/routing-store';
import { acceptTurn } from '#stores/shard/accept-turn';
import { insertFact, insertUserKey } from '#stores/shard/knowledge-store';
import { rememberAnswer } from '#stores/shard/remember-answer';
import type { AnswerDraft } from '#stores/shard/remember-answer';
import { answer, turn } from '#stores/shard/test-turn';
import { createFactCipher } from '#user-data/memory/fact-cipher';
import { extractInstantFacts } from '#user-data/memory/extract-instant-facts';
import { createRouting } from '#user-data/routing/routing';
import type { MessageRef } from './contract.ts';
import type { ControlsDeps } from './controls-deps.ts';
import { dumpDatabase, listableCache } from './dump.fixture.ts';

/** A message of the user with its answer, as the turn stores them. */
export interface Said {
  readonly messageId: string;
  readonly answerId: string;
  readonly requestId: string;
  readonly ref: MessageRef;
  readonly answerRef: MessageRef;
}

/** What the controls told while a test ran. */
export interface Told {
  readonly postponed: string[];
  readonly unreadable: string[];
  readonly enqueued: string[];
  readonly counted: { facts: number; snippets: number };
}

/** An object storage in memory: what lies where. */
function memoryStorage(): ControlsDeps['storage'] & { readonly objects: Map<string, Buffer> } {
  const objects = new Map<string, Buffer>();
  return {
    objects,
    put: async ({ bucket, key, body }) => {
      objects.set(`${bucket}/${key}`, Buffer.from(body));
      return { key, sizeBytes: body.length, contentType: '', sha256: '', updatedAt: new Date() };
    },
    delete: async ({ bucket, key }) => void objects.delete(`${bucket}/${key}`),
    list: async ({ bucket, prefix }) => ({
      keys: [...objects.keys()]
        .filter((name) => name.startsWith(`${bucket}/${prefix}`))
        .map((name) => name.slice(bucket.length + 1)),
      after: undefined,
    }),
  };
}

/** The controls on real databases, with the cache of one process, and ways to say things as a turn does. */
export async function openControls(databases: { readonly production: Database; readonly shard: Database }) {
  const { production, shard } = databases;
  await registerShards(production, [{ shardId: 0, endpointName: 'shard-0' }]);
  const shards = new Map([['shard-0', shard]]);
  const told: Told = { postponed: [], unreadable: [], enqueued: [], counted: { facts: 0, snippets: 0 } };
  const cache = listableCache(createMemoryCache());
  const storage = memoryStorage();
  const deps: ControlsDeps & { readonly storage: typeof storage } = {
    routing: createRouting({ production, shards }),
    shards,
    production,
    cache,
    storage,
    cipher: createFactCipher({ masterKeys: new Map([[1, randomBytes(32)]]), currentKekId: 1, clock: systemClock }),
    clock: systemClock,
    events: {
      done: (facts) => {
        told.counted.facts += facts.facts;
        told.counted.snippets += facts.snippets ?? 0;
      },
      postponed: ({ step }) => void told.postponed.push(step),
      reconciled: () => undefined,
      unreadable: ({ type }) => void told.unreadable.push(type),
    },
    describeCards: (cards) => (Array.isArray(cards) ? `look of ${cards.length}` : null),
    enqueueEmbedding: async (userId) => void told.enqueued.push(userId),
    options: { timeZone: 'Asia/Dubai', currency: 'AED' },
  };
  let clockMs = Date.now() - 3_600_000;

  /** Says something and gets an answer; what the rules read of it is stored as facts. */
  const say = async (
    userId: string,
    text: string,
    reply: Partial<AnswerDraft> & { readonly media?: readonly string[] } = {},
  ): Promise<Said> => {
    const { media, ...draft } = reply;
    const createdAt = new Date((clockMs += 60_000));
    const input = turn(text, { createdAt, ...(media === undefined ? {} : { mediaUrls: media }) });
    const messageId = input.messages[0]?.id ?? '';
    const answered = answer(input.requestId, 'Noted.', { createdAt: new Date((clockMs += 1_000)), ...draft });
    return await deps.routing.transact(userId, async (transaction) => {
      await acceptTurn(transaction, input);
      for (const fact of extractInstantFacts({ text, now: createdAt })) {
        const userKey = await insertUserKey(transaction, deps.cipher.createDataKey(userId));
        const id = newId();
        await insertFact(transaction, {
          id,
          ...deps.cipher.encrypt(
            { userId, id, type: fact.type, keyVersion: userKey.keyVersion },
            userKey,
            fact.payload,
          ),
          keyVersion: userKey.keyVersion,
          knowledgeType: fact.type,
          knowledgeKey: deps.cipher.blindIndex(userId, userKey, fact.type, fact.key),
          extractedFrom: 'instant_pattern',
          confidence: fact.confidence,
          evidenceMessageIds: [messageId],
          evidenceAt: createdAt,
          expiresAt: fact.expiresAt ? new Date(fact.expiresAt) : null,
        });
      }
      const remembered = await rememberAnswer(transaction, answered);
      const conversation_id = await transaction.conversationId();
      const answerId = remembered.answer?.id ?? '';
      return {
        messageId,
        answerId,
        requestId: input.requestId,
        ref: { conversation_id, message_id: messageId },
        answerRef: { conversation_id, message_id: answerId },
      };
    });
  };

  /** One row of the messages, whole. */
  const row = async (said: Said, id = said.messageId): Promise<Record<string, unknown>> => {
    const found = await shard.query('SELECT * FROM messages WHERE conversation_id = $1 AND id = $2', [
      said.ref.conversation_id,
      id,
    ]);
    return found.rows[0] ?? {};
  };

  /** Facts of a user as they lie in the table. */
  const facts = async (userId: string) =>
    (
      await shard.query<{
        id: string;
        knowledge_type: string;
        is_active: boolean;
        is_disputed: boolean;
        inactive_reason: string | null;
        inactivated_by: string | null;
        extracted_from: string;
        evidence_message_ids: string[];
      }>('SELECT * FROM user_knowledge WHERE user_id = $1 ORDER BY created_at, id', [userId])
    ).rows;

  /** Everything that this installation holds, line by line. */
  const dump = async (): Promise<readonly string[]> => [
    ...(await dumpDatabase(production)),
    ...(await dumpDatabase(shard)),
    ...(await cache.dump()),
    ...[...storage.objects].map(([name, body]) => `object ${name}: ${body.toString()}`),
  ];

  return { deps, told, storage, cache, say, row, facts, dump };
}

/** Cards enough for a look. */
export const LOOK = [{ name: 'shirt' }] as unknown as ProductCard[];
