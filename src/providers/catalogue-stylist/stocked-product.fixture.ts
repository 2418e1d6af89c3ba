import type { StockedOffer, StockedProduct } from './stocked-product.ts';

/** The moment of the tests. */
export const NOW = '2026-11-23T10:00:00.000Z';

/** An offer in a mall. */
export function offerOf(changes: Partial<StockedOffer> = {}): StockedOffer {
  return {
    storeId: 1,
    storeName: 'Halcyra',
    mallId: 'marsa-gallery',
    mallName: 'Marsa Gallery',
    floor: 'Level 2',
    sizes: ['S', 'M', 'L'],
    checkedAt: new Date('2026-11-23T09:00:00Z'),
    ...changes,
  };
}

let made = 0;

/** A product that hangs in size S, M and L. */
export function productOf(
  changes: Partial<StockedProduct> & { readonly sizes?: readonly string[] } = {},
): StockedProduct {
  const { sizes, ...rest } = changes;
  made += 1;
  return {
    id: `00000000-0000-7000-8000-${String(made).padStart(12, '0')}`,
    brand: 'halcyra',
    sku: `HAL-${made}`,
    name: `Thing ${made}`,
    price: 200,
    currency: 'AED',
    canonicalCategory: 't_shirt',
    colour: 'white',
    composition: '100% cotton',
    gender: 'unisex',
    tags: ['white', 'weekend', 'casual', 'top_wear'],
    materials: ['cotton'],
    imageUrl: '/objects/unde-images/x.jpg',
    offers: [offerOf(sizes === undefined ? {} : { sizes })],
    ...rest,
  };
}
