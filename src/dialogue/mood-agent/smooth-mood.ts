/** The mood that messages before left behind. */
export interface EarlierMood {
  /** Raw valence of the message before. */
  readonly valence: number;
  readonly smoothedValence: number;
  readonly smoothedArousal: number;
  /** Time since it was measured. */
  readonly ageMs: number;
}

/** The inertial baseline after a message. */
export interface SmoothedMood {
  readonly valence: number;
  readonly arousal: number;
  readonly isReversal: boolean;
}

/** Settings of the specification. @see dialogue.md 4.6 */
const SMOOTHING = 0.3;
const REVERSAL_SMOOTHING = 0.8;
const REVERSAL_THRESHOLD = 0.4;
const SPIKE_THRESHOLD = 0.5;
const SPIKE_CONFIDENCE = 0.5;
const REST_VALENCE = 0.5;
const REST_AROUSAL = 0.4;
const HALF_LIFE_MS = 2 * 3_600_000;
const EPSILON = 1e-9;

/**
 * Smooths a message into the baseline. A jump of 0.4 or more from the message before is believed at once (reversal);
 * an unsure jump of 0.5 or more from the baseline is a spike and is not. The first message is its own baseline; after a
 * break of the thread the decayed baseline stands for everything before it.
 *
 * @see dialogue.md 4.6, D-44
 */
export function smoothMood(input: {
  readonly valence: number;
  readonly arousal: number;
  readonly moodConfidence: number;
  readonly earlier: EarlierMood | undefined;
  readonly isThreadBreak: boolean;
}): SmoothedMood {
  const { valence, arousal, earlier } = input;
  if (!earlier) return { valence, arousal, isReversal: false };
  const baseline = {
    valence: decay(earlier.smoothedValence, REST_VALENCE, earlier.ageMs),
    arousal: decay(earlier.smoothedArousal, REST_AROUSAL, earlier.ageMs),
  };
  const before = input.isThreadBreak ? baseline.valence : earlier.valence;
  const isSpike =
    Math.abs(valence - baseline.valence) >= SPIKE_THRESHOLD - EPSILON && input.moodConfidence < SPIKE_CONFIDENCE;
  const isReversal = !isSpike && Math.abs(valence - before) >= REVERSAL_THRESHOLD - EPSILON;
  const factor = isReversal ? REVERSAL_SMOOTHING : SMOOTHING;
  return {
    valence: factor * valence + (1 - factor) * baseline.valence,
    arousal: factor * arousal + (1 - factor) * baseline.arousal,
    isReversal,
  };
}

/** Without messages a mood goes back to rest, by half every two hours. */
function decay(value: number, rest: number, ageMs: number): number {
  return rest + (value - rest) * 0.5 ** (Math.max(0, ageMs) / HALF_LIFE_MS);
}
