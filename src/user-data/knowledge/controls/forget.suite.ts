import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import { userCacheKeys } from '#dialogue/model/user-cache-keys';
import type { Database } from '#stores/database/database';
import { findTombstones } from '#stores/production/tombstone-store';
import { listSuppressions } from '#stores/shard/knowledge-store';
import { setEmbedding } from '#stores/shard/message-store';
import { searchEpisodes } from '#stores/shard/search-episodes';
import { LOOK, openControls } from './controls.fixture.ts';
import { forgetFact } from './forget-fact.ts';
import { forgetMessages } from './forget-messages.ts';
import type { ForgetInput } from './forget-messages.ts';
import { listForgotten } from './list-forgotten.ts';
import { readMemoryRefs } from './read-memory-refs.ts';
import { undoForget } from './undo-forget.ts';

type Controls = Awaited<ReturnType<typeof openControls>>;

/** Forgetting and taking it back, step by step of the cascade, on any PostgreSQL. */
export function forgetSuite(open: () => { readonly production: Database; readonly shard: Database }): void {
  let controls: Controls;
  const forget = (userId: string, input: Partial<ForgetInput>) =>
    forgetMessages(controls.deps, {
      userId,
      operationId: newId(),
      refs: [],
      about: undefined,
      scope: 'memory',
      keepFacts: [],
      ...input,
    });
  const sql = (text: string, values: readonly unknown[]) => open().shard.query(text, values);
  const conversation = 'WHERE conversation_id = $1 AND id = $2';

  beforeAll(async () => {
    controls = await openControls(open());
  });

  describe('forgetting a message', () => {
    test('does every step of the cascade and keeps the words for the undo', async () => {
      const { say, row, facts, deps, cache } = controls;
      const userId = newId();
      const before = await say(userId, 'the message before it is about the weather');
      const said = await say(userId, 'My size is XL and never suggest leather', {
        cards: LOOK,
        responseDescription: 'black leather jacket md-5510',
      });
      const after = await say(userId, 'the message after it is about shoes');
      await sql(
        `UPDATE messages SET memory_snippet = 'about ' || id, embedding = array_fill(0.1, ARRAY[1024])::halfvec WHERE conversation_id = $1 AND role = 'user'`,
        [said.ref.conversation_id],
      );
      await sql(`UPDATE messages SET memory_snippet = 'an answer' ${conversation}`, [
        said.ref.conversation_id,
        said.answerId,
      ]);
      await cache.set(userCacheKeys.compactView(userId), 'XL', { ttlMs: 60_000 });
      await cache.append(userCacheKeys.events(userId), 'XL', { ttlMs: 60_000, maxLength: 10 });
      const operationId = newId();
      const result = await forget(userId, { operationId, refs: [said.ref] });

      expect(result).toMatchObject({ operation_id: operationId, refs: [said.ref] });
      expect(await row(said)).toMatchObject({
        is_forgotten: true,
        embedding: null,
        memory_snippet: null,
        content: 'My size is XL and never suggest leather',
        deleted_at: null,
      });
      // One message on each side: the answer before it and its own answer, not the user's messages around them.
      expect((await row(said, said.answerId))['memory_snippet']).toBeNull();
      expect((await row(before))['memory_snippet']).not.toBeNull();
      expect((await row(after))['memory_snippet']).not.toBeNull();
      expect((await row(said, said.answerId))['response_description']).toBeNull();
      expect((await row(said, said.answerId))['is_forgotten']).toBe(false);
      expect(await facts(userId)).toEqual([
        expect.objectContaining({ is_active: false, inactive_reason: 'forgotten', inactivated_by: operationId }),
        expect.objectContaining({ is_active: false, inactive_reason: 'forgotten', inactivated_by: operationId }),
      ]);
      expect(result.knowledge_ids).toHaveLength(2);
      const suppressed = await deps.routing.read(userId, listSuppressions);
      expect(suppressed.size).toBe(2);
      expect(await cache.get(userCacheKeys.compactView(userId))).toBeUndefined();
      expect((await cache.read(userCacheKeys.events(userId), undefined)).entries).toEqual([]);
      const registry = await open().production.query(
        'SELECT kind, scope, status FROM deleted_messages_registry WHERE operation_id = $1',
        [operationId],
      );
      expect(registry.rows).toEqual([{ kind: 'soft', scope: 'memory', status: 'applied' }]);
    });

    test('hides it from the search, and replay does not bring it back', async () => {
      const { say, deps } = controls;
      const userId = newId();
      const said = await say(userId, 'my grandmother collects porcelain elephants');
      const search = { queryVector: null, embeddingModel: 'm', textQuery: 'porcelain', excludeMessageIds: [] };
      expect(await deps.routing.read(userId, (session) => searchEpisodes(session, search))).toHaveLength(1);
      await forget(userId, { refs: [said.ref] });
      expect(await deps.routing.read(userId, (session) => searchEpisodes(session, search))).toEqual([]);
      const tombstones = await findTombstones(deps.production, {
        conversationId: said.ref.conversation_id,
        messageIds: [said.messageId],
      });
      expect([...tombstones]).toEqual([said.messageId]);
    });

    test('X-07: a vector that comes after the forget is not stored', async () => {
      const { say, row, deps } = controls;
      const userId = newId();
      const said = await say(userId, 'a message whose vector is being made');
      await forget(userId, { refs: [said.ref] });
      const vector = Array.from({ length: 1024 }, () => 0.1);
      const isStored = await deps.routing.autocommit(userId, (session) =>
        setEmbedding(session, { messageId: said.messageId, vector, embeddingModel: 'm' }),
      );
      expect(isStored).toBe(false);
      expect((await row(said))['embedding']).toBeNull();
    });

    test('K15 X-09: leaves the facts of its neighbours, facts of the onboarding and candidates of others alone', async () => {
      const { say, facts } = controls;
      const userId = newId();
      const kept = await say(userId, 'My size is M');
      const said = await say(userId, 'I am allergic to nickel');
      await sql(`UPDATE user_knowledge SET extracted_from = 'onboarding', evidence_message_ids = $2 WHERE id = $1`, [
        (await facts(userId)).find(({ knowledge_type: type }) => type === 'allergy')?.id,
        [said.messageId],
      ]);
      await forget(userId, { refs: [said.ref] });
      expect((await facts(userId)).map(({ is_active: isActive }) => isActive)).toEqual([true, true]);
      await forget(userId, { refs: [kept.ref] });
      expect((await facts(userId)).map(({ is_active: isActive }) => isActive)).toEqual([false, true]);
    });

    test('rejects what the batch was about to learn from it', async () => {
      const { say, facts } = controls;
      const userId = newId();
      const said = await say(userId, 'My size is M');
      const [fact] = await facts(userId);
      const candidate = newId();
      await sql(
        `INSERT INTO knowledge_candidates (id, user_id, run_id, operation, knowledge_type, knowledge_key, encrypted_data, iv,
           auth_tag, key_version, subject, confidence, core_evidence_ids)
         SELECT $2, user_id, $2, 'ADD', knowledge_type, knowledge_key, encrypted_data, iv, auth_tag, key_version, 'user', 0.9,
                evidence_message_ids FROM user_knowledge WHERE id = $1`,
        [fact?.id, candidate],
      );
      await forget(userId, { refs: [said.ref] });
      const found = await sql('SELECT status, reject_reason FROM knowledge_candidates WHERE id = $1', [candidate]);
      expect(found.rows).toEqual([{ status: 'rejected', reject_reason: 'suppressed' }]);
    });

    test('is done once, whoever sends it twice; another content under its id is refused', async () => {
      const { say, told } = controls;
      const userId = newId();
      const said = await say(userId, 'My size is S');
      const other = await say(userId, 'My budget is 900 AED');
      const operationId = newId();
      const first = await forget(userId, { operationId, refs: [said.ref] });
      const counted = told.counted.facts;
      expect(await forget(userId, { operationId, refs: [said.ref] })).toEqual(first);
      expect(told.counted.facts).toBe(counted);
      await expect(forget(userId, { operationId, refs: [other.ref] })).rejects.toMatchObject({
        code: 'operation_reused',
      });
    });

    test('refuses what is not there, not the user’s, or no look, and stores nothing', async () => {
      const { say, dump } = controls;
      const userId = newId();
      const said = await say(userId, 'hello there');
      const foreign = await say(newId(), 'somebody else');
      const before = (await dump()).filter((line) => line.includes(userId));
      await expect(forget(userId, { refs: [foreign.ref] })).rejects.toMatchObject({ code: 'foreign_conversation' });
      await expect(forget(userId, { refs: [{ ...said.ref, message_id: newId() }] })).rejects.toMatchObject({
        code: 'message_unknown',
      });
      await expect(forget(userId, { refs: [said.answerRef], scope: 'artefact' })).rejects.toMatchObject({
        code: 'not_an_artefact',
      });
      await expect(forget(newId(), { refs: [said.ref] })).rejects.toMatchObject({ code: 'user_unknown' });
      expect((await dump()).filter((line) => line.includes(userId))).toEqual(before);
    });

    test('O-99: a fact that another message proves can stay, with a quote of that one', async () => {
      const { say, facts, deps } = controls;
      const userId = newId();
      const first = await say(userId, 'My size is M');
      const second = await say(userId, 'yes, M fits me best');
      const [fact] = await facts(userId);
      await sql('UPDATE user_knowledge SET evidence_message_ids = $2 WHERE id = $1', [
        fact?.id,
        [first.messageId, second.messageId],
      ]);
      const refs = await readMemoryRefs(deps, { userId, messageId: first.messageId });
      expect(refs.learned).toEqual([expect.objectContaining({ knowledge_id: fact?.id, has_other_evidence: true })]);
      const result = await forget(userId, { refs: [first.ref], keepFacts: [fact?.id ?? ''] });
      expect(result.knowledge_ids).toEqual([]);
      const [left] = await facts(userId);
      expect(left).toMatchObject({ is_active: true, evidence_message_ids: [second.messageId] });
      expect((await forget(userId, { refs: [second.ref], keepFacts: [fact?.id ?? ''] })).knowledge_ids).toEqual([
        fact?.id,
      ]);
    });
  });

  describe('forgetting a look', () => {
    test('takes the answer and its description away, and nothing that the user said', async () => {
      const { say, row, facts } = controls;
      const userId = newId();
      const said = await say(userId, 'My size is M, show me a shirt', {
        cards: LOOK,
        responseDescription: 'linen shirt',
      });
      await forget(userId, { refs: [said.answerRef], scope: 'artefact' });
      expect(await row(said, said.answerId)).toMatchObject({ is_forgotten: true, response_description: null });
      expect((await row(said))['is_forgotten']).toBe(false);
      expect((await facts(userId)).map(({ is_active: isActive }) => isActive)).toEqual([true]);
    });
  });

  describe('forgetting everything about a thing', () => {
    test.each([
      ['leather', 'en'],
      ['кожа', 'ru'],
      ['جلد', 'ar'],
    ])('%s is found in every language, with what is narrower, and nothing else', async (about) => {
      const { say, row, facts } = controls;
      const userId = newId();
      const about1 = await say(userId, 'Никогда не предлагай кожу');
      const about2 = await say(userId, 'a leather jacket was too warm for me');
      const about3 = await say(userId, 'ما أحب الجلد');
      const other = await say(userId, 'I am allergic to wool');
      const result = await forget(userId, { about });
      expect(result.refs.map(({ message_id: id }) => id).sort()).toEqual(
        [about1.messageId, about2.messageId, about3.messageId].sort(),
      );
      expect((await row(other))['is_forgotten']).toBe(false);
      expect((await facts(userId)).map(({ knowledge_type: type, is_active: isActive }) => [type, isActive])).toEqual(
        expect.arrayContaining([
          ['hard_ban', false],
          ['allergy', true],
        ]),
      );
      const undone = await undoForget(controls.deps, { userId, operationId: result.operation_id });
      expect(undone.refs).toHaveLength(3);
      expect((await facts(userId)).filter(({ inactive_reason: reason }) => reason === 'forgotten')).toEqual([]);
    });

    test('finds what the dictionary does not know by its words, and refuses what names nothing', async () => {
      const { say } = controls;
      const userId = newId();
      const said = await say(userId, 'my neighbour Zarathustra plays the tuba');
      await say(userId, 'the tub is full');
      const result = await forget(userId, { about: 'tuba' });
      expect(result.refs.map(({ message_id: id }) => id)).toEqual([said.messageId]);
      await expect(forget(userId, { about: 'to' })).rejects.toMatchObject({ code: 'thing_unclear' });
    });
  });

  describe('taking a forget back', () => {
    test('brings the message, the facts and the description back, and asks for the vector', async () => {
      const { say, row, facts, deps, told } = controls;
      const userId = newId();
      const said = await say(userId, 'My size is XS', { cards: LOOK, responseDescription: 'a shirt' });
      const { operation_id: operationId } = await forget(userId, { refs: [said.ref] });
      const listed = await listForgotten(deps, { userId });
      expect(listed.operations).toEqual([
        expect.objectContaining({
          operation_id: operationId,
          messages: [expect.objectContaining({ ref: said.ref, text: 'My size is XS' })],
          knowledge: [expect.objectContaining({ type: 'body_params', value: 'XS' })],
        }),
      ]);
      const undone = await undoForget(deps, { userId, operationId });
      expect(undone.refs).toEqual([said.ref]);
      expect((await row(said))['is_forgotten']).toBe(false);
      expect((await row(said, said.answerId))['response_description']).toBe('look of 1');
      expect(await facts(userId)).toEqual([expect.objectContaining({ is_active: true, inactive_reason: null })]);
      expect((await deps.routing.read(userId, listSuppressions)).size).toBe(0);
      expect(told.enqueued).toContain(userId);
      expect(
        await findTombstones(deps.production, {
          conversationId: said.ref.conversation_id,
          messageIds: [said.messageId],
        }),
      ).toEqual(new Set());
      expect((await listForgotten(deps, { userId })).operations).toEqual([]);
      expect(await undoForget(deps, { userId, operationId })).toMatchObject({ refs: [said.ref] });
    });

    test('leaves a newer fact of the key alone', async () => {
      const { say, facts, deps } = controls;
      const userId = newId();
      const said = await say(userId, 'My size is XS');
      const { operation_id: operationId } = await forget(userId, { refs: [said.ref] });
      await say(userId, 'My size is M');
      await undoForget(deps, { userId, operationId });
      expect((await facts(userId)).map(({ is_active: isActive }) => isActive)).toEqual([false, true]);
    });

    test('a fact of two forgotten messages comes back with the second of them', async () => {
      const { say, facts, deps } = controls;
      const userId = newId();
      const [first, second] = [await say(userId, 'My size is M'), await say(userId, 'yes, M fits me best')];
      await sql('UPDATE user_knowledge SET evidence_message_ids = $2 WHERE user_id = $1', [
        userId,
        [first.messageId, second.messageId],
      ]);
      const a = await forget(userId, { refs: [first.ref] });
      const b = await forget(userId, { refs: [second.ref] });
      expect((await undoForget(deps, { userId, operationId: a.operation_id })).knowledge_ids).toEqual([]);
      expect((await facts(userId))[0]?.is_active).toBe(false);
      expect((await undoForget(deps, { userId, operationId: b.operation_id })).knowledge_ids).toHaveLength(1);
      expect((await facts(userId))[0]?.is_active).toBe(true);
    });

    test('an operation of another user is not there', async () => {
      const { say, deps } = controls;
      const userId = newId();
      const said = await say(userId, 'My size is M');
      const { operation_id: operationId } = await forget(userId, { refs: [said.ref] });
      const stranger = newId();
      await say(stranger, 'hello there');
      await expect(undoForget(deps, { userId: stranger, operationId })).rejects.toMatchObject({
        code: 'operation_unknown',
      });
    });

    test('brings a fact back that was forgotten by itself', async () => {
      const { say, facts, deps } = controls;
      const userId = newId();
      await say(userId, 'My size is M');
      const operationId = newId();
      const knowledgeId = (await facts(userId))[0]?.id ?? '';
      await forgetFact(deps, { userId, knowledgeId, operationId });
      await forgetFact(deps, { userId, knowledgeId, operationId });
      expect((await facts(userId))[0]).toMatchObject({ is_active: false, inactive_reason: 'forgotten' });
      expect((await deps.routing.read(userId, listSuppressions)).size).toBe(1);
      expect((await listForgotten(deps, { userId })).operations).toEqual([
        expect.objectContaining({ operation_id: operationId, messages: [] }),
      ]);
      await undoForget(deps, { userId, operationId });
      expect((await facts(userId))[0]).toMatchObject({ is_active: true, inactive_reason: null });
      expect((await deps.routing.read(userId, listSuppressions)).size).toBe(0);
      await expect(forgetFact(deps, { userId, knowledgeId: newId(), operationId: newId() })).rejects.toMatchObject({
        code: 'fact_unknown',
      });
    });
  });

  describe('two devices at once', () => {
    test('the same operation and two different ones leave one consistent end', async () => {
      const { say, row, facts, deps } = controls;
      const userId = newId();
      const said = [await say(userId, 'My size is M'), await say(userId, 'I am allergic to nickel')] as const;
      const operationId = newId();
      await Promise.all([
        forget(userId, { operationId, refs: [said[0].ref] }),
        forget(userId, { operationId, refs: [said[0].ref] }),
        forget(userId, { refs: [said[0].ref, said[1].ref] }),
        say(userId, 'My budget is 700 AED'),
      ]);
      expect((await row(said[0]))['is_forgotten']).toBe(true);
      expect((await row(said[1]))['is_forgotten']).toBe(true);
      expect(
        (await facts(userId)).filter(({ is_active: isActive }) => isActive).map(({ knowledge_type: type }) => type),
      ).toEqual(['budget']);
      const pending = await deps.production.query(
        `SELECT 1 FROM deleted_messages_registry WHERE user_id = $1 AND status = 'pending'`,
        [userId],
      );
      expect(pending.rowCount).toBe(0);
    });
  });
}
