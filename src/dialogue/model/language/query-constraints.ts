import { findConceptsInTokens } from './concepts.ts';
import type { ConceptKind, ConceptMatch } from './concepts.ts';
import { normalizeText } from './normalize-text.ts';
import { wordToNumber } from './number-words.ts';
import { findAmounts, readPriceRange } from './parse-amount.ts';
import type { Amount, CurrencyCode } from './parse-amount.ts';
import { tokenize } from './tokenize.ts';
import type { Token } from './tokenize.ts';
import { wordPattern } from './word-matcher.ts';

/** Concept ids by kind that a request asks for, or wants left out. */
export type ConceptLists = {
  readonly garments: readonly string[];
  readonly colours: readonly string[];
  readonly materials: readonly string[];
  readonly patterns: readonly string[];
  readonly cuts: readonly string[];
  readonly brands: readonly string[];
};

/**
 * The conditions of one request; nothing of it is a fact about the user. Prices in units of `currency`; `size` and
 * `shoeSize` upper case; `occasions` holds events too ("wedding"). @see knowledge.md O-33
 */
export type QueryConstraints = ConceptLists & {
  readonly styles: readonly string[];
  readonly occasions: readonly string[];
  readonly size?: string;
  readonly shoeSize?: string;
  readonly minPrice?: number;
  readonly maxPrice?: number;
  readonly currency?: CurrencyCode;
  readonly gender?: 'woman' | 'man';
  readonly count?: number;
  readonly excluded: ConceptLists;
};

/** Words after which everything up to the end of the list is unwanted. */
const EXCLUDERS = wordPattern(
  "not|no|non|without|w/o|except|excluding|besides|other than|anything but|never(?: suggest| show| wear)?|don't|dont|do not|doesn't|avoid|nothing|neither|nor|hate|не|без|кроме|только не|никогда|ни|никаких|никакой|никакого|никакую|избегай|исключи|بدون|بلا|من غير|غير|مو|مب|مش|ما|لا|مابي|مابغي|ماابي|ولا|الا|ابدا|mabi|mabgha|bidoon|bedoon|bdoon|ghair|mu|mub|msh|mish|ma|la|wala",
);
/** These end a negation: a wish follows. */
const RESUMERS = wordPattern(
  'but|rather|instead|prefer|want|need|show|find|give|looking|just|only|maybe|up to|under|in size|size|max|with|for|but with|а|но|лучше|хочу|нужн[а-я]*|покажи|найди|давай|только|до|для|на|с|размер|بس|لكن|ابي|ابغي|اريد|بل|وريني|ورني|مقاس|ل|حق|abi|abgha|bas|bal',
);
const EXCLUDER_BEHIND = wordPattern(
  '(?:is |are )?(?:not for me|a no|no-go|no thanks)|не (?:надо|нужно|нужны|нужен|нужна|хочу|предлагай|ношу|люблю)|не предлагать|нет|مو لازم|ما ابيه|ما ابيها|ما ابي|لا تقترحينه|mabi|no',
  'u',
);
const NEUTRAL_NEGATION = wordPattern(
  "not (?:more|over|above|too expensive|too|only|sure|bad)|no (?:more than|problem|rush|idea)|don't (?:have|know|want to spend|mind|forget)|why not|не (?:больше|дороже|более|выше|знаю|только|слишком|очень|дорого|могу|забудь|против|нашла|нашел|видела)|нет ли|не могла бы|не подскажешь|ما (?:عندي|ادري|اعرف|يتجاوز|تتجاوز|شاء|في مشكله)|لا (?:تتجاوز|يتجاوز|تزيد|يزيد|باس)|مو (?:غالي|اكثر)|ما شاء الله|ماشاء",
  'gu',
);
const REACH_WORDS = 6;
const REACH_CHARACTERS = 120;
/** No honest request names more things; the rest of a flood is not read. */
const MAX_CONCEPTS = 60;

