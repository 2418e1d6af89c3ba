import { describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { acceptTurn } from './accept-turn.ts';
import { setEmbedding } from './message-store.ts';
import { rememberAnswer } from './remember-answer.ts';
import { searchMemory, type MemorySearch } from './search-memory.ts';
import type { ShardSession } from './shard-session.ts';
import { answer, at, newTestSession, turn } from './test-turn.ts';

const WORDS: Omit<MemorySearch, 'text'> = { queryVector: null, embeddingModel: 'm1', excludeMessageIds: [] };

async function say(session: ShardSession, minutes: number, content: string) {
  const input = turn(content, { createdAt: at(minutes), isEmbeddable: true });
  await acceptTurn(session, { ...input, leaseMs: -1 });
  return { messageId: input.messages[0]?.id ?? '', requestId: input.requestId };
}

async function find(session: ShardSession, text: string, changes: Partial<MemorySearch> = {}) {
  return await searchMemory(session, { ...WORDS, text, ...changes });
}

async function termRows(session: ShardSession) {
  const rows = await session.query<{ term: number; postings: readonly number[] }>(
    'SELECT term, postings FROM message_terms WHERE conversation_id = $1 ORDER BY term',
    [await session.conversationId()],
  );
  return rows.rows;
}

/** Finding by weighed words and neighbours, on any PostgreSQL. */
export function searchMemorySuite(open: () => Database): void {
  describe('searching the memory', () => {
    test('prefers the rare word, in any form, in three languages', async () => {
      const session = newTestSession(open());
      for (const text of ['a shirt for work', 'a shirt for the beach', 'a shirt with hiking boots']) {
        await say(session, 60 * (await termRows(session)).length, text);
      }
      await say(session, 5000, 'вчера купила красные туфли');
      await say(session, 6000, 'أبحث عن الفساتين');
      const [first] = await find(session, 'which shirt did I wear when I hiked?');
      expect(first).toMatchObject({ content: 'a shirt with hiking boots', isEvidence: true, vecScore: 0 });
      expect((await find(session, 'красных туфель'))[0]?.content).toBe('вчера купила красные туфли');
      for (const form of ['فساتين', 'والفساتين', 'فَسَاتِينِي'])
        expect((await find(session, form))[0]?.content).toBe('أبحث عن الفساتين');
      expect(await find(session, 'the of and')).toEqual([]);
      expect(await find(session, 'submarine')).toEqual([]);
    });

    test('finds an answer by the words of the question before it, but not across sessions', async () => {
      const session = newTestSession(open());
      const asked = await say(session, 0, 'I visited a museum on Friday');
      await rememberAnswer(session, answer(asked.requestId, 'Which painting did you like best there?'));
      const liked = await say(session, 1, 'Sunflowers, by far');
      await say(session, 2000, 'Good evening');
      const found = await find(session, 'favourite painting in the museum');
      expect(found.map(({ content }) => content)).toContain('Sunflowers, by far');
      expect(found.map(({ content }) => content)).not.toContain('Good evening');
      const own = found.find(({ messageId }) => messageId === liked.messageId);
      expect(own?.wordScore).toBeGreaterThan(0);
      expect(own?.preceding.map(({ role, text }) => [role, text])).toEqual([
        ['user', 'I visited a museum on Friday'],
        ['assistant', 'Which painting did you like best there?'],
      ]);
      expect(found.find(({ role }) => role === 'assistant')).toMatchObject({ isEvidence: false });
    });

    test('counts every word of a window once: different words beat a repeated one', async () => {
      const session = newTestSession(open());
      await say(session, 0, 'coat coat coat coat');
      await say(session, 100, 'a coat in green wool');
      await say(session, 200, 'the sky was nice');
      expect((await find(session, 'green coat'))[0]?.content).toBe('a coat in green wool');
    });

    test('adds what is near by meaning and weighs the vectors of all candidates', async () => {
      const session = newTestSession(open());
      const axis = (one: number) => Array.from({ length: 1024 }, (_, index) => (index === one ? 1 : 0));
      const near = await say(session, 0, 'linen trousers for summer');
      const word = await say(session, 100, 'wool coat for winter');
      await setEmbedding(session, { messageId: near.messageId, vector: axis(0), embeddingModel: 'm1' });
      await setEmbedding(session, { messageId: word.messageId, vector: axis(1), embeddingModel: 'm1' });
      const found = await find(session, 'coat', { queryVector: axis(0) });
      expect(found.map(({ messageId, vecScore }) => [messageId, Math.round(vecScore)])).toEqual([
        [word.messageId, 0],
        [near.messageId, 1],
      ]);
      expect((await find(session, 'coat', { queryVector: axis(0), vectorLimit: 0 })).length).toBe(1);
      expect((await find(session, 'coat', { queryVector: axis(1), embeddingModel: 'm2' }))[0]?.vecScore).toBe(0);
    });

    test('leaves out the current turn, named messages and canned answers', async () => {
      const session = newTestSession(open());
      const excluded = await say(session, 0, 'red shoes one');
      const current = await say(session, 100, 'red shoes two');
      const canned = await say(session, 200, 'what');
      await rememberAnswer(session, answer(canned.requestId, 'red shoes lost', { modelUsed: 'graceful_degradation' }));
      expect(
        await find(session, 'red shoes', {
          excludeMessageIds: [excluded.messageId],
          excludeRequestId: current.requestId,
        }),
      ).toEqual([]);
    });

    test('forgets the words with the message, takes them back on undo, and leaves nothing after the deletion', async () => {
      const session = newTestSession(open());
      const kept = await say(session, 0, 'green hat');
      const before = await termRows(session);
      const gone = await say(session, 1, 'green umbrella');
      const both = await termRows(session);
      const set = async (change: string) =>
        session.query(`UPDATE messages SET ${change} WHERE conversation_id = $1 AND id = $2`, [
          await session.conversationId(),
          gone.messageId,
        ]);
      await set('is_forgotten = true');
      expect(await termRows(session)).toEqual(before);
      expect((await find(session, 'green umbrella')).map(({ messageId }) => messageId)).toEqual([kept.messageId]);
      await set('is_forgotten = false');
      expect(await termRows(session)).toEqual(both);
      await set("content = 'blue scarf'");
      expect((await find(session, 'umbrella')).length).toBe(0);
      expect((await find(session, 'scarf'))[0]?.messageId).toBe(gone.messageId);
      await session.query('DELETE FROM messages WHERE conversation_id = $1', [await session.conversationId()]);
      expect(await termRows(session)).toEqual([]);
    });

    test('never finds what another user said', async () => {
      await say(newTestSession(open()), 0, 'a purple accordion');
      expect(await find(newTestSession(open()), 'purple accordion')).toEqual([]);
    });
  });
}
