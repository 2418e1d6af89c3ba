import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import type { ConsultRequest, ConsultResult } from '#ports/stylist';
import { createCatalogueStylist } from './catalogue-stylist.ts';
import { consultRequest } from '#ports/stylist.fixture';
import { NOW, offerOf, productOf } from './stocked-product.fixture.ts';
import type { StockedProduct } from './stocked-product.ts';

function consult(products: readonly StockedProduct[], changes: Partial<ConsultRequest>): Promise<ConsultResult> {
  const stylist = createCatalogueStylist({
    findStock: async () => products,
    listStores: async () => [],
    canonicalSize: (label) => label.toUpperCase(),
    clock: fixedClock(NOW),
  });
  return stylist.consult(consultRequest(changes));
}

const idsOf = (result: ConsultResult): readonly string[] => result.items.map(({ productId }) => productId);

const one = <const T>(...values: readonly T[]) => fc.constantFrom(...values);
const anyProduct = fc
  .record({
    canonicalCategory: one(
      't_shirt',
      'shirt',
      'jeans',
      'skirt',
      'dress',
      'jacket',
      'sneakers',
      'heels',
      'hat',
      'scarf',
      null,
    ),
    price: fc.integer({ min: 50, max: 1200 }),
    gender: one('women', 'men', 'unisex', 'kids', null),
    materials: fc.subarray(['cotton', 'leather', 'suede', 'faux_leather', 'wool', 'silk']),
    composition: one('known', null),
    tags: fc.subarray(['white', 'red', 'black', 'evening', 'weekend', 'casual', 'mini', 'floral', 'shoes', 'top_wear']),
    offers: fc.array(
      fc.record({
        mallId: one('marsa-gallery', 'qamar-arcade', null),
        sizes: fc.subarray(['XS', 'S', 'M', 'L', '38', '42', 'ONE']),
        checkedAt: one(new Date(NOW), new Date('2026-11-20T00:00:00Z')),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ offers, ...product }) =>
    productOf({ ...product, offers: offers.map((offer, storeId) => offerOf({ ...offer, storeId })) }),
  );
const anyRequest = fc.record({
  categories: one([], ['dress'], ['shoes'], ['sneakers'], ['t_shirt', 'jeans'], ['jacket']),
  colours: one([], ['white'], ['red', 'black']),
  occasion: one(null, 'evening', 'weekend'),
  size: one(null, 'M', 'S'),
  shoeSize: one(null, '38'),
  gender: one(null, 'woman' as const, 'man' as const),
  maxPrice: one(null, 100, 300, 700),
  minPrice: one(null, 80),
  mallId: one(null, 'marsa-gallery'),
  excluded: one(
    [],
    [{ conceptId: 'leather', kind: 'material' }],
    [
      { conceptId: 'red', kind: 'colour' },
      { conceptId: 'wool', kind: 'allergy' },
    ],
  ),
  limit: one(1, 3, 6, 20),
});
const SHOES = ['sneakers', 'heels'];

test('whatever is asked, no item violates size, budget, ban, mall or stock, and the answer is always the same', async () => {
  const property = fc.asyncProperty(fc.array(anyProduct, { maxLength: 25 }), anyRequest, async (products, request) => {
    const { items } = await consult(products, request);
    expect(items.length).toBeLessThanOrEqual(Math.min(6, request.limit));
    expect(new Set(items.map(({ productId }) => productId)).size).toBe(items.length);
    for (const item of items) {
      const product = products.find(({ id }) => id === item.productId);
      const wanted = SHOES.includes(item.category) ? request.shoeSize : request.size;
      if (wanted !== null) expect([wanted, 'ONE'].some((size) => item.sizesInStock.includes(size))).toBe(true);
      expect(item.price).toBeLessThanOrEqual(request.maxPrice ?? Infinity);
      expect(item.price).toBeGreaterThanOrEqual(request.minPrice ?? 0);
      for (const { conceptId } of request.excluded) expect(item.concepts).not.toContain(conceptId);
      if (request.excluded.some(({ kind }) => kind !== 'colour')) expect(product?.composition).not.toBeNull();
      if (request.mallId !== null) expect(item.store?.mallId).toBe(request.mallId);
      expect(item.stockCheckedAt).toBe(NOW);
      expect(product?.gender).not.toBe('kids');
    }
    const again = await consult([...products].reverse(), request);
    expect(idsOf(again)).toEqual(items.map(({ productId }) => productId));
  });
  await fc.assert(property, { numRuns: 150 });
});

test('a look whose rationale says that it is within the budget as a whole is', async () => {
  let looks = 0;
  const products = fc.array(anyProduct, { minLength: 10, maxLength: 30 });
  const property = fc.asyncProperty(products, fc.integer({ min: 100, max: 2000 }), async (wardrobe, maxPrice) => {
    const { items, rationale } = await consult(wardrobe, { maxPrice });
    const total = items.reduce((sum, { price }) => sum + price, 0);
    if (rationale?.includes('as a whole,') || rationale?.includes('as a whole.')) {
      looks += 1;
      expect(total).toBeLessThanOrEqual(maxPrice);
    } else if (items[0]?.lookId) {
      expect(total).toBeGreaterThan(maxPrice);
    }
  });
  await fc.assert(property, { numRuns: 60 });
  expect(looks).toBeGreaterThan(0);
});
