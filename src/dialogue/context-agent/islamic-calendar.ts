import calendarOfEmirates from './calendar/ae.json' with { type: 'json' };

/** A stretch of days that changes how a country lives. */
export interface CulturalPeriod {
  readonly name: string;
  /** YYYY-MM-DD, inclusive. */
  readonly from: string;
  readonly to: string;
}

/** A fixed public holiday of the calendar file. */
export interface FixedHoliday {
  readonly name: string;
  readonly month: number;
  readonly day: number;
  readonly is_religious: boolean;
}

/** The editable part of a country's calendar; it wins over what is calculated. */
export interface CountryCalendar {
  readonly country: string;
  readonly periods: readonly CulturalPeriod[];
  readonly holidays: readonly FixedHoliday[];
}

/** Calendars kept by hand. The moon is sighted in each country apart, so one country's entries say nothing of another. */
export const COUNTRY_CALENDARS: ReadonlyMap<string, CountryCalendar> = new Map([
  [calendarOfEmirates.country, calendarOfEmirates],
]);

const hijri = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});

/** The date of the Umm al-Qura calendar. */
export function hijriDate(date: string): { readonly year: number; readonly month: number; readonly day: number } {
  const parts = Object.fromEntries(
    hijri.formatToParts(new Date(`${date}T12:00:00Z`)).map(({ type, value }) => [type, Number.parseInt(value, 10)]),
  );
  return { year: parts['year'] ?? 0, month: parts['month'] ?? 0, day: parts['day'] ?? 0 };
}

/**
 * Ramadan, the days of the two Eids, or null. The calendar file decides for every Gregorian year that it covers; other
 * years are calculated.
 *
 * @see dialogue.md D-48
 */
export function activePeriod(date: string, calendar: CountryCalendar | undefined): string | null {
  const year = date.slice(0, 4);
  if (calendar?.periods.some(({ from }) => from.startsWith(year))) {
    return calendar.periods.find(({ from, to }) => date >= from && date <= to)?.name ?? null;
  }
  const { month, day } = hijriDate(date);
  if (month === 9) return 'ramadan';
  if (month === 10 && day <= 3) return 'eid_al_fitr';
  return month === 12 && day >= 9 && day <= 12 ? 'eid_al_adha' : null;
}
