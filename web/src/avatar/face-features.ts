import type { Expression } from '#dialogue/model/persona';
import type { Weights } from './avatar-inputs.ts';
import type { PlayingGesture } from './gesture-queue.ts';

/** What an expression does to the few curves of the face. 0 is at rest; lengths are shares of the curve's reach. */
export interface Features {
  /** Corners of the mouth: 1 broad smile, negative down. */
  readonly smile: number;
  /** Lips apart by themselves. */
  readonly parted: number;
  /** Inner and outer ends of the brows, up is positive. */
  readonly browInner: number;
  readonly browOuter: number;
  /** The far brow alone. */
  readonly browOne: number;
  /** Opening of the eyes, 1 at rest. */
  readonly lid: number;
  /** How far smiling cheeks push the lower lids up. */
  readonly cheek: number;
  /** Tilt of the head in degrees, to the right of the one who looks is positive. */
  readonly tilt: number;
  readonly gazeX: number;
  readonly gazeY: number;
}

const REST: Features = {
  smile: 0,
  parted: 0,
  browInner: 0,
  browOuter: 0,
  browOne: 0,
  lid: 1,
  cheek: 0,
  tilt: 0,
  gazeX: 0,
  gazeY: 0,
};

/** The seven faces as movements of the same curves. @see persona.md 12 */
const FACES: Readonly<Record<Expression, Features>> = {
  friendly: { ...REST, smile: 0.5, cheek: 0.15, tilt: 2 },
  cheerful: { ...REST, smile: 1, parted: 0.2, browOuter: 0.35, browInner: 0.2, cheek: 0.6, lid: 0.94, tilt: 4 },
  excited: { ...REST, smile: 0.9, parted: 0.55, browInner: 0.8, browOuter: 0.9, lid: 1.2, cheek: 0.3, tilt: -2 },
  caring: { ...REST, smile: 0.28, browInner: 0.55, browOuter: -0.1, lid: 0.9, cheek: 0.1, tilt: 6 },
  empathetic: { ...REST, smile: -0.05, browInner: 1, browOuter: -0.35, lid: 0.84, tilt: 8 },
  focused: { ...REST, smile: 0.08, browInner: -0.5, browOuter: 0.1, lid: 0.86, tilt: -1 },
  thoughtful: { ...REST, smile: 0.02, browInner: 0.1, browOne: 0.8, lid: 0.9, tilt: -4, gazeX: 0.5, gazeY: -0.6 },
};

/** The face that a mix of expressions makes. */
export function mixFeatures(weights: Weights): Features {
  const sum: Record<keyof Features, number> = { ...REST, lid: 0 };
  for (const [name, weight] of Object.entries(weights) as [Expression, number][]) {
    for (const key of Object.keys(sum) as (keyof Features)[]) sum[key] += FACES[name][key] * weight;
  }
  return sum;
}

/** A hand that rises from behind the line: how far (0-1), where, how it is turned. */
export interface Hand {
  readonly rise: number;
  readonly x: number;
  readonly turn: number;
}

/** What a gesture adds for one frame. */
export interface GestureMotion {
  readonly nod: number;
  readonly turn: number;
  readonly tilt: number;
  readonly brow: number;
  readonly smile: number;
  readonly eyes: number;
  readonly shoulders: number;
  readonly hand: Hand | null;
}

const STILL: GestureMotion = { nod: 0, turn: 0, tilt: 0, brow: 0, smile: 0, eyes: 0, shoulders: 0, hand: null };

/** Movement of a playing gesture; hands never come near the mouth. @see persona.md 12, P-33 */
export function moveGesture(gesture: PlayingGesture | null): GestureMotion {
  if (!gesture) return STILL;
  const { progress, weight } = gesture;
  const wave = (times: number): number => Math.sin(progress * times * 2 * Math.PI) * weight;
  const hand = (x: number, turn: number): Hand => ({ rise: weight, x, turn });
  switch (gesture.name) {
    case 'session_start':
      return {
        ...STILL,
        nod: 2 * weight,
        tilt: 4 * weight,
        brow: 0.5 * weight,
        smile: 0.35 * weight,
        hand: hand(286, 14 * wave(2.5)),
      };
    case 'user_laughed':
      return { ...STILL, nod: 3 * wave(3), smile: 0.6 * weight, eyes: -0.3 * weight, brow: 0.3 * weight };
    case 'outfit_saved':
      return { ...STILL, nod: 5 * Math.max(0, wave(1.5)), smile: 0.4 * weight, hand: hand(272, -16) };
    case 'outfit_rejected':
      return { ...STILL, tilt: -5 * weight, shoulders: -7 * weight, brow: 0.4 * weight };
    case 'goal_achieved':
      return { ...STILL, nod: 2 * wave(2), brow: 0.8 * weight, smile: 0.5 * weight, hand: hand(280, 8 * wave(3)) };
    case 'self_correction':
      return { ...STILL, nod: 4 * weight, tilt: -4 * weight, brow: 0.6 * weight, eyes: -0.2 * weight };
    case 'opinion_given':
      return { ...STILL, nod: 3 * wave(1), tilt: -3 * weight, hand: hand(276, -28 + 18 * progress) };
    case 'empathy_moment':
      return {
        ...STILL,
        nod: 3 * weight,
        tilt: 5 * weight,
        brow: 0.4 * weight,
        eyes: -0.2 * weight,
        hand: hand(222, -52),
      };
    case 'topic_shift':
      return {
        ...STILL,
        turn: 5 * weight,
        tilt: 2 * weight,
        shoulders: -2 * weight,
        hand: hand(260 + 40 * progress, 30 * progress),
      };
    case 'nod':
    case 'timeout_extended':
      return { ...STILL, nod: 4 * Math.abs(wave(1)) };
    case 'reset':
      return STILL;
  }
}
