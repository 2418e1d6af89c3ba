/** The time, as something that is handed in, so that a test can hold it still. */
export interface Clock {
  readonly now: () => Date;
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
}

/** The machine's own time. */
export const systemClock: Clock = { now: () => new Date(), nowMs: () => Date.now() };

/** A clock that stands still at an ISO 8601 moment. */
export function fixedClock(iso: string): Clock {
  const moment = new Date(iso).getTime();
  return { now: () => new Date(moment), nowMs: () => moment };
}
