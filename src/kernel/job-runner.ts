import { PgBoss } from 'pg-boss';
import { detachedCall } from './call.ts';
import { InvariantError } from './error.ts';
import type { Job, JobHandler, JobQueue, SqlExecutor } from './job.ts';
import type { Logger } from './log.ts';
import { withTimeout } from './retry.ts';
import type { Schedule } from './schedule.ts';
import type { AnyService, ServiceInstance } from './service.ts';

/** Workers are woken after a local commit; polling only catches what came from elsewhere or was left by a crash. */
const POLLING_INTERVAL_SECONDS = 30;
const DEAD_LETTERS = 'dead-letters';
const STOP_TIMEOUT_MS = 9_000;

/** A database with a job queue. */
export interface JobDatabase extends SqlExecutor {
  /** Instance name, such as `shard-0`. */
  readonly name: string;
  /** Kind, such as `shard`: what a job or schedule declares. */
  readonly kind: string;
  readonly isEmbedded: boolean;
}

interface Hosted {
  readonly definition: AnyService;
  readonly instance: ServiceInstance<never>;
}

/** Sends jobs, and runs the jobs and schedules of the services in this process. */
export interface JobRunner {
  readonly queue: JobQueue;
  readonly start: (services: readonly Hosted[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A queue on every given database. Nothing is opened before `start`. */
export function createJobRunner(input: {
  readonly databases: readonly JobDatabase[];
  readonly log: Logger;
}): JobRunner {
  const bosses = new Map<string, PgBoss>();
  const workers = new Map<string, string[]>();
  const targets = (kind: string): readonly JobDatabase[] =>
    input.databases.filter((database) => database.kind === kind);

  const bossOf = (job: Job, name: string | undefined): { boss: PgBoss; name: string } => {
    const candidates = targets(job.database);
    const target = name ?? (candidates.length === 1 ? candidates[0]?.name : undefined);
    const boss = target === undefined ? undefined : bosses.get(target);
    if (!boss || target === undefined)
      throw new InvariantError(`no job queue on database ${name ?? job.database} for ${job.name}`);
    return { boss, name: target };
  };

  const queue: JobQueue = {
    send: async (job, payload, { database, within, priority } = {}) => {
      const parsed = job.payload.parse(payload);
      await bossOf(job as never, database).boss.send(job.name, parsed as object, {
        singletonKey: job.key(parsed as never),
        ...(within ? { db: within as never } : {}),
        ...(priority === undefined ? {} : { priority }),
      });
    },
    wake: (job, database) => {
      const { boss, name } = bossOf(job, database);
      for (const worker of workers.get(`${name}/${job.name}`) ?? []) boss.notifyWorker(worker);
    },
  };

  const startBoss = async (database: JobDatabase, hasSchedules: boolean): Promise<PgBoss> => {
    const boss = new PgBoss({
      db: { executeSql: database.executeSql },
      schema: 'jobs',
      schedule: hasSchedules,
      ...(database.isEmbedded ? { backend: 'pglite' } : {}),
    } as never);
    boss.on('error', (error) => input.log.error({ error, database: database.name }, 'job.queue_failed'));
    await boss.start();
    await boss.createQueue(DEAD_LETTERS);
    bosses.set(database.name, boss);
    return boss;
  };

  return {
    queue,
    start: async (services) => {
      const jobs = services.flatMap(({ definition, instance }) =>
        (definition.jobs ?? []).map((job) => ({ job, handler: instance.jobs?.[job.name], service: definition.name })),
      );
      const schedules = services.flatMap(({ definition, instance }) =>
        (definition.schedules ?? []).map((schedule) => ({
          schedule,
          run: instance.schedules?.[schedule.name],
          service: definition.name,
        })),
      );
      for (const database of input.databases) {
        const ownJobs = jobs.filter(({ job }) => job.database === database.kind);
        const ownSchedules = schedules.filter(({ schedule }) => schedule.database === database.kind);
        if (ownJobs.length + ownSchedules.length === 0) continue;
        const boss = await startBoss(database, ownSchedules.length > 0);
        for (const { job, handler, service } of ownJobs) {
          workers.set(
            `${database.name}/${job.name}`,
            await runJob(boss, job, requireHandler(handler, job.name), service, input.log),
          );
        }
        for (const { schedule, run, service } of ownSchedules)
          await runSchedule(boss, schedule, requireHandler(run, schedule.name), service, input.log);
      }
    },
    stop: async () => {
      await Promise.all([...bosses.values()].map((boss) => boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS })));
      bosses.clear();
    },
  };
}

function requireHandler<H>(handler: H | undefined, name: string): H {
  if (handler === undefined) throw new InvariantError(`${name} is declared and has no handler`);
  return handler;
}

async function runJob(boss: PgBoss, job: Job, handler: JobHandler, service: string, log: Logger): Promise<string[]> {
  const settings = {
    retryLimit: job.attempts - 1,
    retryDelay: job.firstDelaySeconds,
    retryBackoff: true,
    expireInSeconds: job.hardLimitSeconds,
    deadLetter: DEAD_LETTERS,
  };
  await boss.createQueue(job.name, { ...settings, policy: 'short' });
  await boss.updateQueue(job.name, settings);
  const work = async ([item]: { readonly id: string; readonly data: unknown }[]): Promise<void> => {
    if (!item) return;
    const startedAt = performance.now();
    const fields = { service, job: job.name, job_id: item.id };
    try {
      const payload = job.payload.parse(item.data);
      await withTimeout((signal) => handler(payload as never, detachedCall({ caller: service, signal })), {
        timeoutMs: job.hardLimitSeconds * 1000,
        operation: job.name,
      });
      log.info({ ...fields, duration_ms: Math.round(performance.now() - startedAt) }, 'job.done');
    } catch (error) {
      log.warn({ ...fields, error }, 'job.failed');
      throw error;
    }
  };
  return Promise.all(
    Array.from({ length: job.concurrency }, () =>
      boss.work(job.name, { pollingIntervalSeconds: POLLING_INTERVAL_SECONDS, batchSize: 1 }, work as never),
    ),
  );
}

async function runSchedule(
  boss: PgBoss,
  schedule: Schedule,
  run: (call: ReturnType<typeof detachedCall>) => Promise<void>,
  service: string,
  log: Logger,
): Promise<void> {
  const name = `schedule-${schedule.name}`;
  await boss.createQueue(name, { policy: 'exclusive', retryLimit: 2, retryDelay: 60, expireInSeconds: 900 });
  await boss.schedule(name, schedule.cron, null, { tz: 'UTC' });
  await boss.work(name, { pollingIntervalSeconds: POLLING_INTERVAL_SECONDS, batchSize: 1 }, async () => {
    await run(detachedCall({ caller: service }));
    log.info({ service, schedule: schedule.name }, 'schedule.done');
  });
}
