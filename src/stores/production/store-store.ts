import { inBatches } from '../database/batch.ts';
import type { SqlRunner } from '../database/database.ts';
import { toJson } from '../database/sql-row.ts';

/** A mall. */
export interface Mall {
  /** Slug: `dubai-mall`. */
  readonly id: string;
  readonly name: string;
  /** By language: `{ en, ru, ar }`. */
  readonly names: Readonly<Record<string, string>>;
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** IANA name. */
  readonly timeZone: string;
  /** By weekday (`mon` to `sun`): opening and closing time, local. */
  readonly openingHours: Readonly<Record<string, readonly [string, string]>> | null;
}

/** A brand's shop. */
export interface Store {
  readonly brand: string;
  readonly storeId: number;
  readonly name: string;
  readonly address: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly mallId: string | null;
  readonly mallName: string | null;
  readonly floor: string | null;
  readonly unit: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly openingHours: Mall['openingHours'];
  readonly isActive: boolean;
}

interface MallRow {
  readonly id: string;
  readonly name: string;
  readonly names: Readonly<Record<string, string>>;
  readonly city: string;
  readonly country: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly time_zone: string;
  readonly opening_hours: Mall['openingHours'];
}

interface StoreRow {
  readonly brand: string;
  readonly store_id: number;
  readonly name: string;
  readonly address: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly mall_id: string | null;
  readonly mall_name: string | null;
  readonly floor: string | null;
  readonly unit: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly opening_hours: Mall['openingHours'];
  readonly is_active: boolean;
}

const LIST_MALLS = `
  SELECT id, name, names, city, country, latitude, longitude, time_zone, opening_hours FROM malls ORDER BY id`;
const UPSERT_MALL = `
  INSERT INTO malls (id, name, names, city, country, latitude, longitude, time_zone, opening_hours)
  VALUES ($1, $2, $3::jsonb, $4, $5, $6, $7, $8, $9::jsonb)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, names = excluded.names, city = excluded.city,
    country = excluded.country, latitude = excluded.latitude, longitude = excluded.longitude,
    time_zone = excluded.time_zone, opening_hours = excluded.opening_hours, updated_at = now()`;
const LIST_STORES = `
  SELECT brand, store_id, name, address, city, country, mall_id, mall_name, floor, unit, latitude, longitude,
         opening_hours, is_active
    FROM stores WHERE is_active AND ($1::text IS NULL OR mall_id = $1) AND ($2::text IS NULL OR brand = $2)
   ORDER BY brand, store_id`;
const UPSERT_STORES = `
  INSERT INTO stores (brand, store_id, name, address, city, country, mall_id, mall_name, floor, unit, latitude,
    longitude, opening_hours, is_active)
  SELECT i.brand, i.store_id, i.name, i.address, i.city, i.country, i.mall_id, i.mall_name, i.floor, i.unit,
         i.latitude, i.longitude, i.opening_hours, i.is_active
    FROM jsonb_to_recordset($1::jsonb) AS i(
      brand text, store_id int, name text, address text, city text, country text, mall_id text, mall_name text,
      floor text, unit text, latitude numeric, longitude numeric, opening_hours jsonb, is_active boolean)
  ON CONFLICT (brand, store_id) DO UPDATE SET name = excluded.name, address = excluded.address, city = excluded.city,
    country = excluded.country, mall_id = excluded.mall_id, mall_name = excluded.mall_name, floor = excluded.floor,
    unit = excluded.unit, latitude = excluded.latitude, longitude = excluded.longitude,
    opening_hours = excluded.opening_hours, is_active = excluded.is_active, updated_at = now()`;

/** All malls, by id. */
export async function listMalls(production: SqlRunner): Promise<readonly Mall[]> {
  const result = await production.query<MallRow>(LIST_MALLS);
  return result.rows.map(({ time_zone: timeZone, opening_hours: openingHours, ...mall }) => ({
    ...mall,
    timeZone,
    openingHours,
  }));
}

/** Publishes malls. */
export async function publishMalls(production: SqlRunner, malls: readonly Mall[]): Promise<void> {
  for (const mall of malls) {
    const { id, name, names, city, country, latitude, longitude, timeZone, openingHours } = mall;
    const parameters = [id, name, toJson(names), city, country, latitude, longitude, timeZone, toJson(openingHours)];
    await production.query(UPSERT_MALL, parameters);
  }
}

/** Open shops, of one mall or one brand when named. */
export async function listStores(
  production: SqlRunner,
  filter: { readonly mallId?: string | null; readonly brand?: string | null } = {},
): Promise<readonly Store[]> {
  const result = await production.query<StoreRow>(LIST_STORES, [filter.mallId ?? null, filter.brand ?? null]);
  return result.rows.map((row) => ({
    brand: row.brand,
    storeId: row.store_id,
    name: row.name,
    address: row.address,
    city: row.city,
    country: row.country,
    mallId: row.mall_id,
    mallName: row.mall_name,
    floor: row.floor,
    unit: row.unit,
    latitude: row.latitude,
    longitude: row.longitude,
    openingHours: row.opening_hours,
    isActive: row.is_active,
  }));
}

/** Publishes shops, in batches of 500; their malls must be published before. */
export async function publishStores(production: SqlRunner, stores: readonly Store[]): Promise<void> {
  for (const batch of inBatches(stores)) {
    const rows = batch.map((store) => ({
      brand: store.brand,
      store_id: store.storeId,
      name: store.name,
      address: store.address,
      city: store.city,
      country: store.country,
      mall_id: store.mallId,
      mall_name: store.mallName,
      floor: store.floor,
      unit: store.unit,
      latitude: store.latitude,
      longitude: store.longitude,
      opening_hours: store.openingHours,
      is_active: store.isActive,
    }));
    await production.query(UPSERT_STORES, [JSON.stringify(rows)]);
  }
}
