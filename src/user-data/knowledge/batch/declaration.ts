import { normalizeText } from '#dialogue/model/language/normalize-text';
import { wordPattern } from '#dialogue/model/language/word-matcher';
import type { FactType } from '#user-data/knowledge/model/fact';
import {
  belongsToOther,
  hasDemonstrative,
  hasTimeLimit,
  isConditional,
  isFormer,
  isUnsure,
} from '#user-data/memory/clause-guards';
import { analyzeMessage } from '#user-data/memory/message-clauses';
import type { MessageClause } from '#user-data/memory/message-clauses';

const FIRST_PERSON = wordPattern(
  "i|i'm|im|i've|i'd|my|me|mine|for me|я|мой|моя|мое|мои|мне|меня|у меня|ношу|انا|عندي|مقاسي|ميزانيتي|لي|علي|البس|مابي|مابغي|ana|3indi|3ndi|ma2asi|mabi",
  'u',
);
const NEGATION = wordPattern(
  "not|no|isn't|aren't|don't|dont|doesn't|never|without|no longer|нет|не|ни|без|никогда|ما|مو|مب|مش|لا|ليس|ليست|بدون|ولا|ma|mu|mo|msh|mish|mub",
  'u',
);

const DURABLE = wordPattern(
  'never|ever|always|forever|никогда|ни за что|всегда|навсегда|принципиально|بالمره|ابدا|نهائيا|دايم|دائما|عمري|abadan|bilmarra|dayman',
  'u',
);

/** The clauses of a message that a quote of it touches. */
export function clausesOfQuote(message: string, quote: string): readonly MessageClause[] {
  const { normalized, clauses } = analyzeMessage(message);
  const wanted = normalizeText(quote).text.trim();
  const start = normalized.text.indexOf(wanted);
  if (wanted === '' || start < 0) return [];
  const end = start + wanted.length;
  return clauses.filter((clause) => clause.offset < end && start < clause.offset + clause.text.trimEnd().length);
}

/** Whether a clause says "not". A ban needs it; every other fact is refused by it. */
export function hasNegation(text: string): boolean {
  return NEGATION.test(normalizeText(text).text);
}

/** "never show me this today": a wish of the moment about one thing, no rule. @see knowledge.md 8.4 rule 6 */
export function isPassing(clauses: readonly MessageClause[]): boolean {
  return clauses.some(({ text }) => hasDemonstrative(text) || hasTimeLimit(text));
}

/** Whether what a quote says is about somebody else: "my sister is allergic to nickel", "у подруги". @see knowledge.md O-32 */
export function isAboutOther(clauses: readonly MessageClause[]): boolean {
  return clauses.some((clause) => belongsToOther(clause, clause.text.length, clause.text.length, false));
}

/**
 * Whether a quote that the instant rules do not read asserts something of the user plainly: in the first person, no
 * question, no condition, no doubt, not of the past. A ban also needs a lasting word ("I don't need jeans" is none). A
 * size and an event are plain only to the instant rules: "I bought size M" and "the wedding dress" state nothing.
 *
 * @see knowledge.md 8.4 rule 5b, EC-a, EC-g
 */
export function isPlainDeclaration(type: FactType, clauses: readonly MessageClause[]): boolean {
  if (type === 'body_params' || type === 'life_event') return false;
  return (
    clauses.length > 0 &&
    (type !== 'hard_ban' || clauses.some(({ text }) => DURABLE.test(text))) &&
    clauses.some(({ text }) => FIRST_PERSON.test(text)) &&
    clauses.every(
      (clause) =>
        !clause.isQuestion && !isConditional(clause, clause.text.length) && !isUnsure(clause) && !isFormer(clause),
    )
  );
}
