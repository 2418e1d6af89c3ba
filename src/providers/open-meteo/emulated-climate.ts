/** The weather of one hour. */
export interface EmulatedWeather {
  readonly temperatureC: number;
  readonly feelsLikeC: number;
  readonly humidity: number;
  readonly weatherCode: number;
}

/** Coolest hour, hottest hour (degrees), humidity at noon (per cent) and wet days a month in Dubai, January first. */
const DUBAI: readonly (readonly [low: number, high: number, humidity: number, wetDays: number])[] = [
  [14, 24, 52, 3],
  [15, 25, 51, 3],
  [18, 28, 47, 4],
  [21, 33, 41, 1],
  [25, 38, 37, 0],
  [28, 40, 42, 0],
  [30, 41, 42, 0],
  [31, 42, 43, 0],
  [28, 39, 45, 0],
  [24, 36, 47, 0],
  [20, 31, 50, 1],
  [16, 26, 53, 2],
];

/** Whether a place has the climate of the Gulf coast; elsewhere the emulator only guesses by latitude. */
export function isGulfCoast(latitude: number, longitude: number): boolean {
  return latitude >= 22 && latitude <= 31 && longitude >= 46 && longitude <= 58;
}

/**
 * The weather that usually is at this hour of this day, the same for the same input: the monthly course of Dubai, or of
 * the latitude.
 *
 * @param chance a number between 0 and 1 that belongs to the place and the day.
 */
export function imagineWeather(input: {
  readonly latitude: number;
  readonly longitude: number;
  /** 0 is January. */
  readonly month: number;
  /** Local, 0-24. */
  readonly hour: number;
  readonly chance: number;
}): EmulatedWeather {
  const [low, high, noonHumidity, wetDays] = isGulfCoast(input.latitude, input.longitude)
    ? dubai(input.month)
    : byLatitude(input);
  const warmth = (1 + Math.cos(((input.hour - 15) / 24) * 2 * Math.PI)) / 2;
  const temperatureC = round(low + (high - low) * warmth + (input.chance - 0.5) * 3);
  const humidity = Math.round(Math.min(95, noonHumidity + (1 - warmth) * 30));
  const isWet = input.chance < wetDays / 30;
  const weatherCode = isWet ? (temperatureC < 1 ? 71 : 61) : input.chance > 0.85 ? 2 : 0;
  const heat = temperatureC > 27 ? ((humidity - 30) / 100) * (temperatureC - 20) * 0.6 : 0;
  return { temperatureC, feelsLikeC: round(temperatureC + Math.max(0, heat)), humidity, weatherCode };
}

function dubai(month: number): readonly [number, number, number, number] {
  return DUBAI[month] ?? [20, 30, 50, 1];
}

function byLatitude({
  latitude,
  month,
}: {
  readonly latitude: number;
  readonly month: number;
}): readonly [number, number, number, number] {
  const summer = Math.cos(((month - 6.5) / 12) * 2 * Math.PI) * Math.sign(latitude || 1);
  const mean = 27 - Math.abs(latitude) * 0.45 + summer * Math.abs(latitude) * 0.2;
  return [mean - 5, mean + 5, 55, 8];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
