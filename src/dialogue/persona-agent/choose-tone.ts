import type { Intent } from '#dialogue/model/intent';
import type { ToneMode } from '#dialogue/model/persona';
import type { FlatMood } from './contract.ts';

/** What the tone depends on. */
export interface ToneInput {
  readonly mood: Pick<
    FlatMood,
    | 'valence'
    | 'energy'
    | 'mood_confidence'
    | 'sarcasm_detected'
    | 'disengagement_score'
    | 'context_trajectory'
    | 'dominant_emotion'
  >;
  readonly intent: Intent;
  /** After overrides, before the stage gate. */
  readonly humor: 'none' | 'low' | 'medium' | 'high';
  /** 0 to 3. */
  readonly stage: number;
}

/** The tone, and the rule in words with its inputs. */
export interface ToneChoice {
  readonly tone: ToneMode;
  readonly reason: string;
}

/** Valence below this is low spirits. */
export const LOW_VALENCE = 0.4;
/** Confidence up to which a mood says little. @see persona.md P-16 */
export const LOW_MOOD_CONFIDENCE = 0.3;
/** Disengagement above this means that the user wants it short. */
export const DISENGAGED = 0.7;
const SARCASM_VALENCE = 0.35;

/** Valence as it counts: cheerful words said with sarcasm are not cheerful. */
export function effectiveValence(mood: Pick<FlatMood, 'valence' | 'sarcasm_detected'>): number {
  return mood.sarcasm_detected && mood.valence > 0.5 ? SARCASM_VALENCE : mood.valence;
}

/** Chooses the tone; the first rule that matches wins, in the order of P-16. @see persona.md 7, P-16 */
export function chooseTone(input: ToneInput): ToneChoice {
  const { mood, intent } = input;
  const valence = effectiveValence(mood);
  const [tone, rule] = firstMatch(input, valence);
  const facts = [
    `intent=${intent}`,
    `valence=${valence.toFixed(2)}${valence !== mood.valence ? ` (sarcasm, was ${mood.valence.toFixed(2)})` : ''}`,
    `energy=${mood.energy.toFixed(2)}`,
    `confidence=${mood.mood_confidence.toFixed(2)}`,
    `stage=${input.stage}`,
    `humor=${input.humor}`,
  ];
  return { tone, reason: `${rule} -> ${tone} [${facts.join(', ')}]` };
}

function firstMatch(input: ToneInput, valence: number): readonly [ToneMode, string] {
  const { mood, intent } = input;
  const isLow = valence < LOW_VALENCE;
  if (mood.disengagement_score > DISENGAGED && !isLow && intent !== 'emotional_share')
    return ['efficient', 'disengaged'];
  if (mood.mood_confidence <= LOW_MOOD_CONFIDENCE) return byIntent(intent) ?? ['warm', 'low mood confidence'];
  return byLowSpirits(input, valence) ?? byIntent(intent) ?? byGoodSpirits(input, valence);
}

function byLowSpirits(input: ToneInput, valence: number): readonly [ToneMode, string] | undefined {
  const { mood, intent } = input;
  if (valence >= LOW_VALENCE) return undefined;
  if (mood.context_trajectory === 'escalating') return ['supportive', 'escalating and low valence'];
  if (mood.dominant_emotion === 'anxiety') return ['supportive', 'anxiety and low valence'];
  if (valence < 0.25 && intent !== 'task_with_mood') return ['supportive', 'very low valence'];
  if (intent === 'task_with_mood') return ['gentle_helpful', 'low valence with a task'];
  return ['gentle', 'low valence'];
}

function byIntent(intent: Intent): readonly [ToneMode, string] | undefined {
  if (intent === 'emotional_share') return ['supportive', 'feelings shared'];
  if (intent === 'quick_search') return ['efficient', 'quick search'];
  if (intent === 'opinion_request') return ['opinionated', 'opinion asked'];
  return undefined;
}

function byGoodSpirits(input: ToneInput, valence: number): readonly [ToneMode, string] {
  const { mood, humor, stage } = input;
  const likesHumor = humor === 'medium' || humor === 'high';
  if (stage === 0 && likesHumor) return ['warm', 'stage 0 keeps it warm'];
  if (valence > 0.8 && mood.energy > 0.7) return ['excited', 'high joy'];
  if (valence > 0.6 && mood.energy > 0.5 && likesHumor) return ['playful', 'good mood and humour'];
  return ['warm', 'nothing stands out'];
}
