import type { SqlRunner } from '../database/database.ts';
import { firstRow, toJson } from '../database/sql-row.ts';

/** One run of a scheduled job. */
export interface ScraperRun {
  readonly scraperName: string;
  readonly status: 'success' | 'partial' | 'failed';
  readonly fetched: number;
  readonly inserted: number;
  readonly updated: number;
  readonly errors: number;
  readonly startedAt: Date;
  readonly completedAt: Date;
  readonly errorMessage: string | null;
  /** What a reader of the log may want beside the counters, such as rejects by reason. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

const INSERT_RUN = `
  INSERT INTO scraper_logs (scraper_name, status, records_fetched, records_new, records_updated, records_errors,
    started_at, completed_at, duration_seconds, error_message, metadata)
  VALUES ($1, $2, $3, $4, $5, $6, $7::timestamptz, $8::timestamptz,
    round(extract(epoch FROM $8::timestamptz - $7::timestamptz))::int, $9, $10::jsonb)`;
const FIND_LAST_RUN = `
  SELECT completed_at, metadata FROM scraper_logs WHERE scraper_name = $1 AND status = 'success'
   ORDER BY started_at DESC, id DESC LIMIT 1`;

/** Writes the row of a finished run. */
export async function logRun(staging: SqlRunner, run: ScraperRun): Promise<void> {
  const { scraperName, status, fetched, inserted, updated, errors, startedAt, completedAt, errorMessage } = run;
  const counters = [scraperName, status, fetched, inserted, updated, errors];
  await staging.query(INSERT_RUN, [...counters, startedAt, completedAt, errorMessage, toJson(run.metadata)]);
}

/** The last run of a job that succeeded. */
export async function findLastRun(
  staging: SqlRunner,
  scraperName: string,
): Promise<{ readonly completedAt: Date; readonly metadata: Readonly<Record<string, unknown>> } | undefined> {
  const row = await firstRow<{ completed_at: Date; metadata: Record<string, unknown> | null }>(staging, FIND_LAST_RUN, [
    scraperName,
  ]);
  return row && { completedAt: row.completed_at, metadata: row.metadata ?? {} };
}
