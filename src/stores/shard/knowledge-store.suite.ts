import { beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import type { Database } from '../database/database.ts';
import {
  confirmFact,
  deactivateFacts,
  expireFacts,
  findUserKey,
  insertFact,
  insertUserKey,
  liftSuppression,
  listActiveFacts,
  listAllFacts,
  listSuppressions,
  logCorrection,
  rewrapUserKey,
  setDisputed,
  suppressFact,
  type FactRow,
} from './knowledge-store.ts';
import {
  addTempBlock,
  applySignalOnce,
  findAppliedSignals,
  listTempBlocks,
  readDailyDeltas,
  readPersonaProfile,
  readRelationshipStage,
  writeDailyDeltas,
  writePersonaProfile,
  writeRelationshipStage,
} from './persona-store.ts';
import { readSettings, removeSetting, writeSetting } from './settings-store.ts';
import { openShardTransaction, type ShardSession } from './shard-session.ts';
import { at, newTestSession } from './test-turn.ts';

const key = { encryptedDek: Buffer.alloc(61, 1), kekId: 1, keyVersion: 1 };

function fact(changes: Partial<FactRow> = {}): FactRow {
  return {
    id: newId(),
    encryptedData: Buffer.from('cipher'),
    iv: Buffer.alloc(12, 2),
    authTag: Buffer.alloc(16, 3),
    keyVersion: 1,
    knowledgeType: 'body_params',
    knowledgeKey: 'size',
    extractedFrom: 'instant_pattern',
    confidence: 0.95,
    evidenceMessageIds: [newId()],
    evidenceAt: at(0),
    ...changes,
  };
}

/** Facts, persona and settings, on any PostgreSQL. */
export function knowledgeStoreSuite(open: () => Database): void {
  describe('knowledge', () => {
    let session: ShardSession;

    beforeEach(async () => {
      session = newTestSession(open());
      await insertUserKey(session, key);
    });

    test('keeps the first data key and re-wraps only the one it knows', async () => {
      const other = { ...key, encryptedDek: Buffer.alloc(61, 9) };
      expect(await insertUserKey(session, other)).toEqual(key);
      expect(await rewrapUserKey(session, { from: other, to: other })).toBe(false);
      expect(await rewrapUserKey(session, { from: key, to: { ...other, kekId: 2 } })).toBe(true);
      expect(await findUserKey(session)).toEqual({ ...other, kekId: 2 });
    });

    test('a second size supersedes the first, and the versions count up', async () => {
      const first = await insertFact(session, fact());
      const second = await insertFact(session, fact({ evidenceAt: at(1) }));
      expect(second).toMatchObject({ version: 2, isActive: true });
      const all = await listAllFacts(session);
      expect(all.find((row) => row.id === first.id)).toMatchObject({
        isActive: false,
        inactiveReason: 'superseded',
        inactivatedBy: second.id,
      });
      expect((await listActiveFacts(session, at(2))).map((row) => row.id)).toEqual([second.id]);
    });

    test('a fact with older evidence is stored inactive and changes nothing', async () => {
      const newer = await insertFact(session, fact({ evidenceAt: at(5) }));
      const late = await insertFact(session, fact({ evidenceAt: at(1) }));
      expect(late).toMatchObject({ isActive: false, inactiveReason: 'superseded', inactivatedBy: newer.id });
      expect((await listActiveFacts(session, at(9))).map((row) => row.id)).toEqual([newer.id]);
    });

    test('an inactive historic row switches nothing off', async () => {
      const active = await insertFact(session, fact());
      await session.query(
        `INSERT INTO user_knowledge (id, user_id, encrypted_data, iv, auth_tag, key_version, knowledge_type,
           knowledge_key, extracted_from, evidence_message_ids, is_active, inactive_reason)
         SELECT $2, user_id, encrypted_data, iv, auth_tag, key_version, knowledge_type, knowledge_key, extracted_from,
                evidence_message_ids, false, 'superseded' FROM user_knowledge WHERE user_id = $1`,
        [session.userId, newId()],
      );
      expect((await listActiveFacts(session, at(9))).map((row) => row.id)).toEqual([active.id]);
    });

    test('two allergies live side by side', async () => {
      await insertFact(session, fact({ knowledgeType: 'allergy', knowledgeKey: 'wool' }));
      await insertFact(session, fact({ knowledgeType: 'allergy', knowledgeKey: 'nickel' }));
      expect(await listActiveFacts(session, at(1))).toHaveLength(2);
    });

    test('twenty concurrent writes of one fact leave one active row', async () => {
      const rows = await Promise.all(
        Array.from({ length: 20 }, (_, index) => insertFact(session, fact({ evidenceAt: at(index) }))),
      );
      expect(rows).toHaveLength(20);
      const active = await listActiveFacts(session, at(99));
      expect(active).toHaveLength(1);
      expect(active[0]?.evidenceAt).toEqual(at(19));
      expect(new Set((await listAllFacts(session)).map((row) => row.version)).size).toBe(20);
    });

    test('refuses a fact without evidence unless it is from the onboarding, and a life event without an end', async () => {
      await expect(insertFact(session, fact({ evidenceMessageIds: [] }))).rejects.toThrow('chk_evidence_required');
      await expect(insertFact(session, fact({ knowledgeType: 'life_event' }))).rejects.toThrow(
        'chk_life_event_expires',
      );
      const onboarding = await insertFact(session, fact({ evidenceMessageIds: [], extractedFrom: 'onboarding' }));
      expect(onboarding.isActive).toBe(true);
    });

    test('denies, doubts, confirms and expires', async () => {
      const size = await insertFact(session, fact());
      expect(await setDisputed(session, { ids: [size.id], isDisputed: true })).toBe(1);
      const messageId = newId();
      await confirmFact(session, { id: size.id, messageId, confidence: 0.99, saidAt: at(3) });
      const [confirmed] = await listActiveFacts(session, at(4));
      expect(confirmed).toMatchObject({ isDisputed: false, confidence: 0.99, evidenceAt: at(3) });
      expect(confirmed?.evidenceMessageIds).toContain(messageId);
      const wedding = await insertFact(
        session,
        fact({ knowledgeType: 'life_event', knowledgeKey: 'w', expiresAt: at(10) }),
      );
      expect((await listActiveFacts(session, at(11))).map((row) => row.id)).not.toContain(wedding.id);
      expect(await expireFacts(session, at(11))).toBe(1);
      const correction = await logCorrection(session, {
        triggerMessageId: newId(),
        correctedMessageId: null,
        deactivatedKnowledgeId: size.id,
        disputedKnowledgeId: null,
        correctionType: 'user_denied',
      });
      expect(await deactivateFacts(session, { ids: [size.id], reason: 'denied', by: correction })).toBe(1);
      expect(await deactivateFacts(session, { ids: [size.id], reason: 'denied', by: correction })).toBe(0);
      const denied = (await listAllFacts(session)).find((row) => row.id === size.id);
      expect(denied).toMatchObject({ inactiveReason: 'denied', inactivatedBy: correction });
    });

    test("does not touch another user's facts", async () => {
      const stranger = newTestSession(open());
      const size = await insertFact(session, fact());
      expect(await deactivateFacts(stranger, { ids: [size.id], reason: 'denied', by: null })).toBe(0);
      expect(await listAllFacts(stranger)).toEqual([]);
    });

    test('remembers what must not be learned again until the user says it anew', async () => {
      await suppressFact(session, { knowledgeKey: 'k', forgottenAt: at(1) });
      await suppressFact(session, { knowledgeKey: 'k', forgottenAt: at(0) });
      expect(await listSuppressions(session)).toEqual(new Map([['k', at(1)]]));
      await liftSuppression(session, 'k');
      expect(await listSuppressions(session)).toEqual(new Map());
    });

    test('a failed fact under a savepoint costs the transaction nothing', async () => {
      const database = open();
      const parts = { userId: session.userId, shardId: 0, mayCreate: true };
      await database.transaction(async (transaction) => {
        const inside = openShardTransaction(transaction, parts);
        await insertFact(inside, fact({ knowledgeKey: 'good' }));
        const failing = inside.savepoint((inner) => insertFact(inner, fact({ evidenceMessageIds: [] })));
        await expect(failing).rejects.toThrow('chk_evidence_required');
      });
      expect(await listActiveFacts(session, at(1))).toHaveLength(1);
    });
  });

  describe('persona and settings', () => {
    test('writes the profile only over the version it was read with', async () => {
      const session = newTestSession(open());
      const first = { fields: { humor: 1 }, contractVersion: '0.1.0', expectedVersion: 0 };
      expect(await writePersonaProfile(session, first)).toBe(true);
      expect(await writePersonaProfile(session, first)).toBe(false);
      expect(await writePersonaProfile(session, { ...first, fields: { humor: 2 }, expectedVersion: 1 })).toBe(true);
      expect(await readPersonaProfile(session)).toMatchObject({ fields: { humor: 2 }, version: 2 });
    });

    test('keeps the stage, the twenty blocks that end latest, the deltas of a week and applied signals', async () => {
      const session = newTestSession(open());
      const stage = {
        stage: 1,
        stageUpdatedAt: at(0),
        sessionsCount: 3,
        totalExchanges: 15,
        positiveSignalsCount: 0,
        lastActiveAt: at(0),
      };
      expect(await readRelationshipStage(session)).toBeNull();
      await writeRelationshipStage(session, stage);
      expect(await readRelationshipStage(session)).toEqual(stage);
      for (let index = 0; index < 22; index++) {
        const block = { id: newId(), key: `k${index}`, until: at(100 + index), reason: 'r', signalId: null };
        await addTempBlock(session, block, at(0));
      }
      const blocks = await listTempBlocks(session, at(0));
      expect(blocks).toHaveLength(20);
      expect(blocks[0]?.key).toBe('k21');
      await writeDailyDeltas(session, { date: '2026-11-01', deltas: new Map([['humor', 0.1]]) });
      await writeDailyDeltas(session, { date: '2026-11-20', deltas: new Map([['humor', 0.2]]) });
      expect(await readDailyDeltas(session, '2026-11-01')).toEqual(new Map());
      expect(await readDailyDeltas(session, '2026-11-20')).toEqual(new Map([['humor', 0.2]]));
      const signal = newId();
      expect(await applySignalOnce(session, signal, new Date())).toBe(true);
      expect(await applySignalOnce(session, signal, new Date())).toBe(false);
      expect(await findAppliedSignals(session, [signal, newId()])).toEqual(new Set([signal]));
    });

    test('sets, changes and removes a choice', async () => {
      const session = newTestSession(open());
      await writeSetting(session, { key: 'cultural_sensitivity_level', value: 'high', source: 'dialogue' });
      await writeSetting(session, { key: 'cultural_sensitivity_level', value: 'low', source: 'settings' });
      expect((await readSettings(session)).get('cultural_sensitivity_level')).toMatchObject({
        value: 'low',
        source: 'settings',
      });
      await removeSetting(session, 'cultural_sensitivity_level');
      expect((await readSettings(session)).size).toBe(0);
    });
  });
}
