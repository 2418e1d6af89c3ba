import { wordToNumber } from '#dialogue/model/language/number-words';
import { wordPattern } from '#dialogue/model/language/word-matcher';
import { addDays, addMonths, compareDays, dayIn, lastDayOfMonth, weekdayOf } from './calendar.ts';
import type { CalendarDay } from './calendar.ts';
import { AFTER_WORDS, DUAL_UNITS, MONTHS, NEXT_WORDS, THIS_WORDS, TIME_UNITS, WEEKDAYS } from './time-lexicon.ts';

/**
 * A time expression in a normalised clause. `day` is the event's day, or the last day of the period it names; `month`
 * (1-12) is set when a month was named. `isPast` when the words or the date say that it is over.
 */
export type ResolvedDate = {
  readonly day: CalendarDay;
  readonly precision: 'day' | 'month';
  readonly month?: number;
  readonly isPast: boolean;
  readonly start: number;
  readonly end: number;
};

type Rule = (text: string, today: CalendarDay) => ResolvedDate | undefined;
type Unit = keyof typeof TIME_UNITS;

const UNITS = Object.entries(TIME_UNITS).map(([unit, source]) => ({
  unit: unit as Unit,
  pattern: new RegExp(`^(?:${source})$`, 'u'),
}));
const UNIT_SOURCE = Object.values(TIME_UNITS).join('|');
const NUMBER = String.raw`\d{1,3}|[\p{L}\p{M}\p{N}]+`;
const RELATIVE = wordPattern(
  `(?:${AFTER_WORDS})\\s(?:(?:a|an|the|about|around|примерно|حوالي|تقريبا)\\s)?(?:(${NUMBER})\\s)?(?:of\\s)?(${UNIT_SOURCE})`,
  'u',
);
const FROM_NOW = wordPattern(
  `(?:(${NUMBER})\\s)(${UNIT_SOURCE})\\s(?:from now|from today|later|left|to go|осталось)`,
  'u',
);
const DUAL = DUAL_UNITS.map(([source, unit]) => ({
  unit,
  pattern: wordPattern(`(?:${AFTER_WORDS})\\s(?:${source})`, 'u'),
}));
const HALF_YEAR = wordPattern('через полгода|in half a year|بعد نص سنه|بعد نصف سنه', 'u');

function span(match: RegExpExecArray): { readonly start: number; readonly end: number } {
  return { start: match.index, end: match.index + match[0].length };
}

function advance(today: CalendarDay, count: number, unit: Unit): CalendarDay {
  if (unit === 'day') return addDays(today, count);
  if (unit === 'week') return addDays(today, 7 * count);
  return addMonths(today, unit === 'month' ? count : 12 * count);
}

const relative: Rule = (text, today) => {
  for (const { unit, pattern } of DUAL) {
    const match = pattern.exec(text);
    if (match !== null) return { day: advance(today, 2, unit), precision: 'day', isPast: false, ...span(match) };
  }
  const half = HALF_YEAR.exec(text);
  if (half !== null) return { day: addMonths(today, 6), precision: 'day', isPast: false, ...span(half) };
  const match = RELATIVE.exec(text) ?? FROM_NOW.exec(text);
  if (match === null) return undefined;
  const count = match[1] === undefined ? 1 : wordToNumber(match[1]);
  const unit = UNITS.find(({ pattern }) => pattern.test(match[2] ?? ''))?.unit;
  if (count === undefined || count === 0 || count > 400 || unit === undefined) return undefined;
  return { day: advance(today, count, unit), precision: 'day', isPast: false, ...span(match) };
};

const NEAR_DAYS: readonly (readonly [RegExp, number])[] = [
  [
    wordPattern('(?:the )?day after tomorrow|послезавтра|بعد بكره|بعد بكرا|بعد غد|بعد باجر|ba3d bukra|ba3d bokra', 'u'),
    2,
  ],
  [wordPattern('tomorrow|tmrw|tmr|завтра|غدا|بكره|بكرا|باجر|باكر|bukra|bokra|bacher|baachir', 'u'), 1],
  [
    wordPattern(
      'today|tonight|this evening|сегодня|اليوم|الليله|الليلة|alyoum|elyoum|elyom|alyom|illaila|elleila',
      'u',
    ),
    0,
  ],
];

const nearDay: Rule = (text, today) => {
  for (const [pattern, days] of NEAR_DAYS) {
    const match = pattern.exec(text);
    if (match !== null) return { day: addDays(today, days), precision: 'day', isPast: false, ...span(match) };
  }
  return undefined;
};

const ISO = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/u;
const NUMERIC = /(?<![\d.,/])(\d{1,2})[./](0\d|1[0-2]|\d(?=\/)|(?<=\/)\d)(?:[./](\d{4}|\d{2}))?(?![\d/]|\.\d)/u;

