import { definePort } from '#kernel/service';

/** The weather at a place. */
export interface Weather {
  readonly tempC: number;
  readonly feelsLikeC: number;
  /** Per cent. */
  readonly humidity: number;
  /** `clear`, `cloudy`, `fog`, `rain`, `snow`, `thunderstorm`, `dust`. */
  readonly condition: string;
  /** HH:MM, local time of the place. */
  readonly sunset: string;
}

/** Tells the weather. */
export interface WeatherSource {
  readonly current: (input: {
    readonly latitude: number;
    readonly longitude: number;
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
  }) => Promise<Weather>;
}

export const weatherSourcePort = definePort<WeatherSource>('weather-source');
