import type { Expression } from '#dialogue/model/persona';
import { TUNING } from './avatar-tuning.ts';

/** Numeric codes of the states, in the order of the contract. @see persona.md 13 */
export const LISTEN_STATES = ['idle', 'listening', 'thinking', 'speaking'] as const;
export type ListenState = (typeof LISTEN_STATES)[number];
export const PACES = ['slow', 'normal', 'fast'] as const;
export type Pace = (typeof PACES)[number];
export const LOOKS = ['user', 'content', 'thinking_up'] as const;
export type LookAt = (typeof LOOKS)[number];

/** How much each face is worn; the sum is always 1. */
export type Weights = Readonly<Record<Expression, number>>;

/** The face that stands in when nothing is known. */
export const FRIENDLY: Weights = {
  friendly: 1,
  cheerful: 0,
  excited: 0,
  caring: 0,
  empathetic: 0,
  focused: 0,
  thoughtful: 0,
};

const RANGES = { warmth: [0, 1], tension: [0, 1], energy: [0, 1], tempo: [0.5, 1.5], level: [0, 1] } as const;
/** Inputs that are numbers. */
export type NumberInput = keyof typeof RANGES;

/** The value inside its range; what is not a number becomes the default (0 for the level). */
export function clampInput(name: NumberInput, value: number): number {
  const [least, most] = RANGES[name];
  if (!Number.isFinite(value)) return name === 'level' ? 0 : TUNING.defaults[name];
  return Math.min(most, Math.max(least, value));
}

/** One of the known words, else the first choice of the contract. */
export const readListenState = (value: string): ListenState => LISTEN_STATES.find((each) => each === value) ?? 'idle';
export const readPace = (value: string | undefined): Pace => PACES.find((each) => each === value) ?? 'normal';
export const readLookAt = (value: string | undefined): LookAt => LOOKS.find((each) => each === value) ?? 'user';

/** Weights that sum to 1. None at all means friendly. */
export function normalizeWeights(partial: Partial<Weights>): Weights {
  const positive = Object.entries(partial).filter(
    (entry): entry is [Expression, number] => Number.isFinite(entry[1]) && entry[1] > 0,
  );
  const sum = positive.reduce((total, [, weight]) => total + weight, 0);
  if (sum === 0) return FRIENDLY;
  return { ...FRIENDLY, friendly: 0, ...Object.fromEntries(positive.map(([name, weight]) => [name, weight / sum])) };
}

/** The three faces that every drawing must have. */
const CORE_FACE: Readonly<Record<Expression, Expression>> = {
  friendly: 'friendly',
  cheerful: 'friendly',
  excited: 'friendly',
  caring: 'caring',
  empathetic: 'caring',
  focused: 'focused',
  thoughtful: 'focused',
};

/** Weights of an expression: on a drawing with seven faces its own, on one with three that of its family. */
export function weightsOf(expression: Expression, faces: 3 | 7): Weights {
  return normalizeWeights({ [faces === 7 ? expression : (CORE_FACE[expression] ?? 'friendly')]: 1 });
}

/** The face that is worn most. */
export function dominantOf(weights: Partial<Weights>): Expression {
  const names = Object.keys(FRIENDLY) as Expression[];
  return names.reduce((best, name) => ((weights[name] ?? 0) > (weights[best] ?? 0) ? name : best), 'friendly');
}

/** The next face: another one takes over only when it leads by more than the threshold. */
export function chooseWeights(current: Weights, proposed: Partial<Weights>): Weights {
  const [now, next] = [dominantOf(current), dominantOf(proposed)];
  const leads = (proposed[next] ?? 0) - (proposed[now] ?? 0) > TUNING.dominanceThreshold;
  return now === next || leads ? normalizeWeights(proposed) : current;
}
