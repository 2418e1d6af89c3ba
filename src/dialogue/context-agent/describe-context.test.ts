import { describe, expect, test } from 'vitest';
import { contextFrame } from '#dialogue/model/context-frame';
import { fixedClock } from '#kernel/clock';
import { DependencyError } from '#kernel/error';
import { newId } from '#kernel/id';
import { createLogger } from '#kernel/log';
import { createMetrics } from '#kernel/metric';
import type { MallEvent } from '#ports/event-source';
import type { Mall } from '#ports/mall-directory';
import type { Weather } from '#ports/weather-source';
import { contextRequest } from './contract.ts';
import { describeContext } from './describe-context.ts';
import type { DescribeDeps } from './describe-context.ts';
import { createContextEvents } from './events.ts';
import { loadHolidayCalendar } from './holiday-calendar.ts';

const MALL: Mall = {
  id: 'palm-court',
  name: 'Palm Court',
  latitude: 25.1975,
  longitude: 55.2791,
  radiusMeters: 400,
  timeZone: 'Asia/Dubai',
  country: 'AE',
  hours: [
    { days: [1, 2, 3, 4], opens: '10:00', closes: '23:00' },
    { days: [5, 6, 0], opens: '10:00', closes: '01:00' },
  ],
  shops: [
    { name: 'Atelier Nour', floor: 1, latitude: 25.19751, longitude: 55.27911 },
    { name: 'Far Corner', floor: 2, latitude: 25.1999, longitude: 55.2791 },
  ],
};
const SUNNY: Weather = { tempC: 31, feelsLikeC: 34, humidity: 60, condition: 'clear', sunset: '18:05' };
const event = (changes: Partial<MallEvent>): MallEvent => ({
  id: newId(),
  store: 'Atelier Nour',
  type: 'sale',
  title: null,
  discount: '30%',
  brands: [],
  tags: [],
  startsOn: '2026-01-01',
  endsOn: '2027-12-31',
  ...changes,
});
const holidays = await loadHolidayCalendar();

function setUp(now: string, changes: Partial<DescribeDeps> = {}, entries = new Map<string, string>()) {
  const lines: string[] = [];
  const log = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
  const metrics = createMetrics('context-agent');
  const asked: { latitude: number; longitude: number }[] = [];
  const deps: DescribeDeps = {
    malls: {
      findMall: async (id) => (id === MALL.id ? MALL : undefined),
      nearestMall: async ({ latitude }) => (Math.abs(latitude - MALL.latitude) < 0.01 ? MALL : undefined),
    },
    weather: {
      current: async ({ latitude, longitude }) => {
        asked.push({ latitude, longitude });
        return SUNNY;
      },
    },
    eventSource: { findEvents: async () => [event({})] },
    cache: { get: async (key) => entries.get(key), set: async (key, value) => void entries.set(key, value) },
    holidays,
    clock: fixedClock(now),
    events: createContextEvents({ log, metrics }),
    homeCity: { latitude: 25.2, longitude: 55.27 },
    sourceDeadlineMs: 200,
    inflight: new Map(),
    lastMalls: new Map(),
    ...changes,
  };
  const describeNow = async (request: object = {}, preferences: object = {}) => {
    const frame = await describeContext(
      deps,
      contextRequest.parse({ user_id: newId(), request_id: newId(), compact_preferences: preferences, ...request }),
    );
    expect(contextFrame.safeParse(frame).success).toBe(true);
    return frame;
  };
  return { describeNow, deps, entries, asked, lines, metrics };
}

const IN_MALL = { lat: 25.19750123, lng: 55.27910456 };
const FRIDAY_EVENING = '2026-10-09T18:30:00+04:00';
const RAMADAN_EVENING = '2026-02-25T17:30:00+04:00';
const never = async (): Promise<never> => new Promise<never>(() => undefined);

