import type { Logger } from '#kernel/log';
import type { Metrics } from '#kernel/metric';

/** What happens in the orchestrator, as log lines and metrics of the specification. @see dialogue.md 3.21 */
export interface OrchestratorEvents {
  readonly turnAccepted: (facts: { requestId: string; outcome: string; messages: number; durationMs: number }) => void;
  readonly turnDone: (facts: {
    requestId: string;
    intent: string;
    queryLevel: number;
    model: string;
    durationMs: number;
    items: number;
    isDegraded: boolean;
  }) => void;
  readonly turnEnded: (facts: { requestId: string; outcome: 'cancelled' | 'failed'; error?: unknown }) => void;
  readonly stepTimed: (step: string, durationMs: number) => void;
  readonly stepDegraded: (facts: { requestId: string; step: string; error: unknown }) => void;
  readonly promptReady: (durationMs: number) => void;
  readonly llmRetried: (facts: { provider: string; reason: string }) => void;
  readonly llmFellBack: (facts: { from: string; to: string }) => void;
  readonly llmFailedTotally: (facts: { requestId: string }) => void;
  readonly answerRejected: (reason: string) => void;
  readonly contextTrimmed: (queryLevel: number) => void;
  readonly personaInvalid: (reason: 'empty' | 'invalid' | 'timeout') => void;
  readonly factLearned: (facts: { type: string; language: string }) => void;
  readonly factUnreadable: (facts: { type: string; error: unknown }) => void;
  readonly dataKeyNotRewrapped: (facts: { userId: string; error: unknown }) => void;
  readonly memoryCorrected: (facts: { type: string; language: string; deactivated: boolean }) => void;
  readonly memoryStepFailed: (facts: { requestId: string; error: unknown }) => void;
  readonly replayed: (facts: { inserted: number; backfilled: number; rejected: number }) => void;
  readonly messageEmbedded: (count: number) => void;
}

const TURN_BUCKETS_MS = [50, 100, 250, 500, 1000, 2000, 4000, 8000, 10_000, 20_000, 40_000];
const STEP_BUCKETS_MS = [1, 2, 5, 10, 15, 25, 50, 100, 200, 500, 1000, 3000];

