import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalizeText, originalSlice } from './normalize-text.ts';

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'مَرْحَبًا أهلاً٤٢ё’—ﷺﬁＡé😀👩‍👩‍👧 \n\t\u200f'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 60,
});

describe('normalizeText', () => {
  test.each([
    ['Don’t  WEAR', "don't wear"],
    ['مَقَاسِي ٤٢', 'مقاسي 42'],
    ['أإآٱ ى ة ؤ ئ', 'اااا ي ه و ي'],
    ['جلـــد', 'جلد'],
    ['Ёлка — чёрная', 'елка - черная'],
    ['t3iriḍ, décolleté', 't3irid, decollete'],
    ['１２３ ۱۲۳', '123 123'],
    ['a\u200fb\ufeffc', 'abc'],
    ['one\n\n two', 'one\ntwo'],
    ['й', 'й'],
  ])('%j becomes %j', (text, expected) => {
    expect(normalizeText(text).text).toBe(expected);
  });

  test('a quote is cut from what the user wrote', () => {
    const normalized = normalizeText('Никогда не предлагай “КОЖУ”, ок?');
    const start = normalized.text.indexOf('кожу');
    expect(originalSlice(normalized, start, start + 4)).toBe('КОЖУ');
  });

  test('normalising twice changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = normalizeText(text).text;
        expect(normalizeText(once).text).toBe(once);
      }),
    );
  });

  test('the offset map is complete, ordered and inside the original', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: normalized, starts, ends, original } = normalizeText(text);
        expect(original).toBe(text);
        expect(starts).toHaveLength(normalized.length);
        expect(ends).toHaveLength(normalized.length);
        for (let at = 0; at < normalized.length; at++) {
          expect(starts[at]!).toBeLessThan(ends[at]!);
          expect(ends[at]!).toBeLessThanOrEqual(text.length);
          if (at > 0) expect(starts[at]!).toBeGreaterThanOrEqual(starts[at - 1]!);
        }
      }),
    );
  });

  test('normalising the original slice of any range contains that range', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (text, from, length) => {
        const normalized = normalizeText(text);
        const start = normalized.text.length === 0 ? 0 : from % normalized.text.length;
        const end = Math.min(normalized.text.length, start + (length % 20));
        const slice = normalizeText(originalSlice(normalized, start, end)).text;
        expect(slice).toContain(normalized.text.slice(start, end).trim());
      }),
    );
  });

  test('ten thousand characters of anything stay linear', () => {
    for (const text of ['ا'.repeat(10_000), ' '.repeat(10_000), 'é'.repeat(5000), '👩‍👩‍👧'.repeat(1200)]) {
      expect(normalizeText(text).text.length).toBeGreaterThan(0);
    }
  });
});
