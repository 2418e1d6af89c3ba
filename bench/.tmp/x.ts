import { openServerDatabases } from '../turn/open-databases.ts';
import { openDatabase } from '#stores/database/open-database';
import { openShardSession, openShardTransaction } from '#stores/shard/shard-session';
import { acceptTurn } from '#stores/shard/accept-turn';
import { ACCEPT_TURN } from '#stores/shard/accept-turn-statement';
import { searchEpisodes } from '#stores/shard/search-episodes';
import { rememberAnswer } from '#stores/shard/remember-answer';
import { createRouting } from '#user-data/routing/routing';
import { registerShards } from '#stores/production/routing-store';
import { fillHistory } from '../turn/fill-history.ts';
import { createLocalEmbeddingModel } from '#providers/local-embedding/local-embedding';
import { newId } from '#kernel/id';
const dbs = await openServerDatabases();
try {
  const production = openDatabase({ url: dbs.environment['PRODUCTION_DB_URL']!, applicationName: 'x', maxConnections: 4 });
  const shard = openDatabase({ url: dbs.environment['SHARD_DB_URLS']!.slice(8), applicationName: 'x', maxConnections: 4 });
  await registerShards(production, [{ shardId: 0, endpointName: 'shard-0' }]);
  const routing = createRouting({ production, shards: new Map([['shard-0', shard]]) });
  const embeddingModel = createLocalEmbeddingModel({ concepts: () => [] });
  const userId = newId();
  await routing.place(userId);
  await fillHistory({ routing, embeddingModel }, { userIds: [userId], messages: 2000 });
  await shard.query('VACUUM (ANALYZE) messages');
  let captured: readonly unknown[] = [];
  const stats: Record<string, number[]> = {};
  const t = async (n: string, f: () => Promise<unknown>) => { const a = performance.now(); const r = await f(); (stats[n] ??= []).push(performance.now() - a); return r; };
  for (let i = 0; i < 60; i++) {
    const requestId = newId();
    const msg = { id: newId(), content: 'I need a white linen shirt for the weekend', createdAt: new Date(), inputType: 'text', lang: 'en', memoryType: 'general', memoryConfidence: 0.5, isEmbeddable: true, isSensitive: false } as const;
    await t('select1', () => shard.query('select 1'));
    await t('tx select1', () => shard.transaction((tx) => tx.query('select 1'), { statementTimeoutMs: 5000 }));
    await t('accept autocommit', () => routing.autocommit(userId, (s) => acceptTurn({ ...s, query: (a, p) => { captured = p ?? []; return s.query(a, p); } }, { requestId, leaseMs: 45000, messages: [msg] })));
    const requestId2 = requestId;
    await t('remember', () => routing.autocommit(userId, (s) => rememberAnswer(s, { requestId: requestId2, moodFrame: null, answer: { id: newId(), content: 'x', createdAt: new Date(), lang: 'en', responseDescription: null, cards: null, memoryRefs: null, presentation: null, durationMs: 1, modelUsed: 'b' } })));
    const r3 = newId();
    await t('accept tx', () => routing.transact(userId, (s) => acceptTurn(s, { requestId: r3, leaseMs: 45000, messages: [{ ...msg, id: newId() }] })));
    await routing.autocommit(userId, (s) => rememberAnswer(s, { requestId: r3, moodFrame: null, answer: { id: newId(), content: 'x', createdAt: new Date(), lang: 'en', responseDescription: null, cards: null, memoryRefs: null, presentation: null, durationMs: 1, modelUsed: 'b' } }));
    const [v] = await embeddingModel.embed({ texts: [msg.content], purpose: 'query', timeoutMs: 1000, signal: AbortSignal.timeout(1000) });
    await t('search', () => routing.read(userId, (s) => searchEpisodes(s, { queryVector: v!, embeddingModel: embeddingModel.name, textQuery: 'white | linen | shirt | weekend', excludeMessageIds: [], excludeRequestId: r3 })));
    await t('search vec', () => routing.read(userId, (s) => searchEpisodes(s, { queryVector: v!, embeddingModel: embeddingModel.name, textQuery: null, excludeMessageIds: [], excludeRequestId: r3 })));
    await t('search text', () => routing.read(userId, (s) => searchEpisodes(s, { queryVector: null, embeddingModel: embeddingModel.name, textQuery: 'white | linen | shirt | weekend', excludeMessageIds: [], excludeRequestId: r3 })));
  }
  for (const [n, l] of Object.entries(stats)) { l.sort((a, b) => a - b); console.log(n.padEnd(20), 'min', l[0]!.toFixed(2), 'p25', l[15]!.toFixed(2), 'p50', l[30]!.toFixed(2), 'p90', l[54]!.toFixed(2)); }
  const ex = await shard.transaction(async (tx) => { const r = await tx.query('EXPLAIN (ANALYZE, BUFFERS, TIMING ON, SUMMARY) ' + ACCEPT_TURN, [captured[0], captured[1], newId(), JSON.stringify([{ ...JSON.parse(captured[3] as string)[0], id: newId() }]), ...captured.slice(4)]); return r.rows; });
  console.log((ex as { 'QUERY PLAN': string }[]).map((r) => r['QUERY PLAN']).filter((l) => !l.includes('never executed')).join('\n'));
  await production.close(); await shard.close();
} finally { await dbs.drop(); }
