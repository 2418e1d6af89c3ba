import { describe, expect, test } from 'vitest';
import { normalizeText } from './normalize-text.ts';
import { findAmounts, readPriceRange } from './parse-amount.ts';

const rangeOf = (text: string) => {
  const normalized = normalizeText(text).text;
  return readPriceRange(normalized, findAmounts(normalized));
};

describe('amounts', () => {
  test.each([
    ['up to 700 AED', { maxAmount: 700, currency: 'AED' }],
    ['до 500 дирхам', { maxAmount: 500, currency: 'AED' }],
    ['ميزانيتي 900 درهم', { maxAmount: 900, currency: 'AED' }],
    ['٩٠٠ درهم', { maxAmount: 900, currency: 'AED' }],
    ['under $100', { maxAmount: 100, currency: 'USD' }],
    ['100$', { maxAmount: 100, currency: 'USD' }],
    ['2 тысячи дирхам', { maxAmount: 2000, currency: 'AED' }],
    ['две тысячи дирхам', { maxAmount: 2000, currency: 'AED' }],
    ['полторы тысячи дирхам', { maxAmount: 1500, currency: 'AED' }],
    ['ألف وخمسمية درهم', { maxAmount: 1500, currency: 'AED' }],
    ['ألفين درهم', { maxAmount: 2000, currency: 'AED' }],
    ['2 alf dhs', { maxAmount: 2000, currency: 'AED' }],
    ['2,000 aed max', { maxAmount: 2000, currency: 'AED' }],
    ['2.000 aed', { maxAmount: 2000, currency: 'AED' }],
    ['2 000 дирхам', { maxAmount: 2000, currency: 'AED' }],
    ['1,500.50 usd', { maxAmount: 1500.5, currency: 'USD' }],
    ['49.99 eur', { maxAmount: 49.99, currency: 'EUR' }],
    ['AED 500', { maxAmount: 500, currency: 'AED' }],
    ['AED500', { maxAmount: 500, currency: 'AED' }],
    ['د.إ 300', { maxAmount: 300, currency: 'AED' }],
    ['500dhs', { maxAmount: 500, currency: 'AED' }],
    ['не больше 1.5к дирхам', { maxAmount: 1500, currency: 'AED' }],
    ['5 тыс руб', { maxAmount: 5000, currency: 'RUB' }],
    ['two hundred fifty dirhams', { maxAmount: 250, currency: 'AED' }],
    ['пятьсот дирхам', { maxAmount: 500, currency: 'AED' }],
    ['300-500 AED', { minAmount: 300, maxAmount: 500, currency: 'AED' }],
    ['from 300 to 500 aed', { minAmount: 300, maxAmount: 500, currency: 'AED' }],
    ['between 300 and 500 aed', { minAmount: 300, maxAmount: 500, currency: 'AED' }],
    ['от 200 до 400 дирхам', { minAmount: 200, maxAmount: 400, currency: 'AED' }],
    ['من 300 إلى 500 درهم', { minAmount: 300, maxAmount: 500, currency: 'AED' }],
    ['at least 300 aed', { minAmount: 300, currency: 'AED' }],
    ['от 300 дирхам', { minAmount: 300, currency: 'AED' }],
    ["I don't want to spend more than 500 aed", { maxAmount: 500, currency: 'AED' }],
    ['ما أبي أصرف أكثر من 800 درهم', { maxAmount: 800, currency: 'AED' }],
    ['dresses over 400 aed', { minAmount: 400, currency: 'AED' }],
  ])('%s', (text, expected) => {
    const range = rangeOf(text);
    expect(range).toMatchObject(expected);
    expect(Object.keys(range ?? {}).sort()).toEqual([...Object.keys(expected), 'start', 'end'].sort());
  });

  test.each([
    '0 aed',
    'two shirts',
    'in 3 days',
    '5 options',
    'через 2 недели',
    'no numbers',
    'T-1000x',
    'بعد 3 أيام',
    'at 12:30',
  ])('no amount in %j', (text) => {
    expect(rangeOf(text)?.currency).toBeUndefined();
    if (text !== 'at 12:30') expect(rangeOf(text)).toBeUndefined();
  });

  test('adversarial texts of ten thousand characters are read in linear time', () => {
    for (const text of [
      '1 '.repeat(5000),
      '1,111'.repeat(2000),
      'one '.repeat(2500),
      'aed '.repeat(2500),
      ' '.repeat(10_000),
      'не больше '.repeat(1000),
    ]) {
      expect(Array.isArray(findAmounts(normalizeText(text).text))).toBe(true);
    }
  });
});
