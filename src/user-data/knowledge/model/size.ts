/** A size as the user wrote it: "M", "42" or with its system "UK 12". */
export type Size = { readonly value: string; readonly system: 'alpha' | 'numeric' };

/** Letter sizes; Cyrillic М and Х are folded before. The border against hyphens and slashes refuses "S/M", "T-shirt", "l'eau". */
const ALPHA = /^(?:[2-6]?xs|xxs|xxxs|s|m|l|x{1,3}l|[2-6]xl)$/u;
/** "хл": typed on a Russian keyboard; a lone Cyrillic "л" is no size. */
const CYRILLIC_LARGE = /^([2-6]?x{1,3})л$/u;
const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    small: 'S',
    medium: 'M',
    large: 'L',
    эска: 'S',
    эску: 'S',
    эмка: 'M',
    эмку: 'M',
    элька: 'L',
    эльку: 'L',
    икселька: 'XL',
    иксэль: 'XL',
    سمول: 'S',
    ميديم: 'M',
    ميديوم: 'M',
    لارج: 'L',
    'اكس لارج': 'XL',
    صغير: 'S',
    وسط: 'M',
    كبير: 'L',
  }),
);

/** Reads a letter size from a normalised word: Cyrillic М and Х count as Latin (O-114), "xxl" as "XXL". Undefined for other words. */
export function readAlphaSize(word: string): Size | undefined {
  const folded = word.replace(/м/gu, 'm').replace(/х/gu, 'x').replace(CYRILLIC_LARGE, '$1l');
  return ALPHA.test(folded) ? { value: folded.toUpperCase(), system: 'alpha' } : undefined;
}

/** "medium", "эмка", "ميديم": clear only behind a size word, never behind a wear verb. */
export function readNamedSize(word: string): Size | undefined {
  const value = NAMED.get(word);
  return value === undefined ? undefined : { value, system: 'alpha' };
}

/** Clothing sizes 36-54; the caller looks for the anchor. @see knowledge.md IG-1 */
export function readNumericSize(word: string): Size | undefined {
  return /^(?:3[6-9]|4\d|5[0-4])$/u.test(word) ? { value: word, system: 'numeric' } : undefined;
}

/** European shoe sizes 34-48, halves included. */
export function readShoeSize(word: string): Size | undefined {
  return /^(?:3[4-9]|4[0-8])(?:[.,]5)?$/u.test(word) ? { value: word.replace(',', '.'), system: 'numeric' } : undefined;
}
