import type { SqlRunner } from '../database/database.ts';
import type { ProductDraft } from './product.ts';
import * as products from './publish-products.ts';
import * as stores from './store-store.ts';

/** The publishing side of the catalogue bound to its database: what services get injected. */
export function publishedCatalogue(production: SqlRunner) {
  return {
    publishMalls: (malls: readonly stores.Mall[]) => stores.publishMalls(production, malls),
    listMalls: () => stores.listMalls(production),
    publishStores: (published: readonly stores.Store[]) => stores.publishStores(production, published),
    listStores: () => stores.listStores(production),
    publishProducts: (drafts: readonly ProductDraft[]) => products.publishProducts(production, drafts),
    publishAvailability: (drafts: readonly products.AvailabilityDraft[]) =>
      products.publishAvailability(production, drafts),
    refreshStock: (brand: string | null) => products.refreshStock(production, brand),
    delistProducts: (listed: Parameters<typeof products.delistProducts>[1]) =>
      products.delistProducts(production, listed),
  } as const;
}

/** See {@link publishedCatalogue}. */
export type PublishedCatalogue = ReturnType<typeof publishedCatalogue>;