describe('an ordinary Friday evening in a mall', () => {
  test('place, time, weather and opportunity are all there', async () => {
    const { describeNow } = setUp(FRIDAY_EVENING);
    const frame = await describeNow(IN_MALL, { favorite_brands: ['ATELIER-nour'] });
    expect(frame.location).toEqual({
      type: 'mall',
      mall_id: 'palm-court',
      mall_name: 'Palm Court',
      near_store: 'Atelier Nour',
      floor: 1,
    });
    expect(frame.environment.time_context).toEqual({
      day_of_week: 'friday',
      part_of_day: 'evening',
      mall_closes_in_hours: 6.5,
      is_rush_hour: true,
      is_weekend: false,
    });
    expect(frame.environment.weather).toMatchObject({ temp_c: 31, sunset: '18:05' });
    expect(frame.cultural).toMatchObject({ active_period: null, next_meal_break: null, is_pre_meal_break: false });
    expect(frame.opportunities).toEqual([
      { store: 'Atelier Nour', type: 'sale', discount: '30%', relevance_reason: 'user_favorite_brand' },
    ]);
  });

  test('after midnight the evening before still counts', async () => {
    const { describeNow } = setUp('2026-10-10T00:30:00+04:00');
    expect((await describeNow({ mall_id: MALL.id })).environment.time_context).toMatchObject({
      day_of_week: 'saturday',
      part_of_day: 'night',
      mall_closes_in_hours: 0.5,
    });
  });

  test('a closed mall has no closing time', async () => {
    const { describeNow } = setUp('2026-10-07T08:00:00+04:00');
    expect((await describeNow({ mall_id: MALL.id })).environment.time_context.mall_closes_in_hours).toBeNull();
  });

  test('a mall named by a client that is elsewhere is not believed', async () => {
    const { describeNow } = setUp(FRIDAY_EVENING);
    expect((await describeNow({ mall_id: MALL.id, lat: 55.75, lng: 37.62 })).location?.type).toBe('street');
  });
});

describe('Ramadan', () => {
  test('before the meal break the level decides what is shown', async () => {
    const { describeNow } = setUp(RAMADAN_EVENING);
    const medium = await describeNow({ mall_id: MALL.id });
    expect(medium.cultural).toMatchObject({ active_period: 'ramadan', is_pre_meal_break: true });
    expect(medium.cultural.next_meal_break).toMatch(/^18:2\d$/);
    expect(medium.cultural.prayer_times).toBeUndefined();
    const high = await describeNow({ mall_id: MALL.id }, { cultural_sensitivity_level: 'high' });
    expect(high.cultural.prayer_times).toHaveLength(5);
    expect(high.cultural.prayer_times?.[3]).toBe(high.cultural.next_meal_break);
    const low = await describeNow({ mall_id: MALL.id }, { cultural_sensitivity_level: 'low' });
    expect(low.cultural.nearby_holidays).toEqual([]);
    expect(low.cultural.next_meal_break).toBe(medium.cultural.next_meal_break);
  });

  test('after sunset nobody waits for a meal', async () => {
    const { describeNow } = setUp('2026-02-25T20:00:00+04:00');
    expect((await describeNow({ mall_id: MALL.id })).cultural).toMatchObject({
      active_period: 'ramadan',
      next_meal_break: null,
      is_pre_meal_break: false,
    });
  });

  test('religious holidays are named at level high only', async () => {
    const { describeNow } = setUp('2026-03-15T12:00:00+04:00');
    expect((await describeNow()).cultural.nearby_holidays.join()).not.toMatch(/eid/iu);
    expect((await describeNow({}, { cultural_sensitivity_level: 'high' })).cultural.nearby_holidays.join()).toMatch(
      /eid/iu,
    );
  });
});

describe('travel', () => {
  test('the clock is that of the place, and the weekend that of the country', async () => {
    const { describeNow } = setUp('2026-10-09T21:30:00Z');
    expect((await describeNow({ lat: 55.75, lng: 37.62 })).environment.time_context).toMatchObject({
      day_of_week: 'saturday',
      part_of_day: 'night',
      is_weekend: true,
    });
    expect((await describeNow({ lat: 40.71, lng: -74.0 })).environment.time_context).toMatchObject({
      day_of_week: 'friday',
      part_of_day: 'evening',
    });
    expect((await describeNow({ lat: 24.71, lng: 46.68 })).environment.time_context).toMatchObject({
      day_of_week: 'saturday',
      is_weekend: true,
    });
  });
});

