import { definePeer, defineService } from '#kernel/service';
import { cachePort } from '#ports/cache';
import { embeddingModelPort } from '#ports/embedding-model';
import { languageModelsPort } from '#ports/language-model';
import { objectStoragePort } from '#ports/object-storage';
import { stylistPort } from '#ports/stylist';
import { personaAgentContract } from '#dialogue/persona-agent/contract';
import { markSpoken } from '#stores/shard/mark-spoken';
import { createBatchWork } from '#user-data/knowledge/batch/create-batch-work';
import { createExtractionEvents } from '#user-data/knowledge/batch/extraction-events';
import {
  batchExtractionSweep,
  dataKeyRewrap,
  embedMessageJob,
  enrichmentRecovery,
  extractionReviewSample,
  extractKnowledgeJob,
  lifeEventExpiry,
} from '#user-data/knowledge/contract';
import { reconcileTombstones } from '#user-data/knowledge/controls/apply-deletions';
import { tombstoneExport, tombstoneReconciler } from '#user-data/knowledge/controls/contract';
import { createControlsEvents } from '#user-data/knowledge/controls/events';
import { exportTombstones } from '#user-data/knowledge/controls/export-tombstones';
import { enrichMessages } from '#user-data/knowledge/enrich-messages';
import { recoverEnrichment } from '#user-data/knowledge/recover-enrichment';
import { rewrapDataKeys } from '#user-data/knowledge/rewrap-data-keys';
import { readMasterKeys } from '#user-data/memory/master-keys';
import { createFactCipher } from '#user-data/memory/fact-cipher';
import { routingPort, shardsPort } from '#user-data/routing/port';
import { readCompactView } from './compact-view.ts';
import { llmOrchestratorContract } from './contract.ts';
import { createOrchestratorEvents } from './events.ts';
import { createHold, createRelease } from './finish-turn.ts';
import { listFacts } from './list-facts.ts';
import { readHistory } from './list-history.ts';
import { createMemoryHandlers, describeStoredCards } from './memory-handlers.ts';
import { orchestratorOptions } from './options.ts';
import { productionDatabasePort } from '#stores/production/port';
import { catalogueNamesPort } from './ports.ts';
import { ProviderBreaker } from './provider-breaker.ts';
import { readTurn } from './read-turn.ts';
import { recordCrisis } from './record-crisis.ts';
import { reply } from './reply.ts';
import { TurnRegistry } from './turn-registry.ts';
import { verifyAndReplay } from './verify-and-replay.ts';

