import type { Clock } from '#kernel/clock';
import { newId } from '#kernel/id';
import { silentLogger } from '#kernel/log';
import { createMetrics } from '#kernel/metric';
import type { FieldName } from '#dialogue/model/persona-contract/fields';
import type { FlatMood, PersonaRequest, ProfileField, ResponseMeta } from '../contract.ts';
import { flatMood, PERSONA_CONTRACT_VERSION, responseMeta } from '../contract.ts';
import type { Circumstances, Decision } from '../direct-persona.ts';
import { directPersona } from '../direct-persona.ts';
import type { PersonaDeps } from '../persona-deps.ts';
import { createPersonaDeps } from '../persona-deps.ts';
import { mapCache } from './map-cache.ts';
import { MemoryPersonaStore } from './memory-persona-store.ts';

/** When every test takes place. */
export const NOW = new Date('2026-11-23T10:00:00.000Z');

/** A mood that says enough to be used; neutral but for what the test changes. */
export function mood(change: Partial<FlatMood> = {}): FlatMood {
  return { ...flatMood.parse({ mood_confidence: 0.8 }), ...change };
}

/** A profile field with full confidence and evidence of today. */
export function known(value: unknown, change: Partial<ProfileField> = {}): ProfileField {
  return {
    value,
    confidence: 0.9,
    source: 'extraction',
    evidence_count: 3,
    last_evidence_at: NOW.toISOString(),
    ...change,
  };
}

/** A direct wish. */
export function wish(value: unknown): ProfileField {
  return known(value, { source: 'explicit', override_at: NOW.toISOString() });
}

/** What an earlier answer was like. */
export function meta(change: Partial<ResponseMeta> = {}): ResponseMeta {
  const plain = {
    tone_mode: 'warm',
    had_humor: false,
    had_cultural_ref: false,
    had_opinion: false,
    had_praise: false,
    had_emotional_support: false,
    was_proactive: false,
    had_urgency_push: false,
  } as const;
  return { ...responseMeta.parse(plain), ...change };
}

/** A request in the middle of a chat at stage 2. */
export function request(change: Partial<PersonaRequest> = {}): PersonaRequest {
  return {
    contract_version: PERSONA_CONTRACT_VERSION,
    user_id: '01936b2e-0000-7000-8000-000000000001',
    request_id: '01936b2e-0000-7000-8000-000000000002',
    mood_frame: mood(),
    context_frame: null,
    user_intent: 'social_chat',
    persona_profile: {},
    relationship_stage: 2,
    total_exchanges: 80,
    user_message: 'what do we wear today',
    user_lang: 'en',
    user_knowledge_compact: { saving_goal: null, future_events: [], last_active_at: null },
    last_n_response_meta: [],
    memory_correction_fired: false,
    crisis_window: false,
    is_session_start: false,
    ...change,
  };
}

/** Decides with nothing in the way. */
export function decide(
  change: Partial<PersonaRequest> = {},
  circumstances: Partial<Circumstances> = {},
): Decision['response'] {
  return directPersona(request(change), {
    now: NOW,
    timeZone: 'Asia/Dubai',
    language: 'en',
    blocks: [],
    recentReferences: new Set(),
    lastFlush: { resolved: [], discarded: [], stale_flushed: [] },
    ...circumstances,
  }).response;
}

/** Ids of the situational lines. */
export function situationalIds(response: Decision['response']): readonly string[] {
  return response.persona_directive.situational_rules.map((line) => line.id);
}

/** A profile of fields by name. */
export function profile(fields: Partial<Record<FieldName, ProfileField>>): PersonaRequest['persona_profile'] {
  return fields as PersonaRequest['persona_profile'];
}

/** The use cases' world: an in-memory store and cache, and a clock that the test moves. */
export function createWorld() {
  let nowMs = NOW.getTime();
  const clock: Clock = { now: () => new Date(nowMs), nowMs: () => nowMs };
  const store = new MemoryPersonaStore();
  const cache = mapCache() as PersonaDeps['cache'];
  const deps = createPersonaDeps({
    ...{ store, cache, clock, language: 'en', timeZone: 'Asia/Dubai' },
    ...{ log: silentLogger, metrics: createMetrics('persona-agent') },
  });
  return { deps, store, cache, clock, userId: newId(), advance: (ms: number) => void (nowMs += ms) };
}
