import { FRIENDLY, normalizeWeights, weightsOf } from './avatar-inputs.ts';
import type { Weights } from './avatar-inputs.ts';
import { TUNING } from './avatar-tuning.ts';

/** Weights that the mood alone asks for. */
export function moodWeights(mood: { readonly valence: number }, faces: 3 | 7): Weights {
  if (mood.valence >= TUNING.mood.friendlyFrom) return weightsOf('friendly', faces);
  if (mood.valence >= TUNING.mood.mixedFrom) return normalizeWeights(TUNING.mood.mixed);
  return weightsOf('caring', faces);
}

/** A step towards a goal, at most `most` long; a rest below the smallest step is taken at once. */
export function approach(value: number, goal: number, most: number): number {
  const step = Math.max(-most, Math.min(most, goal - value));
  return Math.abs(goal - value) < TUNING.smallestStep ? goal : value + step;
}

/** Moves on the straight line between two faces, so that the sum stays 1 on the way. */
export function approachWeights(from: Weights, to: Weights, most: number): Weights {
  const names = Object.keys(FRIENDLY) as (keyof Weights)[];
  const distance = Math.max(...names.map((name) => Math.abs(to[name] - from[name])));
  if (distance <= most || distance < TUNING.smallestStep) return to;
  return normalizeWeights(
    Object.fromEntries(names.map((name) => [name, from[name] + ((to[name] - from[name]) * most) / distance])),
  );
}