describe('without coordinates', () => {
  test('the location is unknown, the weather that of the city, and nothing is offered', async () => {
    const { describeNow, asked } = setUp(FRIDAY_EVENING);
    const frame = await describeNow({}, { favorite_brands: ['Atelier Nour'] });
    expect(frame.location?.type).toBe('unknown');
    expect(frame.environment.weather?.temp_c).toBe(31);
    expect(frame.opportunities).toEqual([]);
    expect(asked).toEqual([{ latitude: 25.2, longitude: 55.27 }]);
  });

  test('coordinates are rounded before they leave and stand in no log line', async () => {
    const { describeNow, asked, lines } = setUp(FRIDAY_EVENING, {
      eventSource: { findEvents: never },
      sourceDeadlineMs: 5,
    });
    await describeNow({ lat: 24.987654, lng: 55.123456 });
    expect(asked).toEqual([{ latitude: 24.988, longitude: 55.123 }]);
    expect(lines.join('')).not.toMatch(/24\.98|55\.12/);
  });
});

describe('sources that fail', () => {
  test('a dead weather source costs the weather only, and is counted', async () => {
    const { describeNow, metrics } = setUp(FRIDAY_EVENING, {
      weather: { current: async () => Promise.reject(new DependencyError('down')) },
    });
    const frame = await describeNow(IN_MALL, { favorite_brands: ['Atelier Nour'] });
    expect(frame.environment.weather).toBeNull();
    expect(frame.opportunities).toHaveLength(1);
    expect(await metrics.expose()).toMatch(/context_agent_source_errors_total\{source="weather"[^}]*\} 1/);
  });

  test('a hanging weather source is replaced by the last cached value', async () => {
    const entries = new Map<string, string>();
    const first = setUp(FRIDAY_EVENING, {}, entries);
    await first.describeNow(IN_MALL);
    const later = setUp('2026-10-09T19:30:00+04:00', { weather: { current: never }, sourceDeadlineMs: 5 }, entries);
    expect((await later.describeNow(IN_MALL)).environment.weather?.temp_c).toBe(31);
  });

  test('a late source fills the cache for the next caller', async () => {
    const gate = Promise.withResolvers<Weather>();
    const { describeNow, entries } = setUp(FRIDAY_EVENING, {
      weather: { current: () => gate.promise },
      sourceDeadlineMs: 5,
    });
    expect((await describeNow(IN_MALL)).environment.weather).toBeNull();
    gate.resolve(SUNNY);
    await expect.poll(() => [...entries.keys()].some((key) => key.includes('weather'))).toBe(true);
    expect((await describeNow(IN_MALL)).environment.weather?.temp_c).toBe(31);
  });

  test('within half an hour the weather is asked once', async () => {
    const { describeNow, asked, metrics } = setUp(FRIDAY_EVENING);
    await describeNow(IN_MALL);
    await describeNow(IN_MALL);
    expect(asked).toHaveLength(1);
    expect(await metrics.expose()).toMatch(/context_agent_weather_cache_hit(\{[^}]*\})? 0\.5/);
  });

  test('a dead directory leaves the time and the last mall of that id', async () => {
    const dead = { findMall: never, nearestMall: never };
    const { describeNow } = setUp(FRIDAY_EVENING, {
      malls: dead,
      sourceDeadlineMs: 5,
      lastMalls: new Map([[MALL.id, MALL]]),
    });
    expect((await describeNow({ mall_id: MALL.id })).location?.mall_name).toBe('Palm Court');
    const frame = await describeNow(IN_MALL);
    expect(frame.location?.type).toBe('unknown');
    expect(frame.environment.time_context.part_of_day).toBe('evening');
  });

  test('a dead cache costs nothing but the cache', async () => {
    const dead = async () => Promise.reject(new DependencyError('cache is gone'));
    const { describeNow } = setUp(FRIDAY_EVENING, { cache: { get: dead, set: dead } });
    expect((await describeNow(IN_MALL)).environment.weather?.temp_c).toBe(31);
  });
});
