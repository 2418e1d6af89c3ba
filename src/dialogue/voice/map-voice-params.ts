import type { VoiceParams } from '#dialogue/model/persona';
import type { SpeechSettings } from '#ports/speech-model';

/** The coefficients of the mapping, from the options. */
export interface VoiceCoefficients {
  readonly stabilityBase: number;
  readonly stabilityPerWarmth: number;
  readonly similarityBoost: number;
  readonly styleOffset: number;
}

/**
 * How the vendor is asked to sound. The speed is clamped to the model's range by its adapter; expressiveness reaches
 * the vendor only as the text before and after.
 *
 * @see persona.md 11
 */
export function mapVoiceParams(params: VoiceParams, coefficients: VoiceCoefficients): SpeechSettings {
  const { stabilityBase, stabilityPerWarmth, similarityBoost, styleOffset } = coefficients;
  return {
    stability: limit(stabilityBase + stabilityPerWarmth * params.warmth),
    similarityBoost: limit(similarityBoost),
    style: limit(params.tension + styleOffset),
    useSpeakerBoost: true,
    speed: params.tempo,
  };
}

/** Between 0 and 1, without the dust of binary fractions: the settings are part of cache keys. */
function limit(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1_000) / 1_000;
}