function checked(year: number, month: number, day: number): CalendarDay | undefined {
  return month >= 1 && month <= 12 && day >= 1 && day <= lastDayOfMonth(year, month) ? { year, month, day } : undefined;
}

/** Without a year the next such day counts; with one, a day before today is past. */
function datedDay(
  today: CalendarDay,
  month: number,
  day: number,
  year: number | undefined,
): { day: CalendarDay; isPast: boolean } | undefined {
  if (year !== undefined) {
    const exact = checked(year < 100 ? 2000 + year : year, month, day);
    return exact === undefined ? undefined : { day: exact, isPast: compareDays(exact, today) < 0 };
  }
  for (let ahead = 0; ahead <= 4; ahead++) {
    const candidate = checked(today.year + ahead, month, day);
    if (candidate !== undefined && compareDays(candidate, today) >= 0) return { day: candidate, isPast: false };
  }
  return undefined;
}

const numericDate: Rule = (text, today) => {
  const iso = ISO.exec(text);
  if (iso !== null) {
    const found = datedDay(today, Number(iso[2]), Number(iso[3]), Number(iso[1]));
    return found === undefined ? undefined : { ...found, precision: 'day', ...span(iso) };
  }
  const match = NUMERIC.exec(text);
  if (match === null) return undefined;
  const found = datedDay(
    today,
    Number(match[2]),
    Number(match[1]),
    match[3] === undefined ? undefined : Number(match[3]),
  );
  return found === undefined ? undefined : { ...found, precision: 'day', ...span(match) };
};

const ORDINAL = String.raw`(\d{1,2})(?:st|nd|rd|th|-?го|-?ого|-?е)?`;
const YEAR = String.raw`(?:\s(?:of\s)?(20\d{2})(?:\sгода?)?)?`;
const DAYS_OF_MONTH = MONTHS.map((source) => ({
  dayFirst: wordPattern(`${ORDINAL}\\s(?:of\\s|من\\s|شهر\\s)?(?:${source})${YEAR}`, 'u'),
  monthFirst: wordPattern(
    `(?:${source})\\s(?:the\\s)?${ORDINAL}(?!\\s?(?:aed|dhs|дирхам|درهم))(?:,?\\s(20\\d{2}))?`,
    'u',
  ),
  alone: wordPattern(
    `(?:in|next|this|until|by|early|mid|late|end of|since|во?|к|на|конце|начале|середине|до|في|بشهر|شهر|ب|fi|fe|shahr)\\s(?:شهر\\s)?(?:${source})${YEAR}|(?:в|и|ب|ل)(?:${source})`,
    'u',
  ),
  bare: wordPattern(source, 'u'),
}));
/** Names that are also other words, or that stand alone in texts of another meaning. */
const NEEDS_PREPOSITION = new Set([3, 5]);

const namedMonth: Rule = (text, today) => {
  for (const [index, { dayFirst, monthFirst, alone, bare }] of DAYS_OF_MONTH.entries()) {
    const month = index + 1;
    const dated = dayFirst.exec(text) ?? monthFirst.exec(text);
    if (dated !== null) {
      const found = datedDay(today, month, Number(dated[1]), dated[2] === undefined ? undefined : Number(dated[2]));
      if (found !== undefined) return { ...found, precision: 'day', month, ...span(dated) };
    }
    const match = alone.exec(text) ?? (NEEDS_PREPOSITION.has(month) ? null : bare.exec(text));
    if (match === null || match[0].length < 3) continue;
    const stated = /20\d{2}/u.exec(match[0])?.[0];
    const year = stated === undefined ? (month < today.month ? today.year + 1 : today.year) : Number(stated);
    const day = { year, month, day: lastDayOfMonth(year, month) };
    return { day, precision: 'month', month, isPast: compareDays(day, today) < 0, ...span(match) };
  }
  return undefined;
};

const WEEKDAY_RULES = WEEKDAYS.map((source) => ({
  next: wordPattern(`(?:next|следующ[а-я]{2,3})\\s(?:${source})`, 'u'),
  plain: wordPattern(
    `(?:(?:on|this|coming|the|by|во?|эту|этот|этой|ближайш[а-я]{2,3}|يوم|في|هذا|هذي|yom|youm)\\s){0,2}(?:${source})`,
    'u',
  ),
}));
/** Behind these a weekday is a habit or lies in the past. */
const PAST_WEEKDAY = wordPattern(
  'last|every|each|on (?:sun|mon|tues|wednes|thurs|fri|satur)days|прошл[а-я]{2,3}|кажд[а-я]{2,3}|كل|الماضي|الماضيه|اللي فات|اللي طاف',
  'u',
);

