import { describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import type { Database } from '../database/database.ts';
import { acceptTurn } from './accept-turn.ts';
import { insertFact, insertUserKey } from './knowledge-store.ts';
import { addTempBlock, writePersonaProfile, writeRelationshipStage } from './persona-store.ts';
import { findSuccessor } from './message-store.ts';
import { rememberAnswer } from './remember-answer.ts';
import { writeSetting } from './settings-store.ts';
import { openShardSession, openShardTransaction, ShardNotOwnerError, type ShardSession } from './shard-session.ts';
import { answer, at, newTestSession, turn, turnMessage } from './test-turn.ts';
import { acquireTurn, extendTurn, releaseTurn } from './turn-lease.ts';

async function exchange(session: ShardSession, minutes: number, words: string, reply: string, shows?: string) {
  const input = turn(words, { createdAt: at(minutes) });
  await acceptTurn(session, input);
  const draft = { createdAt: at(minutes + 0.1), responseDescription: shows ?? null, cards: shows ? [{ shows }] : null };
  const stored = await rememberAnswer(session, answer(input.requestId, reply, draft));
  return { input, answerId: stored.answer?.id ?? '' };
}

/** Accepting a turn, on any PostgreSQL. */
export function acceptTurnSuite(open: () => Database): void {
  describe('accepting a turn', () => {
    test('stores the message of a new user and takes the conversation', async () => {
      const session = newTestSession(open());
      const input = turn('I need a casual look', { lang: 'en', memoryType: 'preference', memoryConfidence: 0.9 });
      const accepted = await acceptTurn(session, input);
      expect(accepted.outcome).toBe('accepted');
      expect(accepted.messages).toMatchObject([{ id: input.messages[0]?.id, outcome: 'inserted', replyToId: null }]);
      expect(accepted.conversation).toMatchObject({ messageCount: 1, pendingExtractionCount: 1 });
      expect(accepted.lease.requestId).toBe(input.requestId);
      expect(accepted).toMatchObject({ answer: null, recentMessages: [], knowledge: [], userKey: null, settings: {} });
    });

    test('changes nothing when the same ids come again', async () => {
      const session = newTestSession(open());
      const input = turn('I need a casual look');
      await acceptTurn(session, input);
      const again = await acceptTurn(session, input);
      expect(again.outcome).toBe('accepted');
      expect(again.messages).toMatchObject([{ outcome: 'duplicate', requestId: input.requestId }]);
      expect(again.conversation.messageCount).toBe(1);
      expect(again.earlierTurnMessages.map((message) => message.id)).toEqual(input.messages.map(({ id }) => id));
      expect(again.recentMessages).toEqual([]);
    });

    test('returns the stored answer of a request that has one and leaves the conversation free', async () => {
      const session = newTestSession(open());
      const { input, answerId } = await exchange(session, 0, 'hello there', 'hi!');
      const again = await acceptTurn(session, input);
      expect(again.outcome).toBe('answered');
      expect(again.answer).toMatchObject({ id: answerId, content: 'hi!' });
      expect(again.lease.requestId).toBeNull();
      expect(again.conversation.messageCount).toBe(2);
    });

    test('writes nothing when an id comes with another text', async () => {
      const session = newTestSession(open());
      const input = turn('red shoes');
      await acceptTurn(session, input);
      const forged = turn('blue shoes', { id: input.messages[0]?.id ?? '' });
      const other = turnMessage('and a hat');
      const refused = await acceptTurn(session, { ...forged, messages: [...forged.messages, other] });
      expect(refused.outcome).toBe('conflict');
      expect(refused.messages[0]?.outcome).toBe('conflict');
      expect(refused.conversation.messageCount).toBe(1);
    });

    test('stores the message but reports busy while another request holds the conversation', async () => {
      const session = newTestSession(open());
      const first = turn('first');
      const second = turn('second', { createdAt: at(1) });
      await acceptTurn(session, first);
      const busy = await acceptTurn(session, second);
      expect(busy.outcome).toBe('busy');
      expect(busy.lease.requestId).toBe(first.requestId);
      expect(busy.messages[0]?.outcome).toBe('inserted');
      expect(busy.recentMessages.map((message) => message.content)).toEqual(['first']);
      expect(await acquireTurn(session, { requestId: second.requestId, leaseMs: 1000 })).toBe(false);
      expect(await releaseTurn(session, first.requestId)).toBe(true);
      expect(await acquireTurn(session, { requestId: second.requestId, leaseMs: 1000 })).toBe(true);
      expect(await extendTurn(session, { requestId: first.requestId, leaseMs: 1000 })).toBe(false);
    });

    test('takes a conversation whose lease ran out', async () => {
      const session = newTestSession(open());
      await acceptTurn(session, { ...turn('first'), leaseMs: -1 });
      expect((await acceptTurn(session, turn('second', { createdAt: at(1) }))).outcome).toBe('accepted');
    });

    test('takes over a superseded request with its messages', async () => {
      const session = newTestSession(open());
      const first = turn('want red');
      await acceptTurn(session, first);
      const second = turn('no, blue', { createdAt: at(0.01) }, { supersedes: [first.requestId] });
      const accepted = await acceptTurn(session, second);
      expect(accepted.outcome).toBe('accepted');
      expect(accepted.earlierTurnMessages.map((message) => message.content)).toEqual(['want red']);
      expect(accepted.recentMessages).toEqual([]);
      const late = await rememberAnswer(session, answer(first.requestId, 'red it is'));
      expect(late.outcome).toBe('lease_lost');
      const repeat = await acceptTurn(session, first);
      expect(repeat.messages[0]).toMatchObject({ outcome: 'duplicate', requestId: second.requestId });
      const third = turn('or green', { createdAt: at(0.02) }, { supersedes: [first.requestId, second.requestId] });
      await acceptTurn(session, third);
      for (const { requestId } of [first, second])
        expect(await findSuccessor(session, requestId)).toBe(third.requestId);
      expect(await findSuccessor(session, third.requestId)).toBeNull();
      expect(await findSuccessor(newTestSession(open()), first.requestId)).toBeNull();
    });

    test('does not take over a request that was answered in time', async () => {
      const session = newTestSession(open());
      const { input } = await exchange(session, 0, 'want red', 'red it is');
      const second = turn('no, blue', { createdAt: at(1) }, { supersedes: [input.requestId] });
      const accepted = await acceptTurn(session, second);
      expect(accepted.earlierTurnMessages).toEqual([]);
      expect(accepted.recentMessages.map((message) => message.content)).toEqual(['want red', 'red it is']);
    });

    test('gives the ten messages before the turn, oldest first, without graceful answers and forgotten ones', async () => {
      const session = newTestSession(open());
      for (let pair = 0; pair < 6; pair++) await exchange(session, pair, `question ${pair}`, `reply ${pair}`);
      const failed = turn('lost', { createdAt: at(6) });
      await acceptTurn(session, failed);
      await rememberAnswer(
        session,
        answer(failed.requestId, 'lost my thought', { createdAt: at(6.1), modelUsed: 'graceful_degradation' }),
      );
      const forgotten = (await acceptTurn(session, turn('x', { createdAt: at(7) }))).recentMessages.at(-2)?.id;
      await session.query('UPDATE messages SET is_forgotten = true WHERE conversation_id = $1 AND id = $2', [
        await session.conversationId(),
        forgotten,
      ]);
      const accepted = await acceptTurn(session, turn('y', { createdAt: at(8) }));
      expect(accepted.recentMessages.map((message) => message.content)).toEqual([
        ...['reply 1', 'question 2', 'reply 2', 'question 3', 'reply 3', 'question 4', 'reply 4'],
        ...['question 5', 'lost', 'x'],
      ]);
    });

    test('reads facts, key, persona and settings of this user only', async () => {
      const database = open();
      const session = newTestSession(database);
      const bytes = (size: number) => Buffer.alloc(size, 7);
      for (const someone of [newTestSession(database), session]) {
        await insertUserKey(someone, { encryptedDek: bytes(61), kekId: 1, keyVersion: 1 });
        await insertFact(someone, {
          id: newId(),
          encryptedData: Buffer.from([0, 1, 2, 255]),
          iv: bytes(12),
          authTag: bytes(16),
          keyVersion: 1,
          knowledgeType: 'body_params',
          knowledgeKey: 'ab'.repeat(32),
          extractedFrom: 'onboarding',
          confidence: 0.95,
          evidenceMessageIds: [],
          evidenceAt: at(0),
        });
        await writePersonaProfile(someone, { fields: { humor: 1 }, contractVersion: '0.1.0', expectedVersion: 0 });
        await writeRelationshipStage(someone, {
          stage: 2,
          stageUpdatedAt: at(0),
          sessionsCount: 11,
          totalExchanges: 61,
          positiveSignalsCount: 10,
          lastActiveAt: at(0),
        });
        await addTempBlock(
          someone,
          { id: newId(), key: 'humor', until: at(60), reason: 'asked', signalId: null },
          at(0),
        );
        await writeSetting(someone, { key: 'language', value: 'ar', source: 'settings' });
      }
      const accepted = await acceptTurn(session, turn('hello'));
      expect(accepted.knowledge).toHaveLength(1);
      expect(accepted.knowledge[0]).toMatchObject({ confidence: 0.95, version: 1, isActive: true });
      expect(accepted.knowledge[0]?.encryptedData).toEqual(Buffer.from([0, 1, 2, 255]));
      expect(accepted.userKey).toEqual({ encryptedDek: bytes(61), kekId: 1, keyVersion: 1 });
      expect(accepted.personaProfile).toMatchObject({ fields: { humor: 1 }, version: 1 });
      expect(accepted.relationshipStage).toMatchObject({ stage: 2, lastActiveAt: at(0) });
      expect(accepted.tempBlocks).toMatchObject([{ key: 'humor', until: at(60) }]);
      expect(accepted.settings).toEqual({ language: 'ar' });
    });

    test('binds a reaction to the newest artefact, unless two stand close together', async () => {
      const session = newTestSession(open());
      const shown = await exchange(session, 0, 'show me a dress', 'this one', 'dr-1 red midi dress');
      const liked = await acceptTurn(session, turn('I like it', { createdAt: at(2) }));
      expect(liked.messages[0]?.replyToId).toBe(shown.answerId);
      expect(liked.referencedArtifact).toMatchObject({
        responseDescription: 'dr-1 red midi dress',
        cards: [{ shows: 'dr-1 red midi dress' }],
      });
      await releaseTurn(session, liked.lease.requestId ?? '');
      await exchange(session, 3, 'another', 'here', 'dr-2 blue midi dress');
      await exchange(session, 3.5, 'another', 'here', 'dr-3 green midi dress');
      const which = await acceptTurn(session, turn('the second one', { createdAt: at(4) }));
      expect(which.messages[0]?.replyToId).toBeNull();
      expect(which.recentArtifacts.map((artifact) => artifact.responseDescription)).toEqual([
        'dr-1 red midi dress',
        'dr-2 blue midi dress',
        'dr-3 green midi dress',
      ]);
    });

    test('believes an explicit reply only when it is an artefact of this conversation', async () => {
      const database = open();
      const [session, stranger] = [newTestSession(database), newTestSession(database)];
      const mine = await exchange(session, 0, 'show', 'here', 'dr-1 dress');
      const foreign = await exchange(stranger, 0, 'show', 'here', 'dr-9 dress');
      const good = await acceptTurn(session, turn('that', { createdAt: at(60), explicitReplyTo: mine.answerId }));
      expect(good.messages[0]?.replyToId).toBe(mine.answerId);
      await releaseTurn(session, good.lease.requestId ?? '');
      const bad = await acceptTurn(session, turn('that', { createdAt: at(61), explicitReplyTo: foreign.answerId }));
      expect(bad.messages[0]?.replyToId).toBeNull();
    });

    test('tells the last crisis answer of a day and the response metas', async () => {
      const session = newTestSession(open());
      const input = turn('...');
      await acceptTurn(session, input);
      await rememberAnswer(
        session,
        answer(input.requestId, 'I am near', {
          modelUsed: 'crisis_hardcoded',
          presentation: { response_meta: { had_humor: false } },
        }),
      );
      const next = await acceptTurn(session, turn('hello', { createdAt: at(60) }));
      expect(next.lastCrisisAt).toEqual(at(0.1));
      expect(next.responseMetas).toMatchObject([{ responseMeta: { had_humor: false } }]);
      const later = await acceptTurn(session, turn('hello', { createdAt: at(60 * 25) }));
      expect(later.lastCrisisAt).toBeNull();
    });

    test('works inside a transaction, keeps nothing after a rollback and survives a failed savepoint', async () => {
      const database = open();
      const parts = { userId: newId(), shardId: 0, mayCreate: true };
      const input = turn('hello there');
      const failing = database.transaction(async (transaction) => {
        await acceptTurn(openShardTransaction(transaction, parts), input);
        throw new RangeError('planned');
      });
      await expect(failing).rejects.toThrow('planned');
      await database.transaction(async (transaction) => {
        const session = openShardTransaction(transaction, parts);
        expect((await acceptTurn(session, input)).messages[0]?.outcome).toBe('inserted');
        await session.savepoint((inner) => inner.query('SELECT 1 / 0')).catch(() => undefined);
      });
      const again = await acceptTurn(newTestSession(database, parts.userId), input);
      expect(again).toMatchObject({ outcome: 'accepted', messages: [{ outcome: 'duplicate' }] });
    });

    test('refuses a user whose conversation is not here', async () => {
      const database = open();
      const parts = { userId: newId(), shardId: 0, mayCreate: false };
      await expect(acceptTurn(openShardSession(database, parts), turn('x'))).rejects.toThrow(ShardNotOwnerError);
      const stranger = newTestSession(database);
      const foreign = { ...parts, knownConversationId: await stranger.conversationId() };
      await expect(acceptTurn(openShardSession(database, foreign), turn('x'))).rejects.toThrow(ShardNotOwnerError);
    });

    test('makes one conversation and loses no count when twelve requests of a new user come at once', async () => {
      const database = open();
      const userId = newId();
      const turns = Array.from({ length: 12 }, (_, index) => turn(`message ${index}`, { createdAt: at(index) }));
      const results = await Promise.all(turns.map((input) => acceptTurn(newTestSession(database, userId), input)));
      expect(results.filter((result) => result.outcome === 'accepted')).toHaveLength(1);
      const last = await acceptTurn(newTestSession(database, userId), turn('last', { createdAt: at(99) }));
      expect(last.conversation).toMatchObject({ messageCount: 13, pendingExtractionCount: 13 });
      const same = turn('same', { createdAt: at(100) });
      const repeats = await Promise.all([1, 2, 3, 4].map(() => acceptTurn(newTestSession(database, userId), same)));
      const outcomes = repeats.map((repeat) => repeat.messages[0]?.outcome).sort();
      expect(outcomes).toEqual(['duplicate', 'duplicate', 'duplicate', 'inserted']);
    });
  });
}
