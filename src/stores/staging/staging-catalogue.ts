import type { SqlRunner } from '../database/database.ts';
import * as products from './raw-product-store.ts';
import * as stock from './raw-stock-store.ts';
import * as runs from './scraper-log-store.ts';

/** The staging side of the catalogue bound to its database: what services get injected. */
export function stagingCatalogue(staging: SqlRunner) {
  return {
    upsertProducts: (run: Parameters<typeof products.upsertRawProducts>[1]) => products.upsertRawProducts(staging, run),
    markMissing: (run: Parameters<typeof products.markMissing>[1]) => products.markMissing(staging, run),
    listWithoutPhotos: (source: string) => products.listWithoutPhotos(staging, source),
    setPhotos: (photos: Parameters<typeof products.setRawPhotos>[1]) => products.setRawPhotos(staging, photos),
    listToPublish: (query: Parameters<typeof products.listToPublish>[1]) => products.listToPublish(staging, query),
    markPublished: (run: Parameters<typeof products.markPublished>[1]) => products.markPublished(staging, run),
    upsertStores: (stores: readonly stock.RawStore[]) => stock.upsertRawStores(staging, stores),
    listStores: () => stock.listRawStores(staging),
    upsertStock: (lines: readonly stock.RawStock[]) => stock.upsertRawStock(staging, lines),
    sellOutMissing: (answer: Parameters<typeof stock.sellOutMissing>[1]) => stock.sellOutMissing(staging, answer),
    listLatestStock: (since: Date) => stock.listLatestStock(staging, since),
    logRun: (run: runs.ScraperRun) => runs.logRun(staging, run),
    findLastRun: (scraperName: string) => runs.findLastRun(staging, scraperName),
  } as const;
}

/** See {@link stagingCatalogue}. */
export type StagingCatalogue = ReturnType<typeof stagingCatalogue>;
