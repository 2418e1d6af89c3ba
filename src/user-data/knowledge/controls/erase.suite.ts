import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import { userCacheKeys } from '#dialogue/model/user-cache-keys';
import type { Database } from '#stores/database/database';
import { findDeletion } from '#stores/production/tombstone-store';
import { registerDevice } from '#stores/production/device-store';
import { acceptTurn } from '#stores/shard/accept-turn';
import { CONVERSATION_ERASURE_STATEMENTS, eraseAccountRows, ERASURE_STATEMENTS } from '#stores/shard/erase-account';
import { eraseMessages as eraseRows } from '#stores/shard/erase-messages';
import { forgetMessages as forgetRows, lockConversation } from '#stores/shard/forget-messages';
import { openShardTransaction } from '#stores/shard/shard-session';
import { rememberAnswer } from '#stores/shard/remember-answer';
import { answer, turn } from '#stores/shard/test-turn';
import { applyDeletions } from './apply-deletions.ts';
import { LOOK, openControls } from './controls.fixture.ts';
import { findWords } from './dump.fixture.ts';
import { eraseAccount } from './erase-account.ts';
import { eraseMessages } from './erase-messages.ts';
import { exportAccount } from './export-account.ts';
import { exportTombstones, TOMBSTONE_COPY } from './export-tombstones.ts';
import { forgetMessages } from './forget-messages.ts';
import { proveDeletions } from './prove-deletions.ts';

type Controls = Awaited<ReturnType<typeof openControls>>;
const EVERYTHING = { registeredBefore: null, appliedSince: new Date(0) };

