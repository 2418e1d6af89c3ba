import { normalizeText } from '#dialogue/model/language/normalize-text';
import { wordPattern } from '#dialogue/model/language/word-matcher';
import { addDays, compareDays, dayIn } from '#user-data/knowledge/model/calendar';
import type { CalendarDay } from '#user-data/knowledge/model/calendar';
import { MONTHS, TIME_UNITS } from '#user-data/knowledge/model/time-lexicon';

/** Whether a message was written in the time that a question names. */
export type IsInTime = (createdAt: Date) => boolean;

/** Names of months that are everyday words too: they need a preposition or a number beside them. */
const AMBIGUOUS = 'may|march|mar';
const BESIDE_MONTH = 'in|on|of|since|during|until|till|by|early|late|mid|last|this';
const MONTH_PATTERNS = MONTHS.map((names) => {
  const certain = names
    .split('|')
    .filter((name) => !AMBIGUOUS.split('|').includes(name))
    .join('|');
  const uncertain = names
    .split('|')
    .filter((name) => AMBIGUOUS.split('|').includes(name))
    .join('|');
  const guarded = `(?:(?:${BESIDE_MONTH})\\s|\\d{1,2}(?:st|nd|rd|th)?\\s(?:of\\s)?)(?:${uncertain})|(?:${uncertain})\\s(?:the\\s)?\\d{1,4}`;
  return wordPattern(uncertain === '' ? certain : `${certain}|${guarded}`, 'u');
});
const YEAR = wordPattern('(?:19|20)\\d\\d', 'u');

/** People tell of a month until some days after it. */
const TOLD_UNTIL_DAY = 12;

/** Days back of the times that are named from now: the nearest and the farthest day on which they may have been told. */
const FROM_NOW: readonly (readonly [RegExp, number, number])[] = [
  [wordPattern('yesterday|last night|вчера|امس|امبارح|البارحه|ams|embare7', 'u'), 0, 2],
  [wordPattern('last week|на прошлой неделе|الاسبوع الماضي|الاسبوع اللي فات', 'u'), 2, 14],
  [wordPattern('last month|в прошлом месяце|الشهر الماضي|الشهر اللي فات', 'u'), 10, 62],
  [wordPattern('last year|в прошлом году|السنه الماضيه|العام الماضي|السنه اللي فاتت', 'u'), 120, 730],
];
const UNIT_DAYS: Readonly<Record<keyof typeof TIME_UNITS, number>> = { day: 1, week: 7, month: 30, year: 365 };
const AGO = (Object.keys(TIME_UNITS) as (keyof typeof TIME_UNITS)[]).map((unit) => ({
  days: UNIT_DAYS[unit],
  pattern: wordPattern(
    `(\\d{1,2}|a|an|one|two|three|four|five|six)?\\s?(?:${TIME_UNITS[unit]})\\s(?:ago|назад)|(?:قبل|qabl)\\s(\\d{1,2})?\\s?(?:${TIME_UNITS[unit]})`,
    'u',
  ),
}));
const NUMBERS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, six: 6 };

/**
 * Reads which time a question speaks of: a month by name, with or without a year, or a time from now ("last week", "two
 * months ago", вчера, قبل شهر). Undefined when it names none.
 *
 * @see knowledge.md 13
 */
export function mentionedTime(
  question: string,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): IsInTime | undefined {
  const { text } = normalizeText(question);
  const tests = [inMonths(text), ...fromNow(text, dayIn(timeZone, now))].filter((test) => test !== undefined);
  if (tests.length === 0) return undefined;
  return (createdAt) => {
    const day = dayIn(timeZone, createdAt);
    return tests.some((test) => test(day));
  };
}

type IsOnDay = (day: CalendarDay) => boolean;

function inMonths(text: string): IsOnDay | undefined {
  const months = MONTH_PATTERNS.flatMap((pattern, index) => (pattern.test(text) ? [index + 1] : []));
  if (months.length === 0) return undefined;
  const year = YEAR.exec(text)?.[0];
  return (day) => {
    // The first days of a month still speak of the month before.
    const told = day.day <= TOLD_UNTIL_DAY ? addDays({ ...day, day: 1 }, -1) : day;
    return [day, told].some(
      (candidate) => months.includes(candidate.month) && (year === undefined || candidate.year === Number(year)),
    );
  };
}

function fromNow(text: string, today: CalendarDay): readonly IsOnDay[] {
  const between =
    (nearest: number, farthest: number): IsOnDay =>
    (day) =>
      compareDays(day, addDays(today, -farthest)) >= 0 && compareDays(day, addDays(today, -nearest)) <= 0;
  const named = FROM_NOW.flatMap(([pattern, nearest, farthest]) =>
    pattern.test(text) ? [between(nearest, farthest)] : [],
  );
  const counted = AGO.flatMap(({ days, pattern }) => {
    const match = pattern.exec(text);
    if (match === null) return [];
    const count = match[1] ?? match[2] ?? '1';
    const back = (NUMBERS[count] ?? (Number(count) || 1)) * days;
    return [between(Math.floor(back * 0.5), Math.ceil(back * 1.5) + 1)];
  });
  return [...named, ...counted];
}
