import type { ContextFrame } from '#dialogue/model/context-frame';
import type { Mall, OpeningHours, Weekday } from '#ports/mall-directory';
import { DAY_NAMES, localMoment, minutesOf } from './local-moment.ts';
import type { LocalMoment } from './local-moment.ts';

type TimeContext = ContextFrame['environment']['time_context'];

const DAY_MINUTES = 1440;
/** Countries whose weekend is not Saturday and Sunday. */
const FRIDAY_SATURDAY: ReadonlySet<string> = new Set([
  'SA',
  'KW',
  'BH',
  'QA',
  'OM',
  'EG',
  'JO',
  'IQ',
  'YE',
  'SY',
  'DZ',
  'SD',
  'LY',
  'IL',
  'MV',
  'BD',
]);
/** For malls that have no table of their own. */
const USUAL_RUSH: readonly OpeningHours[] = [
  { days: [5, 6, 0], opens: '17:00', closes: '22:00' },
  { days: [1, 2, 3, 4], opens: '19:00', closes: '21:30' },
];

/** Day, part of the day, time to closing and rush hour, on the clock of the place. @see dialogue.md D-47 */
export function describeTime(input: {
  readonly now: Date;
  readonly timeZone: string;
  readonly country: string | undefined;
  readonly mall: Mall | undefined;
  readonly isRamadan: boolean;
}): TimeContext {
  const moment = localMoment(input.now, input.timeZone);
  const hours = (input.isRamadan ? input.mall?.ramadanHours : undefined) ?? input.mall?.hours ?? [];
  const closesInMinutes = minutesToClosing(hours, moment);
  return {
    day_of_week: DAY_NAMES[moment.weekday] ?? 'monday',
    part_of_day: partOfDay(moment.hour),
    mall_closes_in_hours: closesInMinutes === undefined ? null : Math.round((closesInMinutes / 60) * 100) / 100,
    is_rush_hour:
      input.mall !== undefined && minutesToClosing(input.mall.rushHours ?? USUAL_RUSH, moment) !== undefined,
    is_weekend: weekendOf(input.country).includes(moment.weekday),
  };
}

/** Morning 5-12, afternoon 12-17, evening 17-22, night 22-5. */
export function partOfDay(hour: number): TimeContext['part_of_day'] {
  if (hour >= 5 && hour < 12) return 'morning';
  if (hour >= 12 && hour < 17) return 'afternoon';
  return hour >= 17 && hour < 22 ? 'evening' : 'night';
}

function weekendOf(country: string | undefined): readonly Weekday[] {
  return country !== undefined && FRIDAY_SATURDAY.has(country) ? [5, 6] : [6, 0];
}

/** Minutes until the end of the stretch that the moment lies in (yesterday's may reach past midnight); undefined outside all. */
export function minutesToClosing(hours: readonly OpeningHours[], moment: LocalMoment): number | undefined {
  const now = moment.hour * 60 + moment.minute;
  const yesterday = ((moment.weekday + 6) % 7) as Weekday;
  for (const stretch of hours) {
    const opens = minutesOf(stretch.opens);
    const closes = minutesOf(stretch.closes);
    const end = closes <= opens ? closes + DAY_MINUTES : closes;
    if (stretch.days.includes(moment.weekday) && now >= opens && now < end) return end - now;
    if (stretch.days.includes(yesterday) && now + DAY_MINUTES < end) return end - now - DAY_MINUTES;
  }
  return undefined;
}
