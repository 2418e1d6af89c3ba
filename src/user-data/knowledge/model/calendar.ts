/** A day of the calendar without a time zone. `month` counts from 1. */
export type CalendarDay = { readonly year: number; readonly month: number; readonly day: number };

/** Time zone of a user who told none. @see knowledge.md 3 */
export const DEFAULT_TIME_ZONE = 'Asia/Dubai';

const formats = new Map<string, Intl.DateTimeFormat>();

function partsIn(timeZone: string, moment: Date): Readonly<Record<string, number>> {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
}

/** The calendar day of a moment in a time zone. */
export function dayIn(timeZone: string, moment: Date): CalendarDay {
  const { year = 0, month = 1, day = 1 } = partsIn(timeZone, moment);
  return { year, month, day };
}

/** YYYY-MM-DD. */
export function isoDay({ year, month, day }: CalendarDay): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Adds days; months and years roll over. */
export function addDays({ year, month, day }: CalendarDay, days: number): CalendarDay {
  const moved = new Date(Date.UTC(year, month - 1, day + days));
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/** Adds months; the 31st becomes the last day of a shorter month. */
export function addMonths({ year, month, day }: CalendarDay, months: number): CalendarDay {
  const index = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(index / 12), month: (index % 12) + 1 };
  return { ...target, day: Math.min(day, lastDayOfMonth(target.year, target.month)) };
}

/** Number of days of a month. */
export function lastDayOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** 0 is Sunday, 6 Saturday. */
export function weekdayOf({ year, month, day }: CalendarDay): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** Negative when `left` is before `right`, 0 for the same day. */
export function compareDays(left: CalendarDay, right: CalendarDay): number {
  return Date.UTC(left.year, left.month - 1, left.day) - Date.UTC(right.year, right.month - 1, right.day);
}

/** The last millisecond of a day in a time zone, as a UTC moment. */
export function endOfDay(timeZone: string, { year, month, day }: CalendarDay): Date {
  const wanted = Date.UTC(year, month - 1, day, 23, 59, 59);
  let moment = wanted;
  for (let round = 0; round < 2; round++) {
    const local = partsIn(timeZone, new Date(moment));
    const seen = Date.UTC(
      local.year ?? 0,
      (local.month ?? 1) - 1,
      local.day ?? 1,
      local.hour ?? 0,
      local.minute ?? 0,
      local.second ?? 0,
    );
    moment += wanted - seen;
  }
  return new Date(moment + 999);
}
