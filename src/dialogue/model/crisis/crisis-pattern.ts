import { normalizeText } from '../language/normalize-text.ts';
import { escapePattern } from '../language/word-matcher.ts';

const REPEATED = /(\p{L})\1+/gu;
const SEPARATORS = /[^\p{L}\p{M}\p{N}]+/gu;

/**
 * The form in which crisis texts and phrases are compared: normalised, words only, one space behind every word, no
 * apostrophes ("dont"), repeated letters folded to one ("suiciiide", "хочууу"): people in distress type like that, and
 * speech recognition drops the signs. @see dialogue.md D-19
 */
export function crisisForm(text: string): string {
  const words = normalizeText(text).text.replace(/'/gu, '').replace(SEPARATORS, ' ').trim();
  return words === '' ? '' : `${words.replace(REPEATED, '$1')} `;
}

const UP_TO_TWO_WORDS = String.raw`(?:[^ ]+ ){0,2}`;
const TOKEN = /[()[\]|]|[^()[\]|\s]+/gu;

function compileWord(word: string): string {
  if (word === '_') return UP_TO_TWO_WORDS;
  const stem = word.endsWith('*');
  const literal = escapePattern(crisisForm(stem ? word.slice(0, -1) : word).trim());
  return stem ? `${literal}[^ ]* ` : `${literal} `;
}

/**
 * Translates the notation of `crisis-phrases.ts` into a regular expression source over {@link crisisForm}. Every word
 * takes its space with it, so choices, options and gaps join without further rules.
 */
export function compileCrisisPhrase(phrase: string): string {
  let source = '';
  for (const [token] of phrase.matchAll(TOKEN)) {
    if (token === '(' || token === '[') source += '(?:';
    else if (token === ')') source += ')';
    else if (token === ']') source += ')?';
    else source += token === '|' ? '|' : compileWord(token);
  }
  return `(?<![^ ])${source}`;
}

/** One expression for a whole list of phrases. */
export function compileCrisisPhrases(phrases: readonly string[]): RegExp {
  return new RegExp(phrases.map((phrase) => compileCrisisPhrase(phrase)).join('|'), 'gu');
}
