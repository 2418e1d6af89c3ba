import { normalizeText } from '../normalize-text.ts';
import { tokenize } from '../tokenize.ts';

/** One way to write a concept: for each word in a row the spellings that count. */
export type SurfaceForm = readonly ReadonlySet<string>[];

/** Case and number endings of Russian nouns, all declensions together: a few impossible forms harm nobody. */
const RUSSIAN_NOUN = ' а я у ю ом ем ой ей ою ею е и ы о ов ев ям ам ями ами ях ах ь ью ия ии ию ием ий'.split(' ');
const RUSSIAN_ADJECTIVE = 'ый ий ой ая яя ое ее ые ие ого его ому ему ым им ей ую юю ом ем ых их ыми ими ею ою'.split(
  ' ',
);
/** Arabic feminine, dual, plurals and possessive endings. */
const ARABIC_ENDING = ['', 'ه', 'ات', 'ين', 'ان', 'ي', 'ك', 'ها', 'هم', 'نا', 'يه', 'تي', 'تها'];

function englishPlural(word: string): string {
  if (/(?:s|x|ch|sh)$/u.test(word)) return `${word}es`;
  if (/[^aeiou]y$/u.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}

function inflect(word: string): ReadonlySet<string> {
  const mark = word.at(-1) ?? '';
  const stem = normalizeText(word.slice(0, -1)).text;
  if (mark === '~') return new Set(RUSSIAN_NOUN.map((ending) => stem + ending));
  if (mark === '^') return new Set(RUSSIAN_ADJECTIVE.map((ending) => stem + ending));
  if (mark !== '+') return new Set([normalizeText(word).text]);
  if (!/\p{Script=Arabic}/u.test(stem)) return new Set([stem, englishPlural(stem)]);
  const bare = stem.endsWith('ه') ? stem.slice(0, -1) : stem;
  return new Set([stem, ...ARABIC_ENDING.map((ending) => bare + ending)]);
}

/**
 * Reads the compact notation of the dictionaries: forms separated by `,`, words of a form by spaces or `-`, and a mark at
 * the end of a word: `~` any Russian noun ending, `^` any Russian adjective ending, `+` English plural or Arabic endings.
 */
export function parseSurfaceForms(notation: string): readonly SurfaceForm[] {
  return notation
    .split(/[,،;]/u)
    .map((form) => form.trim())
    .filter((form) => form !== '')
    .map((form) =>
      form
        .split(/[\s-]+/u)
        .flatMap((word) =>
          /[~^+]$/u.test(word)
            ? [inflect(word)]
            : tokenize(normalizeText(word).text).map(({ text }) => new Set([text])),
        ),
    )
    .filter((form) => form.length > 0);
}
