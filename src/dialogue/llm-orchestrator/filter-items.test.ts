import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsultRequest } from '#ports/stylist';
import { consultRequest } from '#ports/stylist.fixture';
import { consultItem } from './consult-item.fixture.ts';
import { filterItems } from './filter-items.ts';

const kept = (changes: Parameters<typeof consultItem>[0], wish: Partial<ConsultRequest>): boolean =>
  filterItems([consultItem(changes)], consultRequest(wish)).length === 1;

describe('what the user must not be offered is removed, whatever backend it came from', () => {
  test('things with a banned material, colour or brand', () => {
    expect(kept({ concepts: ['dress', 'leather'] }, { excluded: [{ conceptId: 'leather', kind: 'material' }] })).toBe(
      false,
    );
    expect(kept({ concepts: ['dress', 'black'] }, { excluded: [{ conceptId: 'black', kind: 'colour' }] })).toBe(false);
    expect(kept({ brand: 'Halcyra' }, { excluded: [{ conceptId: 'halcyra', kind: 'brand' }] })).toBe(false);
    expect(kept({}, { excluded: [{ conceptId: 'leather', kind: 'material' }] })).toBe(true);
  });

  test('things above the budget or below the least price', () => {
    expect([
      kept({ price: 400 }, { maxPrice: 400 }),
      kept({ price: 400.5 }, { maxPrice: 400 }),
      kept({ price: 90 }, { minPrice: 100 }),
    ]).toEqual([true, false, false]);
  });

  test('things that are not there in the size', () => {
    expect([
      kept({ sizesInStock: ['S', 'M'] }, { size: 'M' }),
      kept({ sizesInStock: ['S', 'L'] }, { size: 'm' }),
      kept({ sizesInStock: [] }, {}),
    ]).toEqual([true, false, false]);
    expect(kept({ sizesInStock: ['XS', '2XL', 'S-M'] }, { size: 'XL' })).toBe(false);
  });

  test('shoes are judged by the shoe size, one-size things by none', () => {
    expect(kept({ sizesInStock: ['41', '42'] }, { size: 'M', shoeSize: '42' })).toBe(true);
    expect(kept({ sizesInStock: ['41', '43'] }, { size: 'M', shoeSize: '42' })).toBe(false);
    expect(kept({ sizesInStock: ['ONE SIZE'] }, { size: 'M', shoeSize: '42' })).toBe(true);
    expect(kept({ sizesInStock: ['ONE'] }, { size: 'M' })).toBe(true);
  });

  test('never adds or changes a thing', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            price: fc.integer({ min: 1, max: 2_000 }),
            sizesInStock: fc.subarray(['S', 'M', 'L', '42', 'ONE SIZE']),
          }),
        ),
        fc.option(fc.integer({ min: 1, max: 2_000 })),
        (changes, maxPrice) => {
          const items = changes.map((change) => consultItem(change));
          const left = filterItems(items, consultRequest({ maxPrice, size: 'M' }));
          expect(items.filter((item) => left.includes(item))).toEqual(left);
          for (const { price } of left) expect(price).toBeLessThanOrEqual(maxPrice ?? Infinity);
        },
      ),
    );
  });
});