/** Deleting for ever: messages, the account, and what a dump still holds afterwards. */
export function eraseSuite(open: () => { readonly production: Database; readonly shard: Database }): void {
  let controls: Controls;
  const erase = (userId: string, refs: readonly { conversation_id: string; message_id: string }[], more = {}) =>
    eraseMessages(controls.deps, { userId, operationId: newId(), refs, withAnswers: true, ...more });
  const sql = (text: string, values: readonly unknown[]) => open().shard.query(text, values);
  const wipe = (userId: string, operationId = newId()) => eraseAccount(controls.deps, { userId, operationId });

  beforeAll(async () => {
    controls = await openControls(open());
  });

  /** Somebody who has left words in every corner. */
  async function fullUser() {
    const { say, cache, storage, facts } = controls;
    const userId = newId();
    const media = `${userId}/photos/1/original.jpg`;
    storage.objects.set(`unde-user-media/${media}`, Buffer.from('a photo of quetzalcoatlus'));
    const said = await say(userId, 'I am allergic to nickel. My cat is quetzalcoatlus', {
      content: 'You said: I am allergic to nickel. My cat is quetzalcoatlus',
      cards: LOOK,
      responseDescription: 'quetzalcoatlus shirt',
      presentation: { speech_text: 'quetzalcoatlus' },
      media: [media],
    });
    const [fact] = await facts(userId);
    expect(fact).toBeDefined();
    const use = { kind: 'fact', knowledge_id: fact?.id, message_id: said.messageId, quote: 'quetzalcoatlus' };
    const later = await say(userId, 'what am I allergic to?', {
      content: 'To nickel.',
      memoryRefs: { used: [use, { kind: 'fact', knowledge_id: newId(), message_id: newId() }], in_pack: [fact?.id] },
    });
    const echo = await say(userId, 'and once more', {
      content: 'As you said: "I AM allergic to nickel. My cat is quetzalcoatlus".',
    });
    await sql(
      `UPDATE messages SET mood_frame = '{"note": "quetzalcoatlus"}', memory_snippet = 'quetzalcoatlus', reply_to_id = $3
        WHERE conversation_id = $1 AND id = $2`,
      [said.ref.conversation_id, said.messageId, said.answerId],
    );
    await sql(`UPDATE messages SET memory_snippet = 'before quetzalcoatlus' WHERE conversation_id = $1 AND id = $2`, [
      said.ref.conversation_id,
      said.answerId,
    ]);
    await sql(
      `INSERT INTO knowledge_candidates (id, user_id, run_id, operation, knowledge_type, knowledge_key, encrypted_data, iv,
         auth_tag, key_version, subject, confidence, core_evidence_ids)
       SELECT $2, user_id, $2, 'ADD', knowledge_type, knowledge_key, 'quetzalcoatlus', iv, auth_tag, key_version, 'user', 0.9,
              evidence_message_ids FROM user_knowledge WHERE id = $1`,
      [fact?.id, newId()],
    );
    await sql(
      `INSERT INTO user_settings (user_id, key, value, source) VALUES ($1, 'note', '"quetzalcoatlus"', 'settings')`,
      [userId],
    );
    await sql(
      `INSERT INTO persona_profile (user_id, fields, contract_version) VALUES ($1, '{"a": {"value": "quetzalcoatlus"}}', '1')`,
      [userId],
    );
    await sql(
      `INSERT INTO knowledge_review_samples (id, user_id, run_id, knowledge_id, core_evidence_ids, language)
       VALUES ($1, $2, $1, $3, $4, 'en')`,
      [newId(), userId, fact?.id, [said.messageId]],
    );
    const text = JSON.stringify({ text: 'quetzalcoatlus' });
    await cache.set(userCacheKeys.compactView(userId), text, { ttlMs: 60_000 });
    await cache.append(userCacheKeys.events(userId), text, { ttlMs: 60_000, maxLength: 10 });
    await cache.set(
      userCacheKeys.pendingMessages(userId),
      JSON.stringify([{ message: { message_id: said.messageId, text: 'quetzalcoatlus' } }]),
      { ttlMs: 60_000 },
    );
    await registerDevice(open().production, {
      deviceId: newId(),
      userId,
      label: 'phone of quetzalcoatlus',
      session: { id: newId(), refreshTokenHash: Buffer.from(newId()), expiresAt: new Date(Date.now() + 60_000) },
    });
    return { userId, said, later, echo, fact };
  }

  describe('deleting a message for ever', () => {
    test('leaves an empty row, no fact, no reference and no media; what answers repeat goes with it', async () => {
      const { row, facts, storage } = controls;
      const { userId, said, later, echo } = await fullUser();
      const result = await erase(userId, [said.ref]);
      expect(result.status).toBe('applied');
      expect(new Set(result.refs.map(({ message_id: id }) => id))).toEqual(
        new Set([said.messageId, said.answerId, echo.answerId]),
      );
      for (const id of [said.messageId, said.answerId, echo.answerId])
        expect(await row(said, id)).toMatchObject({
          content: '[deleted]',
          is_forgotten: true,
          deleted_at: expect.any(Date),
          embedding: null,
          memory_snippet: null,
          memory_type: null,
          memory_confidence: null,
          response_description: null,
          reply_to_id: null,
          media_urls: null,
          mood_frame: null,
          cards: null,
          memory_refs: null,
          presentation: null,
        });
      expect(await facts(userId)).toEqual([]);
      for (const table of ['knowledge_candidates', 'knowledge_review_samples'])
        expect((await sql(`SELECT 1 FROM ${table} WHERE user_id = $1`, [userId])).rowCount).toBe(0);
      expect((await row(later, later.answerId))['memory_refs']).toEqual({
        used: [expect.objectContaining({ kind: 'fact' })],
        in_pack: [],
      });
      expect([...storage.objects.keys()].filter((name) => name.includes(userId))).toEqual([]);
      expect(await findDeletion(open().production, result.operation_id)).toMatchObject({ status: 'applied' });
    });

    test('a full dump holds the words nowhere but where the user wrote them elsewhere; a planted copy is found', async () => {
      const { dump, deps } = controls;
      const { userId, said } = await fullUser();
      const mine = async (): Promise<readonly string[]> =>
        findWords(await dump(), 'quetzalcoatlus').filter(
          (line) => line.includes(userId) || line.includes(said.ref.conversation_id),
        );
      // The test can find: every corner that it is about held the words before.
      const before = (await mine()).join('\n');
      for (const place of ['public.messages', 'cache events:', 'cache uk_compact:', 'cache pending_msgs:', 'object '])
        expect(before).toContain(place);
      await erase(userId, [said.ref]);
      const left = await mine();
      expect(left.map((line) => line.split(':')[0]?.split('.').at(-1))).toEqual(
        expect.arrayContaining(['user_settings', 'persona_profile', 'devices']),
      );
      expect(left).toHaveLength(3);
      await deps.cache.set(`planted:${userId}`, 'QUETZALCOATLUS', { ttlMs: 60_000 });
      await sql(`UPDATE conversations SET updated_at = now() WHERE user_id = $1`, [userId]);
      expect(await mine()).toHaveLength(4);
      await deps.cache.delete(`planted:${userId}`);
    });

    test('takes the conversation from a turn that has read the words', async () => {
      const { say, deps } = controls;
      const userId = newId();
      const said = await say(userId, 'my secret is a yellow submarine');
      const input = turn('what is my secret?');
      await deps.routing.autocommit(userId, (session) => acceptTurn(session, input));
      await erase(userId, [said.ref]);
      const stored = await deps.routing.autocommit(userId, (session) =>
        rememberAnswer(session, answer(input.requestId, 'It is a yellow submarine.')),
      );
      expect(stored.outcome).toBe('lease_lost');
      const next = await deps.routing.autocommit(userId, (session) => acceptTurn(session, turn('hello again')));
      expect(next.outcome).toBe('accepted');
    });

    test('is refused for what is not the user’s, and an operation is done once', async () => {
      const { say, row } = controls;
      const userId = newId();
      const said = await say(userId, 'nothing of importance');
      const other = await say(userId, 'something else again');
      const foreign = await say(newId(), 'somebody else');
      await expect(erase(userId, [foreign.ref])).rejects.toMatchObject({ code: 'foreign_conversation' });
      expect((await row(foreign))['content']).toBe('somebody else');
      const operationId = newId();
      const first = await erase(userId, [said.ref], { operationId });
      expect((await erase(userId, [said.ref], { operationId })).refs.length).toBe(first.refs.length);
      await expect(erase(userId, [other.ref], { operationId })).rejects.toMatchObject({ code: 'operation_reused' });
      expect((await row(other))['content']).toBe('something else again');
    });

    test('can leave the answer where the user wants it', async () => {
      const { say, row } = controls;
      const userId = newId();
      const said = await say(userId, 'this may go', { content: 'this stays' });
      await erase(userId, [said.ref], { withAnswers: false });
      expect((await row(said, said.answerId))['content']).toBe('this stays');
    });

    test('leaves media alone that a message names and that are not the user’s', async () => {
      const { say, storage } = controls;
      const foreign = `unde-user-media/${newId()}/photos/1/original.jpg`;
      storage.objects.set(foreign, Buffer.from('x'));
      const userId = newId();
      const said = await say(userId, 'look at this photo', { media: [foreign.slice('unde-user-media/'.length)] });
      await erase(userId, [said.ref]);
      expect(storage.objects.has(foreign)).toBe(true);
    });
  });

  describe('the registry', () => {
    test('knows a deletion before the shard does; one that failed in between is finished by the reconciler', async () => {
      const { say, row, deps } = controls;
      const userId = newId();
      const said = await say(userId, 'the shard is away just now');
      const operationId = newId();
      const broken = {
        ...deps,
        routing: { ...deps.routing, transact: () => Promise.reject(new Error('the shard is away')) },
      };
      const input = { userId, operationId, refs: [said.ref], withAnswers: true };
      await expect(eraseMessages(broken as never, input)).rejects.toThrow('the shard is away');
      expect(await findDeletion(open().production, operationId)).toMatchObject({ status: 'pending' });
      expect((await row(said))['content']).toBe('the shard is away just now');
      expect((await applyDeletions(deps, { registeredBefore: new Date(0), appliedSince: new Date() })).applied).toBe(0);
      const done = await applyDeletions(deps, { registeredBefore: null, appliedSince: new Date(Date.now() + 60_000) });
      expect(done).toMatchObject({ failed: 0 });
      expect((await row(said))['content']).toBe('[deleted]');
      expect(await findDeletion(open().production, operationId)).toMatchObject({ status: 'applied' });
    });

    test('X-08: what was forgotten, taken back or deleted stays so after a restore from before', async () => {
      const { say, row, facts, deps } = controls;
      const userId = newId();
      const [soft, undone, hard] = [
        await say(userId, 'My size is M'),
        await say(userId, 'My budget is 700 AED'),
        await say(userId, 'I am allergic to nickel'),
      ] as const;
      const tables = ['user_knowledge', 'knowledge_suppressions'];
      const backup = new Map<string, readonly Record<string, unknown>[]>();
      const messages = await sql('SELECT * FROM messages WHERE conversation_id = $1', [soft.ref.conversation_id]);
      for (const table of tables)
        backup.set(table, (await sql(`SELECT * FROM ${table} WHERE user_id = $1`, [userId])).rows);
      const forget = (ref: typeof soft.ref) =>
        forgetMessages(deps, {
          userId,
          operationId: newId(),
          refs: [ref],
          about: undefined,
          scope: 'memory',
          keepFacts: [],
        });
      await forget(soft.ref);
      const { undoForget } = await import('./undo-forget.ts');
      await undoForget(deps, { userId, operationId: (await forget(undone.ref)).operation_id });
      await erase(userId, [hard.ref]);
      // The restore: rows as they were.
      await sql('DELETE FROM user_knowledge WHERE user_id = $1', [userId]);
      await sql('DELETE FROM knowledge_suppressions WHERE user_id = $1', [userId]);
      for (const message of messages.rows)
        await sql(
          'UPDATE messages SET content = $3, is_forgotten = false, deleted_at = NULL WHERE conversation_id = $1 AND id = $2',
          [soft.ref.conversation_id, message['id'], message['content']],
        );
      for (const [table, rows] of backup)
        for (const fact of rows) {
          const columns = Object.keys(fact);
          await sql(
            `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
            Object.values(fact),
          );
        }
      expect((await row(hard))['content']).toBe('I am allergic to nickel');
      expect((await proveDeletions(deps)).left).toBe(3);
      await applyDeletions(deps, EVERYTHING);
      expect(await proveDeletions(deps)).toMatchObject({ left: 0, checked: expect.any(Number) });
      expect(await row(soft)).toMatchObject({ is_forgotten: true, content: 'My size is M' });
      expect(await row(undone)).toMatchObject({ is_forgotten: false, content: 'My budget is 700 AED' });
      expect(await row(hard)).toMatchObject({ is_forgotten: true, content: '[deleted]' });
      expect((await facts(userId)).map(({ knowledge_type: type, is_active: isActive }) => [type, isActive])).toEqual([
        ['body_params', false],
        ['budget', true],
      ]);
    });

    test('is copied to the object storage, ids only', async () => {
      const { say, deps, storage } = controls;
      const userId = newId();
      const said = await say(userId, 'an unmistakable brontosaurus');
      await erase(userId, [said.ref]);
      expect(await exportTombstones(deps)).toBeGreaterThan(0);
      const copy = storage.objects.get(`${TOMBSTONE_COPY.bucket}/${TOMBSTONE_COPY.key}`)?.toString() ?? '';
      const lines = copy
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, string>);
      expect(lines).toContainEqual(expect.objectContaining({ message_id: said.messageId, kind: 'hard' }));
      expect(copy).not.toContain('brontosaurus');
    });
  });

  describe('erasing an account', () => {
    test('names every table with rows of a user', async () => {
      const found = await open().shard.query<{ table_name: string }>(
        `SELECT DISTINCT table_name FROM information_schema.columns
          WHERE table_schema = 'public' AND column_name IN ('user_id', 'conversation_id') AND table_name NOT LIKE 'messages\\_p%'`,
      );
      expect(found.rows.map(({ table_name: name }) => name).sort()).toEqual(
        [...Object.keys(ERASURE_STATEMENTS), ...Object.keys(CONVERSATION_ERASURE_STATEMENTS), 'conversations'].sort(),
      );
    });

    test('is within the rights of the orchestrator’s role, queued jobs included', async () => {
      const { say } = controls;
      const userId = newId();
      const said = await say(userId, 'My size is M');
      const shard = open().shard;
      await shard.query('GRANT app_rw TO CURRENT_USER');
      await shard.query('CREATE TABLE IF NOT EXISTS jobs.job (id uuid, data jsonb)');
      for (const owner of [userId, newId()])
        await shard.query('INSERT INTO jobs.job VALUES ($1, $2::jsonb)', [newId(), JSON.stringify({ user_id: owner })]);
      const parts = { userId, shardId: 0, knownConversationId: said.ref.conversation_id, mayCreate: false };
      await shard.transaction(async (transaction) => {
        await transaction.query('SET LOCAL ROLE app_rw');
        const session = openShardTransaction(transaction, parts);
        await lockConversation(session);
        await forgetRows(session, { operationId: newId(), messageIds: [said.messageId] });
        await eraseRows(session, { messageIds: [said.messageId] });
        expect(await eraseAccountRows(session)).toBeGreaterThan(3);
      });
      expect((await shard.query('SELECT 1 FROM jobs.job')).rowCount).toBe(1);
      await shard.query('DROP TABLE jobs.job');
    });

    test('leaves ids in the registry and nothing else; nobody gets in any more', async () => {
      const { dump, deps, storage } = controls;
      const { userId, said } = await fullUser();
      storage.objects.set(`unde-user-media/${userId}/saved/1/original.jpg`, Buffer.from('x'));
      const operationId = newId();
      expect(await wipe(userId, operationId)).toMatchObject({ status: 'applied' });
      const left = (await dump()).filter(
        (line) => line.includes(userId) || line.includes(said.ref.conversation_id) || line.includes(said.messageId),
      );
      expect(left.map((line) => /public\.(\w+)/.exec(line)?.[1]).sort()).toEqual([
        'deleted_messages_registry',
        'routing_table',
      ]);
      expect(findWords(left, 'quetzalcoatlus')).toEqual([]);
      await expect(deps.routing.read(userId, (session) => session.conversationId())).rejects.toMatchObject({
        code: 'user_erased',
      });
      await expect(
        deps.routing.autocommit(userId, (session) => acceptTurn(session, turn('hello again'))),
      ).rejects.toMatchObject({ code: 'user_erased' });
      expect(await wipe(userId, operationId)).toMatchObject({ status: 'applied' });
    });

    test('what somebody with an old route writes afterwards is removed as well', async () => {
      const { deps, say } = controls;
      const userId = newId();
      await say(userId, 'My size is M');
      await wipe(userId);
      await sql(`INSERT INTO user_settings (user_id, key, value, source) VALUES ($1, 'late', '1', 'dialogue')`, [
        userId,
      ]);
      await applyDeletions(deps, { registeredBefore: new Date(), appliedSince: new Date(Date.now() - 60_000) });
      expect((await sql('SELECT 1 FROM user_settings WHERE user_id = $1', [userId])).rowCount).toBe(0);
    });

    test('of somebody who has never said a word is possible too', async () => {
      expect(await wipe(newId())).toMatchObject({ status: 'applied' });
    });
  });

  describe('the export', () => {
    test('holds every message and every fact decrypted, part by part', async () => {
      const { say, deps, facts } = controls;
      const userId = newId();
      const said = await say(userId, 'My size is M');
      await say(userId, 'My size is S');
      const forgotten = await say(userId, 'I am allergic to nickel');
      await forgetMessages(deps, {
        userId,
        operationId: newId(),
        refs: [forgotten.ref],
        about: undefined,
        scope: 'memory',
        keepFacts: [],
      });
      const part = await exportAccount(deps, { userId, after: null });
      expect(part.messages.map(({ content }) => content)).toEqual(
        expect.arrayContaining(['My size is M', 'My size is S', 'I am allergic to nickel', 'Noted.']),
      );
      expect(part.messages).toHaveLength(6);
      expect(part.facts).toHaveLength((await facts(userId)).length);
      expect(part.facts).toContainEqual(
        expect.objectContaining({
          type: 'body_params',
          is_active: false,
          evidence_message_ids: [said.messageId],
          payload: expect.objectContaining({ value: 'M', quote: 'My size is M' }),
        }),
      );
      expect(part.deletions).toEqual([expect.objectContaining({ message_id: forgotten.messageId, kind: 'soft' })]);
      expect(part.next).toBeNull();
      const nobody = await exportAccount(deps, { userId: newId(), after: null });
      expect([nobody.messages, nobody.facts, nobody.next]).toEqual([[], [], null]);
    });
  });
}