/** The brain: the only service that answers, and the only one but the persona that touches a shard. */
export const llmOrchestrator = defineService({
  name: 'llm-orchestrator',
  title: 'Takes a turn, remembers, consults, answers sentence by sentence',
  tier: 'user-facing',
  port: 8010,
  memoryMb: 2048,
  contract: llmOrchestratorContract,
  needs: {
    routing: routingPort,
    shards: shardsPort,
    production: productionDatabasePort,
    cache: cachePort,
    models: languageModelsPort,
    embeddingModel: embeddingModelPort,
    stylist: stylistPort,
    storage: objectStoragePort,
    catalogueNames: catalogueNamesPort,
  },
  peers: { persona: definePeer('persona-agent', personaAgentContract) },
  options: orchestratorOptions,
  jobs: [embedMessageJob, extractKnowledgeJob],
  schedules: [
    enrichmentRecovery,
    dataKeyRewrap,
    batchExtractionSweep,
    lifeEventExpiry,
    extractionReviewSample,
    tombstoneReconciler,
    tombstoneExport,
  ],
  create: ({ needs, peers, options, log, metrics, clock, jobs }) => {
    const events = createOrchestratorEvents(log, metrics);
    const cipher = createFactCipher({ ...readMasterKeys(options), clock });
    const signingKey = Buffer.from(options.replaySigningKey, 'base64');
    const turns = new TurnRegistry({ cache: needs.cache, slots: options.concurrentTurns });
    const deps = {
      ...needs,
      persona: peers.persona,
      options,
      events,
      cipher,
      signingKey,
      turns,
      clock,
      jobs,
      breaker: new ProviderBreaker(clock),
    };
    const batch = createBatchWork({
      ...deps,
      events: createExtractionEvents(log, metrics),
      onUnreadable: events.factUnreadable,
      options: { ...options, llmTimeoutMs: options.batchLlmTimeoutMs },
    });
    const held = { release: createRelease(deps), hold: createHold(deps) };
    const enqueueEmbedding = async (userId: string, conversationId: string): Promise<void> => {
      const { shardId } = await needs.routing.place(userId);
      const database = `shard-${shardId}`;
      await jobs.send(embedMessageJob, { user_id: userId, conversation_id: conversationId }, { database });
      jobs.wake(embedMessageJob, database);
    };
    const controls = {
      ...deps,
      enqueueEmbedding,
      describeCards: describeStoredCards,
      events: createControlsEvents(log, metrics),
    };
    const recover = async (): Promise<void> => {
      const queued = await recoverEnrichment({ ...needs, jobs, embeddingModelName: needs.embeddingModel.name });
      if (queued > 0) log.info({ conversations: queued }, 'enrichment.recovered');
    };
    const rewrap = async (): Promise<void> => {
      const done = await rewrapDataKeys({ ...deps, onFailed: events.dataKeyNotRewrapped });
      if (done.rewrapped > 0 || done.failed > 0) log.info({ ...done }, 'data_keys.rewrapped');
    };
    return {
      handlers: {
        reply: (request, call) => reply({ ...deps, ...held }, request, call),
        cancel: async ({ user_id: userId, request_id: requestId }) => ({
          cancelled: await turns.cancel({ userId, requestId }),
        }),
        turn: ({ user_id: userId, request_id: requestId }) => readTurn(deps, { userId, requestId }),
        recordCrisis: (input) =>
          recordCrisis(deps, {
            userId: input.user_id,
            requestId: input.request_id,
            message: input.message,
            reply: input.reply,
          }),
        verifyAndReplay: (input) =>
          verifyAndReplay(
            { ...deps, enqueueEmbedding },
            {
              userId: input.user_id,
              conversationId: input.conversation_id,
              unconfirmed: input.unconfirmed,
              recentConfirmedIds: input.recent_confirmed_ids,
            },
          ),
        markSpoken: async (input) => ({
          noted: await needs.routing.autocommit(input.user_id, (session) =>
            markSpoken(session, { requestId: input.request_id, spokenChars: input.spoken_chars }),
          ),
        }),
        compact: ({ user_id: userId }) => readCompactView(deps, userId),
        memory: createMemoryHandlers(controls),
        facts: ({ user_id: userId }) => listFacts(deps, userId),
        history: (input) => readHistory(deps, { userId: input.user_id, before: input.before, limit: input.limit }),
      },
      jobs: {
        ...batch.jobs,
        [embedMessageJob.name]: ({ user_id: userId }: { user_id: string }, { signal }) =>
          enrichMessages({ ...needs, onEmbedded: (count) => events.messageEmbedded(count) }, { userId, signal }),
      },
      schedules: {
        ...batch.schedules,
        [enrichmentRecovery.name]: recover,
        [dataKeyRewrap.name]: rewrap,
        [tombstoneReconciler.name]: () => reconcileTombstones(controls),
        [tombstoneExport.name]: async () => void (await exportTombstones(controls)),
      },
      // What a crash left waits no six hours; after a change of the embedding model everything is embedded again, and
      // after a rotation the former master key is let go as soon as it can be.
      start: async () => {
        void recover().catch((error: unknown) => log.error({ error }, 'enrichment.recovery_failed'));
        void rewrap().catch((error: unknown) => log.error({ error }, 'data_keys.rewrap_failed'));
      },
      // A shard that is gone costs its own users, not the others: it does not take this process out.
      checkReady: async () => {
        await Promise.all([needs.production.query('SELECT 1'), needs.cache.get('ready')]);
      },
      drain: () => turns.idle(),
      stop: async () => cipher.close(),
    };
  },
});
