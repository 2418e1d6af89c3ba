import { findConcepts } from '#dialogue/model/language/concepts';
import { findAmounts, readPriceRange } from '#dialogue/model/language/parse-amount';
import type { Amount } from '#dialogue/model/language/parse-amount';
import { wordPattern } from '#dialogue/model/language/word-matcher';
import { belongsToOther, isConditional, isUnsure } from './clause-guards.ts';
import type { ExtractionRule } from './fact-finding.ts';
import { triggersOf } from './message-clauses.ts';
import type { MessageClause } from './message-clauses.ts';

const TRIGGER = wordPattern(
  '(?:my |our |мой |у меня |наш )?(?:budget|budjet|бюджет[а-я]{0,3})(?: у меня)?|ميزانيتي|ميزانيتنا|(?:ال)?ميزانيه|(?:ال)?بجت|بجتي|(?:ال)?بدجت|(?:ال)?بادجت|bajt|el bajt|bajet|budgeti|m[ei]z[ae]*n[iey]{1,4}[ae]?t[iey]|bajt[ie]|(?:my|el|il|al) (?:ميزانيه|mizaniya|mizaniyya)',
);
const SPEND = wordPattern(
  "(?:i |i'm |i'd |we )(?:can |could |will |don't |dont |do not |won't |cannot |can't |want to |wanna |like to |would like to |willing to |ready to |usually |only |never |plan to |not |going to |want |to ){0,5}spend(?:ing)?|(?:я )?(?:готова |готов |могу |хочу |планирую |не |буду |собираюсь |максимум ){0,4}(?:потратить|тратить|трачу|потрачу)|(?:ما ابي |مابي |ما ابغي |مابغي |اقدر |ابي |ما اقدر |ناويه |ممكن )?(?:اصرف|ادفع)|(?:ma abi |mabi |ma abgha |agdar |abi )?(?:asrof|asrif|asruf|asref)",
);
const OWN = /(?:^|\s)(?:my|our|мой|мои|наш|у меня|i|i'm|i'd|я)(?:\s|$)|ميزانيتي|ميزانيتنا|بجتي|اصرف|ادفع|mizani|asr/u;
const OTHER_OWNER = wordPattern('her|his|their|your|ее|его|их|твой|ميزانيتها|ميزانيته|ميزانيتك', 'u');
const NEGATION = wordPattern("not|isn't|no|без|не|нет|مو|مش|مب|ليست|بدون|mu|msh|mub", 'u');
const LIMITED = wordPattern(
  'today|tonight|this (?:dress|time|look|outfit|one|bag|order|week|weekend|evening|purchase)|these|сегодня|на этот|на это|на эту|за это|за эту|за этот|в этот раз|اليوم|الليله|هالمره|هذا|هذي|[لبع]?هال[\\p{L}]+|[لب]هذا|[لب]هذي|alyoum|elyoum',
  'u',
);
const FORMER = wordPattern(
  'was|were|used to|had|gave|given|back then|был|была|было|раньше|كانت|كان|كنت|kan|kanat|kint|last (?:month|year|time)',
  'u',
);
const REACH = 48;
/** Less than this buys nothing in any of the currencies: the number was read wrongly. */
const LEAST_AMOUNT = 10;
const LEAST_BARE_AMOUNT = 20;

/** Beyond every wardrobe, and not in the grammar of amounts: "a budget of 500 million". */
const MILLIONS = wordPattern(
  'millions?|billions?|mln|миллион[а-я]*|млн|миллиард[а-я]*|مليون|ملايين|مليار|malyon|million|milyon',
  'u',
);
/** Whose or what's budget a bare "budget" is: "бюджет фильма", "the budget of the project". */
const OTHER_THING = wordPattern(
  'of (?:the|this|that|a)|for (?:the |my |a |our )?(?:wedding|trip|vacation|holiday|house|car|rent|food|groceries|renovation|party)|на (?:свадьбу|отпуск|ремонт|машину|квартиру|поездку|еду|продукты|праздник)|airlines?|phone|hotel|film|movie|project|company|country|department|marketing|state|фильма|проекта|компании|страны|отдела|государства|города|семинара|свадьбы|wedding|ميزانيه (?:الشركه|الفيلم|المشروع|الدوله)|الشركه|الفيلم|المشروع|الدوله|العرس',
  'u',
);
/** "Больше 400 тратить не хочу": the limit is said by a negation behind the amount. */
const REFUSES = wordPattern(
  "не (?:хочу|буду|готов[а]?|могу|планирую|собираюсь|потрачу|трачу|дам)|нельзя|don't want|won't|can't|cannot|ما ابي|مابي|ما اقدر|ما راح|mabi|ma abi|ma agdar",
  'u',
);
/** Arabizi "became" before a number, no riyals. */
const BECAME = /(?<=(?:^|\s)(?:bajt|bajti|bajet|budgeti|mizaniy?ti|mizaniyti)\s)(?:sar|saar|9ar)(?=\s)/gu;

/** "Over budget", "не вписывается в бюджет": about a price. */
const BESIDE_BUDGET =
  /(?:over|above|beyond|exceeds?|exceeding|out of|outside|off|past|сверх|вне|выше|больше|превышает|(?:не )?(?:вписывается|влезает|укладывается) в|выходит за|за пределами|فوق|خارج|اكثر من|يتعدي|يتجاوز|fog|foog|barra)\s(?:my |the |our |мой |моего |наш |el |il )?$/u;

type Reading = { readonly amounts: readonly Amount[]; readonly text: string };

function amountsBehind(clause: MessageClause, end: number): Reading | undefined {
  const amounts = findAmounts(clause.text.replace(BECAME, (verb) => ' '.repeat(verb.length))).filter(
    ({ start }) => start >= end && start - end <= REACH,
  );
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
  if (BESIDE_BUDGET.test(clause.text.slice(Math.max(0, start - 32), start))) return true;
  if (OTHER_OWNER.test(owner) || /\p{L}'s\s$/u.test(owner) || belongsToOther(clause, start, end, isOwn)) return true;
  if (MILLIONS.test(clause.text) || (!isOwn && OTHER_THING.test(clause.text))) return true;
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
    if ((range.maxAmount ?? range.minAmount ?? 0) < LEAST_AMOUNT) continue;
    const isRefusedAbove = range.maxAmount === undefined && REFUSES.test(clause.text);
    const minAmount = isRefusedAbove ? undefined : range.minAmount;
    const maxAmount = isRefusedAbove ? range.minAmount : range.maxAmount;
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
