import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCurrency, parsePrice } from './parse-price.ts';

test.each([
  ['AED 249.00', 249, 'AED'],
  ['249,00 AED', 249, 'AED'],
  ['249 د.إ', 249, 'AED'],
  ['٢٤٩٫٠٠ د.إ', 249, 'AED'],
  ['Dhs. 1,190.00', 1190, 'AED'],
  ['1.190,50 €', 1190.5, 'EUR'],
  ['1 190 ₸', 1190, 'KZT'],
  ['&nbsp;189 AED ', 189, 'AED'],
  ['12 990 тг', 12_990, 'KZT'],
  ['99.9', 99.9, undefined],
  [249.5, 249.5, undefined],
  ['AED 0.00', 0, 'AED'],
])('the price %j is %d %s', (text, amount, currency) => {
  expect(parsePrice(text)).toEqual(currency === undefined ? { amount } : { amount, currency });
});

test.each([
  [''],
  ['on request'],
  ['199 - 249 AED'],
  ['2 for 99'],
  [null],
  [undefined],
  [Number.NaN],
  [{}],
  ['9'.repeat(30)],
])('%j is no price', (text) => expect(parsePrice(text)).toBeUndefined());

test('a price comes back from every way of writing it', () => {
  const cents = fc.integer({ min: 1, max: 99_999_999 });
  fc.assert(
    fc.property(cents, fc.constantFrom('en', 'de'), (value, locale) => {
      const amount = value / 100;
      const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(amount);
      expect(parsePrice(`AED ${text}`)).toEqual({ amount, currency: 'AED' });
    }),
  );
});

test('a currency is known by code, word and sign', () => {
  expect(['dirhams', 'درهم', '$', 'KZT', 'nothing'].map(parseCurrency)).toEqual([
    'AED',
    'AED',
    'USD',
    'KZT',
    undefined,
  ]);
});
