import { randomBytes } from 'node:crypto';
import type { Clock } from '#kernel/clock';
import { newId } from '#kernel/id';
import { acceptMessage } from '#dialogue/llm-orchestrator/accept-message';
import type { AcceptDeps } from '#dialogue/llm-orchestrator/accept-message';
import type { OrchestratorEvents } from '#dialogue/llm-orchestrator/events';
import { incomingMessage } from '#dialogue/llm-orchestrator/contract';
import { openTestDatabase } from '#stores/database/test-database';
import type { Database } from '#stores/database/database';
import { findUserKey, listAllFacts } from '#stores/shard/knowledge-store';
import type { KnowledgeRow, UserKeyRow } from '#stores/shard/knowledge';
import { rememberAnswer } from '#stores/shard/remember-answer';
import { openShardSession, openShardTransaction } from '#stores/shard/shard-session';
import { dayIn, isoDay } from '#user-data/knowledge/model/calendar';
import type { FactPayload } from '#user-data/knowledge/model/fact';
import { createFactCipher } from '#user-data/memory/fact-cipher';
import type { Routing } from '#user-data/routing/routing';
import { findReferenced } from './knowledge-case.ts';
import type { KnowledgeCase, StoredFact } from './knowledge-case.ts';

const TIME_ZONE = 'Asia/Dubai';
const MINUTE_MS = 60_000;
const UNLIMITED_MS = 60_000;

/** The rows of one user before and after the message of a case. */
export interface CaseOutcome {
  readonly before: readonly StoredFact[];
  readonly after: readonly StoredFact[];
}

/** The real accept step of the orchestrator over one embedded shard. */
export interface EvalMemory {
  readonly play: (item: KnowledgeCase) => Promise<CaseOutcome>;
  readonly close: () => Promise<void>;
}

/** Everybody lives on the one shard: no production database is needed. */
function routeTo(shard: Database): Routing {
  const parts = (userId: string) => ({ userId, shardId: 0, mayCreate: true });
  return {
    read: (userId, run) => run(openShardSession(shard, parts(userId))),
    autocommit: (userId, run) => run(openShardSession(shard, parts(userId))),
    transact: (userId, run, options) =>
      shard.transaction((transaction) => run(openShardTransaction(transaction, parts(userId))), options),
    place: () => Promise.resolve({ shardId: 0, endpointName: 'eval' }),
    forget: () => Promise.resolve(),
  };
}

/** A failed memory step would look like a message that teaches nothing: the measure stops instead. */
function strictEvents(fail: (error: unknown) => void): OrchestratorEvents {
  return new Proxy({} as OrchestratorEvents, {
    get: (_target, name) => (facts: { error?: unknown } | undefined) => {
      if (name === 'memoryStepFailed' || name === 'factUnreadable') fail(facts?.error);
    },
  });
}

/**
 * Opens an embedded shard of its own. A case is a new user: its history and message go through `acceptMessage`, its answers
 * through `rememberAnswer`, at the times that the case names.
 */
export async function openEvalMemory(): Promise<EvalMemory> {
  const shard = await openTestDatabase('shard');
  let nowMs = 0;
  let failure: unknown;
  const clock: Clock = { now: () => new Date(nowMs), nowMs: () => nowMs };
  const cipher = createFactCipher({ masterKeys: new Map([[1, randomBytes(32)]]), currentKekId: 1, clock });
  const deps: AcceptDeps = {
    routing: routeTo(shard),
    cipher,
    clock,
    events: strictEvents((error) => (failure = error)),
    // The lease ends at once: a case may have two lines of the user in a row.
    options: { leaseMs: 0, timeZone: TIME_ZONE, currency: 'AED' },
  };

  const say = async (userId: string, text: string): Promise<string> => {
    const requestId = newId();
    const message = incomingMessage.parse({ message_id: newId(), text, sent_at: clock.now().toISOString() });
    await acceptMessage(
      deps,
      {
        userId,
        requestId,
        messages: [message],
        messageId: message.message_id,
        text,
        language: 'en',
        supersedes: [],
        isVoice: false,
        mallId: null,
        isCrisisWindow: false,
        startedAtMs: nowMs,
        deadlineAtMs: nowMs + UNLIMITED_MS,
        signal: new AbortController().signal,
      },
      () => undefined,
    );
    if (failure !== undefined) throw failure;
    return requestId;
  };

  const factsOf = async (userId: string): Promise<readonly StoredFact[]> => {
    const session = openShardSession(shard, { userId, shardId: 0, mayCreate: true });
    const userKey = await findUserKey(session);
    const rows = await listAllFacts(session);
    return userKey === null ? [] : rows.map((row) => readRow(row, userId, userKey));
  };

  const readRow = (row: KnowledgeRow, userId: string, userKey: UserKeyRow): StoredFact => {
    const identity = { userId, id: row.id, type: row.knowledgeType, keyVersion: row.keyVersion };
    const payload = cipher.decrypt(identity, userKey, row) as FactPayload;
    const { max_amount: maxAmount = null, currency = null } = payload as { max_amount?: number; currency?: string };
    return {
      id: row.id,
      type: row.knowledgeType,
      key: payload.display_key,
      value: 'value' in payload ? payload.value : payload.display_value,
      maxAmount,
      currency,
      expiresOn: row.expiresAt === null ? null : isoDay(dayIn(TIME_ZONE, row.expiresAt)),
      isActive: row.isActive && (row.expiresAt === null || row.expiresAt.getTime() > nowMs),
      isDisputed: row.isDisputed,
    };
  };

  const answer = async (
    userId: string,
    item: KnowledgeCase,
    line: KnowledgeCase['history'][number],
    requestId: string,
  ): Promise<void> => {
    const facts = await factsOf(userId);
    const used = line.memory_refs.map((ref) => {
      const fact = findReferenced(item, ref, facts);
      return { kind: 'fact', knowledge_id: fact?.id ?? null, type: ref.type, key: fact?.key ?? ref.key };
    });
    await rememberAnswer(openShardSession(shard, { userId, shardId: 0, mayCreate: true }), {
      requestId,
      moodFrame: null,
      ignoresLease: true,
      answer: {
        id: newId(),
        content: line.text,
        createdAt: clock.now(),
        lang: null,
        responseDescription: line.artefact === true ? line.text : null,
        cards: null,
        memoryRefs: { used, in_pack: used.flatMap(({ knowledge_id: id }) => (id === null ? [] : [id])) },
        presentation: null,
        durationMs: 0,
        modelUsed: 'eval',
      },
    });
  };

  const play = async (item: KnowledgeCase): Promise<CaseOutcome> => {
    const userId = newId();
    const endMs = Date.parse(item.now);
    let requestId: string | undefined;
    for (const [index, line] of item.history.entries()) {
      nowMs = endMs - (line.minutes_before ?? item.history.length - index) * MINUTE_MS;
      if (line.role === 'user') {
        requestId = await say(userId, line.text);
      } else {
        await answer(userId, item, line, requestId ?? newId());
        requestId = undefined;
      }
    }
    nowMs = endMs;
    const before = await factsOf(userId);
    await say(userId, item.message);
    return { before, after: await factsOf(userId) };
  };

  return { play, close: () => shard.close() };
}
