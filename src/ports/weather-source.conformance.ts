import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Weather, WeatherSource } from './weather-source.ts';

/** An adapter and what to close after the suite. */
export interface WeatherSourceUnderTest {
  readonly source: WeatherSource;
  readonly close?: () => Promise<void>;
}

const CONDITIONS = ['clear', 'cloudy', 'fog', 'rain', 'snow', 'thunderstorm', 'dust'];

/** What every adapter of the weather port has to do. */
export function describeWeatherSource(name: string, make: () => Promise<WeatherSourceUnderTest>): void {
  describe(name, () => {
    let subject: WeatherSourceUnderTest;
    beforeAll(async () => {
      subject = await make();
    });
    afterAll(async () => subject.close?.());
    const ask = (latitude: number, longitude: number): Promise<Weather> =>
      subject.source.current({ latitude, longitude, timeoutMs: 10_000, signal: new AbortController().signal });

    test.each([
      ['Dubai', 25.1972, 55.2744],
      ['Moscow', 55.75, 37.62],
      ['a ship in the southern sea', -60, -120],
    ])('tells the weather of %s in its own words', async (_place, latitude, longitude) => {
      const weather = await ask(latitude, longitude);
      expect(CONDITIONS).toContain(weather.condition);
      expect(weather.sunset).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
      expect(weather.humidity >= 0 && weather.humidity <= 100).toBe(true);
      for (const degrees of [weather.tempC, weather.feelsLikeC]) expect(degrees > -90 && degrees < 65).toBe(true);
    });

    test('says no to a place that is none, and nothing to a caller who has gone', async () => {
      await expect(ask(95, 10)).rejects.toMatchObject({ status: 502 });
      const signal = AbortSignal.abort();
      await expect(subject.source.current({ latitude: 25, longitude: 55, timeoutMs: 1_000, signal })).rejects.toThrow();
    });
  });
}
