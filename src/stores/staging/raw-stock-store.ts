import { inBatches } from '../database/batch.ts';
import type { SqlRunner } from '../database/database.ts';
import { toDate } from '../database/sql-row.ts';
import type { RawSize } from './raw-product.ts';

/** A shop as a market's shop list names it. @see catalog.md C-20 */
export interface RawStore {
  readonly brand: string;
  readonly storeId: number;
  readonly name: string;
  /** How to find it: a street, or the way inside the mall. */
  readonly address: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly mallName: string | null;
  readonly floor: string | null;
  readonly unit: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** What one shop had on its shelf of one product. */
export interface RawStock {
  readonly brand: string;
  readonly storeId: number;
  readonly productId: string;
  /** Empty: sold out. */
  readonly sizes: readonly RawSize[];
  readonly fetchedAt: Date;
}

const STORE_COLUMNS = 'brand, store_id, name, address, city, country, mall_name, floor, unit, latitude, longitude';
const UPSERT_STORES = `
  INSERT INTO raw_stores AS s (${STORE_COLUMNS}, is_active)
  SELECT ${STORE_COLUMNS}, true FROM jsonb_to_recordset($1::jsonb) AS i(
    brand text, store_id int, name text, address text, city text, country text, mall_name text, floor text, unit text,
    latitude numeric, longitude numeric)
  ON CONFLICT (brand, store_id) DO UPDATE SET name = excluded.name, address = excluded.address, city = excluded.city,
    country = excluded.country, mall_name = excluded.mall_name, floor = excluded.floor, unit = excluded.unit,
    latitude = excluded.latitude, longitude = excluded.longitude, is_active = true`;
const LIST_STORES = `SELECT ${STORE_COLUMNS} FROM raw_stores WHERE is_active ORDER BY brand, store_id`;

const UPSERT_STOCK = `
  INSERT INTO raw_availability (brand, store_id, product_id, sizes_in_stock, fetched_at)
  SELECT i.brand, i.store_id, i.product_id, i.sizes, i.fetched_at
    FROM jsonb_to_recordset($1::jsonb) AS i(
      brand text, store_id int, product_id text, sizes jsonb, fetched_at timestamptz)
  ON CONFLICT (brand, store_id, product_id, fetched_date) DO UPDATE SET
    sizes_in_stock = excluded.sizes_in_stock, fetched_at = excluded.fetched_at
   WHERE raw_availability.fetched_at <= excluded.fetched_at`;
// C-15: what a complete answer does not name is sold out.
const SELL_OUT = `
  INSERT INTO raw_availability (brand, store_id, product_id, sizes_in_stock, fetched_at)
  SELECT DISTINCT a.brand, a.store_id, a.product_id, '[]'::jsonb, $3::timestamptz FROM raw_availability a
   WHERE a.brand = $1 AND a.store_id = $2 AND a.fetched_at < $3::timestamptz AND NOT EXISTS (
     SELECT FROM raw_availability b WHERE b.brand = a.brand AND b.store_id = a.store_id AND b.product_id = a.product_id
        AND b.fetched_at >= $3::timestamptz)
  ON CONFLICT (brand, store_id, product_id, fetched_date) DO UPDATE SET
    sizes_in_stock = excluded.sizes_in_stock, fetched_at = excluded.fetched_at`;
const LIST_LATEST = `
  SELECT DISTINCT ON (a.brand, a.store_id, a.product_id) a.brand, a.store_id, a.product_id, a.sizes_in_stock, a.fetched_at
    FROM raw_availability a JOIN raw_stores s ON s.brand = a.brand AND s.store_id = a.store_id AND s.is_active
   WHERE a.fetched_at >= $1::timestamptz
   ORDER BY a.brand, a.store_id, a.product_id, a.fetched_at DESC`;

interface StoreRow {
  readonly brand: string;
  readonly store_id: number;
  readonly name: string | null;
  readonly address: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly mall_name: string | null;
  readonly floor: string | null;
  readonly unit: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

interface StockRow {
  readonly brand: string;
  readonly store_id: number;
  readonly product_id: string;
  readonly sizes_in_stock: readonly RawSize[];
  readonly fetched_at: Date;
}

/** Takes a market's shop list. */
export async function upsertRawStores(staging: SqlRunner, stores: readonly RawStore[]): Promise<void> {
  for (const batch of inBatches(stores)) {
    const rows = batch.map(({ storeId, mallName, ...store }) => ({ ...store, store_id: storeId, mall_name: mallName }));
    await staging.query(UPSERT_STORES, [JSON.stringify(rows)]);
  }
}

/** The shops that are open. */
export async function listRawStores(staging: SqlRunner): Promise<readonly RawStore[]> {
  const result = await staging.query<StoreRow>(LIST_STORES);
  return result.rows.map(({ store_id: storeId, mall_name: mallName, name, ...store }) => ({
    ...store,
    name: name ?? store.brand,
    storeId,
    mallName,
  }));
}

/** Takes stock as it was found; the last answer of a day wins (C-14). */
export async function upsertRawStock(staging: SqlRunner, stock: readonly RawStock[]): Promise<void> {
  for (const batch of inBatches(stock)) {
    const rows = batch.map(({ brand, storeId, productId, sizes, fetchedAt }) => ({
      brand,
      store_id: storeId,
      product_id: productId,
      sizes,
      fetched_at: fetchedAt,
    }));
    await staging.query(UPSERT_STOCK, [JSON.stringify(rows)]);
  }
}

/** After a complete answer of a shop: everything that it did not name is sold out there. */
export async function sellOutMissing(
  staging: SqlRunner,
  answer: { readonly brand: string; readonly storeId: number; readonly fetchedAt: Date },
): Promise<number> {
  return (await staging.query(SELL_OUT, [answer.brand, answer.storeId, answer.fetchedAt])).rowCount;
}

/** The last known stock of every shop and product, as far as it was fetched since `since`. */
export async function listLatestStock(staging: SqlRunner, since: Date): Promise<readonly RawStock[]> {
  const result = await staging.query<StockRow>(LIST_LATEST, [since]);
  return result.rows.map((row) => ({
    brand: row.brand,
    storeId: row.store_id,
    productId: row.product_id,
    sizes: row.sizes_in_stock,
    fetchedAt: toDate(row.fetched_at) ?? row.fetched_at,
  }));
}
