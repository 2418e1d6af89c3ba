import { randomBytes } from 'node:crypto';
import { systemClock } from '#kernel/clock';
import type { Clock } from '#kernel/clock';
import { newId } from '#kernel/id';
import { detachedCall } from '#kernel/call';
import { fallbackPersona } from '#dialogue/model/persona-contract/fallback-persona';
import type { StreamEvent } from '#dialogue/model/stream-event';
import type { LanguageModel } from '#ports/language-model';
import { createMemoryCache } from '#providers/memory-cache/memory-cache';
import type { Database } from '#stores/database/database';
import { registerShards } from '#stores/production/routing-store';
import { createFactCipher } from '#user-data/memory/fact-cipher';
import type { FactCipher } from '#user-data/memory/fact-cipher';
import { createRouting } from '#user-data/routing/routing';
import type { Routing } from '#user-data/routing/routing';
import type { ReplyRequest } from './contract.ts';
import { createHold, createRelease } from './finish-turn.ts';
import { reply } from './reply.ts';
import type { ReplyDeps } from './reply.ts';
import { countingEvents, scriptedModel } from './turn.fixture.ts';
import { TurnRegistry } from './turn-registry.ts';

const OPTIONS = {
  leaseMs: 45_000,
  timeZone: 'Asia/Dubai',
  city: 'Dubai',
  currency: 'AED',
  moodWaitMs: 1,
  contextWaitMs: 1,
  contextStaleMs: 600_000,
  personaTimeoutMs: 500,
  embeddingTimeoutMs: 1_000,
  consultTimeoutMs: 1_000,
  similarityThreshold: 0.5,
  similarityThresholdMultilingual: 0.35,
  usesSpecifiedRanking: false,
  llmTimeoutMs: 5_000,
  llmAttempts: 2,
  llmProviders: 2,
  llmMaxOutputTokens: 700,
  llmTemperature: 0.7,
  turnBudgetMs: 38_000,
};

/** What a test may replace. */
export interface TurnBenchChanges {
  readonly models?: readonly LanguageModel[];
  readonly cipher?: FactCipher;
  readonly clock?: Clock;
  readonly slots?: number;
  readonly options?: Partial<typeof OPTIONS>;
}

/** The orchestrator's turn on real databases, with a persona and models that answer at once; counts the ways to the shard. */
export async function openTurnBench(
  databases: { readonly production: Database; readonly shard: Database },
  changes: TurnBenchChanges = {},
) {
  await registerShards(databases.production, [{ shardId: 0, endpointName: 'shard-0' }]);
  const trips: string[] = [];
  const plain = createRouting({ production: databases.production, shards: new Map([['shard-0', databases.shard]]) });
  const routing: Routing = {
    read: (userId, run) => (trips.push('read'), plain.read(userId, run)),
    autocommit: (userId, run) => (trips.push('autocommit'), plain.autocommit(userId, run)),
    transact: (userId, run, options) => (trips.push('transact'), plain.transact(userId, run, options)),
    place: plain.place,
    forget: plain.forget,
  };
  const clock = changes.clock ?? systemClock;
  const cache = createMemoryCache({ clock });
  const { events, told } = countingEvents();
  const cipher =
    changes.cipher ?? createFactCipher({ masterKeys: new Map([[1, randomBytes(32)]]), currentKekId: 1, clock });
  const turns = new TurnRegistry({ cache, slots: changes.slots ?? 50 });
  const jobs: unknown[] = [];
  const { ProviderBreaker } = await import('./provider-breaker.ts');
  const options = { ...OPTIONS, ...changes.options };
  const deps = {
    routing,
    cache,
    clock,
    cipher,
    events,
    turns,
    options,
    signingKey: randomBytes(32),
    persona: {
      persona: async () => fallbackPersona({ reason: 'test' }),
      feedback: async () => ({}),
      flush: async () => ({}),
    },
    embeddingModel: {
      name: 'test',
      embed: async ({ texts }: { texts: readonly string[] }) =>
        texts.map(() => Array.from({ length: 1024 }, () => 0.03)),
    },
    stylist: {
      name: 'none',
      consult: async () => ({ consultantType: 'stylist', items: [], occasion: null, style: null, rationale: null }),
    },
    models: changes.models ?? [scriptedModel('a', [['Hello, what shall we look for?']])],
    breaker: new ProviderBreaker(clock),
    catalogueNames: async () => ({ brands: [], stores: [] }),
    jobs: {
      send: async (job: { name: string }, payload: unknown, target: unknown) =>
        void jobs.push({ name: job.name, payload, target }),
      wake: () => undefined,
    },
    release: createRelease({ routing, events }),
    hold: createHold({ routing, events, options }),
  } as unknown as ReplyDeps;
  const request = (userId: string, text: string, more: Partial<ReplyRequest> = {}): ReplyRequest => ({
    user_id: userId,
    request_id: newId(),
    messages: [
      { message_id: newId(), text, input_type: 'text', explicit_reply_to: null, sent_at: clock.now().toISOString() },
    ],
    supersedes: [],
    voice_mode: false,
    mall_id: null,
    photo_url: null,
    crisis_window: false,
    ...more,
  });
  const run = async (asked: ReplyRequest): Promise<StreamEvent[]> => {
    const seen: StreamEvent[] = [];
    for await (const event of reply(deps, asked, detachedCall({ caller: 'test' }))) seen.push(event);
    return seen;
  };
  return { deps, routing: plain, trips, told, jobs, turns, request, run };
}
