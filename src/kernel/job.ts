import type { z } from 'zod';
import type { Call } from './call.ts';

/** Work that is done later, at least once. Its payload holds ids, never content. */
export interface Job<S extends z.ZodType = z.ZodType> {
  /** Queue name, such as `embed-message`. */
  readonly name: string;
  readonly doc: string;
  /** Name of the database on whose queue the job lives: the one whose rows it works on. */
  readonly database: string;
  readonly payload: S;
  /** Runs in all, the first included; afterwards the job lies among the dead letters. */
  readonly attempts: number;
  /** Wait before the second run; doubled each time. */
  readonly firstDelaySeconds: number;
  /** A run that takes longer is given up and counted as failed. */
  readonly hardLimitSeconds: number;
  readonly concurrency: number;
  /** Waiting or running jobs with the same key are one job. */
  readonly key: (payload: z.output<S>) => string;
}

/** Does one job; throwing counts as a failed run. */
export type JobHandler = (payload: never, call: Call) => Promise<void>;

/** Declares a job. */
export function defineJob<S extends z.ZodType>(job: Job<S>): Job<S> {
  return job;
}

/** A statement inside somebody's transaction, so that a job commits with its row. */
export interface SqlExecutor {
  readonly executeSql: (text: string, values: unknown[]) => Promise<{ rows: unknown[] }>;
}

/** Sends jobs. */
export interface JobQueue {
  /**
   * @param database instance name of the database, such as `shard-0`; a job's `database` names the kind.
   * @param within a transaction of that database; without it the job is stored by itself.
   */
  readonly send: <S extends z.ZodType>(
    job: Job<S>,
    payload: z.input<S>,
    target?: { readonly database?: string; readonly within?: SqlExecutor; readonly priority?: number },
  ) => Promise<void>;
  /** Tells local workers to look now instead of at their next poll; call it after the commit. */
  readonly wake: (job: Job, database?: string) => void;
}
