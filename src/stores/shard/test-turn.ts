import { newId } from '#kernel/id';
import type { Database } from '../database/database.ts';
import type { AcceptTurnInput, TurnMessage } from './accept-turn.ts';
import type { AnswerDraft, RememberAnswerInput } from './remember-answer.ts';
import { openShardSession, type ShardSession } from './shard-session.ts';

/** For tests: a session of a user nobody else has. */
export function newTestSession(database: Database, userId = newId()): ShardSession {
  return openShardSession(database, { userId, shardId: 0, mayCreate: true });
}

/** A moment some minutes after a fixed one. */
export function at(minutes: number): Date {
  return new Date(Date.UTC(2026, 10, 20, 12, 0, 0) + Math.round(minutes * 60_000));
}

/** A user's message with ordinary properties. */
export function turnMessage(content: string, changes: Partial<TurnMessage> = {}): TurnMessage {
  return {
    id: newId(),
    content,
    createdAt: at(0),
    inputType: 'text',
    lang: 'en',
    memoryType: 'general',
    memoryConfidence: 0.5,
    isEmbeddable: content.length >= 15,
    isSensitive: false,
    ...changes,
  };
}

/** A turn with one message. */
export function turn(
  content: string,
  changes: Partial<TurnMessage> = {},
  rest: Partial<AcceptTurnInput> = {},
): AcceptTurnInput {
  return { requestId: newId(), messages: [turnMessage(content, changes)], leaseMs: 45_000, ...rest };
}

/** An answer with ordinary properties. */
export function answer(requestId: string, content: string, changes: Partial<AnswerDraft> = {}): RememberAnswerInput {
  return {
    requestId,
    moodFrame: null,
    answer: {
      id: newId(),
      content,
      createdAt: at(0.1),
      lang: 'en',
      responseDescription: null,
      cards: null,
      memoryRefs: null,
      presentation: null,
      durationMs: 100,
      modelUsed: 'rules',
      ...changes,
    },
  };
}
