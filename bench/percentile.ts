/** The value below which a share of the samples lies (nearest rank), rounded to 0.01; NaN of nothing. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return round(sorted[rank - 1] ?? Number.NaN);
}

/** Two digits are more than any of these measures is worth. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
