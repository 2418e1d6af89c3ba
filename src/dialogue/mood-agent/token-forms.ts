/** A spelling under which a token is looked up. `isNegated`: a negative prefix was cut off ("неудобно", "ماعجبني"). */
export interface TokenForm {
  readonly text: string;
  readonly isNegated: boolean;
}

const RUN = /(\p{L})\1{2,}/gu;
const ARABIC = /\p{Script=Arabic}/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const ARABIC_PREFIXES = ['وال', 'بال', 'فال', 'كال', 'هال', 'عال', 'ال', 'لل', 'و', 'ف', 'ب', 'ل', 'ك'];
const ARABIC_SUFFIXES = ['هم', 'كم', 'نا', 'ها', 'ين', 'ات', 'ون', 'وا', 'ني', 'ه', 'ك', 'ي', 'ج'];
/** A shorter rest is more often another word than a stem. */
const MIN_STEM = 3;

/** Whether a letter is drawn out ("sooo", "нууу", "حلوووو"). */
export function isElongated(word: string): boolean {
  return word.search(RUN) >= 0;
}

/** All spellings of one token, the plainest first. */
export function tokenForms(word: string, isArabizi: boolean): readonly TokenForm[] {
  const plain = isElongated(word) ? [word, word.replace(RUN, '$1$1'), word.replace(RUN, '$1')] : [word];
  const forms: TokenForm[] = [];
  for (const text of plain) {
    forms.push({ text, isNegated: false });
    if (ARABIC.test(text)) forms.push(...arabicForms(text));
    else if (CYRILLIC.test(text)) forms.push(...cutNegation(text, 'не', 5));
    else if (isArabizi) forms.push(...cutArticle(text), ...cutNegation(text, 'ma', 6));
  }
  return forms;
}

function cutNegation(word: string, prefix: string, minLength: number): TokenForm[] {
  if (!word.startsWith(prefix) || word.length < minLength + prefix.length - 2) return [];
  return [{ text: word.slice(prefix.length), isNegated: true }];
}

function cutArticle(word: string): TokenForm[] {
  return ['wel', 'wal', 'bel', 'bil', 'el', 'al', 'il', 'w']
    .filter((prefix) => word.startsWith(prefix) && word.length >= prefix.length + MIN_STEM)
    .map((prefix) => ({ text: word.slice(prefix.length), isNegated: false }));
}

function arabicForms(word: string): TokenForm[] {
  const starts = [
    word,
    ...ARABIC_PREFIXES.filter((prefix) => word.startsWith(prefix)).map((prefix) => word.slice(prefix.length)),
  ];
  const stems = starts.flatMap((start) => [
    start,
    ...ARABIC_SUFFIXES.filter((suffix) => start.endsWith(suffix)).map((suffix) => start.slice(0, -suffix.length)),
  ]);
  const forms = stems.filter((stem) => stem.length >= MIN_STEM).map((text) => ({ text, isNegated: false }));
  return [...forms, ...cutNegation(word, 'ما', 5)];
}

const DIGRAPHS: readonly (readonly [RegExp, string])[] = [
  [/kh|7'/g, '5'],
  [/gh|3'/g, 'G'],
  [/sh|ch/g, '$'],
  [/th|dh/g, 'D'],
  [/[gq89]/g, 'g'],
  [/6/g, 't'],
  [/[27]/g, 'h'],
];

/**
 * The consonants of an Arabizi word, so that free spellings meet: "ta3bana", "t3bana" and "ta3baneh" are all `t3bn`.
 *
 * @returns undefined for words with too few consonants to tell them apart.
 */
export function arabiziSkeleton(word: string): string | undefined {
  if (!/^[a-z0-9']+$/.test(word)) return undefined;
  let text = word.replace(/'/g, '');
  for (const [pattern, code] of DIGRAPHS) text = text.replace(pattern, code);
  const skeleton = (text.charAt(0).replace(/[aeiou]/, 'a') + text.slice(1).replace(/[aeiouyw]/g, ''))
    .replace(/(.)\1+/g, '$1')
    .replace(/h$/, '');
  const minLength = /[3579]/.test(word) ? 3 : 4;
  return skeleton.length >= minLength ? skeleton : undefined;
}
