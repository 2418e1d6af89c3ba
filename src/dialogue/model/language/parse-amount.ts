import { readNumberWords } from './number-words.ts';
import { tokenize } from './tokenize.ts';
import { WORD_END, WORD_START, wordPattern } from './word-matcher.ts';

/** ISO 4217 codes the grammar knows. */
export type CurrencyCode = 'AED' | 'USD' | 'EUR' | 'GBP' | 'RUB' | 'SAR' | 'QAR' | 'KWD' | 'KZT' | 'INR';

/** An amount in a normalised text. `bound` says what the words around it make of it. Offsets in UTF-16 units. */
export type Amount = {
  readonly value: number;
  readonly currency?: CurrencyCode;
  readonly bound: 'max' | 'min' | 'exact';
  readonly start: number;
  readonly end: number;
};

/** A price range read from a text; `start` / `end` cover all its amounts. */
export type PriceRange = {
  readonly maxAmount?: number;
  readonly minAmount?: number;
  readonly currency?: CurrencyCode;
  readonly start: number;
  readonly end: number;
};

const CURRENCY_WORDS: readonly (readonly [CurrencyCode, string])[] = [
  [
    'AED',
    String.raw`aed|dhs?|dhm|dirhams?|dirhems?|derhams?|darhams?|derhem|дирхам(?:ов|а|ы|ах)?|дхс|درهما?|دراهم|د\.ا`,
  ],
  ['USD', String.raw`usd|dollars?|bucks|доллар(?:ов|а|ы)?|бакс(?:ов|а|ы)?|دولار(?:ات)?|dolar`],
  ['EUR', 'eur|euros?|евро|يورو'],
  ['GBP', 'gbp|pounds?|фунт(?:ов|а|ы)?|جنيه'],
  ['RUB', 'rub|руб(?:лей|ля|ль|ли)?|روبل'],
  ['SAR', 'sar|riyals?|риял(?:ов|а|ы)?|ريال(?:ات)?'],
  ['QAR', 'qar'],
  ['KWD', 'kwd|dinars?|динар(?:ов|а|ы)?|دينار'],
  ['KZT', 'kzt|tenge|тенге'],
  ['INR', 'inr|rupees?|рупи[йия]'],
];
const CURRENCY_SIGNS: Readonly<Record<string, CurrencyCode>> = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '₽': 'RUB',
  '₸': 'KZT',
  '₹': 'INR',
};
const CURRENCY_PATTERNS = CURRENCY_WORDS.map(([code, source]) => ({
  code,
  pattern: new RegExp(`^(?:${source})$`, 'u'),
}));

