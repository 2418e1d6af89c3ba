import type { Clock } from '#kernel/clock';
import type { ObjectStorage } from '#ports/object-storage';
import type { PublishedCatalogue } from '#stores/production/published-catalogue';
import type { Mall } from '#stores/production/store-store';
import type { RawProduct } from '#stores/staging/raw-product';
import type { RawStore } from '#stores/staging/raw-stock-store';
import type { StagingCatalogue } from '#stores/staging/staging-catalogue';
import type { FindConcepts } from '#catalogue/model/concept-reader';
import { findSkipReason, type AvailabilityMode, type SkipReason } from '#catalogue/model/verify-product';
import { toProductDraft } from './to-product-draft.ts';

/** What publication needs. */
export interface PublishDeps {
  readonly staging: StagingCatalogue;
  readonly published: PublishedCatalogue;
  readonly storage: Pick<ObjectStorage, 'publicUrl'>;
  readonly findConcepts: FindConcepts;
  readonly clock: Clock;
  /** Default: a product has to have been seen in a shop. @see catalog.md C-16 */
  readonly availabilityModeOf?: (brand: string) => AvailabilityMode;
}

/** How a run goes. */
export interface PublishRun {
  /** Looks at every product, not only at those whose data changed: after a change of the rules. */
  readonly isComplete: boolean;
  /** Whether a product waits for its collage (catalog.md 9); try-on needs it, the catalogue does not. */
  readonly requiresCollage: boolean;
  readonly malls: readonly Mall[];
}

/** What a run did. */
export interface PublishedRun {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly delisted: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** Products whose stock changed. */
  readonly restocked: number;
}

/** Stock older than this is not looked at again: it is unknown anyway after a day. @see catalog.md C-38 */
const STOCK_WINDOW_MS = 7 * 24 * 3_600_000;

async function publishShops(deps: PublishDeps, malls: readonly Mall[]): Promise<void> {
  const byName = new Map(malls.map((mall) => [mall.name.toLowerCase(), mall]));
  const toStore = (store: RawStore) => {
    const mall = byName.get(store.mallName?.toLowerCase() ?? '');
    const mallName = mall?.name ?? store.mallName;
    return { ...store, mallId: mall?.id ?? null, mallName, openingHours: mall?.openingHours ?? null, isActive: true };
  };
  await deps.published.publishMalls(malls);
  await deps.published.publishStores((await deps.staging.listStores()).map(toStore));
}

async function publishProducts(deps: PublishDeps, run: PublishRun): Promise<Omit<PublishedRun, 'restocked'>> {
  const modeOf = deps.availabilityModeOf ?? (() => 'required');
  const waiting = await deps.staging.listToPublish(run);
  const judged = waiting.map((product) => ({ product, skipReason: findSkipReason(product, modeOf(product.brand)) }));
  const skipped: Partial<Record<SkipReason, number>> = {};
  for (const { skipReason } of judged)
    if (skipReason !== undefined) skipped[skipReason] = (skipped[skipReason] ?? 0) + 1;
  const sellable = judged.filter(({ skipReason }) => skipReason === undefined).map(({ product }) => product);
  const counts = await deps.published.publishProducts(sellable.map((product) => toProductDraft(product, deps)));
  const delisted = await delist(
    deps,
    judged.filter(({ skipReason }) => skipReason !== undefined).map(({ product }) => product),
  );
  // C-39: production first; a crash between the two repeats an upsert that changes nothing.
  await deps.staging.markPublished({
    at: deps.clock.now(),
    products: judged.map(({ product, skipReason }) => ({ ...product, skipReason: skipReason ?? null })),
  });
  return { ...counts, delisted, skipped };
}

/** Takes out what was published before and may not be shown any more. */
async function delist(deps: PublishDeps, products: readonly RawProduct[]): Promise<number> {
  let delisted = 0;
  for (const brand of new Set(products.map((product) => product.brand))) {
    const externalIds = products.filter((product) => product.brand === brand).map(({ externalId }) => externalId);
    delisted += await deps.published.delistProducts({ brand, externalIds });
  }
  return delisted;
}

/** Publishes the last known stock of every shop. @see catalog.md C-35 pass B */
export async function publishStock(deps: Pick<PublishDeps, 'staging' | 'published' | 'clock'>): Promise<number> {
  const stock = await deps.staging.listLatestStock(new Date(deps.clock.nowMs() - STOCK_WINDOW_MS));
  await deps.published.publishAvailability(
    stock.map(({ sizes, ...line }) => ({ ...line, sizesInStock: sizes.map(({ size }) => size) })),
  );
  return await deps.published.refreshStock(null);
}

/**
 * Staging to production: shops, then verified products, then stock. Runs twice without harm: what did not change is not
 * written.
 *
 * @see catalog.md 9
 */
export async function publishCatalogue(deps: PublishDeps, run: PublishRun): Promise<PublishedRun> {
  await publishShops(deps, run.malls);
  const products = await publishProducts(deps, run);
  return { ...products, restocked: await publishStock(deps) };
}
