import { DependencyError } from '#kernel/error';
import { newId } from '#kernel/id';
import { createLogger } from '#kernel/log';
import { createMetrics } from '#kernel/metric';
import type { Metrics } from '#kernel/metric';
import { knowledgeDelta, readExtractionDocument } from '#ports/knowledge-extraction';
import type { ExtractionDocument, KnowledgeDelta } from '#ports/knowledge-extraction';
import type { LanguageModel } from '#ports/language-model';
import type { Database } from '#stores/database/database';
import { registerShards } from '#stores/production/routing-store';
import { acceptTurn } from '#stores/shard/accept-turn';
import type { KnowledgeRow, KnowledgeSource } from '#stores/shard/knowledge';
import { findUserKey, insertFact, insertUserKey, listAllFacts } from '#stores/shard/knowledge-store';
import { rememberAnswer } from '#stores/shard/remember-answer';
import { answer, turnMessage } from '#stores/shard/test-turn';
import type { FactPayload, FactType } from '#user-data/knowledge/model/fact';
import { createFactCipher } from '#user-data/memory/fact-cipher';
import { createRouting } from '#user-data/routing/routing';
import type { Routing } from '#user-data/routing/routing';
import type { ExtractDeps } from './extract-deps.ts';
import { extractKnowledge } from './extract-knowledge.ts';
import type { Extraction } from './extract-knowledge.ts';
import { createExtractionEvents } from './extraction-events.ts';

const START = Date.UTC(2026, 9, 5, 8, 0, 0);
const MINUTE_MS = 60_000;

/** What a test's model answers: anything, from the document that it was given. */
export type Script = (document: ExtractionDocument, call: number) => unknown;

/** A model that answers by a script and whose answer goes through the schema, as a vendor's does. */
export function scriptedModel(
  script: Script,
  provider = 'scripted',
): LanguageModel & { readonly documents: ExtractionDocument[] } {
  const documents: ExtractionDocument[] = [];
  return {
    documents,
    provider,
    modelName: 'test',
    stream: () => {
      throw new Error('not used');
    },
    generateObject: async ({ messages, schema, signal }) => {
      signal.throwIfAborted();
      const document = readExtractionDocument(messages[0]?.content ?? '');
      if (document === undefined) throw new Error('no document in the prompt');
      documents.push(document);
      const parsed = schema.safeParse(script(document, documents.length));
      if (!parsed.success)
        throw new DependencyError('the answer does not fit', {
          vendor: provider,
          code: 'invalid_output',
          isRetryable: true,
        });
      const outcome = {
        model: `${provider}/test`,
        finishReason: 'stop' as const,
        usage: { inputTokens: 10, outputTokens: 5 },
      };
      return { value: parsed.data, outcome };
    },
  };
}

/** A delta with ordinary properties. */
export function delta(changes: Partial<KnowledgeDelta>): KnowledgeDelta {
  return knowledgeDelta.parse({
    operation: 'ADD',
    knowledge_id: null,
    knowledge_type: 'body_params',
    knowledge_key: 'size',
    value: 'M',
    subject: 'user',
    confidence: 0.95,
    evidence_message_ids: ['none'],
    quote: '',
    event_date: null,
    ...changes,
  });
}

/** A delta whose quote is a whole user message of the document: the first that holds the text. */
export function deltaOf(document: ExtractionDocument, text: string, changes: Partial<KnowledgeDelta>): KnowledgeDelta {
  const message = document.new_messages.find(({ role, content }) => role === 'user' && content.includes(text));
  if (message === undefined) throw new Error(`the model was not shown "${text}"`);
  return delta({ evidence_message_ids: [message.id], quote: text, ...changes });
}

/** A remembered fact in words. */
export interface ReadableFact {
  readonly type: string;
  readonly key: string;
  readonly value: string;
  readonly row: KnowledgeRow;
}

/** A fact that was there before the batch. */
export interface KnownBefore {
  readonly type: FactType;
  readonly payload: FactPayload;
  readonly source: KnowledgeSource;
  readonly evidenceIds: readonly string[];
  readonly atMinute: number;
  readonly expiresAt?: Date;
}

/** Everything that a test of the batch needs, on given databases. */
export interface BatchWorld {
  readonly routing: Routing;
  readonly metrics: Metrics;
  /** Everything that was logged. */
  readonly logLines: readonly string[];
  /** Minutes since the start; the clock of the runs. */
  readonly moveTo: (minutes: number) => void;
  readonly deps: (models: readonly LanguageModel[], routing?: Routing) => ExtractDeps;
  /** Stores a user message (and the answer to it, when given) as a turn does; returns its id. */
  readonly say: (userId: string, minutes: number, text: string, reply?: string) => Promise<string>;
  /** Stores a fact as another source than the batch does; returns its id. */
  readonly remember: (userId: string, fact: KnownBefore) => Promise<string>;
  readonly run: (userId: string, script: Script) => Promise<Extraction>;
  readonly facts: (userId: string) => Promise<readonly ReadableFact[]>;
  /** Active facts as `type/key: value`, sorted. */
  readonly known: (userId: string) => Promise<readonly string[]>;
  readonly candidates: (
    userId: string,
  ) => Promise<readonly { type: string; status: string; reason: string | null; evidence: readonly string[] }[]>;
  readonly conversation: (userId: string) => Promise<{ pending: number; watermark: Date | null }>;
}

