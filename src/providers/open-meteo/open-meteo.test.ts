import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import type { Emulator } from '#kernel/emulator';
import { describeWeatherSource } from '#ports/weather-source.conformance';
import type { Weather } from '#ports/weather-source';
import { createOpenMeteoWeatherSource } from './client.ts';
import { createOpenMeteoEmulator } from './emulator.ts';
import { toCondition } from './weather-code.ts';

const mall = { latitude: 25.19721, longitude: 55.27437 };
const july = fixedClock('2026-07-15T11:07:00Z');

describeWeatherSource('the Open-Meteo client against the emulator', async () => {
  const emulator = await createOpenMeteoEmulator();
  return { source: createOpenMeteoWeatherSource({ baseUrl: emulator.url }), close: emulator.close };
});
// Free and without a key: asked only when someone wants it.
if (process.env['OPEN_METEO_ENABLED'] === 'true') {
  const baseUrl = 'https://api.open-meteo.com';
  describeWeatherSource('the Open-Meteo client against Open-Meteo', async () => ({
    source: createOpenMeteoWeatherSource({ baseUrl }),
  }));
}

describe('with a running emulator', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await createOpenMeteoEmulator({ clock: july });
  });
  beforeEach(() => emulator.reset());
  afterAll(() => emulator.close());
  const ask = (timeoutMs = 5_000): Promise<Weather> =>
    createOpenMeteoWeatherSource({ baseUrl: emulator.url }).current({
      ...mall,
      timeoutMs,
      signal: new AbortController().signal,
    });

  test('a July afternoon in Dubai is hot, the same at every call, and ends at seven', async () => {
    const weather = await ask();
    expect(weather.tempC).toBeGreaterThan(37);
    expect(weather.feelsLikeC).toBeGreaterThan(weather.tempC);
    expect(weather.sunset).toMatch(/^19:1\d$/);
    expect(await ask()).toEqual(weather);
  });

  test('the place leaves the house only roughly', async () => {
    await ask();
    expect(emulator.journal()[0]?.path).toContain('latitude=25.20&longitude=55.27&');
  });

  test('a failure names the vendor and never the place', async () => {
    for (const [fault, expected] of [
      [
        { kind: 'status', status: 500 },
        { vendorStatus: 500, isRetryable: true },
      ],
      [
        { kind: 'status', status: 429 },
        { vendorStatus: 429, isRetryable: true },
      ],
      [{ kind: 'garbage' }, { code: 'malformed_response' }],
      [{ kind: 'drop-before-headers' }, { code: 'connection_failed' }],
    ] as const) {
      emulator.reset();
      emulator.control({ faults: [fault] });
      const error: unknown = await ask().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ vendor: 'open-meteo', ...expected });
      expect(`${String(error)}${error instanceof Error ? String(error.cause) : ''}`).not.toContain('25.2');
    }
    emulator.reset();
    emulator.control({ quota: { calls: 0, window_ms: 60_000 } });
    await expect(ask()).rejects.toMatchObject({ vendorStatus: 429, isRetryable: false });
    emulator.reset();
    emulator.control({ faults: [{ kind: 'hang' }] });
    await expect(ask(60)).rejects.toMatchObject({ status: 504 });
  });

  test('refusals are those of the vendor', async () => {
    const get = async (query: string): Promise<unknown> => (await fetch(`${emulator.url}/v1/forecast?${query}`)).json();
    expect(await get('latitude=100&longitude=0')).toEqual({
      error: true,
      reason: 'Latitude must be in range of -90 to 90°. Given: 100.0.',
    });
    expect(await get('latitude=1&longitude=0&current=mood')).toMatchObject({
      error: true,
      reason: expect.stringContaining('mood'),
    });
    expect(await get('latitude=1&longitude=0&daily=sunset')).toEqual({ error: true, reason: 'Timezone is required' });
    expect(await get('longitude=0')).toMatchObject({ error: true });
  });

  test('answers have the columns of the vendor', async () => {
    const url = `${emulator.url}/v1/forecast?latitude=25.2&longitude=55.27&current=temperature_2m&daily=sunrise&timezone=auto`;
    expect(await (await fetch(url)).json()).toMatchObject({
      timezone: 'Asia/Dubai',
      utc_offset_seconds: 14_400,
      current_units: { temperature_2m: '°C' },
      current: { time: '2026-07-15T15:00', interval: 900 },
      daily: { time: ['2026-07-15'], sunrise: [expect.stringMatching(/^2026-07-15T05:3/)] },
    });
  });
});

test('every weather code has a word', () => {
  const words = {
    0: 'clear',
    2: 'cloudy',
    7: 'dust',
    45: 'fog',
    61: 'rain',
    75: 'snow',
    81: 'rain',
    85: 'snow',
    95: 'thunderstorm',
    500: 'cloudy',
  };
  for (const [code, word] of Object.entries(words)) expect(toCondition(Number(code))).toBe(word);
});
