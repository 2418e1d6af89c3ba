import { describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { acceptTurn } from './accept-turn.ts';
import { countEnrichmentFailure, findUnenriched, setEmbedding } from './message-store.ts';
import { rememberAnswer } from './remember-answer.ts';
import { searchEpisodes, type EpisodeSearch } from './search-episodes.ts';
import type { ShardSession } from './shard-session.ts';
import { answer, at, newTestSession, turn } from './test-turn.ts';

/** A unit vector in the plane of the first two axes. */
function vector(degrees: number): readonly number[] {
  const angle = (degrees * Math.PI) / 180;
  return Array.from({ length: 1024 }, (_, axis) => (axis === 0 ? Math.cos(angle) : axis === 1 ? Math.sin(angle) : 0));
}

async function say(session: ShardSession, minutes: number, content: string, degrees?: number, model = 'm1') {
  const input = turn(content, { createdAt: at(minutes), isEmbeddable: true });
  await acceptTurn(session, { ...input, leaseMs: -1 });
  const messageId = input.messages[0]?.id ?? '';
  if (degrees !== undefined) await setEmbedding(session, { messageId, vector: vector(degrees), embeddingModel: model });
  return { messageId, requestId: input.requestId };
}

const nothing: EpisodeSearch = { queryVector: null, embeddingModel: 'm1', textQuery: null, excludeMessageIds: [] };

/** Finding episodes, on any PostgreSQL. */
export function searchEpisodesSuite(open: () => Database): void {
  describe('searching episodes', () => {
    test('finds the nearest by meaning with their scores, and both scores for a candidate of one branch', async () => {
      const session = newTestSession(open());
      await say(session, 0, 'linen trousers for summer', 0);
      await say(session, 1, 'wool coat for winter', 60);
      await say(session, 2, 'opposite things', 180);
      const found = await searchEpisodes(session, { ...nothing, queryVector: vector(0), textQuery: 'wool | coat' });
      expect(found.map((episode) => episode.content).sort()).toEqual([
        'linen trousers for summer',
        'opposite things',
        'wool coat for winter',
      ]);
      const byContent = new Map(found.map((episode) => [episode.content, episode]));
      expect(byContent.get('linen trousers for summer')?.vecScore).toBeCloseTo(1, 2);
      expect(byContent.get('wool coat for winter')?.vecScore).toBeCloseTo(0.5, 2);
      expect(byContent.get('wool coat for winter')?.ftsScore).toBeGreaterThan(0);
      expect(byContent.get('opposite things')).toMatchObject({ vecScore: 0, ftsScore: 0 });
    });

    test('finds a shown artefact by its description and nothing without a query', async () => {
      const session = newTestSession(open());
      const { requestId } = await say(session, 0, 'show me something');
      await rememberAnswer(session, answer(requestId, 'Look', { responseDescription: 'md5510 burgundy midi dress' }));
      expect((await searchEpisodes(session, { ...nothing, textQuery: 'md5510' }))[0]).toMatchObject({
        role: 'assistant',
        responseDescription: 'md5510 burgundy midi dress',
      });
      expect(await searchEpisodes(session, nothing)).toEqual([]);
    });

    test('brings the two messages right before a candidate, without forgotten ones', async () => {
      const session = newTestSession(open());
      const question = await say(session, 0, 'show me a coat');
      await rememberAnswer(session, answer(question.requestId, 'Here', { responseDescription: 'a'.repeat(300) }));
      const hidden = await say(session, 60, 'forget this one');
      await say(session, 61, 'the burgundy one');
      await session.query('UPDATE messages SET is_forgotten = true WHERE conversation_id = $1 AND id = $2', [
        await session.conversationId(),
        hidden.messageId,
      ]);
      const [found] = await searchEpisodes(session, { ...nothing, textQuery: 'burgundy' });
      expect(found?.preceding).toEqual([
        { role: 'user', text: 'show me a coat' },
        { role: 'assistant', text: 'a'.repeat(200) },
      ]);
      const [first] = await searchEpisodes(session, { ...nothing, textQuery: 'coat' });
      expect(first?.preceding).toEqual([]);
    });

    test('leaves out the current turn, named messages, forgotten rows, other models and canned answers', async () => {
      const session = newTestSession(open());
      const excluded = await say(session, 0, 'red shoes one', 0);
      const current = await say(session, 1, 'red shoes two', 0);
      const forgotten = await say(session, 2, 'red shoes three', 0);
      await say(session, 3, 'green hat', 0, 'm2');
      const canned = await say(session, 4, 'what');
      await rememberAnswer(session, answer(canned.requestId, 'red shoes lost', { modelUsed: 'graceful_degradation' }));
      const crisis = await say(session, 5, 'why');
      await rememberAnswer(session, answer(crisis.requestId, 'red shoes', { modelUsed: 'crisis_hardcoded' }));
      await session.query('UPDATE messages SET is_forgotten = true WHERE conversation_id = $1 AND id = $2', [
        await session.conversationId(),
        forgotten.messageId,
      ]);
      const found = await searchEpisodes(session, {
        queryVector: vector(0),
        embeddingModel: 'm1',
        textQuery: 'red | shoes',
        excludeMessageIds: [excluded.messageId],
        excludeRequestId: current.requestId,
      });
      expect(found).toEqual([]);
    });

    test('returns the true nearest of one user with forty users in the same database', async () => {
      const database = open();
      const session = newTestSession(database);
      await database.query(
        `INSERT INTO messages (id, conversation_id, role, content, is_embeddable, embedding, embedding_model)
         SELECT gen_random_uuid(), md5(u::text)::uuid, 'user', 'noise', true,
                (SELECT array_agg(CASE WHEN a = 1 THEN 1 ELSE random() / 100 END ORDER BY a)
                   FROM generate_series(1, 1024) AS a WHERE u = u)::real[]::vector::halfvec, 'm1'
           FROM generate_series(1, 40) AS u`,
        [],
      );
      for (let index = 0; index < 25; index++) await say(session, index, `episode ${index}`, index * 3);
      const found = await searchEpisodes(session, { ...nothing, queryVector: vector(0) });
      expect(found.map((episode) => episode.content)).toEqual(
        Array.from({ length: 20 }, (_, index) => `episode ${index}`),
      );
    });

    test('lists what lacks a vector of the current model, except orphans, and stores none for a forgotten row', async () => {
      const session = newTestSession(open());
      const old = await say(session, 0, 'embedded by the old model', 0, 'm0');
      const bare = await say(session, 1, 'not embedded at all');
      const orphan = await say(session, 2, 'never embeddable');
      for (let failure = 0; failure < 3; failure++) await countEnrichmentFailure(session, orphan.messageId);
      const missing = await findUnenriched(session, { embeddingModel: 'm1', limit: 10 });
      expect(missing.map((message) => message.id)).toEqual([bare.messageId, old.messageId]);
      await session.query('UPDATE messages SET is_forgotten = true WHERE conversation_id = $1 AND id = $2', [
        await session.conversationId(),
        bare.messageId,
      ]);
      const input = { messageId: bare.messageId, vector: vector(1), embeddingModel: 'm1' };
      expect(await setEmbedding(session, input)).toBe(false);
    });
  });
}