const CURRENCY = `${CURRENCY_WORDS.map(([, source]) => source).join('|')}|[$€£₽₸₹]`;
const NUMBER = String.raw`\d{1,3}(?:[ ,.]\d{3})+(?:\.\d{1,2})?(?!\d)|\d{1,7}(?:[.,]\d{1,2}(?!\d))?`;
const THOUSANDS = 'k|к|тыс\\.?|тысяч[аиу]?|тыщ[аиу]?|thousand|grand|الاف|الف|alaf|alf';
const DIGIT_AMOUNT = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}.,])(?:(${CURRENCY})\\s?)?(${NUMBER})(?:\\s?(${THOUSANDS})(?![\\p{L}]))?(?:\\s?(${CURRENCY})${WORD_END})?(?![\\p{L}\\p{M}\\p{N}])`,
  'gu',
);
const CURRENCY_AT = new RegExp(`^\\s?(${CURRENCY})${WORD_END}`, 'u');
/** A number with one of these behind it counts or measures something else than money. */
const OTHER_UNIT = new RegExp(
  `^\\s?(?:-\\s?)?(?:%|days?|weeks?|months?|years?|hours?|minutes?|cm|kg|см|кг|дн[яей]+|дней|недел[яиьею]+|месяц[аев]*|лет|год[а]?|час[аов]*|минут[ыу]?|размер[а]?|يوم|ايام|اسبوع|اسابيع|شهر|شهور|اشهر|سنه|ساعه|دقيقه|options?|items?|pieces?|looks?|outfits?|вариант[аов]*|штук[и]?|образ[аов]*|خيارات|قطع|:\\d)${WORD_END}`,
  'u',
);

const MAX_BEFORE = new RegExp(
  `${WORD_START}(?:up ?to|upto|under|below|less than|cheaper than|max(?:imum)?(?: of)?|within|(?:no|not) (?:more|over|above)(?: than)?|at most|until|till|<=?|до|не (?:больше|дороже|более|выше)|максимум|макс|дешевле|меньше|менее|в пределах|лимит|не превыша[а-я]*|لا (?:يتجاوز|تتجاوز|يزيد عن|تزيد عن)|ما (?:يتجاوز|تتجاوز|يزيد عن|تزيد عن|يتعدي|تتعدي)|اقل من|تحت|بحدود|في حدود|حدود|حدودها|ماكس|ماكسيموم|لحد|لين|حد اقصي|كحد اقصي|a8al min|a2al min|aqal min|agal min|ta7t|l7ad|la|bi7dood|7dood)(?:\\s(?:the|a|to|of|price|цены?|سعر|الي|ال))?\\s?[:=]?\\s*$`,
  'u',
);
const MIN_BEFORE = new RegExp(
  `${WORD_START}(?:from|over|above|more than|at least|min(?:imum)?|starting(?: at| from)?|от|больше|дороже|более|не (?:меньше|дешевле|менее)|минимум|اكثر من|فوق|ابتداء من|من|على الاقل|ak(?:th|t|s)ar min|fo[og]g?|>=?)\\s?[:=]?\\s*$`,
  'u',
);
const NEGATED_MORE = new RegExp(
  `${WORD_START}(?:not|don't|dont|won't|can't|cannot|never|no|не|нельзя|ما|لا|مابي|مابغي|mabi|ma|mabgha)${WORD_END}[^.!?؟\\n]{0,40}$`,
  'u',
);
const MORE_BEFORE = new RegExp(
  `${WORD_START}(?:more|over|above|больше|более|дороже|اكثر|فوق|ak(?:th|t|s)ar|foo?g)${WORD_END}`,
  'u',
);
const MAX_AFTER = new RegExp(
  `^\\s?(?:max(?:imum)?|or less|or under|or cheaper|tops|at most|limit|максимум|макс|или меньше|или дешевле|и ниже|не больше|ماكس|بس|فقط|كحد اقصي|حد اقصي|وتحت|واقل|only|bas)${WORD_END}`,
  'u',
);
const RANGE_GAP = /^\s*(?:-|to|till|until|up to|and|до|и|الي|ل|حتي|لين|و|la|l|ila)\s*$/u;
const RANGE_OPENING = wordPattern('from|between|от|между|من|بين|mn|min|bain', 'u');

function currencyOf(written: string | undefined): CurrencyCode | undefined {
  if (written === undefined) return undefined;
  return CURRENCY_SIGNS[written] ?? CURRENCY_PATTERNS.find(({ pattern }) => pattern.test(written))?.code;
}

/** "2,000" and "2 000" are groups of thousands, "49.99" is a decimal. */
function numberOf(written: string): number {
  const grouped = /^(\d{1,3}(?:[ ,.]\d{3})+)(\.\d{1,2})?$/u.exec(written);
  if (grouped === null) return Number(written.replace(',', '.'));
  return Number((grouped[1] ?? '').replace(/[ ,.]/gu, '') + (grouped[2] ?? ''));
}

function boundOf(text: string, start: number, end: number): Amount['bound'] {
  const before = text.slice(Math.max(0, start - 60), start);
  const after = text.slice(end, end + 24);
  if (MAX_BEFORE.test(before)) return 'max';
  if (MIN_BEFORE.test(before)) return MORE_BEFORE.test(before) && NEGATED_MORE.test(before) ? 'max' : 'min';
  return MAX_AFTER.test(after) ? 'max' : 'exact';
}

type RawAmount = {
  readonly value: number;
  readonly currency?: CurrencyCode;
  readonly start: number;
  readonly end: number;
};

