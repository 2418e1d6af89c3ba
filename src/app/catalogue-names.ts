import type { Clock } from '#kernel/clock';
import type { CatalogueNames } from '#dialogue/llm-orchestrator/ground-sentence';
import type { Database } from '#stores/database/database';
import { listCatalogueNames } from '#stores/production/list-catalogue-names';

const FRESH_MS = 600_000;

/** All brand and shop names of the catalogue, read again every ten minutes. */
export function createCatalogueNames(deps: {
  readonly production: Database;
  readonly clock: Clock;
}): () => Promise<CatalogueNames> {
  let known: { readonly atMs: number; readonly names: Promise<CatalogueNames> } | undefined;
  return () => {
    if (!known || deps.clock.nowMs() - known.atMs > FRESH_MS) {
      const names = listCatalogueNames(deps.production);
      known = { atMs: deps.clock.nowMs(), names };
      names.catch(() => (known = undefined));
    }
    return known.names;
  };
}
