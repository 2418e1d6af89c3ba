import { tokenize } from '#dialogue/model/language/tokenize';
import { normalizeText } from '#dialogue/model/language/normalize-text';
import type { Trajectory, VoiceSignals } from '#dialogue/model/mood-frame';

/** What the last messages say together. */
export interface WindowReading {
  readonly trajectory: Trajectory;
  readonly isEscalating: boolean;
  readonly disengagementScore: number;
}

/** Messages of the user that are looked at, the current one included. @see dialogue.md 4.1 */
export const WINDOW_SIZE = 5;

const MIN_VALUES = 3;
const STEP_DOWN = 0.05;
const LOW = 0.4;
const RECOVERY = 0.2;
const VOLATILITY = 0.25;
const SHORT_WORDS = 2;
/** Hz: below this the voice is monotone. */
const LOW_PITCH_VARIANCE = 15;
/** Differences of decimal fractions are not exact. */
const EPSILON = 1e-9;

/** Where the mood goes: escalating, de-escalating, volatile, stable, or unknown with fewer than three values. @see dialogue.md 4.5, D-43 */
export function readTrajectory(valences: readonly number[]): Trajectory {
  const values = valences.slice(-WINDOW_SIZE);
  const current = values.at(-1);
  if (values.length < MIN_VALUES || current === undefined) return 'unknown';
  if (current < LOW && (fallsAtEnd(values) || fallsAtEnd(values.slice(0, -1)))) return 'escalating';
  const [beforeLast = 0, last = 0] = values.slice(-2);
  const third = values.at(-3) ?? beforeLast;
  const isRising = beforeLast >= third - EPSILON && last >= beforeLast - EPSILON;
  if (isRising && last >= Math.min(...values) + RECOVERY - EPSILON) return 'de-escalating';
  return deviation(values) > VOLATILITY ? 'volatile' : 'stable';
}

function fallsAtEnd(values: readonly number[]): boolean {
  const run = values.slice(-MIN_VALUES);
  return (
    run.length === MIN_VALUES &&
    run.every((value, index) => index === 0 || value <= (run[index - 1] ?? 0) - STEP_DOWN + EPSILON)
  );
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** Words of a text, for telling short replies. */
export function countWords(text: string): number {
  return tokenize(normalizeText(text).text).length;
}

/**
 * Share of short, uniform replies: 0.8 x those of at most two words + 0.2 x those in a monotone voice; 0 when fewer than
 * three messages are known.
 */
export function readDisengagement(texts: readonly string[], voice: VoiceSignals | null): number {
  const replies = texts.slice(-WINDOW_SIZE);
  if (replies.length < MIN_VALUES) return 0;
  const shortShare = replies.filter((text) => countWords(text) <= SHORT_WORDS).length / replies.length;
  const isMonotone = voice?.pitch_variance !== undefined && voice.pitch_variance < LOW_PITCH_VARIANCE;
  return Math.min(1, 0.8 * shortShare + (isMonotone ? 0.2 / replies.length : 0));
}

/** Reads the window. Both lists are of the user's messages, oldest first, the current one last. */
export function analyzeWindow(input: {
  readonly texts: readonly string[];
  readonly valences: readonly number[];
  readonly voice: VoiceSignals | null;
}): WindowReading {
  const trajectory = readTrajectory(input.valences);
  return {
    trajectory,
    isEscalating: trajectory === 'escalating',
    disengagementScore: readDisengagement(input.texts, input.voice),
  };
}
