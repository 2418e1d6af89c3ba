import { describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import type { Database } from '../database/database.ts';
import { acceptTurn } from './accept-turn.ts';
import { findExchange, findMessages, insertSystemMessage, listHistory } from './message-store.ts';
import { findAnswer, rememberAnswer } from './remember-answer.ts';
import { findExistingMessages, replayMessage, type ReplayedMessage } from './replay-message.ts';
import { answer, at, newTestSession, turn } from './test-turn.ts';

function replayed(changes: Partial<ReplayedMessage> = {}): ReplayedMessage {
  return {
    id: newId(),
    requestId: newId(),
    role: 'user',
    content: 'replayed words',
    createdAt: at(0),
    inputType: 'text',
    lang: 'en',
    replyToId: null,
    memoryType: 'general',
    memoryConfidence: 0.5,
    isEmbeddable: false,
    isSensitive: false,
    responseDescription: null,
    cards: null,
    mediaUrls: null,
    moodFrame: null,
    ...changes,
  };
}

/** Storing answers and reading the history, on any PostgreSQL. */
export function rememberAnswerSuite(open: () => Database): void {
  describe('remembering an answer', () => {
    test('stores it whole, attaches the mood to the question and gives the conversation back', async () => {
      const session = newTestSession(open());
      const input = turn('hello there');
      await acceptTurn(session, input);
      const draft = {
        ...answer(input.requestId, 'hi!', {
          cards: [{ sku: 'a' }],
          memoryRefs: { used: ['K1'] },
          presentation: { intent: 'social_chat' },
          responseDescription: 'a-1 red dress',
        }),
        moodFrame: { valence: 0.7 },
      };
      const remembered = await rememberAnswer(session, draft);
      expect(remembered.outcome).toBe('inserted');
      const stored = await findAnswer(session, input.requestId);
      expect(stored).toEqual(remembered.answer);
      const [question] = await findExchange(session, input.requestId);
      expect(question?.moodFrame).toEqual({ valence: 0.7 });
      const next = await acceptTurn(session, turn('next', { createdAt: at(1) }));
      expect(next).toMatchObject({ outcome: 'accepted', conversation: { messageCount: 3, pendingExtractionCount: 2 } });
    });

    test('keeps the first of two answers and returns it', async () => {
      const session = newTestSession(open());
      const input = turn('hello there');
      await acceptTurn(session, input);
      const first = await rememberAnswer(session, answer(input.requestId, 'one'));
      const second = await rememberAnswer(session, answer(input.requestId, 'two'));
      expect(second).toEqual({ outcome: 'stored', answer: first.answer });
      const both = await Promise.all([1, 2, 3].map((n) => rememberAnswer(session, answer(input.requestId, `${n}`))));
      expect(both.every((one) => one.answer?.content === 'one')).toBe(true);
    });

    test('refuses a turn that lost the conversation, but not the crisis answer', async () => {
      const session = newTestSession(open());
      const lost = turn('first');
      await acceptTurn(session, { ...lost, leaseMs: -1 });
      await acceptTurn(session, turn('second', { createdAt: at(1) }));
      expect((await rememberAnswer(session, answer(lost.requestId, 'late'))).outcome).toBe('lease_lost');
      const crisis = { ...answer(lost.requestId, 'I am near'), ignoresLease: true };
      expect((await rememberAnswer(session, crisis)).outcome).toBe('inserted');
    });

    test('pages through the history newest first and shows forgotten rows as forgotten', async () => {
      const session = newTestSession(open());
      for (let index = 0; index < 5; index++) {
        const input = turn(`m${index}`, { createdAt: at(Math.floor(index / 2)) });
        await acceptTurn(session, { ...input, leaseMs: -1 });
      }
      const first = await listHistory(session, { limit: 3 });
      const last = first.at(-1);
      const second = await listHistory(session, {
        before: last ? { createdAt: last.createdAt, id: last.id } : null,
        limit: 3,
      });
      expect([...first, ...second].map((message) => message.content)).toEqual(['m4', 'm3', 'm2', 'm1', 'm0']);
      expect((await findMessages(session, [newId(), first[0]?.id ?? ''])).map(({ content }) => content)).toEqual([
        'm4',
      ]);
    });

    test('counts a settings edit once', async () => {
      const session = newTestSession(open());
      const edit = { id: newId(), content: 'size set to M in the settings', createdAt: at(0) };
      await insertSystemMessage(session, edit);
      await insertSystemMessage(session, edit);
      const accepted = await acceptTurn(session, turn('x', { createdAt: at(1) }));
      expect(accepted.conversation).toMatchObject({ messageCount: 2, pendingExtractionCount: 1 });
      expect(accepted.recentMessages).toEqual([]);
    });

    test('replays a pair twice and changes nothing the second time', async () => {
      const session = newTestSession(open());
      const question = replayed();
      const reply = replayed({ role: 'assistant', requestId: question.requestId, content: 'yes', cards: [1] });
      expect(await replayMessage(session, question)).toEqual({ outcome: 'inserted' });
      expect(await replayMessage(session, reply)).toEqual({ outcome: 'inserted' });
      expect(await replayMessage(session, question)).toMatchObject({
        outcome: 'already_present',
        stored: { id: question.id },
      });
      const other = { ...reply, id: newId(), content: 'no' };
      expect(await replayMessage(session, other)).toMatchObject({
        outcome: 'already_present',
        stored: { content: 'yes' },
      });
      expect(await findExistingMessages(session, [question.id, newId()])).toEqual(new Set([question.id]));
      const next = await acceptTurn(session, turn('x', { createdAt: at(1) }));
      expect(next.conversation).toMatchObject({ messageCount: 3, pendingExtractionCount: 2 });
    });
  });
}
