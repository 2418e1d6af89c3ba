import type { MessageLanguage } from '#dialogue/model/language/detect-language';
import type { VoiceSignals } from '#dialogue/model/mood-frame';
import type { TextMood } from './classify-text.ts';

/** A mood after the voice was heard beside the words. */
export interface HeardMood extends TextMood {
  readonly isMismatch: boolean;
  readonly textValence: number;
  readonly voiceValence: number;
  readonly mismatchDelta: number;
}

/** Voice valence of one that the recogniser did not estimate. */
const UNKNOWN_VOICE = 0.5;
const THRESHOLD = 0.3;
/** Voice valence is less reliable there. */
const THRESHOLD_ARABIC = 0.4;
const UNRESOLVED_FACTOR = 0.7;

/**
 * Weighs words against voice. In this order: nervous laugh (trust the text), sarcasm (trust the voice), understatement
 * (half and half); any other mismatch keeps the text's valence and loses certainty. Without an estimate from the audio
 * only laughter can contradict the words.
 *
 * @see dialogue.md 4.4, D-42
 */
export function combineVoice(mood: TextMood, voice: VoiceSignals | null): HeardMood {
  if (!voice) return heard(mood, { voiceValence: UNKNOWN_VOICE, mismatchDelta: 0, isMismatch: false });
  const paced = applyPace(mood, voice);
  const hasEstimate = voice.voice_valence_estimate !== undefined;
  const voiceValence = voice.voice_valence_estimate ?? UNKNOWN_VOICE;
  const mismatchDelta = hasEstimate ? Math.abs(mood.valence - voiceValence) : 0;
  const facts = { voiceValence, mismatchDelta, isMismatch: mismatchDelta > thresholdFor(mood.language) };
  if (voice.laughter_detected && mood.valence < 0.3) {
    return heard(
      { ...paced, isSarcastic: false, dominant: 'anxiety', frustration: Math.max(0.7, paced.frustration) },
      { ...facts, isMismatch: true },
      mood.valence,
    );
  }
  if (!facts.isMismatch) return heard(paced, facts, mood.valence);
  if (mood.valence > 0.5 && voiceValence < 0.3) {
    return heard(
      { ...paced, valence: 0.3 * mood.valence + 0.7 * voiceValence, isSarcastic: true, dominant: soured(paced) },
      facts,
      mood.valence,
    );
  }
  if (mood.valence < 0.3 && voiceValence > 0.6) {
    return heard(
      { ...paced, valence: 0.5 * mood.valence + 0.5 * voiceValence, isSarcastic: false },
      facts,
      mood.valence,
    );
  }
  return heard({ ...paced, moodConfidence: paced.moodConfidence * UNRESOLVED_FACTOR }, facts, mood.valence);
}

function thresholdFor(language: MessageLanguage): number {
  return language === 'ar' || language === 'arabizi' || language === 'mixed' ? THRESHOLD_ARABIC : THRESHOLD;
}

function heard(
  mood: TextMood,
  facts: Pick<HeardMood, 'voiceValence' | 'mismatchDelta' | 'isMismatch'>,
  textValence = mood.valence,
): HeardMood {
  return { ...mood, ...facts, textValence };
}

/** Joy that was not meant is no joy. */
function soured(mood: TextMood): TextMood['dominant'] {
  return mood.dominant === 'joy' || mood.dominant === 'anticipation' ? 'neutral' : mood.dominant;
}

/** Fast speech hurries, slow speech is tired; laughter lifts the arousal. */
function applyPace(mood: TextMood, voice: VoiceSignals): TextMood {
  const pace = { fast: 1, normal: 0, slow: -1 }[voice.speech_rate];
  return {
    ...mood,
    arousal: clamp(mood.arousal + 0.08 * pace + (voice.laughter_detected ? 0.08 : 0)),
    urgency: clamp(mood.urgency + (pace > 0 ? 0.12 : 0)),
    fatigue: clamp(mood.fatigue + (pace < 0 ? 0.15 : 0)),
  };
}

function clamp(value: number): number {
  return Math.max(0, Math.min(1, value));
}
