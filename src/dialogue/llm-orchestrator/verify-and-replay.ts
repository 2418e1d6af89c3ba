import { ForbiddenError, RateLimitedError } from '#kernel/error';
import type { Clock } from '#kernel/clock';
import type { Cache } from '#ports/cache';
import { findMessages } from '#stores/shard/message-store';
import { findTombstones } from '#stores/production/tombstone-store';
import type { Database } from '#stores/database/database';
import { replayMessage } from '#stores/shard/replay-message';
import type { ReplayedMessage } from '#stores/shard/replay-message';
import type { ShardTransaction } from '#stores/shard/shard-session';
import { listActiveFacts, findUserKey } from '#stores/shard/knowledge-store';
import { matchCrisis } from '#dialogue/model/crisis/match-crisis';
import { detectLanguage } from '#dialogue/model/language/detect-language';
import type { FactCipher } from '#user-data/memory/fact-cipher';
import { verifyAnswer } from '#user-data/memory/sign-answer';
import type { Routing } from '#user-data/routing/routing';
import { toTurnMessage } from './accept-message.ts';
import type { ReplayMessage } from './contract.ts';
import { describeCards } from './describe-cards.ts';
import type { OrchestratorEvents } from './events.ts';
import { learnFromMessage } from './learn-from-message.ts';
import { readFacts } from './read-facts.ts';

const MOST_FUTURE_MS = 60_000;
const MOST_AGE_MS = 30 * 86_400_000;
/** Token bucket of a user: a burst of ten pairs, then one a second. @see user-data.md U62 */
const BUCKET_WINDOW_MS = 10_000;
const BUCKET_PAIRS = 10;

/** What a replay needs. */
export interface ReplayDeps {
  readonly routing: Routing;
  readonly production: Database;
  readonly cache: Cache;
  readonly cipher: FactCipher;
  readonly events: OrchestratorEvents;
  readonly clock: Clock;
  readonly signingKey: Buffer;
  readonly options: { readonly timeZone: string; readonly currency: string };
  /** Asks for the vectors of what came back. */
  readonly enqueueEmbedding: (userId: string, conversationId: string) => Promise<void>;
}

/** What a client shows. */
export interface ReplayInput {
  readonly userId: string;
  readonly conversationId: string;
  readonly unconfirmed: readonly ReplayMessage[];
  readonly recentConfirmedIds: readonly string[];
}

interface Result {
  readonly id: string;
  readonly status: 'inserted' | 'already_present' | 'tombstoned' | 'rejected';
  readonly reason: string | null;
  readonly stored_answer_id: string | null;
}

/**
 * Takes back the pairs that a client still holds after a failover. Idempotent: a second replay changes nothing. Answers
 * need our signature, deleted messages stay deleted, and what the messages teach is learned again.
 *
 * @see user-data.md 13.2
 */
export async function verifyAndReplay(deps: ReplayDeps, input: ReplayInput) {
  const pairs = new Set(input.unconfirmed.map(({ request_id: id }) => id)).size;
  for (let pair = 0; pair < pairs; pair++) {
    const counted = await deps.cache.count([
      { key: `replay:${input.userId}`, windowMs: BUCKET_WINDOW_MS, limit: BUCKET_PAIRS },
    ]);
    if (!counted.isAllowed)
      throw new RateLimitedError('Too many replays: wait a moment.', {
        retryAfterSeconds: Math.max(1, Math.ceil(counted.retryAfterMs / 1000)),
      });
  }
  const { conversationId, present } = await deps.routing.autocommit(input.userId, async (session) => {
    const own = await session.conversationId();
    return {
      conversationId: own,
      present:
        input.recentConfirmedIds.length > 0 && own === input.conversationId
          ? await findMessages(session, input.recentConfirmedIds)
          : [],
    };
  });
  if (conversationId !== input.conversationId)
    throw new ForbiddenError('This is not your conversation.', { code: 'foreign_conversation' });
  const tombstones = await findTombstones(deps.production, {
    conversationId,
    messageIds: input.unconfirmed.map(({ id }) => id),
  });
  const results: Result[] = [];
  for (const message of input.unconfirmed) {
    const refusal = refuse(deps, message, conversationId);
    if (refusal !== undefined)
      results.push({ id: message.id, status: 'rejected', reason: refusal, stored_answer_id: null });
    else if (tombstones.has(message.id))
      results.push({ id: message.id, status: 'tombstoned', reason: null, stored_answer_id: null });
    else
      results.push(
        await deps.routing.transact(input.userId, (transaction) => replayOne(deps, transaction, input.userId, message)),
      );
  }
  const inserted = results.filter(({ status }) => status === 'inserted').length;
  if (input.unconfirmed.length > 0) {
    await deps
      .enqueueEmbedding(input.userId, conversationId)
      .catch((error: unknown) => deps.events.stepDegraded({ requestId: conversationId, step: 'enqueue', error }));
  }
  deps.events.replayed({
    inserted,
    backfilled: results.length - inserted,
    rejected: results.filter(({ status }) => status === 'rejected').length,
  });
  const presentIds = new Set(present.map(({ id }) => id));
  return {
    conversation_id: conversationId,
    results,
    missing_confirmed: input.recentConfirmedIds.filter((id) => !presentIds.has(id)),
  };
}

