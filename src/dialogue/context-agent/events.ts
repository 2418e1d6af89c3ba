import type { Logger } from '#kernel/log';
import type { Metrics } from '#kernel/metric';
import type { FetchOutcome } from './recall-or-fetch.ts';

/** Sources that may fail one by one. */
export type ContextSource = 'place' | 'weather' | 'events' | 'culture';

/** Everything that the context agent tells the operator. Never coordinates, never preferences. */
export interface ContextEvents {
  readonly described: (facts: {
    readonly requestId: string;
    readonly latencyMs: number;
    readonly locationType: string;
  }) => void;
  readonly weatherRead: (outcome: FetchOutcome) => void;
  readonly sourceFailed: (facts: {
    readonly requestId: string;
    readonly source: ContextSource;
    readonly error: unknown;
  }) => void;
  readonly failed: (facts: { readonly requestId: string; readonly error: unknown }) => void;
}

/** Builds the events on a log and a metrics registry. */
export function createContextEvents(deps: { readonly log: Logger; readonly metrics: Metrics }): ContextEvents {
  const { log, metrics } = deps;
  const latency = metrics.histogram({
    name: 'context_agent_latency_ms',
    help: 'Time to a context frame, in milliseconds; alert when p95 is above 100.',
    buckets: [1, 2, 5, 10, 25, 50, 75, 100, 150, 250],
  });
  const errors = metrics.counter({ name: 'context_agent_errors', help: 'Requests without a frame; alert above 5 %.' });
  const sources = metrics.counter({
    name: 'context_agent_source_errors_total',
    help: 'Sources that failed or were late.',
    labels: ['source'],
  });
  const weather = metrics.counter({
    name: 'context_agent_weather_total',
    help: 'Weather by where it came from.',
    labels: ['outcome'],
  });
  const ratio = metrics.gauge({
    name: 'context_agent_weather_cache_hit',
    help: 'Share of weather answers from a fresh cache entry since the start; alert below 0.5.',
  });
  let reads = 0;
  let hits = 0;
  return {
    described: ({ requestId, latencyMs, locationType }) => {
      latency.observe(latencyMs);
      log.debug({ request_id: requestId, latency_ms: latencyMs, location_type: locationType }, 'context.described');
    },
    weatherRead: (outcome) => {
      reads += 1;
      if (outcome === 'fresh_cache') hits += 1;
      ratio.set(hits / reads);
      weather.increment({ outcome });
    },
    sourceFailed: ({ requestId, source, error }) => {
      sources.increment({ source });
      log.warn({ request_id: requestId, source, code: codeOf(error) }, 'context.source_failed');
    },
    failed: ({ requestId, error }) => {
      errors.increment();
      log.error({ request_id: requestId, error }, 'context.failed');
    },
  };
}

/** Only the code: a vendor's message may hold the address that was asked, coordinates included. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}
