import { CalculationMethod, Coordinates, PrayerTimes } from 'adhan';
import type { CalculationParameters } from 'adhan';
import type { ContextFrame, SensitivityLevel } from '#dialogue/model/context-frame';
import type { HolidayCalendar } from './holiday-calendar.ts';
import { activePeriod, COUNTRY_CALENDARS } from './islamic-calendar.ts';
import type { CountryCalendar } from './islamic-calendar.ts';
import { addDays, localMoment, localTime } from './local-moment.ts';
import type { Place } from './resolve-place.ts';

type Cultural = ContextFrame['cultural'];

const HOLIDAY_HORIZON_DAYS = 14;
const PRE_MEAL_MINUTES = 90;

const METHODS: Readonly<Record<string, () => CalculationParameters>> = {
  AE: CalculationMethod.Dubai,
  SA: CalculationMethod.UmmAlQura,
  QA: CalculationMethod.Qatar,
  KW: CalculationMethod.Kuwait,
  EG: CalculationMethod.Egyptian,
  TR: CalculationMethod.Turkey,
  SG: CalculationMethod.Singapore,
  PK: CalculationMethod.Karachi,
  IN: CalculationMethod.Karachi,
  US: CalculationMethod.NorthAmerica,
};

/**
 * What the local culture asks for now. The level decides what may be named: at `high` everything, prayer times included;
 * at `medium` periods and the meal break serve logic only, and religious holidays are left out; at `low` no holiday at all.
 * `next_meal_break` keeps its neutral name at every level, because shops and restaurants follow it whatever may be said.
 *
 * @see dialogue.md 5.3, D-48
 */
export function describeCulture(
  deps: { readonly holidays: HolidayCalendar | undefined; readonly calendars?: ReadonlyMap<string, CountryCalendar> },
  input: { readonly now: Date; readonly place: Place; readonly level: SensitivityLevel },
): Cultural {
  const { now, place, level } = input;
  const calendar = place.country === undefined ? undefined : (deps.calendars ?? COUNTRY_CALENDARS).get(place.country);
  const { date } = localMoment(now, place.timeZone);
  const period = activePeriod(date, calendar);
  const prayers = prayerTimes(date, place);
  const isFasting = period === 'ramadan' && prayers !== undefined && now >= prayers.fajr && now < prayers.maghrib;
  const minutesLeft = isFasting ? (prayers.maghrib.getTime() - now.getTime()) / 60_000 : Infinity;
  return {
    sensitivity_level: level,
    active_period: period,
    next_meal_break: isFasting ? localTime(prayers.maghrib, place.timeZone) : null,
    is_pre_meal_break: minutesLeft <= PRE_MEAL_MINUTES,
    nearby_holidays: nearbyHolidays(deps.holidays, calendar, date, place.country, level),
    ...(level === 'high' && prayers ? { prayer_times: fivePrayers(prayers, place.timeZone) } : {}),
  };
}

/** Undefined near the poles, where the sun does not set. */
function prayerTimes(date: string, place: Place): PrayerTimes | undefined {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const parameters = (METHODS[place.country ?? ''] ?? CalculationMethod.MuslimWorldLeague)();
  const times = new PrayerTimes(
    new Coordinates(place.latitude, place.longitude),
    new Date(year, month - 1, day),
    parameters,
  );
  return Number.isNaN(times.fajr.getTime()) || Number.isNaN(times.maghrib.getTime()) ? undefined : times;
}

function fivePrayers(times: PrayerTimes, timeZone: string): string[] {
  return [times.fajr, times.dhuhr, times.asr, times.maghrib, times.isha].map((at) => localTime(at, timeZone));
}

function nearbyHolidays(
  holidays: HolidayCalendar | undefined,
  calendar: CountryCalendar | undefined,
  today: string,
  country: string | undefined,
  level: SensitivityLevel,
): string[] {
  if (level === 'low' || country === undefined) return [];
  const last = addDays(today, HOLIDAY_HORIZON_DAYS);
  const years = [...new Set([today, last].map((date) => Number(date.slice(0, 4))))];
  const fixed = years.flatMap((year) =>
    (calendar?.holidays ?? []).map(({ name, month, day, is_religious: isReligious }) => ({
      date: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
      name,
      isReligious,
    })),
  );
  const all = [...fixed, ...years.flatMap((year) => holidays?.holidaysOf(country, year) ?? [])];
  const near = all
    .filter(({ date, isReligious }) => date >= today && date <= last && (level === 'high' || !isReligious))
    .sort((left, right) => left.date.localeCompare(right.date));
  return [...new Set(near.map(({ name }) => name))];
}
