import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { start } from '#app/start';
import { loadDemonstrationCatalogue } from '#catalogue/publish/load-demonstration-catalogue';
import { findConcepts } from '#dialogue/model/language/concepts';
import { systemClock } from '#kernel/clock';
import { InvariantError } from '#kernel/error';
import type { Port } from '#kernel/service';
import { embeddingModelPort } from '#ports/embedding-model';
import type { EmbeddingModel } from '#ports/embedding-model';
import { createFileStorage } from '#providers/file-storage/file-storage';
import type { Database } from '#stores/database/database';
import { publishedCatalogue } from '#stores/production/published-catalogue';
import { stagingCatalogue } from '#stores/staging/staging-catalogue';
import { fillHistory } from './fill-history.ts';
import { measureBaseline } from './measure-baseline.ts';
import type { ServerAnswer, ServerRequest } from './protocol.ts';
import { TurnProbe } from './turn-probe.ts';

/**
 * The measured process: all services as `main.ts all` starts them, with a probe around two ports, and a few orders from
 * the bench over the channel of a child process. Its memory is what `rss_mb` says.
 */
async function serve(): Promise<void> {
  const probe = new TurnProbe();
  let embeddingModel: EmbeddingModel | undefined;
  const adapt = (port: Port<unknown>, adapter: unknown): unknown => {
    if (port.name === embeddingModelPort.name) embeddingModel = adapter as EmbeddingModel;
    return probe.adapt(port, adapter);
  };
  const running = await start({ names: ['all'], environment: process.env, adapt });
  const { production, staging, shards, routing } = running.databases;
  const shard = [...shards.values()][0];
  if (!embeddingModel || !shard || !running.url)
    throw new InvariantError('the bench needs a public door, a shard and an embedding model');
  const deps = { routing, embeddingModel };
  if (production.kind === 'server') await loadCatalogue(production, staging);

  const handle = async (request: ServerRequest): Promise<ServerAnswer> => {
    switch (request.kind) {
      case 'fill':
        await fillHistory(deps, request);
        // What autovacuum would have done long before a user has so long a history.
        await shard.query('VACUUM (ANALYZE) messages');
        return { kind: 'filled' };
      case 'baseline':
        return { kind: 'baseline', baseline: await measureBaseline(deps, request) };
      case 'take':
        return { kind: 'taken', marks: probe.take(), rssBytes: process.memoryUsage.rss(), cpuMs: takeCpuMs() };
      case 'stop':
        await running.stop();
        return { kind: 'stopped' };
    }
  };
  process.on('message', (request: ServerRequest) => {
    handle(request).then(answer, (error: unknown) =>
      answer({ kind: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  // The bench is gone: nobody is left to stop this process.
  process.on('disconnect', () => process.exit(1));
  answer({ kind: 'ready', url: running.url, databases: await describeDatabases(production, shard) });
}

let usedBefore = process.cpuUsage();

/** Processor time of this process since the last call: it hardly depends on what else the machine does. */
function takeCpuMs(): number {
  const { user, system } = process.cpuUsage(usedBefore);
  usedBefore = process.cpuUsage();
  return (user + system) / 1000;
}

function answer(message: ServerAnswer): void {
  process.send?.(message, undefined, {}, () => {
    if (message.kind === 'stopped') process.exit(0);
  });
}

/** On servers nothing loads the demonstration catalogue by itself; without it no turn would show a product. */
async function loadCatalogue(production: Database, staging: Database): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'unde-bench-photos-'));
  try {
    const storage = createFileStorage({
      directory,
      publicBaseUrl: '',
      linkSecret: 'a secret that guards nothing here',
    });
    const catalogues = { staging: stagingCatalogue(staging), published: publishedCatalogue(production) };
    await loadDemonstrationCatalogue(
      { ...catalogues, storage, findConcepts, clock: systemClock },
      new URL('../../data/demonstration', import.meta.url).pathname,
    );
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function describeDatabases(production: Database, shard: Database): Promise<Readonly<Record<string, string>>> {
  const { rows } = await shard.query<{ version: string; vector: string }>(
    "SELECT split_part(current_setting('server_version'), ' ', 1) AS version, (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS vector",
  );
  const [row] = rows;
  const common = { postgresql: row?.version ?? 'unknown', pgvector: row?.vector ?? 'unknown' };
  if (production.kind === 'embedded')
    return { kind: 'PGlite, three databases, a thread each', ...common, cache: 'memory' };
  const redis = new Redis(process.env['REDIS_URL'] ?? '');
  const info = await redis.info('server').finally(() => redis.disconnect());
  return {
    kind: 'servers on this machine through PgBouncer (transaction pooling)',
    ...common,
    redis: /redis_version:(\S+)/.exec(info)?.[1] ?? 'unknown',
  };
}

serve().catch((error: unknown) =>
  answer({ kind: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
);
