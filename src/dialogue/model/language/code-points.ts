import type { TextSpan } from './normalize-text.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Number of code points, as PostgreSQL counts characters (JavaScript's `length` counts UTF-16 units). @see knowledge.md O-25 */
export function codePointLength(text: string): number {
  let length = 0;
  for (let index = 0; index < text.length; length++) index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  return length;
}

/** The longest prefix of at most `limit` code points that ends at a grapheme border (an emoji is never split). */
export function takeCodePoints(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let count = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    count += codePointLength(segment);
    if (count > limit) return text.slice(0, index);
  }
  return text;
}

/** The longest suffix of at most `limit` code points that begins at a grapheme border. */
export function takeLastCodePoints(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const excess = codePointLength(text) - limit;
  if (excess <= 0) return text;
  let count = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    if (count >= excess) return text.slice(index);
    count += codePointLength(segment);
  }
  return '';
}

const WORD_BORDER = /\s/u;

/** Like {@link takeCodePoints}, but ends before a word when a border lies within the last `slack` code points. */
export function takeWords(text: string, limit: number, slack = 10): string {
  const cut = takeCodePoints(text, limit);
  if (cut.length === text.length || WORD_BORDER.test(text.charAt(cut.length))) return cut.trimEnd();
  for (let index = cut.length - 1; index >= Math.max(0, cut.length - slack); index--) {
    if (WORD_BORDER.test(cut.charAt(index))) return cut.slice(0, index).trimEnd();
  }
  return cut;
}

/** Like {@link takeLastCodePoints}, but begins at a word when a border lies within the first `slack` code points. */
export function takeLastWords(text: string, limit: number, slack = 10): string {
  const cut = takeLastCodePoints(text, limit);
  const start = text.length - cut.length;
  if (start === 0 || WORD_BORDER.test(text.charAt(start - 1))) return cut.trimStart();
  for (let index = 0; index < Math.min(slack, cut.length); index++) {
    if (WORD_BORDER.test(cut.charAt(index))) return cut.slice(index).trimStart();
  }
  return cut;
}

/** A window of at most `limit` code points of `text` around `span` (UTF-16), at grapheme borders. */
export function takeAround(text: string, span: TextSpan, limit: number): string {
  if (codePointLength(text) <= limit) return text.trim();
  const inside = text.slice(span.start, span.end);
  const spare = limit - codePointLength(inside);
  if (spare <= 0) return takeWords(inside, limit);
  const before = takeLastWords(text.slice(0, span.start), Math.floor(spare / 2));
  const room = limit - codePointLength(inside) - codePointLength(before) - 1;
  const gap = span.start > 0 && before.length > 0 && WORD_BORDER.test(text.charAt(span.start - 1)) ? ' ' : '';
  return (before.trimEnd() + gap + inside + takeWords(text.slice(span.end), Math.max(0, room - gap.length))).trim();
}

const VISIBLE_WORD = /[\p{L}\p{N}]/u;

/** True for text without a single letter or digit: emoji, stickers, punctuation. */
export function isWordless(text: string): boolean {
  return !VISIBLE_WORD.test(text.replace(/[\u20E3\uFE0F]/gu, '').replace(/[0-9#*](?=\u20E3)/gu, ''));
}
