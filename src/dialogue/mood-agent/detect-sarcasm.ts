import { FEELINGS } from './feelings.ts';
import type { ReadText } from './read-phrases.ts';
import type { TextSigns } from './text-signs.ts';

const SINCERE = new Set([
  'gratitude',
  'praise',
  'liking',
  'delight',
  'excitement',
  'wellbeing',
  'relief',
  'humor',
  'hope',
  'acceptance',
]);
const BLAME = new Set([
  'obstacle',
  'complaint',
  'impatience',
  'repetition',
  'annoyance',
  'disappointment',
  'anger',
  'hate',
  'dislike',
  'insult',
  'exhaustion',
  'fatigue',
  'apathy',
]);

/** Praise in so few words may be a sneer; praise with an object seldom is. */
const MAX_BARE_WORDS = 4;
const LOW_VALENCE = 0.35;

/**
 * Whether praise is meant as its opposite: a phrase that says so, an eye-roll, praise beside a mishap, or bare praise
 * after a run of bad moments.
 *
 * @param earlierValences of the user's messages before this one, oldest first.
 */
export function detectSarcasm(input: {
  readonly read: ReadText;
  readonly signs: TextSigns;
  readonly hasIronicEmoji: boolean;
  readonly earlierValences: readonly number[];
}): boolean {
  const { read, signs } = input;
  const praise = read.phrases.filter(
    ({ feeling, weight }) => SINCERE.has(feeling) && FEELINGS[feeling].valence * weight >= 0.15,
  );
  const blame = read.phrases.filter(({ feeling, weight }) => BLAME.has(feeling) && weight >= 0.3);
  if (read.irony.some(({ value }) => value.strength >= 1)) return true;
  if (praise.length <= 1 && signs.exclamations === 0 && read.irony.some(({ value }) => value.strength >= 0.7))
    return true;
  const hasWeakIrony = read.irony.length > 0;
  if (praise.length === 0 && !hasWeakIrony) return false;
  const mishap = mishapWeight(read);
  if (input.hasIronicEmoji && (praise.length > 0 || hasWeakIrony)) return true;
  if (hasWeakIrony && (blame.length > 0 || mishap >= 1)) return true;
  if (isPraiseThenMishap(read, praise, blame, mishap)) return true;
  return isBareAfterBad(read, praise.length > 0, hasWeakIrony, signs, input.earlierValences);
}

/** Negations alone are weak evidence that something went wrong. */
function mishapWeight(read: ReadText): number {
  const negators = read.roles.get('negator');
  let weight = 0;
  for (const position of read.roles.get('mishap') ?? []) weight += negators?.has(position) ? 0.4 : 1;
  return weight;
}

type Phrases = ReadText['phrases'];

/** "Great, another delay": short praise first, the reason for complaint after it, nothing that says "but". */
function isPraiseThenMishap(read: ReadText, praise: Phrases, blame: Phrases, mishap: number): boolean {
  const first = praise[0];
  if (!first || first.start > 2 || (read.roles.get('contrast')?.size ?? 0) > 0) return false;
  if (first.feeling !== 'praise' && first.feeling !== 'gratitude' && first.feeling !== 'delight') return false;
  const wordsInClause = read.tokens.filter(({ clause }) => clause === first.clause).length;
  const isBare = wordsInClause <= 3;
  const later = blame.filter(({ start, isNegated }) => start > first.start && !isNegated);
  if (isBare) return later.length > 0 || mishap >= 1.4;
  return later.length > 0 && mishap >= 1 && read.cues.size > 0 && praise.length === 1 && first.feeling !== 'delight';
}

function isBareAfterBad(
  read: ReadText,
  hasPraise: boolean,
  hasWeakIrony: boolean,
  signs: TextSigns,
  earlier: readonly number[],
): boolean {
  const recent = earlier.slice(-3);
  const last = recent.at(-1);
  if (
    last === undefined ||
    recent.length < 2 ||
    last > LOW_VALENCE ||
    !recent.slice(-2).every((valence) => valence <= 0.42)
  )
    return false;
  if (read.tokens.length > MAX_BARE_WORDS || signs.exclamations > 1) return false;
  return hasWeakIrony || (hasPraise && (read.cues.size > 1 || signs.hasEllipsis));
}
