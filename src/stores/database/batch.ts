/** Rows of one statement when many are written. */
export const BATCH_SIZE = 500;

/** Cuts rows into batches of 500. */
export function inBatches<T>(rows: readonly T[], size = BATCH_SIZE): readonly (readonly T[])[] {
  const batches: (readonly T[])[] = [];
  for (let start = 0; start < rows.length; start += size) batches.push(rows.slice(start, start + size));
  return batches;
}