const weekday: Rule = (text, today) => {
  if (PAST_WEEKDAY.test(text)) return undefined;
  for (const [index, { next, plain }] of WEEKDAY_RULES.entries()) {
    const ahead = (index - weekdayOf(today) + 7) % 7 || 7;
    const following = next.exec(text);
    if (following !== null) {
      const daysToMonday = (8 - weekdayOf(today)) % 7 || 7;
      return {
        day: addDays(today, daysToMonday + ((index + 6) % 7)),
        precision: 'day',
        isPast: false,
        ...span(following),
      };
    }
    const match = plain.exec(text);
    if (match !== null) return { day: addDays(today, ahead), precision: 'day', isPast: false, ...span(match) };
  }
  return undefined;
};

const PERIODS: readonly (readonly [RegExp, (today: CalendarDay) => CalendarDay])[] = [
  [
    wordPattern(
      `(?:${NEXT_WORDS})\\s(?:week|недел[еяию]+)|الاسبوع (?:${NEXT_WORDS})|(?:[aei]l )?(?:usboo3|osboo3|esboo3) (?:[aei]l )?(?:jay|jai|yay|qadim|${NEXT_WORDS})|next weekend|следующих выходных|الويكند (?:${NEXT_WORDS})`,
      'u',
    ),
    (today) => addDays(today, ((7 - weekdayOf(today)) % 7) + 7),
  ],
  [
    wordPattern(
      `(?:${NEXT_WORDS})\\s(?:month|месяц[ае]?)|الشهر (?:${NEXT_WORDS})|(?:[aei]l )?(?:shahr|shaher) (?:[aei]l )?(?:jay|jai|yay|qadim|${NEXT_WORDS})`,
      'u',
    ),
    (today) => {
      const { year, month } = addMonths({ ...today, day: 1 }, 1);
      return { year, month, day: lastDayOfMonth(year, month) };
    },
  ],
  [
    wordPattern(
      `(?:${THIS_WORDS}|at the|on the|for the)\\s(?:week|weekend|неделе|неделю)|на (?:этих |ближайших )?выходных|в (?:эти )?выходные|نهايه الاسبوع|هالويكند|الويكند|هالاسبوع|هذا الاسبوع`,
      'u',
    ),
    (today) => addDays(today, (7 - weekdayOf(today)) % 7),
  ],
  [
    wordPattern('this month|в этом месяце|هذا الشهر|هالشهر', 'u'),
    ({ year, month }) => ({ year, month, day: lastDayOfMonth(year, month) }),
  ],
];

const period: Rule = (text, today) => {
  for (const [pattern, resolve] of PERIODS) {
    const match = pattern.exec(text);
    if (match !== null) return { day: resolve(today), precision: 'day', isPast: false, ...span(match) };
  }
  return undefined;
};

const PAST_WORDS = wordPattern(
  "yesterday|last (?:night|week|weekend|month|year|summer|winter|spring|autumn|fall)|ago|was|were|wasn't|went|had|attended|missed|celebrated|came back|returned|used to|вчера|позавчера|прошл[а-я]{2,3}|назад|был|была|было|были|ходил[аи]?|ездил[аи]?|летал[аи]?|прош[ел]л[аои]?|прошел|отметил[аи]?|отпраздновал[аи]?|сходил[аи]?|съездил[аи]?|вернул[а-я]{2,3}|закончил[а-я]{2,3}|امس|البارح|البارحه|كان|كانت|كنت|كنا|الماضي|الماضيه|فات|فاتت|طاف|رحت|رحنا|سافرت|سافرنا|حضرت|حضرنا|رجعت|رجعنا|خلصت|خلص|قبل (?:يوم|يومين|اسبوع|اسبوعين|شهر|شهرين|سنه|\\d+)|ams|embari7|embare7|kan|kanat|ru7t|ru7na|gabl (?:usboo3|shahr)",
  'u',
);

const RULES: readonly Rule[] = [numericDate, relative, nearDay, namedMonth, weekday, period];

/** Whether a normalised clause speaks of the past. */
export function speaksOfPast(text: string): boolean {
  return PAST_WORDS.test(text);
}

/**
 * Finds the time expression of a normalised clause: "in 2 weeks", "через неделю", "بعد شهر", "أسبوعين", "on Friday",
 * "15 March", "15.03", "in March", "next month", "tomorrow". A day without a year is the next one; a month alone ends with
 * its last day; "next Friday" is the Friday of the next week (Monday first). @see knowledge.md O-34
 */
export function resolveDate(text: string, now: Date, timeZone: string): ResolvedDate | undefined {
  const today = dayIn(timeZone, now);
  for (const rule of RULES) {
    const found = rule(text, today);
    if (found !== undefined) return found;
  }
  return undefined;
}