const LETTER_SIZE = /^(?:[2-6]?xs|xxs|xxxs|x{2,4}l|[2-6]xl|xl)$/u;
const SINGLE_SIZE = wordPattern(
  "(?:size|sizes|in an?|in|размер[а-я]*|в|مقاس|مقاسي|سايز|ma2as[iy]?|my size is|i'm|i wear|ношу|size is|is|صار)\\s?(?:is |now |:|=|-|теперь |— )?\\s?([smlм])",
  'u',
);
const NUMERIC_SIZE = wordPattern(
  '(?:size|sizes|размер[а-я]*|مقاس|مقاسي|سايز|ma2as[iy]?|eu)\\s?(?:is |:|=|-|обуви |одежды |في الملابس )?\\s?(\\d{2}(?:[.,]5)?)|(\\d{2}(?:[.,]5)?)(?:-?(?:й|ый|ой|го))?\\s(?:размер[а-я]*|size|مقاس)',
  'u',
);
const SHOE_KINDS = new Set(['shoes', 'sneakers', 'heels', 'boots', 'sandals', 'flats', 'loafers', 'flip_flops']);
const SHOE_WORD = wordPattern('shoes?|foot|обув[а-я]*|ног[а-я]|حذاء|احذيه|شوز', 'u');

const WOMAN = wordPattern(
  "women's|womens|women|woman|ladies|lady|female|girl|girls|for her|женск[а-я]*|женщин[а-я]*|для девушки|для жены|نسائي|نسائيه|حريمي|للنساء|بنات|بناتي|نساء|nisa2i|7areemi|banati",
  'u',
);
const MAN = wordPattern(
  "men's|mens|men|man|male|guys?|for him|boyfriend|husband|for my (?:husband|boyfriend|dad|father|brother|son)|мужск[а-я]*|мужчин[а-я]*|для парня|для мужа|для папы|для брата|رجالي|رجاليه|للرجال|شبابي|رجال|rijali|rejali",
  'u',
);
const WOMAN_RELATIONS = new Set(['sister', 'mom', 'wife', 'daughter', 'grandmother', 'aunt']);
const MAN_RELATIONS = new Set(['husband', 'dad', 'brother', 'boyfriend', 'son', 'uncle']);
const COUNT = wordPattern(
  '(?:show|find|give|pick|suggest|need|want|get|покажи|найди|дай|подбери|предложи|нужн[а-я]{1,2}|хочу|اعرضي|اعرض|وريني|ورني|عطيني|ابي|اقترحي)\\s(?:me |us |мне |لي |ني )?(?:up to |about |around |только |just |exactly )?([\\p{L}\\d]{1,10})',
  'u',
);
const COUNTED = wordPattern(
  '([\\p{L}\\d]{1,8})\\s(?:options?|variants?|looks?|outfits?|items?|pieces?|dresses|shirts|вариант[а-я]*|образ[а-я]*|вещ[а-я]*|лук[а-я]*|خيارات|اطلالات|قطع|khiyarat)',
  'u',
);
const BARE_PRICE_WORD = wordPattern(
  'budget|price|max|maximum|spend|under|below|up to|cheaper than|less than|бюджет[а-я]*|цен[а-я]*|не дороже|дешевле|максимум|до|не больше|ميزانيتي|ميزانيه|بجت|سعر|ماكس|تحت|اقل من|حدود|لا تتجاوز|bajt|mizaniti|ta7t|7dood',
  'u',
);
const LEAST_BARE_PRICE = 20;
const VERB_SUIT = wordPattern(
  "(?:would |will |might |does |do |doesn't |don't |didn't |can )?(?:it |this |that |they |these |m |s |l |xl )suits?|suits? (?:me|you|her|him|us|them|my)|how (?:to|should i|do i|should we) dress|(?:to|i|we|must|should) dress (?:up|for)|dress (?:up(?! to)|code)",
  'gu',
);

const LISTS: readonly (readonly [keyof ConceptLists, ConceptKind])[] = [
  ['garments', 'garment'],
  ['colours', 'colour'],
  ['materials', 'material'],
  ['patterns', 'pattern'],
  ['cuts', 'cut'],
  ['brands', 'brand'],
];

type Query = {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly concepts: readonly ConceptMatch[];
  readonly negations: readonly { start: number; end: number }[];
};

function blank(text: string, pattern: RegExp): string {
  return text.replace(pattern, (match) => ' '.repeat(match.length));
}

