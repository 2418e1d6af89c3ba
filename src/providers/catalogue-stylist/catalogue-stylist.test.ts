import { describe, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import type { ConsultRequest, ConsultResult } from '#ports/stylist';
import { createCatalogueStylist } from './catalogue-stylist.ts';
import { consultRequest } from '#ports/stylist.fixture';
import { NOW, offerOf, productOf } from './stocked-product.fixture.ts';
import type { StockedProduct } from './stocked-product.ts';

const canonicalSize = (label: string): string => label.toUpperCase();

function consult(products: readonly StockedProduct[], changes: Partial<ConsultRequest> = {}): Promise<ConsultResult> {
  const stylist = createCatalogueStylist({
    findStock: async () => products,
    listStores: async () => [{ brand: 'halcyra', storeId: 1, unit: 'L2-14', address: 'by the fountain entrance' }],
    canonicalSize,
    clock: fixedClock(NOW),
  });
  return stylist.consult(consultRequest(changes));
}

const idsOf = (result: ConsultResult): readonly string[] => result.items.map(({ productId }) => productId);
const dress = (changes: Parameters<typeof productOf>[0] = {}) =>
  productOf({ canonicalCategory: 'dress', gender: 'women', tags: ['evening', 'black'], ...changes });
const sneakers = (changes: Parameters<typeof productOf>[0] = {}) =>
  productOf({ canonicalCategory: 'sneakers', tags: ['shoes', 'white', 'casual'], sizes: ['38', '42'], ...changes });
const jeans = (changes: Parameters<typeof productOf>[0] = {}) =>
  productOf({
    canonicalCategory: 'jeans',
    tags: ['bottom_wear', 'blue', 'casual', 'weekend'],
    materials: ['denim'],
    ...changes,
  });
const jacket = (changes: Parameters<typeof productOf>[0] = {}) =>
  productOf({ canonicalCategory: 'jacket', tags: ['outerwear', 'black', 'casual', 'weekend'], ...changes });

describe('a garment that is named', () => {
  test('gets alternatives of this garment, best first, each with shop, way, size and reason', async () => {
    const fit = dress({ price: 500 });
    const result = await consult([fit, jeans(), dress({ price: 600, tags: ['office', 'black'] })], {
      categories: ['dress'],
      occasion: 'evening',
      size: 'M',
      maxPrice: 900,
    });
    expect(result.items).toHaveLength(2);
    expect(result.items[0]).toMatchObject({
      productId: fit.id,
      brand: 'Halcyra',
      sizeOffered: 'M',
      sizesInStock: ['S', 'M', 'L'],
      store: {
        storeId: '1',
        mallName: 'Marsa Gallery',
        floor: 'Level 2',
        unit: 'L2-14',
        directions: 'by the fountain entrance',
      },
      stockCheckedAt: '2026-11-23T09:00:00.000Z',
      lookId: null,
    });
    expect(result.items[0]?.reason).toBe('right for the evening, in cotton, size M is on the shelf');
    expect(result.rationale).toBe('2 choices of dress in stock, each within 900 AED.');
  });

  test('is found under a wider word too: shoes are sneakers', async () => {
    const pair = sneakers();
    expect(idsOf(await consult([pair, jeans()], { categories: ['shoes'] }))).toEqual([pair.id]);
  });

  test('gives up the colour before anything else, and says so', async () => {
    const [white, blue] = [sneakers(), sneakers({ tags: ['shoes', 'blue'] })];
    const result = await consult([blue, white], { categories: ['sneakers'], colours: ['white'], maxPrice: 500 });
    expect(idsOf(result)).toEqual([white.id, blue.id]);
    expect(result.rationale).toContain('Only 1 of them meets the wish for colour (white)');
  });

  test('keeps the colour when there is enough of it', async () => {
    const white = [1, 2, 3].map(() => sneakers());
    const result = await consult([...white, sneakers({ tags: ['shoes', 'blue'] })], {
      categories: ['sneakers'],
      colours: ['white'],
    });
    expect(idsOf(result).toSorted()).toEqual(white.map(({ id }) => id).toSorted());
  });

  test('brings both when two are named', async () => {
    const tops = [1, 2, 3, 4, 5, 6].map(() => productOf());
    const result = await consult([...tops, jeans()], { categories: ['t_shirt', 'jeans'], limit: 4 });
    expect(result.items.map(({ category }) => category).toSorted()).toEqual(['jeans', 't_shirt', 't_shirt', 't_shirt']);
  });

  test('avoids what was shown lately as long as there is something else', async () => {
    const dresses = [1, 2, 3, 4].map(() => dress());
    const recent = dresses[0]?.id ?? '';
    const result = await consult(dresses, { categories: ['dress'], recentProductIds: [recent] });
    expect(idsOf(result)).not.toContain(recent);
    expect(
      idsOf(await consult([dresses[0] ?? dress()], { categories: ['dress'], recentProductIds: [recent] })),
    ).toEqual([recent]);
  });

  test('takes a number as the size of shoes when shoes are asked for', async () => {
    const [fits, tooBig] = [sneakers({ sizes: ['38'] }), sneakers({ sizes: ['44'] })];
    expect(idsOf(await consult([fits, tooBig], { categories: ['sneakers'], size: '38' }))).toEqual([fits.id]);
    expect(idsOf(await consult([fits, tooBig], { categories: ['sneakers'], size: 'M', shoeSize: '44' }))).toEqual([
      tooBig.id,
    ]);
  });
});

describe('what is banned', () => {
  const leather = { conceptId: 'leather', kind: 'material' };

  test('never appears, nor what looks like it, nor what may be it', async () => {
    const safe = jacket({ materials: ['cotton'] });
    const result = await consult(
      [
        jacket({ materials: ['leather'] }),
        jacket({ materials: ['suede'] }),
        jacket({ materials: ['faux_leather'] }),
        jacket({ materials: [], composition: null }),
        jacket({ materials: ['cotton'], composition: null }),
        safe,
      ],
      { categories: ['jacket'], excluded: [leather] },
    );
    expect(idsOf(result)).toEqual([safe.id]);
    expect(JSON.stringify(result)).not.toMatch(/leather/iu);
  });

  test.each([
    ['a cut', { conceptId: 'open_shoulders', kind: 'cut' }, dress({ tags: ['open_shoulders', 'evening'] })],
    ['a colour with its shades', { conceptId: 'red', kind: 'colour' }, dress({ tags: ['burgundy', 'red'] })],
    ['a brand', { conceptId: 'dunemark', kind: 'brand' }, dress({ brand: 'dunemark' })],
    ['a garment', { conceptId: 'dress', kind: 'garment' }, dress()],
    [
      'cashmere for who is allergic to wool',
      { conceptId: 'wool', kind: 'allergy' },
      dress({ materials: ['cashmere'] }),
    ],
  ])('may be %s', async (_, ban, product) => {
    expect((await consult([product], { categories: ['dress'], excluded: [ban] })).items).toEqual([]);
  });

  test('does not touch unknown compositions when it is not about materials', async () => {
    const unknown = dress({ composition: null, materials: [] });
    const ban = { conceptId: 'mini', kind: 'cut' };
    expect(idsOf(await consult([unknown], { categories: ['dress'], excluded: [ban] }))).toEqual([unknown.id]);
  });
});

describe('a look', () => {
  const wardrobe = [
    productOf({ price: 100 }),
    jeans({ price: 200 }),
    jacket({ price: 300 }),
    sneakers({ price: 250 }),
    productOf({ canonicalCategory: 'hat', tags: ['accessory', 'casual'], price: 100, sizes: ['ONE'] }),
  ];
  const weekend = { occasion: 'weekend', style: 'casual', size: 'M', maxPrice: 700 };

  test('is made when no garment is named: parts that go together, within the budget as a whole', async () => {
    const result = await consult(wardrobe, weekend);
    expect(result.items.map(({ category }) => category)).toEqual(['t_shirt', 'jeans', 'jacket']);
    expect(new Set(result.items.map(({ lookId }) => lookId)).size).toBe(1);
    expect(result.items[0]?.lookId).toEqual(expect.any(String));
    for (const item of result.items) expect(item.sizesInStock).toContain('M');
    expect(result.rationale).toBe(
      'A casual look for the weekend: 3 things that go together for 600 AED, within 700 AED as a whole, all of it at Marsa Gallery. Shoes are left out because the shoe size is not known.',
    );
  });

  test('has shoes when their size is known', async () => {
    const result = await consult(wardrobe, { ...weekend, shoeSize: '42', maxPrice: 900 });
    expect(result.items.map(({ category, sizeOffered }) => [category, sizeOffered])).toContainEqual(['sneakers', '42']);
  });

  test('says so when only the single things are within the budget', async () => {
    const result = await consult(wardrobe, { ...weekend, maxPrice: 300, size: 'M' });
    expect(result.items.reduce((sum, { price }) => sum + price, 0)).toBeLessThanOrEqual(300);
    const dearer = await consult([productOf({ price: 290 }), jeans({ price: 280 })], { ...weekend, maxPrice: 300 });
    expect(dearer.items).toHaveLength(2);
    expect(dearer.rationale).toContain('above 300 AED, but each thing is within it');
  });

  test('hangs in one mall when that is possible', async () => {
    const far = offerOf({ mallId: 'qamar-arcade', mallName: 'Qamar Arcade', storeId: 2 });
    const wardrobeOfTwo = [
      productOf({ offers: [offerOf(), far] }),
      jeans({ offers: [far] }),
      jacket({ offers: [far] }),
      jacket({ offers: [offerOf()] }),
    ];
    const result = await consult(wardrobeOfTwo, { occasion: 'weekend' });
    expect(new Set(result.items.map(({ store }) => store?.mallId))).toEqual(new Set(['qamar-arcade']));
  });

  test('begins with a dress for an evening', async () => {
    const evening = dress({ price: 500 });
    const result = await consult([evening, jacket(), ...wardrobe], {
      occasion: 'evening',
      gender: 'woman',
      maxPrice: 900,
    });
    expect(idsOf(result)).toContain(evening.id);
    expect(result.items.map(({ category }) => category)).not.toContain('jeans');
  });

  test('does not mix cuts for women and for men', async () => {
    const things = [
      productOf({ gender: 'women' }),
      productOf({ gender: 'men' }),
      jeans({ gender: 'men' }),
      jacket({ gender: 'women' }),
    ];
    const cuts = new Set(idsOf(await consult(things)).map((id) => things.find((thing) => thing.id === id)?.gender));
    expect(cuts).toEqual(new Set(['men']));
  });

  test('falls back to single things when nothing makes a look', async () => {
    const only = productOf();
    const result = await consult([only], weekend);
    expect(idsOf(result)).toEqual([only.id]);
    expect(result.items[0]?.lookId).toBeNull();
  });
});

describe('when nothing fits', () => {
  test.each([
    ['the price', { maxPrice: 90 }, 'the price rules it out; what fits otherwise starts at 200 AED'],
    ['the size', { size: 'XXL' }, 'in size XXL now: the size rules it out'],
    ['the mall', { mallId: 'elsewhere' }, 'known to be in stock in this mall'],
    ['the ban', { excluded: [{ conceptId: 'cotton', kind: 'material' }] }, 'contains something that is excluded'],
    ['the garment', { categories: ['abaya'] }, 'The catalogue has nothing for abaya'],
    ['the currency', { currency: 'KZT' }, 'the price rules it out'],
  ])('the rationale names what binds: %s', async (_, changes, rationale) => {
    const result = await consult([dress(), dress()], { categories: ['dress'], ...changes });
    expect(result.items).toEqual([]);
    expect(result.rationale).toContain(rationale);
  });

  test('stock that nobody has checked for a day is unknown', async () => {
    const old = dress({ offers: [offerOf({ checkedAt: new Date('2026-11-22T09:00:00Z') })] });
    expect((await consult([old], { categories: ['dress'] })).items).toEqual([]);
  });
});

test('a catalogue that hangs ends with the time that the caller gave', async () => {
  const stylist = createCatalogueStylist({
    findStock: () => new Promise(() => undefined),
    listStores: async () => [],
    canonicalSize,
  });
  await expect(stylist.consult(consultRequest({ timeoutMs: 10 }))).rejects.toMatchObject({ status: 504 });
});
