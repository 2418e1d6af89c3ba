import { withTimeout } from '#kernel/retry';
import type { Weather, WeatherSource } from '#ports/weather-source';
import { forecast } from './api-schemas.ts';
import { toRefusal, toTransportError } from './error.ts';
import { toCondition } from './weather-code.ts';

/** How to reach Open-Meteo, or its emulator. */
export interface OpenMeteoDeps {
  readonly baseUrl: string;
  /** Only on the paid host. */
  readonly apiKey?: string;
}

const CURRENT = 'temperature_2m,apparent_temperature,relative_humidity_2m,weather_code';
/** Two decimals are about a kilometre: weather needs no more, and nobody learns in which shop the user stands. */
const DECIMALS = 2;

/** The weather by Open-Meteo. One call, not repeated: the caller has a cache and does without. */
export function createOpenMeteoWeatherSource(deps: OpenMeteoDeps): WeatherSource {
  return {
    current: ({ latitude, longitude, timeoutMs, signal }) =>
      withTimeout((inner) => fetchWeather(deps, { latitude, longitude, signal: inner }), {
        timeoutMs,
        signal,
        operation: 'open-meteo.forecast',
      }),
  };
}

async function fetchWeather(
  deps: OpenMeteoDeps,
  input: { readonly latitude: number; readonly longitude: number; readonly signal: AbortSignal },
): Promise<Weather> {
  const query = new URLSearchParams({
    latitude: input.latitude.toFixed(DECIMALS),
    longitude: input.longitude.toFixed(DECIMALS),
    current: CURRENT,
    daily: 'sunset',
    timezone: 'auto',
    forecast_days: '1',
    ...(deps.apiKey ? { apikey: deps.apiKey } : {}),
  });
  try {
    const response = await fetch(`${deps.baseUrl.replace(/\/+$/, '')}/v1/forecast?${query}`, { signal: input.signal });
    if (!response.ok) throw toRefusal(response.status, await response.text());
    return toWeather(await response.json());
  } catch (error) {
    throw input.signal.aborted ? error : toTransportError(error);
  }
}

function toWeather(body: unknown): Weather {
  const { current, daily } = forecast.parse(body);
  return {
    tempC: current.temperature_2m,
    feelsLikeC: current.apparent_temperature,
    humidity: current.relative_humidity_2m,
    condition: toCondition(current.weather_code),
    // Where the sun does not set there is no time; midnight says so well enough.
    sunset: /T(\d{2}:\d{2})/.exec(daily.sunset[0] ?? '')?.[1] ?? '00:00',
  };
}