const MASTER_KEY = Buffer.alloc(32, 7);

/** Opens the world; the databases stay the caller's. */
export async function openBatchWorld(databases: {
  readonly production: Database;
  readonly shard: Database;
}): Promise<BatchWorld> {
  const { production, shard } = databases;
  await registerShards(production, [{ shardId: 0, endpointName: 'shard-0' }]);
  const routing = createRouting({ production, shards: new Map([['shard-0', shard]]) });
  let nowMs = START;
  const clock = { now: () => new Date(nowMs), nowMs: () => nowMs };
  const cipher = createFactCipher({ masterKeys: new Map([[1, MASTER_KEY]]), currentKekId: 1, clock });
  const metrics = createMetrics('test');
  const logLines: string[] = [];
  const log = createLogger({ level: 'debug', destination: { write: (line) => void logLines.push(line) } });
  const events = createExtractionEvents(log, metrics);
  const deps: BatchWorld['deps'] = (models, over = routing) => ({
    routing: over,
    production,
    cipher,
    models,
    clock,
    events,
    onUnreadable: () => undefined,
    options: { timeZone: 'Asia/Dubai', currency: 'AED', llmTimeoutMs: 1000 },
  });
  const facts: BatchWorld['facts'] = (userId) =>
    routing.read(userId, async (session) => {
      const key = await findUserKey(session);
      return (await listAllFacts(session)).map((row) => {
        const identity = { userId, id: row.id, type: row.knowledgeType, keyVersion: row.keyVersion };
        const payload = cipher.decrypt(identity, key!, row) as FactPayload;
        return { type: row.knowledgeType, key: payload.display_key, value: payload.display_value, row };
      });
    });
  return {
    routing,
    metrics,
    logLines,
    moveTo: (minutes) => {
      nowMs = START + minutes * MINUTE_MS;
    },
    deps,
    say: async (userId, minutes, text, reply) => {
      const createdAt = new Date(START + minutes * MINUTE_MS);
      const message = turnMessage(text, { createdAt });
      const requestId = newId();
      await routing.autocommit(userId, (session) =>
        acceptTurn(session, { requestId, messages: [message], leaseMs: 1 }),
      );
      if (reply !== undefined) {
        const spoken = answer(requestId, reply, { createdAt: new Date(createdAt.getTime() + 5_000) });
        await routing.autocommit(userId, (session) => rememberAnswer(session, { ...spoken, ignoresLease: true }));
      }
      return message.id;
    },
    remember: (userId, { type, payload, source, evidenceIds, atMinute, expiresAt }) =>
      routing.transact(userId, async (transaction) => {
        await transaction.conversationId();
        const key = await insertUserKey(transaction, cipher.createDataKey(userId));
        const id = newId();
        await insertFact(transaction, {
          id,
          ...cipher.encrypt({ userId, id, type, keyVersion: key.keyVersion }, key, payload),
          keyVersion: key.keyVersion,
          knowledgeType: type,
          knowledgeKey: cipher.blindIndex(userId, key, type, payload.display_key),
          extractedFrom: source,
          confidence: 0.95,
          evidenceMessageIds: evidenceIds,
          evidenceAt: minute(atMinute),
          expiresAt: expiresAt ?? null,
        });
        return id;
      }),
    run: (userId, script) =>
      extractKnowledge(deps([scriptedModel(script)]), {
        userId,
        triggeredBy: 'session_gap',
        signal: new AbortController().signal,
      }),
    facts,
    known: async (userId) =>
      (await facts(userId))
        .filter(({ row }) => row.isActive)
        .map(({ type, key, value, row }) => `${type}/${key}: ${value}${row.isDisputed ? ' (disputed)' : ''}`)
        .sort(),
    candidates: async (userId) => {
      const { rows } = await shard.query<{ type: string; status: string; reason: string | null; evidence: string[] }>(
        `SELECT knowledge_type AS type, status, reject_reason AS reason, core_evidence_ids AS evidence
           FROM knowledge_candidates WHERE user_id = $1 ORDER BY first_seen_at, id`,
        [userId],
      );
      return rows;
    },
    conversation: async (userId) => {
      const { rows } = await shard.query<{ pending: number; watermark: Date | null }>(
        `SELECT pending_extraction_count AS pending, last_extraction_at AS watermark FROM conversations WHERE user_id = $1`,
        [userId],
      );
      return rows[0]!;
    },
  };
}

/** The moment of a minute of the tests' time. */
export function minute(minutes: number): Date {
  return new Date(START + minutes * MINUTE_MS);
}
