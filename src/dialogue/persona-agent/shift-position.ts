import { MIN_SIGNALS_FOR_VALUE_SHIFT } from '#dialogue/model/persona-contract/signals';

/** Where an ordered field stands. */
export interface ScalePosition {
  /** Latent position, 0-1; the values are evenly spaced on it. */
  readonly position: number;
  readonly value: string;
  /** Signals applied upward and downward since the value last changed. */
  readonly signalsUp: number;
  readonly signalsDown: number;
}

/** The position of a value on its scale: 0 for the first, 1 for the last. */
export function positionOf(value: string, values: readonly string[]): number {
  const index = Math.max(0, values.indexOf(value));
  return values.length < 2 ? 0 : index / (values.length - 1);
}

/**
 * Moves the latent position. The discrete value follows by one step, and only when the position lies beyond the
 * boundary (half way to the neighbour) and at least three signals went the same way since the last change.
 *
 * @param delta signed, already limited by momentum.
 * @param values ascending.
 * @see persona.md P-12
 */
export function shiftPosition(current: ScalePosition, delta: number, values: readonly string[]): ScalePosition {
  const direction = Math.sign(delta);
  if (direction === 0) return current;
  const position = Math.min(1, Math.max(0, current.position + delta));
  const signalsUp = current.signalsUp + (direction > 0 ? 1 : 0);
  const signalsDown = current.signalsDown + (direction < 0 ? 1 : 0);
  const index = values.indexOf(current.value);
  const next = values[index + direction];
  const sameWay = direction > 0 ? signalsUp : signalsDown;
  const boundary = (index + direction / 2) / (values.length - 1);
  const isBeyond = direction > 0 ? position > boundary : position < boundary;
  if (next !== undefined && isBeyond && sameWay >= MIN_SIGNALS_FOR_VALUE_SHIFT) {
    return { position, value: next, signalsUp: 0, signalsDown: 0 };
  }
  return { position, value: current.value, signalsUp, signalsDown };
}
