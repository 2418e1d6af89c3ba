/** Recurring work of a service. Fires once across all replicas; a missed run is run once, not n times. */
export interface Schedule {
  readonly name: string;
  /** Five-field cron expression, in UTC. */
  readonly cron: string;
  readonly doc: string;
  /** Name of the database on whose queue the schedule lives: the one whose rows it works on. */
  readonly database: string;
}

/** Declares recurring work. */
export function defineSchedule(schedule: Schedule): Schedule {
  return schedule;
}
