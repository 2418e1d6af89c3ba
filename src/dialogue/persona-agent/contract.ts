import { z } from 'zod';
import { oc } from '#kernel/contract';
import { contextFrame } from '#dialogue/model/context-frame';
import { intent } from '#dialogue/model/intent';
import { dominantEmotion, trajectory, voiceSignals } from '#dialogue/model/mood-frame';
import { avatarState, personaDirective, renderHints, toneMode, voiceParams } from '#dialogue/model/persona';
import { score, timestamp, uuid } from '#dialogue/model/scalar';

/** Version of this contract; while the major is 0 the minor counts as breaking. @see persona.md 14.4 */
export const PERSONA_CONTRACT_VERSION = '0.7.0';

/** The mood as the persona reads it: flat. @see dialogue.md 3.3 */
export const flatMood = z.object({
  valence: score.default(0.5),
  energy: score.default(0.4),
  dominance: score.default(0.5),
  mood_confidence: score.default(0.5),
  frustration: score.default(0),
  urgency: score.default(0.3),
  sarcasm_detected: z.boolean().default(false),
  text_voice_mismatch: z.boolean().default(false),
  context_trajectory: trajectory.default('stable'),
  disengagement_score: score.default(0),
  voice_signals: voiceSignals.nullable().default(null),
  thread_break: z.boolean().default(false),
  dominant_emotion: dominantEmotion.default('neutral'),
});
export type FlatMood = z.output<typeof flatMood>;

/** What an earlier answer was like; feedback and rules read it. @see persona.md 6.1 */
export const responseMeta = z.object({
  tone_mode: toneMode,
  had_humor: z.boolean(),
  humor_type: z.string().nullable().default(null),
  had_cultural_ref: z.boolean(),
  had_opinion: z.boolean(),
  had_praise: z.boolean(),
  had_emotional_support: z.boolean(),
  was_proactive: z.boolean(),
  had_urgency_push: z.boolean(),
  user_word_count: z.number().int().optional(),
  style_tags: z.array(z.string()).default([]),
});
export type ResponseMeta = z.output<typeof responseMeta>;

/** One field of the communication profile. @see persona.md 3.1 */
export const profileField = z.object({
  value: z.unknown(),
  confidence: score,
  source: z.enum(['settings', 'onboarding', 'explicit', 'extraction', 'behavioural', 'default']),
  evidence_count: z.number().int().min(0),
  last_evidence_at: timestamp.nullable(),
  /** Latent position of an ordered field, 0-1. @see persona.md P-12 */
  position: score.optional(),
  /** When an explicit override was given; overrides beat everything but later settings. */
  override_at: timestamp.nullable().optional(),
});
export type ProfileField = z.output<typeof profileField>;
export const personaProfile = z.record(z.string(), profileField);
export type PersonaProfile = z.output<typeof personaProfile>;

/** A life event as the persona sees it. @see persona.md P-20 */
export const futureEvent = z.object({
  key: z.string(),
  value: z.string(),
  date: z.string().nullable(),
  emotional_valence: z.enum(['positive', 'negative']).nullable(),
  context: z.array(z.string()).default([]),
});

/** What the persona agent is asked. @see persona.md 14.1 */
export const personaRequest = z.object({
  contract_version: z.string(),
  user_id: uuid,
  request_id: uuid,
  mood_frame: flatMood,
  context_frame: contextFrame.nullable(),
  user_intent: intent,
  persona_profile: personaProfile,
  relationship_stage: z.number().int().min(0).max(3),
  total_exchanges: z.number().int().min(0),
  user_message: z.string(),
  user_lang: z.enum(['en', 'ru', 'ar']),
  user_knowledge_compact: z.object({
    saving_goal: z.string().nullable().default(null),
    future_events: z.array(futureEvent).default([]),
    last_active_at: timestamp.nullable().default(null),
  }),
  /** Newest first; `user_word_count` is that of the message which the answer answered. */
  last_n_response_meta: z.array(responseMeta).max(20).default([]),
  memory_correction_fired: z.boolean().default(false),
  crisis_window: z.boolean().default(false),
  is_session_start: z.boolean().default(false),
});
export type PersonaRequest = z.output<typeof personaRequest>;

