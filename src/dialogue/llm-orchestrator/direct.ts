import { forward } from '#kernel/call';
import type { Call } from '#kernel/call';
import { AppError, InvariantError } from '#kernel/error';
import { fallbackPersona, isUsablePersona } from '#dialogue/model/persona-contract/fallback-persona';
import { PERSONA_CONTRACT_VERSION, personaProfile, responseMeta } from '#dialogue/persona-agent/contract';
import type { FlatMood, PersonaRequest, PersonaResponse } from '#dialogue/persona-agent/contract';
import type { personaAgentContract } from '#dialogue/persona-agent/contract';
import type { PeerClient } from '#kernel/service';
import type { MoodFrame } from '#dialogue/model/mood-frame';
import type { VoiceSignals } from '#dialogue/model/mood-frame';
import type { FactCipher } from '#user-data/memory/fact-cipher';
import { openProfile } from '#user-data/memory/profile-cipher';
import type { OrchestratorEvents } from './events.ts';
import type { Sensed } from './sense.ts';
import type { AcceptedMessage } from './turn.ts';

/** How the avatar behaves in this turn, without the debug part. */
export type Direction = Omit<PersonaResponse, 'debug'>;

/** What directing needs. */
export interface DirectDeps {
  readonly persona: PeerClient<typeof personaAgentContract>;
  readonly cipher: FactCipher;
  readonly events: OrchestratorEvents;
  readonly options: { readonly personaTimeoutMs: number };
}

/** A mood confidence at or below which the smoothed baseline speaks instead of the message. @see dialogue.md D-16 */
const LOW_CONFIDENCE = 0.3;

/**
 * Asks the persona how to behave; after 50 ms, or when the answer is not whole, the fallback persona stands in.
 *
 * @see dialogue.md 3.3, persona.md 14
 */
export async function direct(
  deps: DirectDeps,
  input: { readonly accepted: AcceptedMessage; readonly sensed: Sensed; readonly call: Call },
): Promise<Direction> {
  const request = toPersonaRequest(deps.cipher, input.accepted, input.sensed);
  try {
    const response = await deps.persona.persona(
      request,
      forward(input.call, { timeoutMs: deps.options.personaTimeoutMs, signal: input.accepted.turn.signal }),
    );
    if (!isUsablePersona(response))
      throw new InvariantError('the persona is not whole', { code: 'persona_incomplete' });
    const { debug: _debug, ...direction } = response;
    return direction;
  } catch (error) {
    if (input.accepted.turn.signal.aborted) throw error;
    deps.events.personaInvalid(
      error instanceof AppError && error.code === 'dependency_timeout' ? 'timeout' : 'invalid',
    );
    deps.events.stepDegraded({ requestId: input.accepted.turn.requestId, step: 'direct', error });
    const { debug: _debug, ...fallback } = fallbackPersona({ reason: 'no whole answer in time' });
    return fallback;
  }
}

function toPersonaRequest(
  cipher: FactCipher,
  { turn, stored, facts, intent, correction }: AcceptedMessage,
  { mood, world }: Sensed,
): PersonaRequest {
  const stage = stored.relationshipStage;
  const sealed = stored.personaProfile?.fields ?? {};
  const profile = personaProfile.safeParse(
    openProfile(
      cipher,
      { userId: turn.userId, userKey: stored.userKey },
      sealed as Record<string, { value?: unknown }>,
    ),
  );
  const lastActiveAt = stored.recentMessages.at(-1)?.createdAt ?? stage?.lastActiveAt;
  return {
    contract_version: PERSONA_CONTRACT_VERSION,
    user_id: turn.userId,
    request_id: turn.requestId,
    mood_frame: flattenMood(mood),
    context_frame: world,
    user_intent: intent,
    persona_profile: profile.success ? profile.data : {},
    relationship_stage: stage?.stage ?? 0,
    total_exchanges: stage?.totalExchanges ?? Math.floor(stored.conversation.messageCount / 2),
    user_message: turn.text,
    user_lang: turn.language,
    user_knowledge_compact: {
      saving_goal: null,
      future_events: facts.flatMap((fact) => {
        if (fact.type !== 'life_event' || !('event_type' in fact.payload)) return [];
        const { emotional_valence: valence, date, context_tags: context } = fact.payload;
        return [
          {
            key: fact.key,
            value: fact.payload.display_value,
            date: date ?? null,
            emotional_valence: valence === 'neutral' ? null : valence,
            context: [...context],
          },
        ];
      }),
      last_active_at: lastActiveAt?.toISOString() ?? null,
    },
    last_n_response_meta: stored.responseMetas.flatMap(({ responseMeta: meta }) => {
      const parsed = responseMeta.safeParse(meta);
      return parsed.success ? [parsed.data] : [];
    }),
    memory_correction_fired: correction !== null,
    crisis_window: turn.isCrisisWindow || stored.lastCrisisAt !== null,
    is_session_start: lastActiveAt === undefined,
  };
}

/** The mood as the persona reads it. @see dialogue.md 3.3 */
export function flattenMood(mood: MoodFrame, voiceSignals: VoiceSignals | null = null): FlatMood {
  const isUnsure = mood.mood_confidence <= LOW_CONFIDENCE;
  return {
    valence: isUnsure ? mood.smoothed_baseline.valence : mood.emotion.valence,
    energy: isUnsure ? mood.smoothed_baseline.arousal : mood.emotion.arousal,
    dominance: mood.emotion.dominance,
    mood_confidence: mood.mood_confidence,
    frustration: mood.signals.frustration,
    urgency: mood.signals.urgency,
    sarcasm_detected: mood.signals.sarcasm_detected,
    text_voice_mismatch: mood.voice_analysis.text_voice_mismatch,
    context_trajectory: mood.context_pattern.trajectory,
    disengagement_score: mood.context_pattern.disengagement_score,
    voice_signals: voiceSignals,
    thread_break: mood.topic.thread_break,
    dominant_emotion: mood.emotion.dominant,
  };
}
