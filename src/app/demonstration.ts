import { fileURLToPath } from 'node:url';
import type { Clock } from '#kernel/clock';
import type { Logger } from '#kernel/log';
import { loadDemonstrationCatalogue } from '#catalogue/publish/load-demonstration-catalogue';
import type { LoadedDemonstration } from '#catalogue/publish/load-demonstration-catalogue';
import { findConcepts } from '#dialogue/model/language/concepts';
import type { ObjectStorage } from '#ports/object-storage';
import { publishedCatalogue } from '#stores/production/published-catalogue';
import { stagingCatalogue } from '#stores/staging/staging-catalogue';
import type { Databases } from './databases.ts';

const DIRECTORY = fileURLToPath(new URL('../../data/demonstration', import.meta.url));
const HOUR_MS = 3_600_000;

/** What the demonstration needs. */
export interface DemonstrationDeps {
  readonly databases: Databases;
  readonly storage: ObjectStorage;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Puts the demonstration catalogue into the databases, or only asks its shops again. */
export function loadDemonstration({ databases, storage, clock }: DemonstrationDeps): Promise<LoadedDemonstration> {
  const catalogue = {
    staging: stagingCatalogue(databases.staging),
    published: publishedCatalogue(databases.production),
  };
  return loadDemonstrationCatalogue({ ...catalogue, storage, findConcepts, clock }, DIRECTORY);
}

/** Loads it now and asks the shops again every hour, as a market's own pipeline would; returns the way to stop. */
export async function keepDemonstrationFresh(deps: DemonstrationDeps): Promise<() => Promise<void>> {
  await loadDemonstration(deps);
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = loadDemonstration(deps).catch((error: unknown) =>
      deps.log.error({ error }, 'demonstration.restock_failed'),
    );
  }, HOUR_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
