import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Session } from '#gateway/contract';
import { newId } from '#kernel/id';
import type { SchemaName } from '#stores/database/migrate';
import { dumpDatabase, findWords } from '#user-data/knowledge/controls/dump.fixture';
import { ApiUser, openUser, request } from '../support/api.ts';
import type { Told } from '../support/api.ts';
import { startInstallation } from '../support/installation.ts';
import type { Installation, Topology } from '../support/installation.ts';

interface Fact {
  readonly knowledge_id: string;
  readonly type: string;
  readonly value: string;
  readonly is_disputed: boolean;
  readonly evidence: readonly { readonly message_id: string }[];
}
interface Line {
  readonly conversation_id: string;
  readonly message_id: string;
  readonly role: string;
  readonly content: string;
  readonly is_forgotten: boolean;
  readonly memory_used: readonly unknown[];
}

/** The user's hand on the memory, through the public door of a running installation. @see knowledge.md 17-18 */
export function describeMemoryControls(topology: Topology): void {
  describe(`the user's hand on the memory (${topology})`, () => {
    let unde: Installation;
    const newUser = (): Promise<ApiUser> => openUser(() => unde.url());
    const post = (user: ApiUser, path: string, body: unknown, method = 'POST') =>
      user.call<Record<string, unknown>>(`/api/v1/memory/${path}`, { method, body });
    const factsOf = async (user: ApiUser): Promise<readonly Fact[]> =>
      (await user.call<{ facts: readonly Fact[] }>('/api/v1/memory')).body.facts;
    const linesOf = async (user: ApiUser): Promise<readonly Line[]> =>
      (await user.call<{ messages: readonly Line[] }>('/api/v1/history')).body.messages;
    const refOf = async (user: ApiUser, messageId: string) => ({
      conversation_id: (await linesOf(user))[0]?.conversation_id ?? '',
      message_id: messageId,
    });
    const exportOf = async (user: ApiUser): Promise<string> => JSON.stringify((await post(user, 'export', {})).body);

    beforeAll(async () => {
      unde = await startInstallation({ topology, environment: { GATEWAY_MESSAGES_PER_USER_SECOND: '6' } });
    }, 150_000);
    afterAll(async () => {
      await unde?.stop();
    }, 120_000);

    test('forgets what an answer used, shows it as forgotten, does not use it, and takes that back', async () => {
      const user = await newUser();
      const told = await user.say('My size is XS');
      const answer = await user.say('What is my size?');
      const answerId = answer.reply.assistant_message_id ?? '';
      const behind = await user.call<{ used: { message_id: string }[] }>(`/api/v1/memory/refs/${answerId}`);
      expect(behind.body.used.map(({ message_id: id }) => id)).toEqual([told.messageId]);
      const operation_id = newId();
      const ref = await refOf(user, told.messageId);
      const startedMs = performance.now();
      const forgotten = await post(user, 'forget', { operation_id, refs: [ref] });
      expect(performance.now() - startedMs).toBeLessThan(1_000);
      expect(forgotten).toMatchObject({ status: 200, body: { refs: [ref] } });
      expect(await factsOf(user)).toEqual([]);
      const lines = await linesOf(user);
      expect(lines.find(({ message_id: id }) => id === told.messageId)).toMatchObject({
        is_forgotten: true,
        content: 'My size is XS',
      });
      expect(lines.find(({ message_id: id }) => id === answerId)?.memory_used).toEqual([]);
      expect((await user.poll(answer.requestId)).body.memory_used).toEqual([]);
      const again = await user.say('What is my size?');
      expect(again.reply.memory_used).toEqual([]);
      const listed = await user.call<{ operations: { operation_id: string }[] }>('/api/v1/memory/forgotten');
      expect(listed.body.operations.map(({ operation_id: id }) => id)).toEqual([operation_id]);
      expect((await post(user, `forget/${operation_id}/undo`, {})).status).toBe(200);
      expect((await factsOf(user)).map(({ value }) => value)).toEqual(['XS']);
      expect((await user.say('What is my size?')).reply.text).toMatch(/(?<![\p{L}])XS(?![\p{L}])/u);
    });

    test('forgets everything about a thing, said in three languages', async () => {
      const user = await newUser();
      for (const text of ['Never suggest leather', 'кожа мне никогда не шла', 'ما أحب الجلد']) await user.say(text);
      const kept = await user.say('I am allergic to nickel');
      await post(user, 'forget', { operation_id: newId(), about: 'جلد' });
      expect((await factsOf(user)).map(({ type }) => type)).toEqual(['allergy']);
      const lines = (await linesOf(user)).filter(({ role }) => role === 'user');
      expect(lines.filter(({ is_forgotten: isForgotten }) => !isForgotten).map(({ message_id: id }) => id)).toEqual([
        kept.messageId,
      ]);
    });

    test('corrects, doubts, confirms and forgets one fact', async () => {
      const user = await newUser();
      await user.say('My size is M');
      const [fact] = await factsOf(user);
      const path = `facts/${fact?.knowledge_id}`;
      const refused = await post(user, path, { operation_id: newId(), action: 'correct', value: 'purple' }, 'PATCH');
      expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_fact_value' } });
      const operation_id = newId();
      const corrected = await post(user, path, { operation_id, action: 'correct', value: 'S' }, 'PATCH');
      expect(corrected).toMatchObject({ status: 200, body: { value: 'S' } });
      expect((await factsOf(user)).map(({ value }) => value)).toEqual(['S']);
      expect((await user.say('What is my size?')).reply.text).toMatch(/(?<![\p{L}])S(?![\p{L}])/u);
      const next = `facts/${String(corrected.body['knowledge_id'])}`;
      await post(user, next, { operation_id: newId(), action: 'dispute' }, 'PATCH');
      expect((await factsOf(user)).map(({ is_disputed: isDisputed }) => isDisputed)).toEqual([true]);
      await post(user, next, { operation_id: newId(), action: 'confirm' }, 'PATCH');
      expect((await factsOf(user)).map(({ is_disputed: isDisputed }) => isDisputed)).toEqual([false]);
      const removed = await post(user, next, { operation_id: newId() }, 'DELETE');
      expect(removed.status).toBe(200);
      expect(await factsOf(user)).toEqual([]);
    });

    test('says in problem+json what is wrong with an operation, and stores nothing', async () => {
      const user = await newUser();
      const told = await user.say('My size is M');
      const ref = await refOf(user, told.messageId);
      const before = await exportOf(user);
      const stranger = await newUser();
      await stranger.say('hello there');
      const operation_id = newId();
      const wrong: readonly (readonly [string, unknown, number])[] = [
        ['forget', { operation_id, refs: [] }, 400],
        ['forget', { operation_id, refs: [ref], about: 'leather' }, 400],
        ['forget', { operation_id: 'x', refs: [ref] }, 400],
        ['forget', { operation_id, about: '' }, 400],
        ['forget', { operation_id, about: 'a\u0000b' }, 400],
        ['forget', { operation_id, refs: [ref], scope: 'artefact' }, 400],
        ['forget', { operation_id, refs: Array.from({ length: 101 }, () => ref) }, 400],
        ['forget', { operation_id, refs: [{ ...ref, message_id: newId() }] }, 404],
        ['erase', { operation_id, refs: [ref] }, 400],
        ['erase', { operation_id, refs: [ref], confirm: false }, 400],
        ['erase', { operation_id, refs: [ref], all: true, confirm: true }, 400],
        ['erase', { operation_id, confirm: true }, 400],
        [`forget/${newId()}/undo`, {}, 404],
      ];
      for (const [path, body, status] of wrong) {
        const answer = await post(user, path, body);
        expect([path, body, answer.status]).toEqual([path, body, status]);
        expect(answer.headers.get('content-type')).toContain('application/problem+json');
      }
      expect((await post(stranger, 'forget', { operation_id, refs: [ref] })).status).toBe(403);
      expect((await post(stranger, 'erase', { operation_id, refs: [ref], confirm: true })).status).toBe(403);
      const anonymous = await request(`${unde.url()}/api/v1/memory/export`, { body: {} });
      expect(anonymous.status).toBe(401);
      const settings = await post(user, 'settings', { cultural_sensitivity_level: 'extreme' }, 'PUT');
      expect(settings.status).toBe(400);
      const timeless = (text: string): string => text.replace(/"(?:exported|last_seen)_at":"[^"]*"/gu, '');
      expect(timeless(await exportOf(user))).toBe(timeless(before));
    });

    test('a fact that was forgotten is not learned again from an old message that comes back, but from a new one', async () => {
      const user = await newUser();
      const told = await user.say('My size is M');
      await user.say('thank you');
      const [fact] = await factsOf(user);
      await post(user, `facts/${fact?.knowledge_id}`, { operation_id: newId() }, 'DELETE');
      // What a failover may lose.
      await unde.query?.('shard', 'DELETE FROM messages WHERE id = $1', [told.messageId]);
      const status = unde.query ? 'inserted' : 'already_present';
      expect(await replay(user, told, 'My size is M')).toEqual([{ id: told.messageId, status }]);
      expect(await factsOf(user)).toEqual([]);
      await user.say('My size is M');
      expect((await factsOf(user)).map(({ value }) => value)).toEqual(['M']);
    });

    test('keeps the choice of cultural sensitivity', async () => {
      const user = await newUser();
      const path = '/api/v1/memory/settings';
      expect((await user.call(path)).body).toEqual({ cultural_sensitivity_level: 'medium' });
      await post(user, 'settings', { cultural_sensitivity_level: 'high' }, 'PUT');
      expect((await user.call(path)).body).toEqual({ cultural_sensitivity_level: 'high' });
    });

    test('two devices with two operations at once come to one end', async () => {
      const user = await newUser();
      const told = await user.say('My size is M');
      const other = await user.say('I am allergic to nickel');
      const code = (await user.call<{ code: string }>('/api/v1/session/link-code', { method: 'POST', body: {} })).body;
      const linked = await request<Session>(`${unde.url()}/api/v1/session/link`, {
        body: { code: code.code, device_id: newId() },
      });
      const second = new ApiUser(() => unde.url(), linked.body);
      const refs = [await refOf(user, told.messageId), await refOf(user, other.messageId)];
      const operation_id = newId();
      const answers = await Promise.all([
        post(user, 'forget', { operation_id, refs: [refs[0]] }),
        post(second, 'forget', { operation_id, refs: [refs[0]] }),
        post(second, 'erase', { operation_id: newId(), refs: [refs[1]], confirm: true }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(await factsOf(second)).toEqual([]);
      const mine = (await linesOf(user)).filter(({ role }) => role === 'user');
      expect(mine.map(({ message_id: id, is_forgotten: isForgotten }) => [id, isForgotten])).toEqual([
        [told.messageId, true],
      ]);
    });

    test('a message that is deleted for ever is in no answer, no history and no export any more', async () => {
      const user = await newUser();
      const told = await user.say('My size is XS. My cat is quokkamarine');
      await user.say('What is my size?');
      expect(await exportOf(user)).toContain('quokkamarine');
      const operation_id = newId();
      const erased = await post(user, 'erase', {
        operation_id,
        refs: [await refOf(user, told.messageId)],
        confirm: true,
      });
      expect(erased).toMatchObject({ status: 200, body: { status: 'applied' } });
      expect(await exportOf(user)).not.toContain('quokkamarine');
      expect((await linesOf(user)).map(({ message_id: id }) => id)).not.toContain(told.messageId);
      expect((await user.poll(told.requestId)).status).toBe(404);
      const replayed = await replay(user, told, 'My size is XS. My cat is quokkamarine');
      expect(replayed).toEqual([{ id: told.messageId, status: 'tombstoned' }]);
      expect(await factsOf(user)).toEqual([]);
      const asked = await request<{ status: string }>(`${unde.url()}/api/v1/memory/erase/${operation_id}`);
      expect(asked.body.status).toBe('applied');
      expect(await findEverywhere(unde, 'quokkamarine')).toEqual([]);
    });

    test('an erased account is gone: every row, key, cache and file; its sessions end', async () => {
      const user = await newUser();
      await user.say('My budget is 700 AED. My cat is platypussian');
      await user.say('What is my budget?');
      await post(user, 'settings', { cultural_sensitivity_level: 'high' }, 'PUT');
      if (unde.query) expect((await findEverywhere(unde, 'platypussian')).length).toBeGreaterThan(0);
      const operation_id = newId();
      const erased = await post(user, 'erase', { operation_id, all: true, confirm: true });
      expect(erased).toMatchObject({ status: 200, body: { status: 'applied' } });
      expect((await user.call('/api/v1/memory')).status).toBe(401);
      expect(
        (await request(`${unde.url()}/api/v1/session/refresh`, { body: { refresh_token: user.session.refresh_token } }))
          .status,
      ).toBe(401);
      const asked = await request<{ status: string }>(`${unde.url()}/api/v1/memory/erase/${operation_id}`);
      expect(asked.body.status).toBe('applied');
      expect(await findEverywhere(unde, 'platypussian')).toEqual([]);
      if (!unde.query) return;
      const left = (await findEverywhere(unde, user.session.user_id)).filter((line) => line.startsWith('table'));
      expect(left.map((line) => line.split(' ')[1]?.replace(':', '')).sort()).toEqual([
        'public.deleted_messages_registry',
        'public.routing_table',
      ]);
    });

    async function replay(user: ApiUser, told: Told, content: string): Promise<readonly unknown[]> {
      const answer = await user.call<{ results: { id: string; status: string }[] }>('/api/v1/verify-and-replay', {
        body: {
          conversation_id: told.reply.conversation_id,
          unconfirmed: [
            {
              id: told.messageId,
              request_id: told.requestId,
              role: 'user',
              content,
              created_at: told.reply.created_at,
            },
          ],
        },
      });
      return answer.body.results.map(({ id, status }) => ({ id, status }));
    }
  });
}

const SCHEMAS: readonly SchemaName[] = ['production', 'staging', 'shard'];

/** Where some words stand in everything that an installation holds: tables, queues, cache, objects, logs. */
async function findEverywhere(unde: Installation, words: string): Promise<readonly string[]> {
  const found: string[] = [];
  const { query } = unde;
  if (query) {
    for (const schema of SCHEMAS) {
      const database = {
        name: 'table',
        query: async (text: string, values: readonly unknown[] = []) => ({ rows: await query(schema, text, values) }),
      };
      found.push(...findWords(await dumpDatabase(database as never), words));
    }
    found.push(...findWords(await dumpRedis(unde.environment['REDIS_URL'] ?? ''), words));
  }
  for (const file of await readdir(join(unde.home, 'objects'), { recursive: true, withFileTypes: true }).catch(
    () => [],
  ))
    if (file.isFile() && !/\.(?:jpg|png|webp)$/u.test(file.name))
      found.push(
        ...findWords([`object ${file.name}: ${await readFile(join(file.parentPath, file.name), 'utf8')}`], words),
      );
  if (!/^[0-9a-f-]{36}$/u.test(words)) found.push(...findWords(unde.logs().split('\n'), words));
  return found;
}

async function dumpRedis(url: string): Promise<readonly string[]> {
  const redis = new Redis(url);
  const lines: string[] = [];
  try {
    for (const key of await redis.keys('*')) {
      const type = await redis.type(key);
      if (type === 'string') lines.push(`cache ${key}: ${await redis.get(key)}`);
      if (type === 'stream') lines.push(`cache ${key}: ${JSON.stringify(await redis.xrange(key, '-', '+'))}`);
      if (type === 'hash') lines.push(`cache ${key}: ${JSON.stringify(await redis.hgetall(key))}`);
    }
    return lines;
  } finally {
    await redis.quit();
  }
}
