import type { ObjectStorage } from '#ports/object-storage';
import type { FeedItem } from '#catalogue/model/parse-feed-item';
import { collectFeed, type CollectedFeed } from './collect-feed.ts';
import { collectStock, type SizedProduct } from './collect-stock.ts';
import { readDemonstrationFiles, type DemonstrationFiles } from './demonstration-files.ts';
import { publishCatalogue, publishStock, type PublishDeps, type PublishedRun } from './publish-catalogue.ts';
import { storePhotos } from './store-photos.ts';

/** Name of the demonstration in `scraper_logs` and as the source of its products. */
const SOURCE = 'demonstration';

/** Raise when reading, cleaning or publishing changes, so that loaded catalogues are published again. */
const FORMAT = 1;

/** The demonstration's shops are asked as often as real ones: stock older than this is taken again. */
const STOCK_MAX_AGE_MS = 3_600_000;

const DUBAI = { country: 'ae', currency: 'AED' } as const;

/** What loading needs. */
export interface LoadDeps extends PublishDeps {
  readonly storage: ObjectStorage;
}

/** What loading did. */
export type LoadedDemonstration =
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'restocked'; readonly restocked: number }
  | { readonly outcome: 'loaded'; readonly feed: Omit<CollectedFeed, 'items'>; readonly published: PublishedRun };

const SHOES: ReadonlySet<string> = new Set([
  'shoes',
  'sneakers',
  'heels',
  'boots',
  'sandals',
  'flats',
  'loafers',
  'flip_flops',
]);

function toSized({ brand, externalId, canonicalCategory, gender }: FeedItem): SizedProduct {
  return { brand, externalId, gender, isShoe: SHOES.has(canonicalCategory ?? '') };
}

/** Asks the demonstration's shops again: the same stock, seen now. */
async function restock(deps: LoadDeps, files: DemonstrationFiles): Promise<LoadedDemonstration> {
  const products = (await deps.staging.listToPublish({ isComplete: true, requiresCollage: false })).map(
    ({ brand, externalId, canonicalCategory, rawData }) => {
      const { gender } = (rawData['cleaned'] ?? {}) as { readonly gender?: SizedProduct['gender'] };
      return { brand, externalId, gender: gender ?? null, isShoe: SHOES.has(canonicalCategory ?? '') };
    },
  );
  const startedAt = deps.clock.now();
  await collectStock(deps, { lines: files.stock, products });
  const restocked = await publishStock(deps);
  await logSuccess(deps, { startedAt, fetched: files.stock.length, digest: files.digest });
  return { outcome: 'restocked', restocked };
}

async function logSuccess(
  deps: LoadDeps,
  run: {
    startedAt: Date;
    fetched: number;
    digest: string;
    feed?: Omit<CollectedFeed, 'items'>;
    published?: PublishedRun;
  },
): Promise<void> {
  await deps.staging.logRun({
    scraperName: SOURCE,
    status: 'success',
    fetched: run.fetched,
    inserted: run.feed?.inserted ?? 0,
    updated: run.feed?.changed ?? 0,
    errors: Object.values(run.feed?.rejected ?? {}).reduce((sum, count) => sum + count, 0),
    startedAt: run.startedAt,
    completedAt: deps.clock.now(),
    errorMessage: null,
    metadata: { digest: run.digest, rejected: run.feed?.rejected ?? {}, skipped: run.published?.skipped ?? {} },
  });
}

/** Feed, photos, shops and stock through the same path as a real market's: staging, verification, production. */
async function load(deps: LoadDeps, files: DemonstrationFiles): Promise<LoadedDemonstration> {
  const startedAt = deps.clock.now();
  await deps.staging.upsertStores(files.stores);
  const { items, ...feed } = await collectFeed(deps, {
    source: SOURCE,
    market: DUBAI,
    items: files.items,
    missedRuns: 1,
  });
  await storePhotos({ ...deps, readPhoto: files.readPhoto }, SOURCE);
  await collectStock(deps, { lines: files.stock, products: items.map(toSized) });
  const published = await publishCatalogue(deps, { isComplete: true, requiresCollage: false, malls: files.malls });
  await logSuccess(deps, { startedAt, fetched: feed.fetched, digest: files.digest, feed, published });
  return { outcome: 'loaded', feed, published };
}

/**
 * Puts the demonstration catalogue into the databases and the object storage. Called at every start, and every hour for
 * the stock: with the same files it does nothing, or only asks the shops again when an hour has passed. A run that was
 * cut is done again.
 */
export async function loadDemonstrationCatalogue(deps: LoadDeps, directory: string): Promise<LoadedDemonstration> {
  const files = await readDemonstrationFiles(directory, FORMAT);
  const last = await deps.staging.findLastRun(SOURCE);
  if (last?.metadata['digest'] !== files.digest) return await load(deps, files);
  const ageMs = deps.clock.nowMs() - last.completedAt.getTime();
  return ageMs < STOCK_MAX_AGE_MS ? { outcome: 'unchanged' } : await restock(deps, files);
}
