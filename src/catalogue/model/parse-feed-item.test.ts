import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findConcepts } from '#dialogue/model/language/concepts';
import { canonicalBrand } from './canonical-brand.ts';
import { canonicalCategory } from './canonical-category.ts';
import { extractProductConcepts } from './extract-product-concepts.ts';
import { parseFeedItem, type FeedItem } from './parse-feed-item.ts';
import { cleanFloor } from './store-place.ts';
import { findSkipReason } from './verify-product.ts';

const find = (text: string) => findConcepts(text);
const market = { country: 'ae', currency: 'AED' };
const parse = (value: unknown) => parseFeedItem(value, { findConcepts: find, market });

function itemOf(changes: Record<string, unknown> = {}): FeedItem {
  const raw = {
    id: 'DM-1',
    brand: 'Dunemark',
    name: 'Denim Jacket',
    price: 'AED 229',
    category: 'WOMEN &gt; Jackets',
    sizes: 'S, M',
    images: 'a.jpg',
  };
  const parsed = parse({ ...raw, ...changes });
  return parsed.outcome === 'item' ? parsed.item : expect.fail(parsed.reason);
}

describe('an item of a feed', () => {
  test('is cleaned', () => {
    expect(
      itemOf({
        name: '  DENIM&nbsp;JACKET ',
        composition: 'OUTER: 100% COTTON. LINING: SILK',
        labels: 'weekend | casual',
      }),
    ).toMatchObject({
      externalId: 'DM-1',
      brand: 'dunemark',
      name: 'Denim Jacket',
      price: 229,
      currency: 'AED',
      category: 'WOMEN > Jackets',
      canonicalCategory: 'jacket',
      gender: 'women',
      composition: 'Outer: 100% cotton. Lining: silk',
      labels: ['weekend', 'casual'],
      imageUrls: ['a.jpg'],
    });
  });

  test('has the market’s currency when it names none, and no currency without a price', () => {
    expect(itemOf({ price: 229 }).currency).toBe('AED');
    expect(itemOf({ price: '229 ₸' }).currency).toBe('KZT');
    expect(itemOf({ price: null }).currency).toBeNull();
  });

  test.each([
    ['no item', 'banner'],
    ['no item', null],
    ['no id', { brand: 'Dunemark' }],
    ['an id that leaves its folder', { id: '../../x', brand: 'Dunemark' }],
    ['an id with a separator', { id: 'a/b', brand: 'Dunemark' }],
    ['no brand', { id: '1', brand: ' &amp; ' }],
  ])('is rejected when it is %s', (_, raw) => expect(parse(raw).outcome).toBe('rejected'));

  test('never throws, whatever it is', () => {
    const values = fc.oneof(
      fc.anything(),
      fc.record({ id: fc.string(), brand: fc.string(), price: fc.anything(), sizes: fc.anything(), name: fc.string() }),
    );
    fc.assert(
      fc.property(values, (value) => {
        expect(['item', 'rejected']).toContain(parse(value).outcome);
      }),
    );
  });

  test('has a hash of its content that only changes with the content', () => {
    const hash = itemOf().contentHash;
    expect(itemOf({ name: ' Denim  Jacket' }).contentHash).toBe(hash);
    expect(itemOf({ images: ['b.jpg'] }).contentHash).toBe(hash);
    expect(itemOf({ images: ['b.jpg'] }).imagesHash).not.toBe(itemOf().imagesHash);
    for (const change of [{ name: 'X' }, { price: 1 }, { colour: 'red' }, { sizes: 'S' }, { composition: 'silk' }]) {
      expect(itemOf(change).contentHash).not.toBe(hash);
    }
  });
});

describe('a category', () => {
  test.each([
    ['WOMEN > Shoes', 'Knit Sneakers', 'sneakers'],
    ['Shoes', 'Derby Shoes', 'shoes'],
    ['Dresses', 'Printed Maxi Shirt Dress', 'dress'],
    ['Knitwear', 'Ribbed Turtleneck', 'turtleneck'],
    ['Joggers', 'Cuffed Joggers', 'pants'],
    [null, 'Ballet Flats With Belt', 'flats'],
    ['Одежда > Платья', 'Платье', 'dress'],
    ['Gift cards', 'Gift Card', undefined],
  ])('%j with the name %j is %j', (category, name, id) => {
    expect(canonicalCategory({ category, name }, find)?.conceptId).toBe(id);
  });
});

describe('materials', () => {
  const materialsOf = (composition: string | null, name = 'Thing') =>
    extractProductConcepts({ name, description: 'Like leather', composition, colour: null, labels: [] }, find)
      .materials;

  test.each([
    ['Shell: 100% lambskin', ['leather']],
    ['Upper: 100% polyester faux suede', ['polyester', 'faux_leather']],
    ['100% polyurethane', ['faux_leather']],
    ['60% WOOL, 40% Polyamide', ['wool', 'nylon']],
    ['100٪ قطن', ['cotton']],
    [null, []],
  ])('of %j are %j', (composition, materials) => expect(materialsOf(composition)).toEqual(materials));

  test('come from the name too, never from the description', () => {
    expect(materialsOf(null, 'Suede Belt')).toEqual(['suede']);
    expect(materialsOf(null, 'Leather-Look Skirt')).toEqual(['faux_leather']);
  });
});

test.each([
  ['Pull & Bear', 'pullandbear'],
  ['PULL_BEAR', 'pullandbear'],
  ['H&amp;M', 'hm'],
  ['Massimo Dutti', 'massimodutti'],
  ['Sadaf &amp; Sand', 'sadafsand'],
  ['Café Noé', 'cafenoe'],
  ['—', ''],
])('the brand %j is %j', (name, slug) => expect(canonicalBrand(name)).toBe(slug));

test.each([
  ['L2', 'Level 2'],
  ['GF', 'Ground'],
  ['LG', 'Lower Ground'],
  ['Level 03', 'Level 3'],
  ['Mezzanine', 'Mezzanine'],
])('the floor %j is %j', (floor, said) => expect(cleanFloor(floor)).toBe(said));

test('verification names the first reason against a product', () => {
  const whole = {
    name: 'A',
    price: 1,
    currency: 'AED',
    canonicalCategory: 'hat',
    images: [1],
    isDelisted: false,
    hasAvailability: false,
  };
  expect(findSkipReason(whole, 'optional')).toBeUndefined();
  expect(findSkipReason(whole, 'required')).toBe('never_in_stock');
  const broken = [
    { isDelisted: true },
    { name: '' },
    { price: 0 },
    { currency: null },
    { canonicalCategory: null },
    { images: [] },
  ];
  expect(broken.map((change) => findSkipReason({ ...whole, ...change }, 'optional'))).toEqual([
    'delisted',
    'no_name',
    'no_price',
    'no_currency',
    'no_category',
    'no_image',
  ]);
});
