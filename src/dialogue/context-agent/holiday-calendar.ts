/** A public holiday. */
export interface Holiday {
  /** YYYY-MM-DD, local. */
  readonly date: string;
  readonly name: string;
  readonly isReligious: boolean;
}

/** Public holidays of countries. */
export interface HolidayCalendar {
  /** Holidays of a Gregorian year; empty for countries that are not known. */
  readonly holidaysOf: (country: string, year: number) => readonly Holiday[];
}

const RELIGIOUS =
  /ramadan|eid|mawlid|muhammad|mi'raj|islamic|arafat|ashura|christmas|easter|good friday|diwali|laylat|hijri|epiphany|assumption|all saints/iu;

/** Reads the `date-holidays` tables, which are large: imported on first use, each country and year computed once. */
export async function loadHolidayCalendar(): Promise<HolidayCalendar> {
  const { default: Holidays } = await import('date-holidays');
  const known = new Map<string, readonly Holiday[]>();
  return {
    holidaysOf: (country, year) => {
      const key = `${country}:${year}`;
      const cached = known.get(key);
      if (cached) return cached;
      const holidays = (new Holidays(country, { languages: ['en'] }).getHolidays(year) ?? [])
        .filter(({ type }) => type === 'public')
        .map(({ date, name }) => ({ date: date.slice(0, 10), name, isReligious: RELIGIOUS.test(name) }));
      known.set(key, holidays);
      return holidays;
    },
  };
}
