import { inBatches } from '../database/batch.ts';
import type { SqlRunner } from '../database/database.ts';
import type { ProductDraft } from './product.ts';

/** What a publishing run changed. */
export interface PublishCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** What one shop has on its shelf of one product. */
export interface AvailabilityDraft {
  readonly brand: string;
  readonly storeId: number;
  /** The brand's product id. */
  readonly productId: string;
  readonly sizesInStock: readonly string[];
  readonly fetchedAt: Date;
}

const UPSERT_PRODUCTS = `
  INSERT INTO products AS p (id, brand, external_id, sku, name, description, composition, product_url, price, currency,
    market, category, canonical_category, colour, colour_hex, gender, tags, materials, sizes, image_url, collage_url,
    images, content_hash, created_at, updated_at)
  SELECT i.id, i.brand, i.external_id, i.sku, i.name, i.description, i.composition, i.product_url, i.price, i.currency,
         i.market, i.category, i.canonical_category, i.colour, i.colour_hex, i.gender, i.tags, i.materials, i.sizes,
         i.image_url, i.collage_url, i.images, i.content_hash,
         date_trunc('milliseconds', now()), date_trunc('milliseconds', now())
    FROM jsonb_to_recordset($1::jsonb) AS i(
      id uuid, brand text, external_id text, sku text, name text, description text, composition text, product_url text,
      price numeric, currency text, market text, category text, canonical_category text, colour text, colour_hex text,
      gender text, tags text[], materials text[], sizes jsonb, image_url text, collage_url text, images jsonb,
      content_hash text)
  ON CONFLICT (brand, external_id) DO UPDATE SET
    sku = excluded.sku, name = excluded.name, description = excluded.description, composition = excluded.composition,
    product_url = excluded.product_url, price = excluded.price, currency = excluded.currency, market = excluded.market,
    category = excluded.category, canonical_category = excluded.canonical_category, colour = excluded.colour,
    colour_hex = excluded.colour_hex, gender = excluded.gender, tags = excluded.tags, materials = excluded.materials,
    sizes = excluded.sizes, image_url = excluded.image_url, collage_url = excluded.collage_url,
    images = excluded.images, content_hash = excluded.content_hash, is_active = true, synced_at = now(),
    updated_at = excluded.updated_at
   WHERE p.content_hash <> excluded.content_hash OR NOT p.is_active
  RETURNING p.xmax = 0 AS is_new`;

const UPSERT_AVAILABILITY = `
  INSERT INTO availability_latest AS a (brand, store_id, product_id, sizes_in_stock, fetched_at)
  SELECT i.brand, i.store_id, i.product_id, i.sizes_in_stock, i.fetched_at
    FROM jsonb_to_recordset($1::jsonb) AS i(
      brand text, store_id int, product_id text, sizes_in_stock jsonb, fetched_at timestamptz)
  ON CONFLICT (brand, store_id, product_id) DO UPDATE SET
    sizes_in_stock = excluded.sizes_in_stock, fetched_at = excluded.fetched_at
   WHERE a.fetched_at <= excluded.fetched_at`;

const REFRESH_STOCK = `
  WITH offers AS (
    SELECT p.id, coalesce(jsonb_agg(jsonb_build_object('store_id', s.store_id, 'store_name', s.name,
             'mall_id', s.mall_id, 'mall_name', s.mall_name, 'floor', s.floor, 'sizes', a.sizes_in_stock,
             'checked_at', a.fetched_at) ORDER BY s.mall_id, s.store_id) FILTER (WHERE s.store_id IS NOT NULL), '[]')
             AS availability
      FROM products p
      LEFT JOIN (availability_latest a
        JOIN stores s ON s.brand = a.brand AND s.store_id = a.store_id AND s.is_active
         AND jsonb_array_length(a.sizes_in_stock) > 0)
        ON a.brand = p.brand AND a.product_id = p.external_id
     WHERE $1::text IS NULL OR p.brand = $1
     GROUP BY p.id)
  UPDATE products p SET availability = o.availability, in_stock = jsonb_array_length(o.availability) > 0
    FROM offers o
   WHERE o.id = p.id AND p.availability IS DISTINCT FROM o.availability`;

const DELIST = `
  UPDATE products SET is_active = false, in_stock = false, updated_at = now()
   WHERE brand = $1 AND external_id = ANY ($2::text[]) AND is_active`;

/** Publishes products in batches of 500; what did not change is not written, a delisted product comes back. */
export async function publishProducts(production: SqlRunner, drafts: readonly ProductDraft[]): Promise<PublishCounts> {
  let inserted = 0;
  let updated = 0;
  for (const batch of inBatches(drafts)) {
    const result = await production.query<{ is_new: boolean }>(UPSERT_PRODUCTS, [JSON.stringify(batch.map(toRow))]);
    inserted += result.rows.filter((row) => row.is_new).length;
    updated += result.rows.filter((row) => !row.is_new).length;
  }
  return { inserted, updated, unchanged: drafts.length - inserted - updated };
}

/**
 * Publishes what the shops have on their shelves, in batches of 500; an older answer never replaces a newer one. Call
 * {@link refreshStock} after it. The shops must be published before.
 */
export async function publishAvailability(production: SqlRunner, drafts: readonly AvailabilityDraft[]): Promise<void> {
  for (const batch of inBatches(drafts)) {
    const rows = batch.map((draft) => ({
      brand: draft.brand,
      store_id: draft.storeId,
      product_id: draft.productId,
      sizes_in_stock: draft.sizesInStock,
      fetched_at: draft.fetchedAt,
    }));
    await production.query(UPSERT_AVAILABILITY, [JSON.stringify(rows)]);
  }
}

/** Rebuilds `products.availability` and `in_stock` of a brand (null: of all) from the published rows. */
export async function refreshStock(production: SqlRunner, brand: string | null): Promise<number> {
  return (await production.query(REFRESH_STOCK, [brand])).rowCount;
}

/** Takes products out of the catalogue; they stay readable by id. */
export async function delistProducts(
  production: SqlRunner,
  products: { readonly brand: string; readonly externalIds: readonly string[] },
): Promise<number> {
  return (await production.query(DELIST, [products.brand, [...products.externalIds]])).rowCount;
}

function toRow(draft: ProductDraft): Readonly<Record<string, unknown>> {
  return {
    id: draft.id,
    brand: draft.brand,
    external_id: draft.externalId,
    sku: draft.sku,
    name: draft.name,
    description: draft.description,
    composition: draft.composition,
    product_url: draft.productUrl,
    price: draft.price,
    currency: draft.currency,
    market: draft.market,
    category: draft.category,
    canonical_category: draft.canonicalCategory,
    colour: draft.colour,
    colour_hex: draft.colourHex,
    gender: draft.gender,
    tags: draft.tags,
    materials: draft.materials,
    sizes: draft.sizes,
    image_url: draft.imageUrl,
    collage_url: draft.collageUrl,
    images: draft.images,
    content_hash: draft.contentHash,
  };
}
