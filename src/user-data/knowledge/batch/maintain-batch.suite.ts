import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import type { JobQueue } from '#kernel/job';
import type { Database } from '#stores/database/database';
import { isSwitchedOff, setFeatureSwitch } from '#stores/production/feature-switch-store';
import { dropSamplesCiting } from '#stores/shard/review-store';
import { deltaOf, minute, openBatchWorld } from './batch.fixture.ts';
import type { BatchWorld } from './batch.fixture.ts';
import { maintainBatch, sampleForReview } from './maintain-batch.ts';
import { judgeSample, showSamples } from './review-samples.ts';
import { BATCH_SWITCH, sweepExtraction } from './sweep-extraction.ts';

const wedding = (date?: string) => ({
  display_key: 'wedding_sister',
  display_value: 'wedding_sister',
  quote: 'свадьба сестры в марте',
  event_type: 'wedding',
  relation: 'sister',
  ...(date === undefined ? {} : { date }),
  date_precision: 'month' as const,
  emotional_valence: 'positive' as const,
  context_tags: [],
});

/** The sweep, the nightly run and the review, on any PostgreSQL. */
export function maintainBatchSuite(open: () => { readonly production: Database; readonly shard: Database }): void {
  let world: BatchWorld;
  beforeAll(async () => {
    world = await openBatchWorld(open());
  });

  const shards = (): ReadonlyMap<string, Database> => new Map([['shard-0', open().shard]]);
  const nightly = () => {
    const { clock, events } = world.deps([]);
    return { shards: shards(), production: open().production, clock, events };
  };
  const touch = (userId: string, changes: string, at: Date) =>
    open().shard.query(`UPDATE conversations SET ${changes} WHERE user_id = $1`, [userId, at]);
  const sweep = async (isEnabled = true): Promise<Record<string, string>> => {
    const queued: Record<string, string> = {};
    const jobs: JobQueue = {
      send: async (_job, payload) => {
        const { user_id: userId, triggered_by: trigger } = payload as { user_id: string; triggered_by: string };
        queued[userId] = trigger;
      },
      wake: () => undefined,
    };
    await sweepExtraction({ ...nightly(), jobs, options: { batchExtractionEnabled: isEnabled } });
    return queued;
  };

  describe('the sweep', () => {
    test('queues a closed session, a backlog of 15 and whatever waits 2 h, and nobody else', async () => {
      const [silent, busy, talking, waiting] = [newId(), newId(), newId(), newId()];
      world.moveTo(200);
      for (const userId of [silent, busy, talking, waiting]) await world.say(userId, 195, 'hello there');
      await touch(silent, 'updated_at = $2', minute(165));
      await touch(busy, 'updated_at = $2, pending_extraction_count = 15', minute(199));
      await touch(talking, 'updated_at = $2, created_at = $2', minute(195));
      await touch(waiting, `updated_at = $2, created_at = $2::timestamptz - interval '3 hours'`, minute(199));
      const queued = await sweep();
      expect(queued).toMatchObject({ [silent]: 'session_gap', [busy]: 'pending_threshold', [waiting]: 'cron' });
      expect(queued).not.toHaveProperty(talking);
    });

    test('queues nobody who was analysed within the hour, and nobody at all while the flag or the switch is off', async () => {
      const userId = newId();
      await world.say(userId, 0, 'hello there');
      world.moveTo(40);
      await world.run(userId, () => ({ deltas: [] }));
      await world.say(userId, 41, 'one thing more');
      await touch(userId, 'updated_at = $2', minute(41));
      world.moveTo(80);
      expect(await sweep()).not.toHaveProperty(userId);
      world.moveTo(101);
      expect(await sweep()).toHaveProperty(userId, 'session_gap');
      expect(await sweep(false)).toEqual({});
      const { production } = open();
      await setFeatureSwitch(production, { name: BATCH_SWITCH, isOff: true, reason: 'test', at: new Date() });
      expect(await sweep()).toEqual({});
      await setFeatureSwitch(production, { name: BATCH_SWITCH, isOff: false, reason: 'test', at: new Date() });
      expect(await sweep()).toHaveProperty(userId);
    });
  });

  describe('the nightly run', () => {
    test('K6: an event that is over becomes inactive, its message stays; other facts do not fade', async () => {
      const userId = newId();
      const evidence = await world.say(userId, 0, 'свадьба сестры в марте, мой размер M');
      const common = { source: 'instant_pattern' as const, evidenceIds: [evidence], atMinute: 0 };
      await world.remember(userId, { ...common, type: 'life_event', payload: wedding(), expiresAt: minute(100) });
      const size = {
        display_key: 'size',
        display_value: 'M',
        quote: 'мой размер M',
        value: 'M',
        system: 'alpha' as const,
      };
      await world.remember(userId, { ...common, type: 'body_params', payload: size });
      world.moveTo(99);
      await maintainBatch(nightly());
      expect(await world.known(userId)).toHaveLength(2);
      world.moveTo(60 * 24 * 400);
      await maintainBatch(nightly());
      expect(await world.known(userId)).toEqual(['body_params/size: M']);
      const rows = await world.facts(userId);
      expect(rows.find(({ type }) => type === 'life_event')?.row.inactiveReason).toBe('expired');
      expect(rows.find(({ type }) => type === 'body_params')?.row.confidence).toBe(0.95);
    });

    test('ends proposals after 90 days without new evidence and counts the waiting messages again', async () => {
      const userId = newId();
      await world.say(userId, 0, 'the jeans in size M fit well');
      world.moveTo(40);
      await world.run(userId, (document) => ({
        deltas: [deltaOf(document, 'jeans in size M fit', { confidence: 0.85 })],
      }));
      await world.say(userId, 50, 'hello');
      await touch(userId, 'pending_extraction_count = 9, updated_at = $2', minute(50));
      await maintainBatch(nightly());
      expect(await world.conversation(userId)).toMatchObject({ pending: 1 });
      expect(await world.candidates(userId)).toMatchObject([{ status: 'pending' }]);
      world.moveTo(40 + 60 * 24 * 90);
      await maintainBatch(nightly());
      expect(await world.candidates(userId)).toMatchObject([{ status: 'expired' }]);
    });

    test('switches the batch off when users correct more than 3 % of 200 answers, and not before', async () => {
      const userId = newId();
      await world.say(userId, 0, 'hello');
      const { shard, production } = open();
      world.moveTo(60 * 24 * 3);
      const conversationId = await world.routing.read(userId, (session) => session.conversationId());
      const answerWith = (count: number) =>
        shard.query(
          `INSERT INTO messages (id, conversation_id, role, content, memory_refs, created_at)
           SELECT gen_random_uuid(), $1, 'assistant', 'as you like it', '{"used":[{"kind":"fact"}],"in_pack":[]}', $2
             FROM generate_series(1, $3::int)`,
          [conversationId, minute(60 * 24 * 2), count],
        );
      const correct = (count: number) =>
        shard.query(
          `INSERT INTO memory_correction_log (id, user_id, trigger_message_id, deactivated_knowledge_id, correction_type, created_at)
           SELECT gen_random_uuid(), $1, gen_random_uuid(), gen_random_uuid(), 'user_denied', $2 FROM generate_series(1, $3::int)`,
          [userId, minute(60 * 24 * 2), count],
        );
      await answerWith(150);
      await correct(6);
      await maintainBatch(nightly());
      expect(await isSwitchedOff(production, BATCH_SWITCH)).toBe(false);
      await answerWith(50);
      await maintainBatch(nightly());
      expect(await isSwitchedOff(production, BATCH_SWITCH)).toBe(false);
      await correct(1);
      await maintainBatch(nightly());
      expect(await isSwitchedOff(production, BATCH_SWITCH)).toBe(true);
      await shard.query('DELETE FROM memory_correction_log WHERE user_id = $1', [userId]);
      await maintainBatch(nightly());
      expect(await isSwitchedOff(production, BATCH_SWITCH)).toBe(true);
      await setFeatureSwitch(production, { name: BATCH_SWITCH, isOff: false, reason: 'checked', at: new Date() });
    });
  });

  describe('the review', () => {
    test('draws batch facts once, shows only readable evidence, stops the batch above 5 % wrong', async () => {
      const userId = newId();
      const messageId = await world.say(userId, 0, 'my size is M');
      world.moveTo(40);
      await world.run(userId, (document) => ({ deltas: [deltaOf(document, 'my size is M', {})] }));
      const { shard, production } = open();
      await shard.query(
        `UPDATE user_knowledge SET extracted_from = 'instant_pattern'
          WHERE user_id <> $1 AND extracted_from = 'batch_extraction'`,
        [userId],
      );
      await shard.query('UPDATE user_knowledge SET created_at = $2 WHERE user_id = $1', [userId, minute(41)]);
      world.moveTo(60);
      await sampleForReview(nightly());
      await sampleForReview(nightly());
      const review = { ...nightly(), routing: world.routing };
      const [sample] = await showSamples(review, { userId, reviewer: 'anna' });
      expect(sample).toEqual({ id: expect.any(String), language: 'en', words: ['my size is M'] });
      const conversationId = await world.routing.read(userId, (session) => session.conversationId());
      await shard.query('UPDATE messages SET is_forgotten = true WHERE conversation_id = $1 AND id = $2', [
        conversationId,
        messageId,
      ]);
      expect((await showSamples(review, { userId, reviewer: 'anna' }))[0]?.words).toEqual([]);
      const verdict = { userId, sampleId: sample!.id, verdict: 'false_fact' as const, reviewer: 'anna' };
      expect(await judgeSample(review, verdict)).toBe(true);
      expect(await judgeSample(review, verdict)).toBe(false);
      expect(world.logLines.filter((line) => line.includes('extraction.review_opened'))).toHaveLength(2);
      await sampleForReview(nightly());
      expect(await isSwitchedOff(production, BATCH_SWITCH)).toBe(false);
      await shard.query(
        `INSERT INTO knowledge_review_samples (id, user_id, run_id, knowledge_id, core_evidence_ids, language, verdict, decided_at)
         SELECT gen_random_uuid(), $1, gen_random_uuid(), gen_random_uuid(), ARRAY[gen_random_uuid()], 'en',
                CASE WHEN n > 1 THEN 'correct' ELSE 'false_fact' END, $2 FROM generate_series(1, 19) AS n`,
        [newId(), minute(62)],
      );
      await sampleForReview(nightly());
      expect(await isSwitchedOff(production, BATCH_SWITCH)).toBe(true);
      await setFeatureSwitch(production, { name: BATCH_SWITCH, isOff: false, reason: 'checked', at: new Date() });
      expect(await world.routing.autocommit(userId, (session) => dropSamplesCiting(session, [messageId]))).toBe(1);
    });
  });
}
