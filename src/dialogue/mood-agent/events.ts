import type { MessageLanguage } from '#dialogue/model/language/detect-language';
import type { Logger } from '#kernel/log';
import type { Metrics } from '#kernel/metric';

/** What became of the model's reading of a message. */
export type ModelOutcome = 'in_time' | 'late' | 'failed';

/** Everything that the mood agent tells the operator. Never a word of the message. */
export interface MoodEvents {
  readonly analyzed: (facts: {
    readonly requestId: string;
    readonly latencyMs: number;
    readonly source: string;
    readonly language: MessageLanguage;
    readonly isSarcastic: boolean;
  }) => void;
  readonly sarcasmDenied: () => void;
  readonly modelAnswered: (outcome: ModelOutcome) => void;
  readonly modelFailed: (facts: { readonly requestId: string; readonly error: unknown }) => void;
  readonly cacheFailed: (facts: { readonly requestId: string; readonly error: unknown }) => void;
  readonly failed: (facts: { readonly requestId: string; readonly error: unknown }) => void;
}

/** Builds the events on a log and a metrics registry. */
export function createMoodEvents(deps: { readonly log: Logger; readonly metrics: Metrics }): MoodEvents {
  const { log, metrics } = deps;
  const latency = metrics.histogram({
    name: 'mood_agent_latency_ms',
    help: 'Time to a mood frame, in milliseconds; alert when p95 is above 200.',
    buckets: [1, 2, 5, 10, 25, 50, 100, 150, 200, 300, 500],
  });
  const errors = metrics.counter({ name: 'mood_agent_errors', help: 'Analyses without a frame; alert above 5 %.' });
  const sarcasm = metrics.counter({
    name: 'unde_sarcasm_detected_total',
    help: 'Messages read as sarcasm.',
    labels: ['lang'],
  });
  const denied = metrics.counter({
    name: 'unde_sarcasm_override_total',
    help: 'Users who denied the sarcasm that was read.',
  });
  const model = metrics.counter({
    name: 'mood_agent_model_total',
    help: 'Readings by the model: in time, late, failed.',
    labels: ['outcome'],
  });
  return {
    analyzed: ({ requestId, latencyMs, source, language, isSarcastic }) => {
      latency.observe(latencyMs);
      if (isSarcastic) sarcasm.increment({ lang: language });
      log.debug({ request_id: requestId, latency_ms: latencyMs, source, lang: language }, 'mood.analyzed');
    },
    sarcasmDenied: () => denied.increment(),
    modelAnswered: (outcome) => model.increment({ outcome }),
    modelFailed: ({ requestId, error }) => {
      model.increment({ outcome: 'failed' });
      log.debug({ request_id: requestId, error }, 'mood.model_failed');
    },
    cacheFailed: ({ requestId, error }) => log.warn({ request_id: requestId, error }, 'mood.cache_failed'),
    failed: ({ requestId, error }) => {
      errors.increment();
      log.error({ request_id: requestId, error }, 'mood.failed');
    },
  };
}
