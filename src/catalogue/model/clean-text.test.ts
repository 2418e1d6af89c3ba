import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanName, cleanText, westernDigits } from './clean-text.ts';

describe('a text of a feed', () => {
  test.each([
    ['Sadaf &amp; Sand', 'Sadaf & Sand'],
    ['D&#39;Orsay &#x2013; pumps', "D'Orsay – pumps"],
    ['<p>Short<br/>jacket.</p>', 'Short jacket.'],
    ['  two   spaces&nbsp;and\u200b more ', 'two spaces and more'],
    ['price < 300 & > 200', 'price < 300 & > 200'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['&unknown; &#0;', '&unknown;'],
    ['\u202eevil\u202c', 'evil'],
  ])('%j is cleaned to %j', (dirty, clean) => expect(cleanText(dirty)).toBe(clean));

  test('is never longer or unsafe after cleaning, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const clean = cleanText(text);
        expect(clean).toBe(clean.trim());
        expect(clean).not.toMatch(/[\u0000-\u001f\u202e]|\s{2}/u);
      }),
    );
  });

  test('has western digits for Arabic and Persian ones', () => {
    expect(westernDigits('٢٤٩٫٥٠ · ۱٬۱۹۰')).toBe('249.50 · 1,190');
  });
});

describe('a name', () => {
  test.each([
    ['BLACK LINEN DRESS', 'Black Linen Dress'],
    ["MEN'S T-SHIRT", "Men's T-Shirt"],
    ['Zip-Through Hoodie', 'Zip-Through Hoodie'],
    ['ЧЁРНОЕ ПЛАТЬЕ', 'Чёрное Платье'],
    ['فستان أسود', 'فستان أسود'],
    ['XXL', 'XXL'],
  ])('%j becomes %j', (dirty, clean) => expect(cleanName(dirty)).toBe(clean));

  test('is cut between words at 120 characters', () => {
    const name = cleanName(`Oversized hoodie, ${'soft hoodie, '.repeat(30)}`);
    expect(name.length).toBeLessThanOrEqual(120);
    expect(name).toMatch(/^Oversized hoodie, .*(?:soft|hoodie)$/u);
  });
});
