import type { ContextFrame } from '#dialogue/model/context-frame';
import type { Clock } from '#kernel/clock';
import { newId } from '#kernel/id';
import { withTimeout } from '#kernel/retry';
import type { Cache } from '#ports/cache';
import type { EventSource, MallEvent } from '#ports/event-source';
import type { Mall, MallDirectory } from '#ports/mall-directory';
import type { Weather, WeatherSource } from '#ports/weather-source';
import type { ContextRequest } from './contract.ts';
import { describeCulture } from './describe-culture.ts';
import { describeTime } from './describe-time.ts';
import type { ContextEvents } from './events.ts';
import type { HolidayCalendar } from './holiday-calendar.ts';
import { localMoment } from './local-moment.ts';
import { matchOpportunities } from './match-opportunities.ts';
import { recallOrFetch } from './recall-or-fetch.ts';
import type { FetchPolicy, Inflight } from './recall-or-fetch.ts';
import { describePlace, resolvePlace } from './resolve-place.ts';
import type { HomeCity, Place, PlaceRequest } from './resolve-place.ts';

/** What the use case works with. */
export interface DescribeDeps {
  readonly malls: MallDirectory;
  readonly weather: WeatherSource;
  readonly eventSource: EventSource;
  readonly cache: Pick<Cache, 'get' | 'set'>;
  readonly holidays: HolidayCalendar | undefined;
  readonly clock: Clock;
  readonly events: ContextEvents;
  readonly homeCity: HomeCity;
  /** How long each source is waited for. */
  readonly sourceDeadlineMs: number;
  readonly inflight: Inflight;
  /** The last answer of the directory by mall id, for when it does not answer. */
  readonly lastMalls: Map<string, Mall>;
}

const HOUR_MS = 3_600_000;
const WEATHER_FRESH_MS = HOUR_MS / 2;
const WEATHER_KEEP_MS = 6 * HOUR_MS;
const EVENTS_FRESH_MS = HOUR_MS;
const EVENTS_KEEP_MS = 24 * HOUR_MS;
const LATE_MS = 5000;

/**
 * Describes what is around the user now: place, then weather, events and culture side by side. A source that fails costs
 * its own part of the frame and nothing else; without coordinates and mall there are no opportunities.
 *
 * @see dialogue.md 5, D-47-D-49
 */
export async function describeContext(deps: DescribeDeps, request: ContextRequest): Promise<ContextFrame> {
  const startedAt = performance.now();
  const now = deps.clock.now();
  const place = await findPlace(deps, request);
  const preferences = request.compact_preferences;
  const cultural = describeCulture(deps, { now, place, level: preferences.cultural_sensitivity_level });
  const [weather, mallEvents] = await Promise.all([
    readWeather(deps, request, place),
    readEvents(deps, request, place, now),
  ]);
  const time = describeTime({
    now,
    timeZone: place.timeZone,
    country: place.country,
    mall: place.mall,
    isRamadan: cultural.active_period === 'ramadan',
  });
  const today = localMoment(now, place.timeZone).date;
  deps.events.described({
    requestId: request.request_id,
    latencyMs: performance.now() - startedAt,
    locationType: place.location.type,
  });
  return {
    context_frame_id: newId(),
    timestamp: now.toISOString(),
    location: place.location,
    environment: { weather: weather ? toWireWeather(weather) : null, time_context: time },
    cultural,
    companions: request.companions,
    opportunities: matchOpportunities({ events: mallEvents, preferences, today }),
    stale: false,
    stale_reason: null,
  };
}

async function findPlace(deps: DescribeDeps, request: ContextRequest): Promise<Place> {
  const wanted: PlaceRequest = { latitude: request.lat, longitude: request.lng, mallId: request.mall_id };
  try {
    const place = await withTimeout((signal) => resolvePlace(deps, wanted, signal), {
      timeoutMs: deps.sourceDeadlineMs,
      operation: 'find mall',
    });
    if (place.mall) deps.lastMalls.set(place.mall.id, place.mall);
    return place;
  } catch (error) {
    deps.events.sourceFailed({ requestId: request.request_id, source: 'place', error });
    const known = request.mall_id === null ? undefined : deps.lastMalls.get(request.mall_id);
    return describePlace(deps.homeCity, wanted, known, false);
  }
}

async function readWeather(deps: DescribeDeps, request: ContextRequest, place: Place): Promise<Weather | undefined> {
  const { latitude, longitude } = place;
  const policy = policyFor(deps, 'weather', WEATHER_FRESH_MS, WEATHER_KEEP_MS);
  const key = `context-agent:weather:${latitude.toFixed(2)}:${longitude.toFixed(2)}`;
  const read = await recallOrFetch(deps, key, policy, (signal) =>
    deps.weather.current({ latitude, longitude, timeoutMs: LATE_MS, signal }),
  );
  deps.events.weatherRead(read.outcome);
  if (read.error !== undefined)
    deps.events.sourceFailed({ requestId: request.request_id, source: 'weather', error: read.error });
  return read.value;
}

async function readEvents(
  deps: DescribeDeps,
  request: ContextRequest,
  place: Place,
  now: Date,
): Promise<readonly MallEvent[]> {
  if (!place.mall) return [];
  const mallId = place.mall.id;
  const today = localMoment(now, place.timeZone).date;
  const policy = policyFor(deps, 'events', EVENTS_FRESH_MS, EVENTS_KEEP_MS);
  const read = await recallOrFetch(deps, `context-agent:events:${mallId}:${today}`, policy, (signal) =>
    deps.eventSource.findEvents({ mallId, from: today, until: today }, signal),
  );
  if (read.error !== undefined)
    deps.events.sourceFailed({ requestId: request.request_id, source: 'events', error: read.error });
  return read.value ?? [];
}

function policyFor(deps: DescribeDeps, operation: string, freshMs: number, keepMs: number): FetchPolicy {
  return { operation, freshMs, keepMs, deadlineMs: deps.sourceDeadlineMs, lateMs: LATE_MS };
}

function toWireWeather(weather: Weather): NonNullable<ContextFrame['environment']['weather']> {
  return {
    temp_c: weather.tempC,
    feels_like_c: weather.feelsLikeC,
    humidity: weather.humidity,
    condition: weather.condition,
    sunset: weather.sunset,
  };
}
