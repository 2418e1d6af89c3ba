import type { PersonaDeps } from './persona-deps.ts';
import { newStageRecord, updateStage } from './update-stage.ts';

/**
 * Notes in the background that the user is here: ends the last session and lowers the stage after an absence. A failure
 * costs nothing: the next flush does the same. Nobody waits for it, except the shutdown (through the lock).
 *
 * @see persona.md 4
 */
export function touchActivity(deps: PersonaDeps, userId: string): void {
  deps.lock
    .run(userId, () => writeActivity(deps, userId))
    .catch((error: unknown) => {
      deps.events.storeUnavailable('touch activity', error);
    });
}

async function writeActivity(deps: PersonaDeps, userId: string): Promise<void> {
  const now = deps.clock.now();
  const change = await deps.store.transact(userId, async (rows) => {
    const before = (await rows.readStage()) ?? newStageRecord(now);
    const after = updateStage(before, { now, exchanges: 0, positiveSignals: 0 });
    await rows.writeStage(after);
    return { from: before.stage, to: after.stage };
  });
  if (change.from !== change.to) deps.events.stageChanged(userId, change.from, change.to);
}