function digitAmounts(text: string): readonly RawAmount[] {
  const found: RawAmount[] = [];
  for (const match of text.matchAll(DIGIT_AMOUNT)) {
    const [whole, before, number = '', thousands, after] = match;
    const end = match.index + whole.length;
    // "bajti sar 900 dhs": what stands behind is the currency, "sar" is the Arabizi verb.
    const currency = currencyOf(after) ?? currencyOf(before);
    if (currency === undefined && OTHER_UNIT.test(text.slice(end, end + 20))) continue;
    const value = numberOf(number) * (thousands === undefined ? 1 : 1000);
    found.push({ value, ...(currency === undefined ? {} : { currency }), start: match.index, end });
  }
  return found;
}

/** Amounts in words count only with a currency behind them: "two shirts" is no price. */
function wordAmounts(text: string): readonly RawAmount[] {
  const tokens = tokenize(text);
  const words = tokens.map((token) => token.text);
  const found: RawAmount[] = [];
  for (let at = 0; at < words.length; at++) {
    const number = /^\d/u.test(words[at] ?? '') ? undefined : readNumberWords(words, at);
    if (number === undefined) continue;
    const start = tokens[at]?.start ?? 0;
    const numberEnd = tokens[at + number.length - 1]?.end ?? 0;
    const written = CURRENCY_AT.exec(text.slice(numberEnd, numberEnd + 24));
    const currency = currencyOf(written?.[1]);
    if (currency !== undefined)
      found.push({ value: number.value, currency, start, end: numberEnd + (written?.[0].length ?? 0) });
    at += number.length - 1;
  }
  return found;
}

/**
 * Finds amounts in a normalised text: digits with groups of thousands, k / тыс / ألف, number words, currency before or
 * behind ("$100", "AED 500", "2 тысячи дирхам", "900 درهم"). A zero is left out; a number may lack its currency.
 * @see knowledge.md O-113
 */
export function findAmounts(text: string): readonly Amount[] {
  const digits = digitAmounts(text);
  const words = wordAmounts(text).filter(
    (word) => !digits.some((digit) => digit.start < word.end && word.start < digit.end),
  );
  return [...digits, ...words]
    .filter(({ value }) => value > 0)
    .sort((left, right) => left.start - right.start)
    .map((amount) => ({ ...amount, bound: boundOf(text, amount.start, amount.end) }));
}

function joinRange(text: string, first: Amount, second: Amount): PriceRange | undefined {
  const gap = text.slice(first.end, second.start);
  if (!RANGE_GAP.test(gap) || first.value >= second.value) return undefined;
  if (!gap.includes('-') && !RANGE_OPENING.test(text.slice(Math.max(0, first.start - 12), first.start)))
    return undefined;
  const currency = second.currency ?? first.currency;
  return {
    minAmount: first.value,
    maxAmount: second.value,
    ...(currency === undefined ? {} : { currency }),
    start: first.start,
    end: second.end,
  };
}

/**
 * Reads one price range from amounts in the order of the text: "300-500 AED", "from 300 to 500", "up to 700 AED", "$100".
 * An amount without a bound word is an upper limit: nobody asks for a dress of exactly 500.
 */
export function readPriceRange(text: string, amounts: readonly Amount[]): PriceRange | undefined {
  const [first, second] = amounts;
  if (first === undefined) return undefined;
  const range = second === undefined ? undefined : joinRange(text, first, second);
  if (range !== undefined) return range;
  const limit = amounts.find(({ bound }) => bound === 'max') ?? first;
  const floor = amounts.find(({ bound }) => bound === 'min');
  const currency = limit.currency ?? floor?.currency;
  const both = floor !== undefined && limit !== floor;
  return {
    ...(limit.bound === 'min' ? { minAmount: limit.value } : { maxAmount: limit.value }),
    ...(both ? { minAmount: floor.value } : {}),
    ...(currency === undefined ? {} : { currency }),
    start: Math.min(limit.start, both ? floor.start : limit.start),
    end: Math.max(limit.end, both ? floor.end : limit.end),
  };
}
