import { option } from '#kernel/option';
import { masterKeyOptions } from '#user-data/memory/master-keys';

/** Settings of the orchestrator. @see dialogue.md 3.19 */
export const orchestratorOptions = {
  ...masterKeyOptions,
  replaySigningKey: option.secret({
    env: 'REPLAY_SIGNING_KEY',
    doc: 'Key that signs answers, so that a replay can be trusted: 32 bytes, base64',
  }),
  llmTimeoutMs: option.integer({
    env: 'ORCHESTRATOR_LLM_TIMEOUT_MS',
    doc: 'Longest call of a language model',
    unit: 'ms',
    default: 10_000,
  }),
  llmAttempts: option.integer({
    env: 'ORCHESTRATOR_LLM_ATTEMPTS',
    doc: 'Calls a provider gets in one turn',
    default: 2,
  }),
  llmProviders: option.integer({
    env: 'ORCHESTRATOR_LLM_PROVIDERS',
    doc: 'Providers that are tried in one turn',
    default: 2,
  }),
  llmMaxOutputTokens: option.integer({
    env: 'ORCHESTRATOR_LLM_MAX_OUTPUT_TOKENS',
    doc: 'Longest answer',
    unit: 'tokens',
    default: 700,
  }),
  llmTemperature: option.number({
    env: 'ORCHESTRATOR_LLM_TEMPERATURE',
    doc: 'Sampling temperature of answers',
    default: 0.7,
  }),
  turnBudgetMs: option.integer({
    env: 'ORCHESTRATOR_TURN_BUDGET_MS',
    doc: 'Time from accepting a turn to the end of its last model call',
    unit: 'ms',
    default: 38_000,
  }),
  leaseMs: option.integer({
    env: 'ORCHESTRATOR_LEASE_MS',
    doc: 'How long the conversation waits for a turn whose process is gone; a living turn extends it',
    unit: 'ms',
    default: 12_000,
  }),
  concurrentTurns: option.integer({
    env: 'ORCHESTRATOR_CONCURRENT_TURNS',
    doc: 'Turns that work at once in this process; the others are stored and wait',
    default: 50,
  }),
  moodWaitMs: option.integer({
    env: 'ORCHESTRATOR_MOOD_WAIT_MS',
    doc: 'Longest wait for the mood frame',
    unit: 'ms',
    default: 300,
  }),
  contextWaitMs: option.integer({
    env: 'ORCHESTRATOR_CONTEXT_WAIT_MS',
    doc: 'Longest wait for the context frame',
    unit: 'ms',
    default: 150,
  }),
  contextStaleMs: option.integer({
    env: 'ORCHESTRATOR_CONTEXT_STALE_MS',
    doc: 'Age from which place and opportunities are dropped',
    unit: 'ms',
    default: 600_000,
  }),
  personaTimeoutMs: option.integer({
    env: 'ORCHESTRATOR_PERSONA_TIMEOUT_MS',
    doc: 'Longest wait for the persona; then the fallback persona',
    unit: 'ms',
    default: 50,
  }),
  embeddingTimeoutMs: option.integer({
    env: 'ORCHESTRATOR_EMBEDDING_TIMEOUT_MS',
    doc: 'Longest wait for the vector of the query; then words only',
    unit: 'ms',
    default: 3_000,
  }),
  consultTimeoutMs: option.integer({
    env: 'ORCHESTRATOR_CONSULT_TIMEOUT_MS',
    doc: 'Longest wait for the stylist',
    unit: 'ms',
    default: 1_500,
  }),
  similarityThreshold: option.number({
    env: 'ORCHESTRATOR_SIMILARITY_THRESHOLD',
    doc: 'Least cosine similarity of an episode',
    default: 0.5,
  }),
  similarityThresholdMultilingual: option.number({
    env: 'ORCHESTRATOR_SIMILARITY_THRESHOLD_MULTILINGUAL',
    doc: 'The same for users of several languages',
    default: 0.35,
  }),
  batchExtractionEnabled: option.boolean({
    env: 'ORCHESTRATOR_BATCH_EXTRACTION_ENABLED',
    doc: 'Whether a model looks for facts in the messages that the rules have read; worth it when retrieval misses more than 10 %',
    default: false,
  }),
  batchLlmTimeoutMs: option.integer({
    env: 'ORCHESTRATOR_BATCH_LLM_TIMEOUT_MS',
    doc: 'Longest call of a language model in the batch extraction',
    unit: 'ms',
    default: 45_000,
  }),
  usesSpecifiedRanking: option.boolean({
    env: 'ORCHESTRATOR_SPECIFIED_RANKING',
    doc: 'Find episodes by 0.7 vector + 0.3 ts_rank instead of by weighed words and their neighbours',
    default: false,
  }),
  timeZone: option.string({
    env: 'ORCHESTRATOR_TIME_ZONE',
    doc: 'Calendar of users who set none',
    default: 'Asia/Dubai',
  }),
  city: option.string({ env: 'ORCHESTRATOR_CITY', doc: 'City of users whose mall is not known', default: 'Dubai' }),
  currency: option.string({ env: 'ORCHESTRATOR_CURRENCY', doc: 'Currency of amounts without a sign', default: 'AED' }),
} as const;
