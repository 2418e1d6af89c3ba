import { CRISIS_EXCEPTIONS, CRISIS_PHRASES } from './crisis-phrases.ts';
import type { CrisisLanguage } from './crisis-phrases.ts';
import { compileCrisisPhrases, crisisForm } from './crisis-pattern.ts';

/** A crisis phrase was found, in this language. The phrase itself stays out on purpose: nothing of it may reach a log. */
export type CrisisMatch = { readonly language: CrisisLanguage };

const LANGUAGES: readonly CrisisLanguage[] = ['ru', 'en', 'ar', 'arabizi'];
const EXCEPTIONS = LANGUAGES.map((language) => compileCrisisPhrases(CRISIS_EXCEPTIONS[language]));
const PHRASES = LANGUAGES.map((language) => ({ language, pattern: compileCrisisPhrases(CRISIS_PHRASES[language]) }));

/** Long words that are recognised with one letter wrong, missing or swapped. */
const TYPO_TARGETS = ['suicide', 'suicidal', 'myself', 'умереть', 'покончить', 'самоубийство', 'суицид', 'انتحار'].map(
  (word) => crisisForm(word).trim(),
);
const LONGEST_TARGET = 14;

/** Edit distance at most one, a swap of neighbours included. */
function isOneEditAway(word: string, target: string): boolean {
  const difference = word.length - target.length;
  if (Math.abs(difference) > 1 || word === target) return false;
  let at = 0;
  while (at < word.length && at < target.length && word[at] === target[at]) at++;
  if (difference === 1) return word.slice(at + 1) === target.slice(at);
  if (difference === -1) return word.slice(at) === target.slice(at + 1);
  if (word.slice(at + 1) === target.slice(at + 1)) return true;
  return word[at] === target[at + 1] && word[at + 1] === target[at] && word.slice(at + 2) === target.slice(at + 2);
}

function correctTypos(form: string): string {
  return form.replace(/[^ ]{5,}/gu, (word) => {
    if (word.length > LONGEST_TARGET) return word;
    return TYPO_TARGETS.find((target) => isOneEditAway(word, target)) ?? word;
  });
}

/**
 * Whether a message speaks of suicide or self-harm, in any of the four languages, whatever the detected one. Rules only,
 * well under 1 ms; run it on every raw text and on the joined text of a burst. Prefers false alarms to misses, but
 * everyday figures of speech ("dying for that dress") do not count. @see dialogue.md 3.4, D-08, D-19
 */
export function matchCrisis(text: string): CrisisMatch | undefined {
  let form = correctTypos(crisisForm(text));
  for (const exception of EXCEPTIONS) form = form.replace(exception, '# ');
  for (const { language, pattern } of PHRASES) {
    pattern.lastIndex = 0;
    if (pattern.test(form)) return { language };
  }
  return undefined;
}
