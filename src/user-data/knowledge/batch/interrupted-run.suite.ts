import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import type { Database, SqlRunner, Transaction } from '#stores/database/database';
import { createRouting } from '#user-data/routing/routing';
import { deltaOf, openBatchWorld, scriptedModel } from './batch.fixture.ts';
import type { BatchWorld } from './batch.fixture.ts';
import { extractKnowledge } from './extract-knowledge.ts';

/** The process is gone: nothing that it would have done after this happens. */
class KilledError extends Error {}

/** A database whose process dies at the n-th step; a statement, a call of the model and a commit are steps. */
function createKiller(atStep: number): { readonly step: () => void; readonly over: (database: Database) => Database } {
  let steps = 0;
  const step = (): void => {
    if (++steps > atStep) throw new KilledError(`killed at step ${atStep}`);
  };
  const runner = <R extends SqlRunner>(inner: R): R['query'] =>
    ((text: string, parameters?: readonly unknown[]) => {
      step();
      return inner.query(text, parameters);
    }) as R['query'];
  const overTransaction = (inner: Transaction): Transaction => ({
    query: runner(inner),
    savepoint: (run) => inner.savepoint((deeper) => run(overTransaction(deeper))),
  });
  return {
    step,
    over: (database) => ({
      ...database,
      query: runner(database),
      transaction: async (run, options) => {
        const result = await database.transaction((inner) => run(overTransaction(inner)), options);
        // Committed, and the process never learns it.
        step();
        return result;
      },
    }),
  };
}

/** A run that dies between any two steps and is run again. */
export function interruptedRunSuite(open: () => { readonly production: Database; readonly shard: Database }): void {
  let world: BatchWorld;
  beforeAll(async () => {
    world = await openBatchWorld(open());
  });

  describe('a run that dies midway', () => {
    test('at any step loses no fact and writes none twice when it is run again', async () => {
      const script = (document: Parameters<typeof deltaOf>[0]): unknown => ({
        deltas: document.new_messages.some(({ content }) => content.includes('nickel'))
          ? [
              deltaOf(document, 'I am allergic to nickel', {
                knowledge_type: 'allergy',
                knowledge_key: 'nickel',
                value: 'nickel',
              }),
              deltaOf(document, 'my size is L now', { value: 'L' }),
              deltaOf(document, 'jeans in size M fit', { value: 'M', confidence: 0.85 }),
            ]
          : [],
      });
      let killed = 0;
      for (let atStep = 0; ; atStep++) {
        const userId = newId();
        await world.say(userId, 0, 'I am allergic to nickel', 'Noted.');
        await world.say(userId, 1, 'the jeans in size M fit well');
        await world.say(userId, 2, 'my size is L now');
        world.moveTo(40);
        const killer = createKiller(atStep);
        const routing = createRouting({
          production: open().production,
          shards: new Map([['shard-0', killer.over(open().shard)]]),
        });
        const model = scriptedModel(script);
        const generateObject: typeof model.generateObject = async (request) => {
          killer.step();
          const answer = await model.generateObject(request);
          killer.step();
          return answer;
        };
        const input = { userId, triggeredBy: 'cron' as const, signal: new AbortController().signal };
        const isDead = await extractKnowledge(world.deps([{ ...model, generateObject }], routing), input).then(
          () => false,
          () => true,
        );
        // A message that came meanwhile, the end of the dead run's lease, and the next trigger.
        await world.say(userId, 41, 'thanks');
        world.moveTo(46);
        const again = await world.run(userId, script);
        if (again.stopped === 'rate_limited') {
          world.moveTo(120);
          await world.run(userId, script);
        }
        expect(await world.known(userId), `killed at step ${atStep}`).toEqual([
          'allergy/nickel: nickel',
          'body_params/size: L',
        ]);
        expect(await world.facts(userId), `killed at step ${atStep}`).toHaveLength(2);
        expect(await world.candidates(userId), `killed at step ${atStep}`).toHaveLength(1);
        expect(await world.conversation(userId), `killed at step ${atStep}`).toMatchObject({ pending: 0 });
        if (!isDead) break;
        killed++;
      }
      expect(killed).toBeGreaterThan(20);
    }, 120_000);

    test('two workers at once, many times: the fact is there once', async () => {
      const userId = newId();
      await world.say(userId, 0, 'my size is M');
      world.moveTo(40);
      const script = (document: Parameters<typeof deltaOf>[0]): unknown => ({
        deltas: [deltaOf(document, 'my size is M', {})],
      });
      const results = await Promise.all(Array.from({ length: 6 }, () => world.run(userId, script)));
      expect(results.filter(({ parts }) => parts === 1)).toHaveLength(1);
      expect(await world.facts(userId)).toHaveLength(1);
    });
  });
}