function readQuery(message: string): Query {
  const text = normalizeText(message).text;
  const searched = blank(text, VERB_SUIT);
  const tokens = tokenize(searched);
  const concepts = findConceptsInTokens(searched, tokens).slice(0, MAX_CONCEPTS);
  const negatable = blank(text, NEUTRAL_NEGATION);
  const inConcept = (at: number): boolean => concepts.some(({ start, end }) => at >= start && at < end);
  const negations = [...negatable.matchAll(EXCLUDERS)]
    .filter(({ index }) => !inConcept(index))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
  return { text, tokens, concepts, negations };
}

const BORDER = /[.!?؟؛;\n]/u;

/** A negation reaches over a list ("no leather, wool or fur") to the next wish, and not further than six words. */
function isExcluded(query: Query, concept: ConceptMatch): boolean {
  const before = query.negations.findLast(({ end }) => end <= concept.start);
  if (before !== undefined && concept.start - before.end <= REACH_CHARACTERS) {
    const between = query.text.slice(before.end, concept.start);
    const words = tokenize(between).length;
    const resumers = [...between.matchAll(RESUMERS)].filter(
      ({ index }) =>
        between.slice(0, index).trim() !== '' ||
        !/^(?:want|need|хочу|ابي|ابغي|اريد|show|for|with|abi|prefer|find|give|покажи|just|only|only|с|на|для|до)$/u.test(
          between.trim().split(' ')[0] ?? '',
        ),
    );
    const isSegmentOwn = !/[,،]/u.test(between) || isListOnly(query, before.end, concept.start);
    if (!BORDER.test(between) && words <= REACH_WORDS && resumers.length === 0 && isSegmentOwn) return true;
  }
  const behind = /^[^,،.!?؟\n]{0,24}/u.exec(query.text.slice(concept.end))?.[0] ?? '';
  const match = EXCLUDER_BEHIND.exec(behind);
  if (match === null || tokenize(behind.slice(0, match.index)).length > 1) return false;
  const rest = behind.slice(match.index + match[0].length);
  return match[0].length > 3 ? findConceptsInTokens(rest, tokenize(rest)).length === 0 : rest.trim() === '';
}

