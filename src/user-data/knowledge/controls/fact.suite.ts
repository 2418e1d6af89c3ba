import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import type { Database } from '#stores/database/database';
import { listSuppressions } from '#stores/shard/knowledge-store';
import { changeFact } from './change-fact.ts';
import type { FactChange } from './contract.ts';
import { openControls } from './controls.fixture.ts';
import { exportAccount } from './export-account.ts';
import { readMemorySettings, writeMemorySettings } from './settings.ts';

type Controls = Awaited<ReturnType<typeof openControls>>;
type Change = FactChange extends infer C ? (C extends FactChange ? Omit<C, 'operation_id'> : never) : never;

/** Correcting, doubting and answering facts on the memory screen, and the settings beside them. */
export function factSuite(open: () => { readonly production: Database; readonly shard: Database }): void {
  let controls: Controls;
  const change = (userId: string, knowledgeId: string, wanted: Change, operationId = newId()) =>
    changeFact(controls.deps, {
      userId,
      knowledgeId,
      change: { ...wanted, operation_id: operationId } as FactChange,
    });
  /** What is known of a user, decrypted. */
  const known = async (userId: string) =>
    (await exportAccount(controls.deps, { userId, after: null })).facts
      .filter(({ is_active: isActive }) => isActive)
      .map(({ knowledge_id: id, type, source, is_disputed: isDisputed, evidence_message_ids: evidence, payload }) => ({
        id: String(id),
        type,
        source,
        isDisputed,
        evidence: evidence as string[],
        value: (payload as { display_value: string }).display_value,
        quote: (payload as { quote: string }).quote,
      }));

  beforeAll(async () => {
    controls = await openControls(open());
  });

  describe('correcting a fact', () => {
    test.each([
      ['My size is M', 'S', 'S'],
      ['My size is M', 'эмка', 'M'],
      ['My budget is 700 AED', 'up to 1,200', '1200 AED'],
      ['My budget is 700 AED', 'до 2000 дирхам', '2000 AED'],
      ['I am allergic to nickel', 'шерсть', 'wool'],
      ['I am allergic to nickel', 'unobtainium', 'unobtainium'],
      ['Never suggest leather', 'جلد', 'leather'],
    ])('%s → %s', async (text, value, shown) => {
      const { say } = controls;
      const userId = newId();
      await say(userId, text);
      const [before] = await known(userId);
      const operationId = newId();
      const result = await change(userId, before?.id ?? '', { action: 'correct', value }, operationId);
      expect(result).toEqual({ operation_id: operationId, knowledge_id: expect.any(String), value: shown });
      expect(await known(userId)).toEqual([
        expect.objectContaining({
          id: result.knowledge_id,
          value: shown,
          quote: value,
          source: 'explicit_input',
          evidence: [operationId],
        }),
      ]);
      expect(await change(userId, before?.id ?? '', { action: 'correct', value }, operationId)).toEqual(result);
      expect(await known(userId)).toHaveLength(1);
    });

    test('writes the edit down as a system row that proves it, and into the log of corrections', async () => {
      const { say } = controls;
      const userId = newId();
      const said = await say(userId, 'My size is M');
      const operationId = newId();
      await change(userId, (await known(userId))[0]?.id ?? '', { action: 'correct', value: 'L' }, operationId);
      const rows = await open().shard.query(
        'SELECT role, content FROM messages WHERE conversation_id = $1 AND id = $2',
        [said.ref.conversation_id, operationId],
      );
      expect(rows.rows).toEqual([{ role: 'system', content: 'user set body_params/size to L in settings' }]);
      const log = await open().shard.query(
        'SELECT trigger_message_id, correction_type FROM memory_correction_log WHERE user_id = $1',
        [userId],
      );
      expect(log.rows).toEqual([{ trigger_message_id: operationId, correction_type: 'outdated' }]);
    });

    test.each([
      ['My size is M', 'purple'],
      ['My budget is 700 AED', 'a lot'],
      ['I am allergic to nickel', '...'],
    ])('%s → %s is refused and nothing is stored', async (text, value) => {
      const { say, facts } = controls;
      const userId = newId();
      const said = await say(userId, text);
      const before = await facts(userId);
      await expect(
        change(userId, (await known(userId))[0]?.id ?? '', { action: 'correct', value }),
      ).rejects.toMatchObject({
        code: 'invalid_fact_value',
      });
      expect(await facts(userId)).toEqual(before);
      const rows = await open().shard.query('SELECT 1 FROM messages WHERE conversation_id = $1', [
        said.ref.conversation_id,
      ]);
      expect(rows.rowCount).toBe(2);
    });

    test('of somebody else is not there', async () => {
      const { say } = controls;
      const userId = newId();
      await say(userId, 'My size is M');
      const stranger = newId();
      await say(stranger, 'hello there');
      await expect(
        change(stranger, (await known(userId))[0]?.id ?? '', { action: 'correct', value: 'L' }),
      ).rejects.toMatchObject({ code: 'fact_unknown' });
    });

    test('two devices that correct at once leave one value', async () => {
      const { say } = controls;
      const userId = newId();
      await say(userId, 'My size is M');
      const id = (await known(userId))[0]?.id ?? '';
      const outcomes = await Promise.allSettled([
        change(userId, id, { action: 'correct', value: 'L' }),
        change(userId, id, { action: 'correct', value: 'S' }),
      ]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await known(userId)).toHaveLength(1);
    });
  });

  describe('doubting a fact', () => {
    test('marks it until it is confirmed', async () => {
      const { say } = controls;
      const userId = newId();
      await say(userId, 'I am allergic to nickel');
      const id = (await known(userId))[0]?.id ?? '';
      await change(userId, id, { action: 'dispute' });
      expect(await known(userId)).toEqual([expect.objectContaining({ id, isDisputed: true })]);
      await change(userId, id, { action: 'confirm' });
      expect(await known(userId)).toEqual([expect.objectContaining({ id, isDisputed: false })]);
    });

    test('a denied one is off, and is not learned again from older words', async () => {
      const { say, facts, deps } = controls;
      const userId = newId();
      await say(userId, 'I am allergic to nickel');
      const id = (await known(userId))[0]?.id ?? '';
      await change(userId, id, { action: 'dispute' });
      expect(await change(userId, id, { action: 'deny' })).toMatchObject({ knowledge_id: null });
      expect((await facts(userId))[0]).toMatchObject({ is_active: false, inactive_reason: 'denied' });
      expect((await deps.routing.read(userId, listSuppressions)).size).toBe(1);
    });
  });

  describe('the settings', () => {
    test('are kept, and the defaults hold where nothing was chosen', async () => {
      const { deps } = controls;
      const userId = newId();
      expect(await readMemorySettings(deps, { userId })).toEqual({ cultural_sensitivity_level: 'medium' });
      await writeMemorySettings(deps, { userId, settings: { cultural_sensitivity_level: 'high' } });
      expect(await readMemorySettings(deps, { userId })).toEqual({ cultural_sensitivity_level: 'high' });
    });
  });
}
