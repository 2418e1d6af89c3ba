import type { FieldGroup } from '#dialogue/model/persona-contract/fields';
import { FIELD_GROUPS } from '#dialogue/model/persona-contract/fields';
import { MIN_APPLIED_DELTA } from '#dialogue/model/persona-contract/signals';

/**
 * The part of a change that may be applied: the signed totals of the exchange and of the day stay within the caps of the
 * group, so that a change back is never blocked. 0 when less than 0.001 is left.
 *
 * @returns between 0 and `delta`, with its sign.
 * @see persona.md 6.4, P-14
 */
export function applyMomentum(input: {
  readonly delta: number;
  readonly exchangeTotal: number;
  readonly dailyTotal: number;
  readonly group: FieldGroup;
}): number {
  const { delta, group } = input;
  const { maxPerExchange, maxPerDay } = FIELD_GROUPS[group];
  const sign = Math.sign(delta);
  const room = Math.min(
    Math.abs(delta),
    maxPerExchange - sign * input.exchangeTotal,
    maxPerDay - sign * input.dailyTotal,
  );
  return room < MIN_APPLIED_DELTA ? 0 : sign * room;
}
