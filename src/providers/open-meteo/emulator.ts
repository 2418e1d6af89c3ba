import type { FastifyReply, FastifyRequest } from 'fastify';
import { getTimes } from 'suncalc';
import { createEmulator } from '#kernel/emulator';
import type { Clock } from '#kernel/clock';
import type { Emulator, EmulatorContext, VendorErrorBody } from '#kernel/emulator';
import { imagineWeather, isGulfCoast } from './emulated-climate.ts';
import type { EmulatedWeather } from './emulated-climate.ts';

/** Settings of the emulator. */
export interface OpenMeteoEmulatorDeps {
  readonly port?: number;
  readonly clock?: Clock;
}

const CURRENT: Readonly<Record<string, readonly [unit: string, read: (weather: EmulatedWeather) => number]>> = {
  temperature_2m: ['°C', ({ temperatureC }) => temperatureC],
  apparent_temperature: ['°C', ({ feelsLikeC }) => feelsLikeC],
  relative_humidity_2m: ['%', ({ humidity }) => humidity],
  weather_code: ['wmo code', ({ weatherCode }) => weatherCode],
};
const DAILY = ['sunrise', 'sunset'] as const;
const QUARTER_MS = 15 * 60_000;

/** Open-Meteo's forecast as far as this project asks for it; the weather is that of the climate. @see providers.md 12.1 */
export function createOpenMeteoEmulator(deps: OpenMeteoEmulatorDeps = {}): Promise<Emulator> {
  return createEmulator({
    vendor: 'open-meteo',
    ...(deps.port === undefined ? {} : { port: deps.port }),
    ...(deps.clock === undefined ? {} : { clock: deps.clock }),
    errorBody: (status, reason) => {
      if (reason === 'quota') return failure('Daily API request limit exceeded. Please try again tomorrow.');
      if (status === 429) return failure('Minutely API request limit exceeded. Please try again in one minute.');
      return failure(status === 404 ? 'Not Found' : 'Internal Server Error');
    },
    register: (app, emulator) => {
      app.get('/v1/forecast', (request, reply) => answer(emulator, request, reply));
    },
  });
}

function failure(reason: string): VendorErrorBody {
  return { body: { error: true, reason } };
}

type Query = Readonly<Record<string, string | undefined>>;

function answer(emulator: EmulatorContext, request: FastifyRequest, reply: FastifyReply): unknown {
  const query = request.query as Query;
  const current = list(query['current']);
  const daily = list(query['daily']);
  const reason = findFault(query, current, daily);
  if (reason !== undefined) return emulator.fail(reply, 400, failure(reason));
  const [latitude, longitude] = [Number(query['latitude']), Number(query['longitude'])];
  const offsetHours = query['timezone'] === 'auto' ? offsetOf(latitude, longitude) : 0;
  const local = new Date(emulator.clock.nowMs() + offsetHours * 3_600_000);
  const day = local.toISOString().slice(0, 10);
  const chance =
    parseInt(emulator.digest(`${latitude.toFixed(1)} ${longitude.toFixed(1)} ${day}`).slice(0, 8), 16) / 0xffff_ffff;
  const hour = local.getUTCHours() + local.getUTCMinutes() / 60;
  const weather = imagineWeather({ latitude, longitude, month: local.getUTCMonth(), hour, chance });
  return reply.send({
    latitude,
    longitude,
    generationtime_ms: 0.05,
    utc_offset_seconds: offsetHours * 3_600,
    timezone: zoneOf(offsetHours, latitude, longitude),
    timezone_abbreviation: offsetHours === 0 ? 'GMT' : `GMT${offsetHours > 0 ? '+' : ''}${offsetHours}`,
    elevation: 5,
    ...(current.length === 0 ? {} : currentPart(current, weather, local)),
    ...(daily.length === 0 ? {} : dailyPart(daily, { latitude, longitude, day, offsetHours })),
  });
}

function list(names: string | undefined): readonly string[] {
  return names === undefined || names === '' ? [] : names.split(',');
}

function findFault(query: Query, current: readonly string[], daily: readonly string[]): string | undefined {
  for (const [name, limit] of [
    ['latitude', 90],
    ['longitude', 180],
  ] as const) {
    const value = Number(query[name] ?? NaN);
    if (Number.isNaN(value)) return `Parameter '${name}' must be a number.`;
    if (Math.abs(value) > limit) {
      const Name = name === 'latitude' ? 'Latitude' : 'Longitude';
      return `${Name} must be in range of -${limit} to ${limit}°. Given: ${value.toFixed(1)}.`;
    }
  }
  const unknown =
    current.find((name) => !(name in CURRENT)) ?? daily.find((name) => !DAILY.some((known) => known === name));
  if (unknown !== undefined)
    return `Data corrupted at path ''. Cannot initialize variable from invalid String value ${unknown}.`;
  if (daily.length > 0 && query['timezone'] === undefined) return 'Timezone is required';
  return undefined;
}

function currentPart(names: readonly string[], weather: EmulatedWeather, local: Date): object {
  const time = toLocalTime(new Date(Math.floor(local.getTime() / QUARTER_MS) * QUARTER_MS));
  const known = names.flatMap((name) => (CURRENT[name] ? [[name, CURRENT[name]] as const] : []));
  return {
    current_units: {
      time: 'iso8601',
      interval: 'seconds',
      ...Object.fromEntries(known.map(([name, [unit]]) => [name, unit])),
    },
    current: { time, interval: 900, ...Object.fromEntries(known.map(([name, [, read]]) => [name, read(weather)])) },
  };
}

interface Day {
  readonly latitude: number;
  readonly longitude: number;
  readonly day: string;
  readonly offsetHours: number;
}

function dailyPart(names: readonly string[], { latitude, longitude, day, offsetHours }: Day): object {
  const noon = new Date(Date.parse(`${day}T12:00:00Z`) - offsetHours * 3_600_000);
  const sun = getTimes(noon, latitude, longitude);
  const timeOf = (name: string): string | null => {
    const moment = name === 'sunrise' ? sun.sunrise : sun.sunset;
    return moment ? toLocalTime(new Date(moment.getTime() + offsetHours * 3_600_000)) : null;
  };
  return {
    daily_units: { time: 'iso8601', ...Object.fromEntries(names.map((name) => [name, 'iso8601'])) },
    daily: { time: [day], ...Object.fromEntries(names.map((name) => [name, [timeOf(name)]])) },
  };
}

function toLocalTime(date: Date): string {
  return date.toISOString().slice(0, 16);
}

/** The real service knows every zone; the emulator knows the Gulf and counts by longitude elsewhere. */
function offsetOf(latitude: number, longitude: number): number {
  if (isGulfCoast(latitude, longitude)) return longitude >= 51.5 ? 4 : 3;
  return Math.round(longitude / 15);
}

function zoneOf(offsetHours: number, latitude: number, longitude: number): string {
  if (offsetHours === 0) return 'GMT';
  if (isGulfCoast(latitude, longitude)) return offsetHours === 4 ? 'Asia/Dubai' : 'Asia/Riyadh';
  return `Etc/GMT${offsetHours > 0 ? '-' : '+'}${Math.abs(offsetHours)}`;
}
