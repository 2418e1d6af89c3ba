import { normalizeText } from './normalize-text.ts';

/** A word border for look-behind: JavaScript's `\b` knows ASCII only, so it never matches next to Cyrillic or Arabic. */
export const WORD_START = String.raw`(?<![\p{L}\p{M}\p{N}])`;
/** A word border for look-ahead, see {@link WORD_START}. */
export const WORD_END = String.raw`(?![\p{L}\p{M}\p{N}])`;

/** A regular expression over normalised text whose whole match stands between word borders. Global and Unicode-aware. */
export function wordPattern(source: string, flags = 'gu'): RegExp {
  return new RegExp(`${WORD_START}(?:${source})${WORD_END}`, flags);
}

/** Escapes a text for use inside a regular expression. */
export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}

/** Whole-word test for a list of words and phrases; see {@link wordMatcher}. */
export type WordMatcher = {
  /** True when the normalised text holds one of the phrases as whole words. */
  test(text: string): boolean;
  /** Every hit with its place in the normalised text, left to right. */
  find(text: string): readonly { readonly phrase: string; readonly start: number; readonly end: number }[];
};

/**
 * Builds a matcher for words and phrases in any language. A trailing `*` matches any ending of the last word ("свадьб*"),
 * spaces match any run of spaces, dashes or apostrophes are taken literally; phrases are normalised as the text will be.
 */
export function wordMatcher(phrases: readonly string[]): WordMatcher {
  const alternatives = [...new Set(phrases.map((phrase) => normalizeText(phrase.trim()).text))]
    .filter((phrase) => phrase !== '' && phrase !== '*')
    .sort((left, right) => right.length - left.length)
    .map((phrase) => {
      const stem = phrase.endsWith('*');
      const body = escapePattern(stem ? phrase.slice(0, -1) : phrase).replace(/ /gu, String.raw`\s`);
      return stem ? String.raw`${body}[\p{L}\p{M}]*` : body;
    });
  const source = alternatives.length === 0 ? '(?!)' : alternatives.join('|');
  const once = wordPattern(source, 'u');
  const all = wordPattern(source, 'gu');
  return {
    test: (text) => once.test(text),
    find: (text) =>
      [...text.matchAll(all)].map((match) => ({
        phrase: match[0],
        start: match.index,
        end: match.index + match[0].length,
      })),
  };
}