/** Joins the log and the metrics. */
export function createOrchestratorEvents(log: Logger, metrics: Metrics): OrchestratorEvents {
  const responseTime = metrics.histogram({
    name: 'llm_orchestrator_response_time_ms',
    help: 'Turn from acceptance to the stored answer',
    labels: ['query_level'],
    buckets: TURN_BUCKETS_MS,
  });
  const packTime = metrics.histogram({
    name: 'llm_orchestrator_context_pack_time_ms',
    help: 'Turn from acceptance to the finished prompt',
    buckets: STEP_BUCKETS_MS,
  });
  const steps = metrics.histogram({
    name: 'llm_orchestrator_step_time_ms',
    help: 'Duration of one step of a turn',
    labels: ['step'],
    buckets: STEP_BUCKETS_MS,
  });
  const errors = metrics.counter({ name: 'llm_orchestrator_errors', help: 'Turns that failed' });
  const retries = metrics.counter({
    name: 'unde_llm_retry_total',
    help: 'Repeated model calls',
    labels: ['provider', 'reason'],
  });
  const fallbacks = metrics.counter({
    name: 'unde_llm_fallback_total',
    help: 'Turns that went on with another provider',
    labels: ['from_provider', 'to_provider'],
  });
  const failures = metrics.counter({ name: 'unde_llm_total_failure', help: 'Turns that no model answered' });
  const rejections = metrics.counter({
    name: 'unde_llm_validation_failed',
    help: 'Answers that were refused',
    labels: ['reason'],
  });
  const trims = metrics.counter({
    name: 'unde_context_truncated_total',
    help: 'Prompts that had to be cut',
    labels: ['query_level'],
  });
  const emptyPersona = metrics.counter({ name: 'unde_persona_empty_response', help: 'Turns without a persona answer' });
  const invalidPersona = metrics.counter({
    name: 'unde_persona_invalid_response',
    help: 'Turns with an incomplete persona answer',
  });
  const learned = metrics.counter({
    name: 'unde_instant_extraction_total',
    help: 'Facts taken from messages',
    labels: ['type', 'language'],
  });
  const corrected = metrics.counter({
    name: 'unde_memory_correction_total',
    help: 'Corrections by the user',
    labels: ['type', 'lang'],
  });
  const deactivated = metrics.counter({
    name: 'unde_memory_correction_uk_deactivated_total',
    help: 'Facts switched off by a correction',
  });
  const unreadable = metrics.counter({
    name: 'unde_knowledge_decrypt_errors_total',
    help: 'Facts that could not be decrypted',
    labels: ['type'],
  });
  const unwrapped = metrics.counter({
    name: 'unde_data_key_rewrap_errors_total',
    help: 'Data keys that could not be wrapped by the current master key',
  });
  const replays = metrics.counter({ name: 'replay_requests_total', help: 'Replays of clients' });
  const backfills = metrics.counter({
    name: 'replay_enrichment_backfill_total',
    help: 'Replayed messages that were still to be embedded',
  });
  const degradations = metrics.counter({
    name: 'llm_orchestrator_degraded_steps_total',
    help: 'Steps that went on without their result',
    labels: ['step'],
  });
  const embedded = metrics.counter({ name: 'unde_messages_embedded_total', help: 'Messages that got their vector' });
  return {
    turnAccepted: (facts) => {
      steps.observe(facts.durationMs, { step: 'accept' });
      log.info(
        {
          request_id: facts.requestId,
          outcome: facts.outcome,
          messages: facts.messages,
          duration_ms: Math.round(facts.durationMs),
        },
        'turn.accepted',
      );
    },
    turnDone: (facts) => {
      responseTime.observe(facts.durationMs, { query_level: facts.queryLevel });
      log.info(
        {
          request_id: facts.requestId,
          intent: facts.intent,
          query_level: facts.queryLevel,
          model: facts.model,
          duration_ms: Math.round(facts.durationMs),
          items: facts.items,
          degraded: facts.isDegraded,
        },
        'turn.done',
      );
    },
    turnEnded: ({ requestId, outcome, error }) => {
      if (outcome === 'failed') errors.increment();
      const write = outcome === 'failed' ? log.error : log.info;
      write({ request_id: requestId, ...(error === undefined ? {} : { error }) }, `turn.${outcome}`);
    },
    stepTimed: (step, durationMs) => steps.observe(durationMs, { step }),
    stepDegraded: ({ requestId, step, error }) => {
      degradations.increment({ step });
      log.warn({ request_id: requestId, step, error }, 'turn.step_degraded');
    },
    promptReady: (durationMs) => packTime.observe(durationMs),
    llmRetried: ({ provider, reason }) => retries.increment({ provider, reason }),
    llmFellBack: ({ from, to }) => fallbacks.increment({ from_provider: from, to_provider: to }),
    llmFailedTotally: ({ requestId }) => {
      failures.increment();
      log.error({ request_id: requestId }, 'llm.total_failure');
    },
    answerRejected: (reason) => rejections.increment({ reason }),
    contextTrimmed: (queryLevel) => trims.increment({ query_level: queryLevel }),
    personaInvalid: (reason) => (reason === 'invalid' ? invalidPersona : emptyPersona).increment(),
    factLearned: ({ type, language }) => learned.increment({ type, language }),
    dataKeyNotRewrapped: ({ userId, error }) => {
      unwrapped.increment();
      log.error({ user_id: userId, error }, 'data_key.not_rewrapped');
    },
    factUnreadable: ({ type, error }) => {
      unreadable.increment({ type });
      log.error({ type, error }, 'knowledge.unreadable');
    },
    memoryCorrected: (facts) => {
      corrected.increment({ type: facts.type, lang: facts.language });
      if (facts.deactivated) deactivated.increment();
    },
    memoryStepFailed: ({ requestId, error }) => log.error({ request_id: requestId, error }, 'memory.step_failed'),
    replayed: (facts) => {
      replays.increment();
      backfills.increment({}, facts.backfilled);
      log.info(facts, 'replay.done');
    },
    messageEmbedded: (count) => embedded.increment({}, count),
  };
}
