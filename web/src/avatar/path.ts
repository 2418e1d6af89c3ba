/** A point of the drawing. */
export type Point = readonly [x: number, y: number];

/** Cubic curves through points: a start, then two handles and an end each. */
export function toPath(points: readonly Point[]): string {
  const text = points.map(([x, y]) => `${round(x)} ${round(y)}`);
  return `M${text[0] ?? '0 0'}C${text.slice(1).join(' ')}`;
}

/** A point as an object, to two decimals. */
export const pointOf = ([x, y]: Point): { readonly x: number; readonly y: number } => ({ x: round(x), y: round(y) });
const round = (value: number): number => Math.round(value * 100) / 100;
/** Into -1 to 1. */
export const clamp = (value: number): number => Math.max(-1, Math.min(1, value));

/** 0 at `from`, 1 at `to`, flat at both ends. */
export function smoothStep(from: number, to: number, value: number): number {
  const share = Math.max(0, Math.min(1, (value - from) / (to - from)));
  return share * share * (3 - 2 * share);
}
