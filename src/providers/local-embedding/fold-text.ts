const ARABIC_DECORATION = /[\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED]/gu;
const COMBINING = /[\u0300-\u036F]/gu;
const FOLDED: Readonly<Record<string, string>> = { أ: 'ا', إ: 'ا', آ: 'ا', ى: 'ي', ة: 'ه', ё: 'е' };

/**
 * A text reduced to what carries meaning: NFKC, lower case, no accents, harakat or tatweel, unified alef, ya and
 * ta-marbuta, е for ё.
 */
export function foldText(text: string): string {
  // The short i (й) is a letter of its own and must not lose its mark.
  const plain = text.normalize('NFKC').toLowerCase().replaceAll('й', '\u0001').normalize('NFD').replace(COMBINING, '');
  return plain
    .normalize('NFC')
    .replaceAll('\u0001', 'й')
    .replace(ARABIC_DECORATION, '')
    .replace(/[أإآىةё]/gu, (letter) => FOLDED[letter] ?? letter);
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** The words of a folded text, in order. */
export function wordsOf(folded: string): readonly string[] {
  return folded.match(WORD) ?? [];
}
