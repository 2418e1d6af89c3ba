import type { MoodFrame } from '#dialogue/model/mood-frame';

/** The numbers that style follows from. */
export interface StyleInput {
  /** Effective valence: after the voice was weighed in. */
  readonly valence: number;
  readonly arousal: number;
  readonly urgency: number;
  readonly frustration: number;
  readonly fatigue: number;
  readonly moodConfidence: number;
  readonly disengagementScore: number;
  readonly hasTopicShift: boolean;
}

const LOW_ENGAGEMENT = 0.7;

/**
 * Parameters for the answer's style, the avatar and the voice. The client adds its own urgency modifier to the tempo, so
 * none is added here.
 *
 * @see dialogue.md D-45, persona.md P-24
 */
export function deriveStyle(input: StyleInput): Pick<MoodFrame, 'style_params' | 'rive_params' | 'voice_params'> {
  const { valence, arousal } = input;
  const warmth = clamp(0.6 + Math.max(0.5 - valence, (valence - 0.5) / 2), 0.4, 0.9);
  const tenseAtMost = valence < 0.4 ? 0.1 : 0.5;
  const tension = Math.min(tenseAtMost, clamp(0.05 + 0.1 * arousal + 0.3 * input.urgency, 0.1, 0.5));
  const tempo = valence < 0.3 ? 0.7 : clamp(1 + 0.4 * (arousal - 0.5), 0.7, 1.3);
  return {
    style_params: {
      warmth,
      tempo: tempo < 0.9 ? 'slow' : tempo > 1.1 ? 'fast' : 'normal',
      response_length: lengthFor(input),
      ask_clarification: input.moodConfidence < 0.3 && input.disengagementScore <= LOW_ENGAGEMENT,
      defuse_first: input.frustration > 0.6,
    },
    rive_params: { warmth, tension, tempo, gesture: input.hasTopicShift ? 'topic_shift' : null },
    voice_params: { warmth, tempo, tension, expressiveness: expressivenessFor(valence, arousal) },
  };
}

function lengthFor(input: StyleInput): MoodFrame['style_params']['response_length'] {
  const wantsShort = input.urgency > 0.7 || input.fatigue > 0.7 || input.disengagementScore > LOW_ENGAGEMENT;
  return wantsShort ? 'short' : 'medium';
}

function expressivenessFor(valence: number, arousal: number): MoodFrame['voice_params']['expressiveness'] {
  if (valence < 0.4) return 'subdued';
  if (valence > 0.75 && arousal > 0.55) return 'high';
  return valence > 0.6 ? 'warm' : 'moderate';
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
