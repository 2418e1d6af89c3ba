import type { Clock } from '#kernel/clock';
import type { EventSource, MallEvent } from '#ports/event-source';
import type { Mall, MallDirectory, OpeningHours, Weekday } from '#ports/mall-directory';
import type { Database } from '#stores/database/database';
import { listEvents } from '#stores/production/event-store';
import { listMalls, listStores } from '#stores/production/store-store';
import type { Mall as StoredMall } from '#stores/production/store-store';

const FRESH_MS = 600_000;
/** Malls whose size is not recorded; the largest of Dubai are about so wide. */
const RADIUS_METERS = 400;
const EARTH_METERS = 6_371_000;
const MOST_EVENTS = 100;

/** The malls of the production database, read again every ten minutes. */
export function createMallDirectory(deps: { readonly production: Database; readonly clock: Clock }): MallDirectory {
  let known: { readonly atMs: number; readonly malls: Promise<readonly Mall[]> } | undefined;
  const all = (): Promise<readonly Mall[]> => {
    if (!known || deps.clock.nowMs() - known.atMs > FRESH_MS) {
      const malls = readMalls(deps.production);
      known = { atMs: deps.clock.nowMs(), malls };
      malls.catch(() => (known = undefined));
    }
    return known.malls;
  };
  return {
    findMall: async (id) => (await all()).find((mall) => mall.id === id),
    nearestMall: async ({ latitude, longitude, maxMeters }) => {
      const near = (await all())
        .map((mall) => ({ mall, meters: distanceMeters(mall, { latitude, longitude }) }))
        .filter(({ meters }) => meters <= maxMeters)
        .sort((a, b) => a.meters - b.meters);
      return near[0]?.mall;
    },
  };
}

/** The events of the production database. */
export function createEventSource(deps: { readonly production: Database }): EventSource {
  return {
    findEvents: async ({ mallId, from, until }) => {
      const events = await listEvents(deps.production, {
        from: new Date(`${from}T00:00:00Z`),
        to: new Date(`${until}T23:59:59Z`),
        mallId,
        limit: MOST_EVENTS,
      });
      return events.map(({ id, brand, type, title, startsAt, endsAt, discountPercent, tags }): MallEvent => ({
        id,
        store: brand ?? title,
        type: type === 'sale' || type === 'premiere' || type === 'festival' ? type : 'new_arrival',
        title,
        discount: discountPercent === null ? null : `${discountPercent}%`,
        brands: brand === null ? [] : [brand],
        tags,
        startsOn: startsAt.toISOString().slice(0, 10),
        endsOn: endsAt.toISOString().slice(0, 10),
      }));
    },
  };
}

async function readMalls(production: Database): Promise<readonly Mall[]> {
  const malls = await listMalls(production);
  const stores = await listStores(production);
  return malls.flatMap((mall) => {
    if (mall.latitude === null || mall.longitude === null) return [];
    return [
      {
        id: mall.id,
        name: mall.name,
        latitude: mall.latitude,
        longitude: mall.longitude,
        radiusMeters: RADIUS_METERS,
        timeZone: mall.timeZone,
        country: mall.country,
        hours: readHours(mall.openingHours),
        shops: stores
          .filter(({ mallId }) => mallId === mall.id)
          .map(({ name, floor, latitude, longitude }) => ({ name, floor: floorNumber(floor), latitude, longitude })),
      },
    ];
  });
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

function readHours(hours: StoredMall['openingHours']): readonly OpeningHours[] {
  return Object.entries(hours ?? {}).flatMap(([day, [opens, closes]]) => {
    const weekday = WEEKDAYS.findIndex((name) => name === day);
    return weekday < 0 ? [] : [{ days: [weekday as Weekday], opens, closes }];
  });
}

function floorNumber(floor: string | null): number | null {
  if (floor === null) return null;
  if (/lower|basement|^b/i.test(floor)) return -1;
  if (/^g|ground/i.test(floor)) return 0;
  const digits = /\d+/.exec(floor);
  return digits ? Number(digits[0]) : null;
}

function distanceMeters(
  a: { readonly latitude: number; readonly longitude: number },
  b: { readonly latitude: number; readonly longitude: number },
): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const x = radians(b.longitude - a.longitude) * Math.cos(radians((a.latitude + b.latitude) / 2));
  const y = radians(b.latitude - a.latitude);
  return Math.hypot(x, y) * EARTH_METERS;
}