/** Why the persona decided as it did; logged, never sent to the client. */
export const personaDebug = z.object({
  persona_api_version: z.string(),
  tone_reason: z.string(),
  stage_limits_applied: z.array(z.string()),
  rules_applied: z.array(z.string()),
  rules_skipped: z.array(z.string()),
  override_decisions: z.array(z.string()),
  resolved_signals: z.object({
    resolved: z.array(z.string()),
    discarded: z.array(z.object({ type: z.string(), reason: z.string() })),
    stale_flushed: z.array(z.string()),
  }),
  blocked_by: z.array(z.string()),
  canonicalization_warnings: z.array(z.string()),
  processing_ms: z.number(),
});

/** How the avatar behaves in this turn. */
export const personaResponse = z.object({
  persona_api_version: z.string(),
  tone_mode: toneMode,
  persona_directive: personaDirective,
  voice_params: voiceParams,
  avatar_state: avatarState,
  render_hints: renderHints,
  debug: personaDebug,
});
export type PersonaResponse = z.output<typeof personaResponse>;

/** Signals of the user's reaction. @see persona.md 6.2 */
export const signalType = z.enum([
  'humor_positive',
  'humor_ignored',
  'cultural_ref_positive',
  'cultural_ref_rejected',
  'proactivity_welcomed',
  'proactivity_rejected',
  'emotional_depth_positive',
  'emotional_depth_deflected',
  'opinion_accepted',
  'wants_stronger_opinion',
  'praise_welcomed',
  'praise_dismissed',
  'shopping_urgency_positive',
  'shopping_urgency_rejected',
  'brevity_signal',
  'formality_informal',
  'explicit_override',
]);
export type SignalType = z.output<typeof signalType>;

/** The actuator: how the avatar speaks, sounds and looks. @see persona.md 14 */
export const personaAgentContract = {
  persona: oc
    .route({ method: 'POST', path: '/persona', summary: 'Decide tone, directive, voice and face of a turn' })
    .input(personaRequest)
    .output(personaResponse),
  feedback: oc
    .route({ method: 'POST', path: '/persona/feedback', summary: "Take one signal of the user's reaction" })
    .input(
      z.object({
        user_id: uuid,
        signal_id: uuid,
        exchange_id: uuid,
        signal_type: signalType,
        signal_data: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .output(z.object({ buffered: z.boolean() })),
  flush: oc
    .route({ method: 'POST', path: '/persona/flush', summary: 'Resolve and apply the signals of an exchange' })
    .input(z.object({ user_id: uuid, exchange_id: uuid }))
    .output(
      z.object({
        resolved: z.array(z.string()),
        discarded: z.array(z.object({ type: z.string(), reason: z.string() })),
        applied: z.array(z.string()),
        stale_flushed: z.array(z.string()),
      }),
    ),
  profile: oc
    .route({ method: 'GET', path: '/persona/profile', summary: 'Profile, stage and blocks of a user' })
    .input(z.object({ user_id: uuid }))
    .output(
      z.object({
        persona_profile: personaProfile,
        relationship_stage: z.object({
          stage: z.number().int(),
          sessions_count: z.number().int(),
          total_exchanges: z.number().int(),
          positive_signals_count: z.number().int(),
          last_active_at: timestamp.nullable(),
        }),
        temp_blocks: z.array(z.object({ key: z.string(), until: timestamp, reason: z.string() })),
      }),
    ),
  onboarding: oc
    .route({ method: 'POST', path: '/persona/onboarding', summary: 'Store what the first meeting told' })
    .input(z.object({ user_id: uuid, fields: z.record(z.string(), z.unknown()) }))
    .output(z.object({ stored: z.array(z.string()), warnings: z.array(z.string()) })),
};
