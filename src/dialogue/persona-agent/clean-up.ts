import type { PersonaDeps } from './persona-deps.ts';

const DELTAS_KEPT_MS = 7 * 86_400_000;
const SIGNALS_KEPT_MS = 72 * 3_600_000;

/** Deletes what is over: expired blocks, daily sums older than 7 days, marks of applied signals older than 72 h. @see persona.md 5, 6.4 */
export async function cleanUp(deps: Pick<PersonaDeps, 'store' | 'clock' | 'events'>): Promise<void> {
  const now = deps.clock.now();
  const counts = await deps.store.cleanUp({
    now,
    deltasBefore: new Date(now.getTime() - DELTAS_KEPT_MS).toISOString().slice(0, 10),
    signalsBefore: new Date(now.getTime() - SIGNALS_KEPT_MS),
  });
  deps.events.cleaned(counts);
}
