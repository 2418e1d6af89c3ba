import { findConcepts } from '#dialogue/model/language/concepts';
import { findAmounts, readPriceRange } from '#dialogue/model/language/parse-amount';
import type { Amount } from '#dialogue/model/language/parse-amount';
import { wordPattern } from '#dialogue/model/language/word-matcher';
import { belongsToOther, isConditional, isUnsure } from './clause-guards.ts';
import type { ExtractionRule } from './fact-finding.ts';
import { triggersOf } from './message-clauses.ts';
import type { MessageClause } from './message-clauses.ts';

const TRIGGER = wordPattern(
  '(?:my |our |мой |у меня |наш )?(?:budget|budjet|бюджет[а-я]{0,3})(?: у меня)?|ميزانيتي|ميزانيتنا|(?:ال)?ميزانيه|(?:ال)?بجت|بجتي|(?:ال)?بدجت|(?:ال)?بادجت|bajt|el bajt|bajet|budgeti|mizaniy[ae]?ti|mizaniti|mizaneyti|miz[a]?niyy?ati',
);
const SPEND = wordPattern(
  "(?:i |i'm |i'd |we )(?:can |could |will |don't |dont |do not |won't |cannot |can't |want to |wanna |like to |would like to |willing to |ready to |usually |only |never |plan to |not |going to |want |to ){0,5}spend(?:ing)?|(?:я )?(?:готова |готов |могу |хочу |планирую |не |буду |собираюсь |максимум ){0,4}(?:потратить|тратить|трачу|потрачу)|(?:ما ابي |مابي |ما ابغي |مابغي |اقدر |ابي |ما اقدر |ناويه |ممكن )?(?:اصرف|ادفع)|(?:ma abi |mabi |ma abgha |agdar |abi )?(?:asrof|asrif|asruf|asref)",
);
const OWN = /(?:^|\s)(?:my|our|мой|мои|наш|у меня|i|i'm|i'd|я)(?:\s|$)|ميزانيتي|ميزانيتنا|بجتي|اصرف|ادفع|mizani|asr/u;
const OTHER_OWNER = wordPattern('her|his|their|your|ее|его|их|твой|ميزانيتها|ميزانيته|ميزانيتك', 'u');
const NEGATION = wordPattern("not|isn't|no|без|не|нет|مو|مش|مب|ليست|بدون|mu|msh|mub", 'u');
const LIMITED = wordPattern(
  'today|tonight|this (?:dress|time|look|outfit|one|bag|order|week|weekend|evening|purchase)|these|сегодня|на этот|на это|на эту|за это|за эту|за этот|в этот раз|اليوم|الليله|هالمره|هذا|هذي|هال[\\p{L}]+|alyoum|elyoum',
  'u',
);
const FORMER = wordPattern('was|were|used to|был|была|было|раньше|كانت|كان|last (?:month|year|time)', 'u');
const REACH = 48;
const LEAST_BARE_AMOUNT = 20;

type Reading = { readonly amounts: readonly Amount[]; readonly text: string };

function amountsBehind(clause: MessageClause, end: number): Reading | undefined {
  const amounts = findAmounts(clause.text).filter(({ start }) => start >= end && start - end <= REACH);
  if (amounts.length > 0) return { amounts, text: clause.text };
  const next = /^\s?[,،]([^,،]{1,40})/u.exec(clause.following)?.[1] ?? '';
  const later = findAmounts(next).filter(({ start, bound }) => start <= 14 && bound === 'max');
  return later.length > 0 ? { amounts: later, text: next } : undefined;
}

function amountsBefore(clause: MessageClause, start: number): Reading | undefined {
  const amounts = findAmounts(clause.text).filter(({ end }) => end <= start && start - end <= 20);
  return amounts.length > 0 ? { amounts: amounts.slice(-1), text: clause.text } : undefined;
}

/** Whether the amounts stand in the clause of the trigger itself. */
function inside(reading: Reading, clause: MessageClause): boolean {
  return reading.text === clause.text;
}

function isRefused(clause: MessageClause, start: number, end: number): boolean {
  const isOwn = OWN.test(clause.text.slice(Math.max(0, start - 12), end));
  const owner = clause.text.slice(Math.max(0, start - 14), start);
  if (OTHER_OWNER.test(owner) || belongsToOther(clause, start, end, isOwn)) return true;
  if (isConditional(clause, start) || isUnsure(clause) || LIMITED.test(clause.text) || FORMER.test(clause.text))
    return true;
  return clause.isQuestion && !isOwn;
}

/**
 * The user's budget in one clause: only with a budget or spend word (O-33), currency as stated, else the market's.
 * Key `general`. A budget of someone else, for today or for this one dress, or a denied one gives nothing.
 * @see knowledge.md 6.2, O-33, O-35, O-113
 */
export const extractBudget: ExtractionRule = (clause, context) => {
  for (const match of [...triggersOf(clause, TRIGGER), ...triggersOf(clause, SPEND)]) {
    const end = match.index + match[0].length;
    const reading = amountsBehind(clause, end) ?? amountsBefore(clause, match.index);
    const range = reading === undefined ? undefined : readPriceRange(reading.text, reading.amounts);
    if (reading === undefined || range === undefined || isRefused(clause, match.index, end)) continue;
    if (
      inside(reading, clause) &&
      findConcepts(clause.text.slice(end, Math.max(end, range.start))).some(({ kind }) => kind === 'relation')
    )
      continue;
    const isLimit = reading.amounts.some(({ bound }) => bound === 'max');
    const between = reading.text === clause.text && range.start >= end ? clause.text.slice(end, range.start) : '';
    if (!isLimit && NEGATION.test(between)) continue;
    if (!isLimit && NEGATION.test(clause.text.slice(Math.max(0, match.index - 10), match.index))) continue;
    if (range.currency === undefined && (range.maxAmount ?? range.minAmount ?? 0) < LEAST_BARE_AMOUNT) continue;
    const currency = range.currency ?? context.defaultCurrency;
    const { minAmount, maxAmount } = range;
    const shown = [minAmount, maxAmount].filter((amount) => amount !== undefined).join('-');
    const payload = {
      display_key: 'general',
      display_value: `${maxAmount === undefined ? 'from ' : ''}${shown} ${currency}`,
      currency,
      ...(maxAmount === undefined ? {} : { max_amount: maxAmount }),
      ...(minAmount === undefined ? {} : { min_amount: minAmount }),
    };
    return [
      {
        type: 'budget',
        key: 'general',
        payload,
        start: inside(reading, clause) ? Math.min(match.index, range.start) : match.index,
        end: inside(reading, clause) ? Math.max(end, range.end) : end,
      },
    ];
  }
  return [];
};
