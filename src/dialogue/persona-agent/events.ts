import type { Logger } from '#kernel/log';
import { toAppError } from '#kernel/error';
import type { Metrics } from '#kernel/metric';
import type { PersonaResponse, SignalType } from './contract.ts';

/** What happens here that somebody wants to know: one function an event. */
export type PersonaEvents = ReturnType<typeof createPersonaEvents>;

const LATENCY_BUCKETS_MS = [1, 2, 5, 10, 15, 20, 30, 50, 100];

/** Logs and metrics. Debug holds rule ids and numbers, never words of the user. @see operations.md 7 */
export function createPersonaEvents({ log, metrics }: { readonly log: Logger; readonly metrics: Metrics }) {
  const latency = metrics.histogram({
    name: 'persona_agent_latency_ms',
    help: 'Time of a decision, the wait for the lock included',
    buckets: LATENCY_BUCKETS_MS,
  });
  const errors = metrics.counter({
    name: 'persona_agent_errors',
    help: 'Calls that failed',
    labels: ['operation', 'code'],
  });
  const received = metrics.counter({
    name: 'persona_feedback_signals_total',
    help: 'Signals received',
    labels: ['type', 'outcome'],
  });
  const resolved = metrics.counter({ name: 'persona_signals_resolved_total', help: 'Signals that won their group' });
  const discarded = metrics.counter({ name: 'persona_signals_discarded_total', help: 'Signals that lost' });
  const discardRate = metrics.gauge({
    name: 'persona_signal_discard_rate',
    help: 'Share of lost signals since the start, 0-1',
  });
  const upgrades = metrics.counter({ name: 'persona_stage_upgrades_total', help: 'Stages reached', labels: ['stage'] });
  const activeBlocks = metrics.gauge({
    name: 'persona_temp_blocks_active',
    help: 'Most active blocks of one user seen at a read',
  });
  const totals = { resolved: 0, discarded: 0 };
  const failed = (operation: string, requestId: string, thrown: unknown): void => {
    const { code } = toAppError(thrown);
    errors.increment({ operation, code });
    log.warn({ request_id: requestId, operation, code }, 'persona.failed');
  };
  return {
    failed,
    /** Runs an operation and counts its failure. */
    observe: <T>(operation: string, requestId: string, work: () => Promise<T>): Promise<T> =>
      work().catch((error: unknown) => {
        failed(operation, requestId, error);
        throw error;
      }),
    decided(
      request: { readonly userId: string; readonly requestId: string },
      response: PersonaResponse,
      elapsedMs: number,
    ): void {
      latency.observe(elapsedMs);
      log.info(
        { request_id: request.requestId, user_id: request.userId, tone: response.tone_mode, debug: response.debug },
        'persona.decided',
      );
    },
    versionRefused(requestId: string, version: string): void {
      log.error({ request_id: requestId, contract_version: version.slice(0, 20) }, 'persona.version-refused');
    },
    signalTaken(type: SignalType, outcome: 'buffered' | 'applied' | 'duplicate' | 'refused'): void {
      received.increment({ type, outcome });
    },
    overrideRefused(userId: string, warnings: readonly string[]): void {
      log.warn({ user_id: userId, warnings }, 'persona.override-refused');
    },
    flushed(
      userId: string,
      outcome: { readonly winners: number; readonly losers: number; readonly applied: readonly string[] },
    ): void {
      totals.resolved += outcome.winners;
      totals.discarded += outcome.losers;
      resolved.increment({}, outcome.winners);
      discarded.increment({}, outcome.losers);
      discardRate.set(totals.discarded / Math.max(1, totals.resolved + totals.discarded));
      log.info({ user_id: userId, applied: outcome.applied }, 'persona.flushed');
    },
    stageChanged(userId: string, from: number, to: number): void {
      if (to > from) upgrades.increment({ stage: to });
      log.info({ user_id: userId, from, to }, 'persona.stage-changed');
    },
    blocksRead(count: number): void {
      activeBlocks.set(count);
    },
    storeUnavailable(operation: string, error: unknown): void {
      log.warn({ operation, error }, 'persona.store-unavailable');
    },
    cleaned(counts: Readonly<Record<string, number>>): void {
      log.info(counts, 'persona.cleaned');
    },
  };
}
