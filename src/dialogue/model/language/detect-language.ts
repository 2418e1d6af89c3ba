import { ARABIZI_WORDS, ENGLISH_WORDS, SHARED_WITH_LATIN } from './arabizi-lexicon.ts';
import { findConceptsInTokens } from './concepts.ts';
import { normalizeText } from './normalize-text.ts';
import { tokenize } from './tokenize.ts';
import type { Token } from './tokenize.ts';

/** Language of a message as stored in `messages.lang`. */
export type MessageLanguage = 'ru' | 'en' | 'ar' | 'arabizi' | 'mixed';
/** A language that answers are written in; Arabizi is answered in Arabic. */
export type ReplyLanguage = 'ru' | 'en' | 'ar';

/** What a message is written in. `shares` are the parts of its letters by kind, summing to 1 (or all 0). */
export type DetectedLanguage = {
  readonly language: MessageLanguage;
  readonly replyLanguage: ReplyLanguage;
  readonly shares: Readonly<Record<'ru' | 'en' | 'ar' | 'arabizi', number>>;
};

const CYRILLIC = /\p{Script=Cyrillic}/u;
const ARABIC = /\p{Script=Arabic}/u;
const LATIN = /[a-z]/u;
/** Digits that stand for Arabic letters, between letters or before at least three; ordinals, units and sizes are not meant. */
const ARABIZI_DIGIT =
  /[a-z][235679]+[a-z]|^[235679](?!nd|rd|th|st|xl|xs|k$|am$|pm$|mm|cm|kg|gb|days|hrs|min|aed|dhs|usd)[a-z]{3,}|[a-z]{2,}3a?$/u;
/** Sizes, currencies and codes say nothing about the language they stand in. */
const NEUTRAL = /^(?:[2-6]?x*[sml]|aed|dhs?|usd|eur|sku|ok|okay|\d+|.*\d{3,}.*|[a-z])$/u;
/** Longer runs of letters are no words; the patterns above look no further. */
const LONGEST_WORD = 40;
const MIN_LETTERS = 3;
const SHARE_FOR_MIXED = 0.2;

function countLetters(word: string): number {
  return word.replace(/[^\p{L}]/gu, '').length;
}

type Kind = keyof DetectedLanguage['shares'];

function kindOf(word: string, hasClearArabizi: boolean): Kind | undefined {
  if (CYRILLIC.test(word)) return 'ru';
  if (ARABIC.test(word)) return 'ar';
  if (!LATIN.test(word)) return undefined;
  if (isClearArabizi(word)) return 'arabizi';
  return hasClearArabizi && ARABIZI_WORDS.has(word) && !ENGLISH_WORDS.has(word) ? 'arabizi' : 'en';
}

function isClearArabizi(word: string): boolean {
  return ARABIZI_DIGIT.test(word.slice(0, LONGEST_WORD)) || (ARABIZI_WORDS.has(word) && !SHARED_WITH_LATIN.has(word));
}

/** Brand names, sizes and codes are left out unless nothing else is there. */
function meaningfulTokens(text: string, tokens: readonly Token[]): readonly Token[] {
  const brands = findConceptsInTokens(text, tokens).filter(({ kind }) => kind === 'brand');
  const meaningful = tokens.filter(
    ({ text: word, index }) =>
      !NEUTRAL.test(word.slice(0, LONGEST_WORD)) &&
      !brands.some((brand) => index >= brand.tokenStart && index < brand.tokenEnd),
  );
  return meaningful.length > 0 ? meaningful : tokens;
}

function languageOf(shares: DetectedLanguage['shares'], englishWords: number): MessageLanguage {
  const latin = shares.en + shares.arabizi;
  const scripts = [shares.ru, shares.ar, latin].filter((share) => share >= SHARE_FOR_MIXED);
  if (scripts.length > 1) return 'mixed';
  if (shares.ru >= shares.ar && shares.ru >= latin) return 'ru';
  if (shares.ar >= latin) return 'ar';
  if (shares.arabizi === 0) return 'en';
  return shares.en >= SHARE_FOR_MIXED && englishWords >= 2 && shares.arabizi >= SHARE_FOR_MIXED
    ? 'mixed'
    : shares.arabizi >= SHARE_FOR_MIXED
      ? 'arabizi'
      : 'en';
}

/** Words, not letters, decide what to answer in: Arabic writes no short vowels and would always lose by letters. */
function replyOf(words: DetectedLanguage['shares'], fallback: ReplyLanguage): ReplyLanguage {
  const arabic = words.ar + words.arabizi;
  const best = Math.max(words.ru, words.en, arabic);
  if (best === (fallback === 'ar' ? arabic : words[fallback])) return fallback;
  return best === arabic ? 'ar' : best === words.ru ? 'ru' : 'en';
}

function replyLanguageOf(language: MessageLanguage): ReplyLanguage {
  return language === 'ru' || language === 'en' ? language : 'ar';
}

/**
 * Detects the language of one message by the scripts of its letters and an Arabizi detector. Two scripts with at least
 * 20 % of the letters each make it `mixed`; fewer than 3 letters take the previous message's language. The reply language
 * is the dominant one. @see knowledge.md O-26
 */
export function detectLanguage(
  text: string,
  context: { readonly previous?: MessageLanguage; readonly previousReply?: ReplyLanguage } = {},
): DetectedLanguage {
  const normalized = normalizeText(text).text;
  const tokens = meaningfulTokens(normalized, tokenize(normalized));
  const hasClearArabizi = tokens.some(({ text: word }) => isClearArabizi(word));
  const letters = { ru: 0, en: 0, ar: 0, arabizi: 0 };
  const words = { ru: 0, en: 0, ar: 0, arabizi: 0 };
  for (const { text: word } of tokens) {
    const kind = kindOf(word, hasClearArabizi);
    if (kind === undefined) continue;
    letters[kind] += countLetters(word);
    words[kind] += 1;
  }
  const total = letters.ru + letters.en + letters.ar + letters.arabizi;
  const previous = context.previous ?? 'en';
  const fallback = context.previousReply ?? replyLanguageOf(previous === 'mixed' ? 'en' : previous);
  if (total < MIN_LETTERS)
    return { language: previous, replyLanguage: fallback, shares: { ru: 0, en: 0, ar: 0, arabizi: 0 } };
  const shares = {
    ru: letters.ru / total,
    en: letters.en / total,
    ar: letters.ar / total,
    arabizi: letters.arabizi / total,
  };
  const englishWords = tokens.filter(({ text: word }) => ENGLISH_WORDS.has(word)).length;
  return { language: languageOf(shares, englishWords), replyLanguage: replyOf(words, fallback), shares };
}
