import type { SqlRunner } from './database.ts';

/** The first row of a statement, or undefined. */
export async function firstRow<Row>(
  runner: SqlRunner,
  text: string,
  parameters: readonly unknown[],
): Promise<Row | undefined> {
  return (await runner.query<Row>(text, parameters)).rows[0];
}

/** A timestamp column of a row (Date) or of a JSON aggregate (text). */
export function toDate(value: Date | string | null): Date | null {
  return value === null ? null : new Date(value);
}

/** A JSON column's parameter: `null` stays SQL NULL. */
export function toJson(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}
