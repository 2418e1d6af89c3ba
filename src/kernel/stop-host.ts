import type { FastifyInstance } from 'fastify';
import type { JobRunner } from './job-runner.ts';
import type { Logger } from './log.ts';
import type { RunningService } from './running-service.ts';
import type { Tier } from './service.ts';

/** Time that a tier gets to finish what runs. @see DESIGN.md 3 */
const DRAIN_MS: Readonly<Record<Tier, number>> = { 'user-facing': 45_000, supporting: 10_000 };

/** What is to be stopped. */
export interface Stopping {
  readonly all: readonly RunningService[];
  readonly servers: readonly FastifyInstance[];
  readonly jobs: JobRunner;
  readonly shutdown: AbortController;
  readonly draining: AbortController;
  readonly log: Logger;
}

/**
 * Stops in order: new work is refused, user-facing services drain, then supporting ones and jobs, then the listeners.
 * @returns false when something did not finish in time.
 */
export async function stopInOrder({ all, servers, jobs, shutdown, draining, log }: Stopping): Promise<boolean> {
  draining.abort();
  let isClean = true;
  const within = async (timeoutMs: number, what: string, work: Promise<unknown>): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), timeoutMs)));
    const outcome = await Promise.race([
      work.then(
        () => 'done' as const,
        (error: unknown) => ({ error }),
      ),
      late,
    ]);
    clearTimeout(timer);
    if (outcome !== 'done') {
      isClean = false;
      log.error({ what, ...(outcome === 'late' ? { timeout_ms: timeoutMs } : outcome) }, 'host.stop_incomplete');
    }
  };
  for (const tier of ['user-facing', 'supporting'] as const) {
    const members = all.filter(({ definition }) => definition.tier === tier);
    await Promise.all(
      members.map(({ definition, instance }) =>
        within(DRAIN_MS[tier], definition.name, instance.drain?.() ?? Promise.resolve()),
      ),
    );
  }
  await within(DRAIN_MS.supporting, 'jobs', jobs.stop());
  shutdown.abort();
  for (const server of servers) await within(5_000, 'listener', server.close());
  for (const { definition, instance } of [...all].reverse())
    await within(5_000, definition.name, instance.stop?.() ?? Promise.resolve());
  return isClean;
}
