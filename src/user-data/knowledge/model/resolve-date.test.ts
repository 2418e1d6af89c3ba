import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalizeText } from '#dialogue/model/language/normalize-text';
import { dayIn, endOfDay, isoDay } from './calendar.ts';
import { resolveDate, speaksOfPast } from './resolve-date.ts';

// A Wednesday.
const now = new Date('2026-10-07T15:00:00+04:00');
const dayOf = (text: string) => {
  const found = resolveDate(normalizeText(text).text, now, 'Asia/Dubai');
  return found === undefined ? undefined : `${isoDay(found.day)} ${found.precision}${found.isPast ? ' past' : ''}`;
};

describe('resolveDate', () => {
  test.each([
    ['in 2 weeks', '2026-10-21 day'],
    ['in two weeks', '2026-10-21 day'],
    ['in a week', '2026-10-14 day'],
    ['within 10 days', '2026-10-17 day'],
    ['a wedding 3 weeks from now', '2026-10-28 day'],
    ['in a couple of weeks', '2026-10-21 day'],
    ['through 2', undefined],
    ['через 2 недели', '2026-10-21 day'],
    ['через неделю', '2026-10-14 day'],
    ['через две недели', '2026-10-21 day'],
    ['через месяц', '2026-11-07 day'],
    ['через пару дней', '2026-10-09 day'],
    ['через полгода', '2027-04-07 day'],
    ['через 5 дней', '2026-10-12 day'],
    ['بعد شهر', '2026-11-07 day'],
    ['بعد أسبوعين', '2026-10-21 day'],
    ['خلال ٣ أيام', '2026-10-10 day'],
    ['بعد يومين', '2026-10-09 day'],
    ['ba3d usboo3', '2026-10-14 day'],
    ['ba3d 2 weeks', '2026-10-21 day'],
    ['tomorrow', '2026-10-08 day'],
    ['завтра', '2026-10-08 day'],
    ['послезавтра', '2026-10-09 day'],
    ['بكرة', '2026-10-08 day'],
    ['بعد بكرة', '2026-10-09 day'],
    ['bukra', '2026-10-08 day'],
    ['сегодня', '2026-10-07 day'],
    ['on Friday', '2026-10-09 day'],
    ['в пятницу', '2026-10-09 day'],
    ['يوم الجمعة', '2026-10-09 day'],
    ['on Wednesday', '2026-10-14 day'],
    ['next Friday', '2026-10-16 day'],
    ['в следующую пятницу', '2026-10-16 day'],
    ['this Sunday', '2026-10-11 day'],
    ['on 15 March', '2027-03-15 day'],
    ['March 15th', '2027-03-15 day'],
    ['15 марта', '2027-03-15 day'],
    ['15.03', '2027-03-15 day'],
    ['15/12', '2026-12-15 day'],
    ['2026-12-05', '2026-12-05 day'],
    ['5 декабря 2026 года', '2026-12-05 day'],
    ['١٥ مارس', '2027-03-15 day'],
    ['1.03.2026', '2026-03-01 day past'],
    ['в марте', '2027-03-31 month'],
    ['in March', '2027-03-31 month'],
    ['في مارس', '2027-03-31 month'],
    ['в октябре', '2026-10-31 month'],
    ['in may', '2027-05-31 month'],
    ['в феврале', '2027-02-28 month'],
    ['December trip', '2026-12-31 month'],
    ['في شهر ديسمبر', '2026-12-31 month'],
    ['next week', '2026-10-18 day'],
    ['на следующей неделе', '2026-10-18 day'],
    ['next month', '2026-11-30 day'],
    ['this weekend', '2026-10-11 day'],
    ['на выходных', '2026-10-11 day'],
    ['الأسبوع الجاي', '2026-10-18 day'],
    ['I may go', undefined],
    ['soldiers march', undefined],
    ['every Friday', undefined],
    ['last Friday', undefined],
    ['up to 700 aed', undefined],
    ['1.5 hours', undefined],
    ['hello', undefined],
    ['31.02', undefined],
  ])('%s -> %s', (text, expected) => {
    expect(dayOf(text)).toBe(expected);
  });

  test.each([
    'the wedding was great',
    'свадьба была вчера',
    'ездила в отпуск',
    'كانت الحفلة حلوة',
    'a month ago',
    '2 недели назад',
    'قبل شهر',
  ])('past: %s', (text) => {
    expect(speaksOfPast(normalizeText(text).text)).toBe(true);
  });

  test('the end of a day is its last millisecond in the zone, across clock changes', () => {
    expect(endOfDay('Asia/Dubai', { year: 2026, month: 10, day: 21 }).toISOString()).toBe('2026-10-21T19:59:59.999Z');
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
        fc.constantFrom('Asia/Dubai', 'Europe/London', 'America/New_York'),
        (moment, zone) => {
          const day = dayIn(zone, moment);
          const end = endOfDay(zone, day);
          expect(dayIn(zone, end)).toEqual(day);
          expect(dayIn(zone, new Date(end.getTime() + 1))).not.toEqual(day);
        },
      ),
    );
  });
});
