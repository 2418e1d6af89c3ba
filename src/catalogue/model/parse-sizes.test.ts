import { describe, expect, test } from 'vitest';
import { canonicalSize, parseSizes } from './parse-sizes.ts';

const clothes = { isShoe: false, gender: 'women' } as const;
const sizesOf = (value: unknown, of: Parameters<typeof parseSizes>[1] = clothes): string =>
  parseSizes(value, of)
    .map(({ size }) => size)
    .join(' ');

describe('a size run', () => {
  test.each([
    ['S, M, L'],
    ['s / m / l'],
    [['S', 'M', 'L']],
    ['S;M;L;M'],
    ['EU 36 / UK 8, EU 38 / UK 10; EU 40 / UK 12'],
    [['EU 36', 'EU 38', 'EU 40']],
    ['UK 8, UK 10, UK 12'],
    ['٣٦، ٣٨، ٤٠'],
  ])('%j of women is S M L', (run) => expect(sizesOf(run)).toBe('S M L'));

  test.each([
    ['W30, W32, W34', 'S M L'],
    ['46|48|50', 'S M L'],
    ['44; 52', 'XS XL'],
  ])('%j of men is %s', (run, sizes) => expect(sizesOf(run, { isShoe: false, gender: 'men' })).toBe(sizes));

  test.each([
    ['36, 37, 38', '36 37 38'],
    [[36, 37.5, '38.0'], '36 37.5 38'],
    [['EU 41', 'EUR 42'], '41 42'],
  ])('%j of shoes is %s', (run, sizes) => expect(sizesOf(run, { isShoe: true })).toBe(sizes));

  test.each([['ONE SIZE'], ['OS'], ['مقاس واحد'], ['O/S']])('%j fits everybody', (run) =>
    expect(sizesOf(run)).toBe('ONE'),
  );

  test.each([[undefined], [null], [''], [[]], [{}], [Number.NaN]])('%j is empty', (run) =>
    expect(parseSizes(run, clothes)).toEqual([]),
  );

  test('keeps what the brand prints beside what we compare', () => {
    expect(parseSizes('EU 38 / UK 10, 3XL', clothes)).toEqual([
      { size: 'M', label: 'EU 38 / UK 10' },
      { size: 'XXXL', label: '3XL' },
    ]);
  });
});

test('what a person says meets what a brand prints', () => {
  expect([canonicalSize('m', clothes), canonicalSize('medium', clothes), canonicalSize('38', clothes)]).toEqual([
    'M',
    'M',
    'M',
  ]);
  expect(canonicalSize('38', { isShoe: true })).toBe('38');
  expect(canonicalSize('tall', clothes)).toBe('TALL');
});
