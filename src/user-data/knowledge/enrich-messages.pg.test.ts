import { afterAll, beforeAll, expect, test } from 'vitest';
import { DependencyError } from '#kernel/error';
import { newId } from '#kernel/id';
import type { JobQueue } from '#kernel/job';
import type { EmbeddingModel } from '#ports/embedding-model';
import type { Database } from '#stores/database/database';
import { openTestDatabase } from '#stores/database/test-database';
import { registerShards } from '#stores/production/routing-store';
import { acceptTurn } from '#stores/shard/accept-turn';
import { turn } from '#stores/shard/test-turn';
import { createRouting } from '#user-data/routing/routing';
import type { Routing } from '#user-data/routing/routing';
import { enrichMessages } from './enrich-messages.ts';
import { recoverEnrichment } from './recover-enrichment.ts';

let production: Database;
let shard: Database;
let routing: Routing;

beforeAll(async () => {
  production = await openTestDatabase('production');
  shard = await openTestDatabase('shard');
  await registerShards(production, [{ shardId: 0, endpointName: 'shard-0' }]);
  routing = createRouting({ production, shards: new Map([['shard-0', shard]]) });
});

afterAll(async () => {
  await Promise.all([production.close(), shard.close()]);
});

function model(name: string, embed: (text: string) => void = () => undefined): EmbeddingModel {
  return {
    name,
    embed: async ({ texts }) =>
      texts.map((text) => {
        embed(text);
        return Array.from({ length: 1024 }, (_, index) => (index === text.length % 1024 ? 1 : 0));
      }),
  };
}

async function say(userId: string, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await routing.autocommit(userId, (session) => acceptTurn(session, turn(text)));
}

async function vectors(userId: string): Promise<readonly { model: string | null; tries: number }[]> {
  const rows = await shard.query<{ model: string | null; tries: number }>(
    `SELECT m.embedding_model AS model, m.enrichment_retry_count AS tries FROM messages m JOIN conversations c ON c.id = m.conversation_id
      WHERE c.user_id = $1 AND m.is_embeddable ORDER BY m.content`,
    [userId],
  );
  return rows.rows;
}

async function queued(embeddingModelName: string): Promise<readonly string[]> {
  const users: string[] = [];
  const jobs: JobQueue = {
    send: async (_job, payload) => void users.push((payload as { user_id: string }).user_id),
    wake: () => undefined,
  };
  await recoverEnrichment({ shards: new Map([['shard-0', shard]]), jobs, embeddingModelName });
  return users;
}

const enrich = (userId: string, embeddingModel: EmbeddingModel): Promise<void> =>
  enrichMessages(
    { routing, embeddingModel, onEmbedded: () => undefined },
    { userId, signal: new AbortController().signal },
  );

test('embeds what waits, and everything again when the model changes because a key appeared', async () => {
  const userId = newId();
  await say(userId, 'a long enough message about linen', 'ok', 'another message that is long enough');
  expect(await queued('local')).toContain(userId);
  await enrich(userId, model('local'));
  expect(await vectors(userId)).toEqual([
    { model: 'local', tries: 0 },
    { model: 'local', tries: 0 },
  ]);
  expect(await queued('local')).not.toContain(userId);
  expect(await queued('vendor')).toContain(userId);
  await enrich(userId, model('vendor'));
  expect((await vectors(userId)).map(({ model: name }) => name)).toEqual(['vendor', 'vendor']);
  expect(await queued('vendor')).not.toContain(userId);
});

test('counts only the text that the vendor refuses, and burns nothing while the vendor is down', async () => {
  const userId = newId();
  await say(userId, 'the first message is quite all right', 'the second one is refused by the vendor');
  const down = model('vendor', () => {
    throw new DependencyError('down', { vendor: 'test', isRetryable: true });
  });
  await expect(enrich(userId, down)).rejects.toThrow('down');
  expect(await vectors(userId)).toEqual([
    { model: null, tries: 0 },
    { model: null, tries: 0 },
  ]);
  const picky = model('vendor', (text) => {
    if (text.includes('refused')) throw new DependencyError('no', { vendor: 'test', isRetryable: false });
  });
  await enrich(userId, picky);
  expect(await vectors(userId)).toEqual([
    { model: 'vendor', tries: 0 },
    { model: null, tries: 1 },
  ]);
});
