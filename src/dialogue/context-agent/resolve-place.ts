import tzLookup from 'tz-lookup';
import type { ContextFrame } from '#dialogue/model/context-frame';
import type { Mall, MallDirectory, MallShop } from '#ports/mall-directory';

/** Where the user is, as far as it can be told. */
export interface Place {
  readonly location: NonNullable<ContextFrame['location']>;
  readonly mall: Mall | undefined;
  /** Rounded; the city's when the user's are not known. */
  readonly latitude: number;
  readonly longitude: number;
  readonly timeZone: string;
  /** ISO 3166 code; undefined where the time zone does not tell. */
  readonly country: string | undefined;
}

/** The city that stands in for a user without coordinates. */
export interface HomeCity {
  readonly latitude: number;
  readonly longitude: number;
}

/** A place as the request gives it. */
export interface PlaceRequest {
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly mallId: string | null;
}

/** Beyond this a mall named by the client contradicts its coordinates. */
const MALL_DOUBT_METERS = 3000;
const NEAREST_MALL_METERS = 600;
/** GPS indoors is seldom better. */
const NEAR_SHOP_METERS = 40;
const EARTH_METERS = 6_371_000;

/** Countries that the product knows something about, by time zone. */
const COUNTRY_BY_ZONE: Readonly<Record<string, string>> = {
  'Asia/Dubai': 'AE',
  'Asia/Riyadh': 'SA',
  'Asia/Kuwait': 'KW',
  'Asia/Bahrain': 'BH',
  'Asia/Qatar': 'QA',
  'Asia/Muscat': 'OM',
  'Africa/Cairo': 'EG',
  'Asia/Amman': 'JO',
  'Asia/Beirut': 'LB',
  'Asia/Baghdad': 'IQ',
  'Europe/Istanbul': 'TR',
  'Europe/Moscow': 'RU',
  'Europe/Samara': 'RU',
  'Asia/Yekaterinburg': 'RU',
  'Asia/Almaty': 'KZ',
  'Asia/Qyzylorda': 'KZ',
  'Asia/Tashkent': 'UZ',
  'Europe/London': 'GB',
  'Europe/Paris': 'FR',
  'Europe/Berlin': 'DE',
  'Europe/Rome': 'IT',
  'Europe/Madrid': 'ES',
  'Europe/Helsinki': 'FI',
  'Asia/Kolkata': 'IN',
  'Asia/Karachi': 'PK',
  'Asia/Singapore': 'SG',
  'America/New_York': 'US',
  'America/Los_Angeles': 'US',
};

/**
 * Finds the mall, the nearest shop with its floor, and the time zone. The mall named by the client wins unless its
 * coordinates lie elsewhere. Coordinates leave this function rounded, or as the mall's own.
 *
 * @see dialogue.md 5.1, D-49
 */
export async function resolvePlace(
  deps: { readonly malls: MallDirectory; readonly homeCity: HomeCity },
  request: PlaceRequest,
  signal: AbortSignal,
): Promise<Place> {
  const mall = await findMall(deps.malls, request, signal);
  return describePlace(deps.homeCity, request, mall);
}

/** The place when the directory does not answer: what the coordinates alone tell. */
export function describePlace(
  homeCity: HomeCity,
  request: PlaceRequest,
  mall: Mall | undefined,
  isMallKnown = true,
): Place {
  const point = coordinatesOf(request);
  const shop = mall && point ? nearestShop(mall.shops, point) : undefined;
  const anchor =
    mall ??
    (point ? { latitude: roundCoordinate(point.latitude), longitude: roundCoordinate(point.longitude) } : homeCity);
  const timeZone = mall?.timeZone ?? tzLookup(anchor.latitude, anchor.longitude);
  const type = mall ? 'mall' : point && isMallKnown ? 'street' : 'unknown';
  return {
    location: {
      type,
      mall_id: mall?.id ?? null,
      mall_name: mall?.name ?? null,
      near_store: shop?.name ?? null,
      floor: shop?.floor ?? null,
    },
    mall,
    latitude: roundCoordinate(anchor.latitude),
    longitude: roundCoordinate(anchor.longitude),
    timeZone,
    country: mall?.country ?? COUNTRY_BY_ZONE[timeZone],
  };
}

/** About 100 m: enough for weather and sunset, too little to find a door. */
export function roundCoordinate(degrees: number): number {
  return Math.round(degrees * 1000) / 1000;
}

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

function coordinatesOf(request: PlaceRequest): Point | undefined {
  const { latitude, longitude } = request;
  return latitude === null || longitude === null ? undefined : { latitude, longitude };
}

async function findMall(malls: MallDirectory, request: PlaceRequest, signal: AbortSignal): Promise<Mall | undefined> {
  const point = coordinatesOf(request);
  const named = request.mallId === null ? undefined : await malls.findMall(request.mallId, signal);
  if (named && (!point || metersBetween(named, point) <= MALL_DOUBT_METERS)) return named;
  if (!point) return undefined;
  const nearest = await malls.nearestMall({ ...point, maxMeters: NEAREST_MALL_METERS }, signal);
  return nearest && metersBetween(nearest, point) <= nearest.radiusMeters ? nearest : undefined;
}

function nearestShop(shops: readonly MallShop[], point: Point): MallShop | undefined {
  let best: { shop: MallShop; meters: number } | undefined;
  for (const shop of shops) {
    if (shop.latitude === null || shop.longitude === null) continue;
    const meters = metersBetween({ latitude: shop.latitude, longitude: shop.longitude }, point);
    if (meters <= NEAR_SHOP_METERS && meters < (best?.meters ?? Infinity)) best = { shop, meters };
  }
  return best?.shop;
}

/** Distance on the globe, in metres. */
export function metersBetween(from: Point, to: Point): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const x = radians(to.longitude - from.longitude) * Math.cos(radians((from.latitude + to.latitude) / 2));
  const y = radians(to.latitude - from.latitude);
  return Math.sqrt(x * x + y * y) * EARTH_METERS;
}