function refuse(deps: ReplayDeps, message: ReplayMessage, conversationId: string): string | undefined {
  const at = Date.parse(message.created_at);
  if (at > deps.clock.nowMs() + MOST_FUTURE_MS) return 'created_in_the_future';
  if (at < deps.clock.nowMs() - MOST_AGE_MS) return 'too_old';
  if (message.role === 'user') return undefined;
  const signed = {
    conversationId,
    id: message.id,
    content: message.content,
    cards: message.cards ?? [],
    createdAt: message.created_at,
  };
  return message.signature !== null && verifyAnswer(deps.signingKey, signed, message.signature)
    ? undefined
    : 'bad_signature';
}

async function replayOne(
  deps: ReplayDeps,
  transaction: ShardTransaction,
  userId: string,
  message: ReplayMessage,
): Promise<Result> {
  const replayed = await replayMessage(transaction, toReplayed(message));
  if (replayed.outcome === 'inserted') {
    if (message.role === 'user' && matchCrisis(message.content) === undefined) {
      // The message is worth more than what could be learned from it.
      await learnAgain(deps, transaction, userId, message).catch((error: unknown) =>
        deps.events.memoryStepFailed({ requestId: message.request_id, error }),
      );
    }
    return { id: message.id, status: 'inserted', reason: null, stored_answer_id: null };
  }
  const other = replayed.stored && replayed.stored.id !== message.id ? replayed.stored.id : null;
  return { id: message.id, status: 'already_present', reason: null, stored_answer_id: other };
}

function toReplayed(message: ReplayMessage): ReplayedMessage {
  const common = {
    id: message.id,
    requestId: message.request_id,
    role: message.role,
    content: message.content,
    createdAt: new Date(message.created_at),
    replyToId: null,
    mediaUrls: message.media,
    moodFrame: message.mood_frame,
  };
  if (message.role === 'user') {
    const draft = toTurnMessage({
      message_id: message.id,
      text: message.content,
      input_type: 'text',
      explicit_reply_to: null,
      sent_at: message.created_at,
    });
    const { inputType, lang, memoryType, memoryConfidence, isEmbeddable, isSensitive } = draft;
    return {
      ...common,
      inputType,
      lang,
      memoryType,
      memoryConfidence,
      isEmbeddable,
      isSensitive,
      responseDescription: null,
      cards: null,
    };
  }
  const cards = message.cards ?? [];
  return {
    ...common,
    inputType: null,
    lang: detectLanguage(message.content).replyLanguage,
    memoryType: 'general',
    memoryConfidence: 0.5,
    isEmbeddable: false,
    isSensitive: false,
    responseDescription: describeCards(cards, { occasion: null, style: null }),
    cards: message.cards,
  };
}

/** A late message teaches what it taught the first time; newer facts win by the time of their evidence. */
async function learnAgain(
  deps: ReplayDeps,
  transaction: ShardTransaction,
  userId: string,
  message: ReplayMessage,
): Promise<void> {
  const now = deps.clock.now();
  const rows = await listActiveFacts(transaction, now);
  const userKey = await findUserKey(transaction);
  await transaction.savepoint((inner) =>
    learnFromMessage(deps, inner, {
      userId,
      messageId: message.id,
      text: message.content,
      saidAt: new Date(message.created_at),
      timeZone: deps.options.timeZone,
      currency: deps.options.currency,
      hasReplyTarget: false,
      recent: [],
      facts: readFacts(deps, { userId, rows, userKey, now }),
      userKey,
      isReplayed: true,
    }),
  );
}