/** Behind a comma a negation goes on only through bare concepts of the list, as in "no leather, wool, fur". */
function isListOnly(query: Query, from: number, to: number): boolean {
  const words = query.tokens.filter(({ start, end }) => start >= from && end <= to);
  const covered = words.filter(
    ({ index, text }) =>
      query.concepts.some(({ tokenStart, tokenEnd }) => index >= tokenStart && index < tokenEnd) ||
      /^(?:and|or|nor|no|not|и|или|ни|не|و|او|ولا|any|suggest|wear|anything|me|in|of|предлагай|мне|ابي)$/u.test(text),
  );
  const next = query.concepts.find(({ start }) => start >= to);
  const first = query.concepts.find(({ start }) => start >= from);
  return (
    covered.length === words.length &&
    next !== undefined &&
    first !== undefined &&
    next.kind === first.kind &&
    /(?:or|nor|and|или|ни|и|و|او|ولا)\s/u.test(
      query.text.slice(from, next.end) + query.text.slice(next.end, next.end + 12),
    )
  );
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

function listsOf(concepts: readonly ConceptMatch[]): ConceptLists {
  const idsOf = (kind: ConceptKind): readonly string[] =>
    unique(concepts.filter((concept) => concept.kind === kind).map(({ conceptId }) => conceptId));
  return Object.fromEntries(LISTS.map(([name, kind]) => [name, idsOf(kind)])) as ConceptLists;
}

function readSizes(query: Query, isShoes: boolean): { readonly size?: string; readonly shoeSize?: string } {
  const numeric = NUMERIC_SIZE.exec(query.text);
  const number = numeric?.[1] ?? numeric?.[2];
  const letter =
    SINGLE_SIZE.exec(query.text)?.[1] ??
    query.tokens.find(({ text }) => LETTER_SIZE.test(text.replaceAll('х', 'x')))?.text;
  const size = letter?.replaceAll('м', 'm').replaceAll('х', 'x').toUpperCase();
  if (number === undefined) return size === undefined ? {} : { size };
  const isShoeNumber = isShoes || SHOE_WORD.test(query.text);
  const value = number.replace(',', '.');
  if (isShoeNumber && Number(value) >= 34 && Number(value) <= 48)
    return { ...(size === undefined ? {} : { size }), shoeSize: value };
  return Number(value) >= 32 && Number(value) <= 56 ? { size: size ?? value } : size === undefined ? {} : { size };
}

/** A number without a currency is a price only beside a price word, and when it is no size. */
function readPrice(
  query: Query,
  sizes: { readonly size?: string; readonly shoeSize?: string },
): Pick<QueryConstraints, 'minPrice' | 'maxPrice' | 'currency'> {
  const isPrice = (amount: Amount): boolean =>
    amount.currency !== undefined ||
    (amount.value >= LEAST_BARE_PRICE &&
      String(amount.value) !== sizes.size &&
      String(amount.value) !== sizes.shoeSize &&
      (amount.bound !== 'exact' || BARE_PRICE_WORD.test(query.text)));
  const amounts = findAmounts(query.text);
  const priced = amounts.filter(
    (amount, at) =>
      isPrice(amount) ||
      (amounts[at + 1]?.currency !== undefined &&
        /^\s?(?:-|to|до|and|и|الي)\s?$/u.test(query.text.slice(amount.end, amounts[at + 1]?.start))),
  );
  const range = readPriceRange(query.text, priced);
  if (range === undefined) return {};
  return {
    ...(range.minAmount === undefined ? {} : { minPrice: range.minAmount }),
    ...(range.maxAmount === undefined ? {} : { maxPrice: range.maxAmount }),
    ...(range.currency === undefined ? {} : { currency: range.currency }),
  };
}

function readGender(query: Query): Pick<QueryConstraints, 'gender'> {
  const relations = query.concepts.filter(
    ({ kind, start }) =>
      kind === 'relation' &&
      /(?:for|для|ل|حق|7ag)\s?(?:my |a |the |моей |моего )?$|^ل/u.test(
        query.text.slice(Math.max(0, start - 12), start),
      ),
  );
  const isMan = MAN.test(query.text) || relations.some(({ conceptId }) => MAN_RELATIONS.has(conceptId));
  const isWoman = WOMAN.test(query.text) || relations.some(({ conceptId }) => WOMAN_RELATIONS.has(conceptId));
  if (isMan === isWoman) return {};
  return { gender: isMan ? 'man' : 'woman' };
}

function readCount(query: Query): Pick<QueryConstraints, 'count'> {
  for (const match of [COUNTED.exec(query.text), COUNT.exec(query.text)]) {
    const word = match?.[1];
    const count = word === undefined ? undefined : wordToNumber(word);
    if (count !== undefined && count >= 1 && count <= 12 && !/^(?:one|один|одно|одну|واحد)$/u.test(word ?? ''))
      return { count };
  }
  return {};
}

/**
 * Reads what one request asks for, in any language: garments, colours, materials, brands, size, price, occasion, style,
 * gender, number, and what must be left out. "до 500 дирхам", "ميزانيتي 900 درهم" and "under $100" are upper limits.
 * Concept ids are those of the dictionary ("dress", "sneakers"); a wider wish stays wide ("shoes"). @see dialogue.md D-57
 */
export function readQueryConstraints(message: string): QueryConstraints {
  const query = readQuery(message);
  const excluded = query.concepts.filter((concept) => isExcluded(query, concept));
  const wanted = query.concepts.filter((concept) => !excluded.includes(concept));
  const lists = listsOf(wanted);
  const isShoes = lists.garments.some((garment) => SHOE_KINDS.has(garment));
  const sizes = readSizes(query, isShoes);
  const idsOf = (...kinds: readonly ConceptKind[]): readonly string[] =>
    unique(wanted.filter(({ kind }) => kinds.includes(kind)).map(({ conceptId }) => conceptId));
  return {
    ...lists,
    styles: idsOf('style'),
    occasions: idsOf('event', 'occasion'),
    ...sizes,
    ...readPrice(query, sizes),
    ...readGender(query),
    ...readCount(query),
    excluded: listsOf(excluded),
  };
}
