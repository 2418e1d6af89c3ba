import type { Clock } from '#kernel/clock';
import type { RawStock } from '#stores/staging/raw-stock-store';
import type { StagingCatalogue } from '#stores/staging/staging-catalogue';
import type { Gender } from '#catalogue/model/parse-sizes';
import { parseStockLine, stockedSizes } from '#catalogue/model/parse-stock';

/** What is needed of a product to understand the sizes that a shop names. */
export interface SizedProduct {
  readonly brand: string;
  readonly externalId: string;
  readonly isShoe: boolean;
  readonly gender: Gender | null;
}

/** What the shops' answers brought. */
export interface CollectedStock {
  readonly taken: number;
  /** Lines that were none, or that name a product or a shop that we do not know. @see catalog.md C-17 */
  readonly unmatched: number;
}

/**
 * Takes the complete answers of shops into staging; what a shop does not name any more is sold out there. A product that
 * is named and has no sizes is sold out too.
 *
 * @see catalog.md 5, C-14, C-15
 */
export async function collectStock(
  deps: { readonly staging: StagingCatalogue; readonly clock: Clock },
  answers: { readonly lines: readonly unknown[]; readonly products: readonly SizedProduct[] },
): Promise<CollectedStock> {
  const { staging, clock } = deps;
  const fetchedAt = clock.now();
  const products = new Map(answers.products.map((product) => [`${product.brand}:${product.externalId}`, product]));
  const stores = new Set((await staging.listStores()).map((store) => `${store.brand}:${store.storeId}`));
  const stock = new Map<string, RawStock>();
  let unmatched = 0;
  for (const raw of answers.lines) {
    const line = parseStockLine(raw);
    const product = line && products.get(`${line.brand}:${line.productId}`);
    if (line === undefined || product === undefined || !stores.has(`${line.brand}:${line.storeId}`)) {
      unmatched += 1;
      continue;
    }
    const sizes = stockedSizes(line, { isShoe: product.isShoe, gender: product.gender ?? undefined });
    const { brand, storeId, productId } = line;
    stock.set(`${brand}:${storeId}:${productId}`, { brand, storeId, productId, sizes, fetchedAt });
  }
  await staging.upsertStock([...stock.values()]);
  const answered = new Map(
    [...stock.values()].map(({ brand, storeId }) => [`${brand}:${storeId}`, { brand, storeId }]),
  );
  for (const shop of answered.values()) await staging.sellOutMissing({ ...shop, fetchedAt });
  return { taken: stock.size, unmatched };
}
