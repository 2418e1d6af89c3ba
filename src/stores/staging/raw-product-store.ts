import { inBatches } from '../database/batch.ts';
import type { SqlRunner } from '../database/database.ts';
import type { RawImage, RawProduct, RawProductDraft, RawSize } from './raw-product.ts';

/** What a collector's upsert did. */
export interface CollectCounts {
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
}

// C-09: what changed decides which machine starts again; an unchanged row is only seen again.
const UPSERT = `
  WITH incoming AS (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS i(
      external_id text, brand text, name text, description text, price numeric, currency text, category text,
      canonical_category text, colour text, colour_hex text, sizes jsonb, composition text, original_image_urls jsonb,
      product_url text, market text, raw_data jsonb, content_hash text, images_hash text)),
  before AS (
    SELECT r.external_id, r.content_hash, r.images_hash, r.delisted_at
      FROM raw_products r JOIN incoming i ON i.external_id = r.external_id WHERE r.source = $1),
  written AS (
    INSERT INTO raw_products AS r (source, external_id, brand, name, description, price, currency, category,
      canonical_category, colour, colour_hex, sizes, composition, original_image_urls, product_url, market, raw_data,
      content_hash, images_hash, scraped_at, last_seen_at)
    SELECT $1, i.external_id, i.brand, i.name, i.description, i.price, i.currency, i.category, i.canonical_category,
           i.colour, i.colour_hex, i.sizes, i.composition, i.original_image_urls, i.product_url, i.market, i.raw_data,
           i.content_hash, i.images_hash, $3::timestamptz, $3::timestamptz
      FROM incoming i
    ON CONFLICT (source, external_id) DO UPDATE SET
      brand = excluded.brand, name = excluded.name, description = excluded.description, price = excluded.price,
      currency = excluded.currency, category = excluded.category, canonical_category = excluded.canonical_category,
      colour = excluded.colour, colour_hex = excluded.colour_hex, sizes = excluded.sizes,
      composition = excluded.composition, original_image_urls = excluded.original_image_urls,
      product_url = excluded.product_url, market = excluded.market, raw_data = excluded.raw_data,
      content_hash = excluded.content_hash, images_hash = excluded.images_hash,
      scraped_at = excluded.scraped_at, last_seen_at = excluded.last_seen_at, missed_runs = 0, delisted_at = NULL,
      image_status = CASE WHEN r.images_hash IS DISTINCT FROM excluded.images_hash THEN 'pending' ELSE r.image_status END,
      ximilar_status = CASE WHEN r.images_hash IS DISTINCT FROM excluded.images_hash
        OR (r.name, r.brand, r.category, r.price)
           IS DISTINCT FROM (excluded.name, excluded.brand, excluded.category, excluded.price)
        THEN 'pending' ELSE r.ximilar_status END,
      sync_status = CASE WHEN r.content_hash IS DISTINCT FROM excluded.content_hash
        OR r.images_hash IS DISTINCT FROM excluded.images_hash OR r.delisted_at IS NOT NULL
        THEN 'pending' ELSE r.sync_status END)
  SELECT (SELECT count(*) FROM incoming)::int - (SELECT count(*) FROM before)::int AS inserted,
         (SELECT count(*) FROM before b JOIN incoming i ON i.external_id = b.external_id
           WHERE b.content_hash IS DISTINCT FROM i.content_hash OR b.images_hash IS DISTINCT FROM i.images_hash
              OR b.delisted_at IS NOT NULL)::int AS changed`;

const MARK_MISSING = `
  UPDATE raw_products SET missed_runs = missed_runs + 1,
    delisted_at = CASE WHEN missed_runs + 1 >= $3 THEN $2::timestamptz ELSE NULL END,
    sync_status = CASE WHEN missed_runs + 1 >= $3 THEN 'pending' ELSE sync_status END,
    ximilar_status = CASE WHEN missed_runs + 1 >= $3 THEN 'pending' ELSE ximilar_status END
   WHERE source = $1 AND last_seen_at < $2::timestamptz AND delisted_at IS NULL`;

const COLUMNS = `
  r.external_id, r.brand, r.name, r.description, r.price, r.currency, r.category, r.canonical_category, r.colour,
  r.colour_hex, r.sizes, r.composition, r.original_image_urls, r.product_url, r.market, r.raw_data, r.content_hash,
  r.images_hash, r.images, r.collage_url, r.image_status, r.delisted_at IS NOT NULL AS is_delisted,
  EXISTS (SELECT FROM raw_availability a WHERE a.brand = r.brand AND a.product_id = r.external_id) AS has_availability`;
const LIST_WITHOUT_PHOTOS = `
  SELECT ${COLUMNS} FROM raw_products r
   WHERE r.source = $1 AND r.image_status = 'pending' AND r.delisted_at IS NULL ORDER BY r.id`;
const LIST_TO_PUBLISH = `
  SELECT ${COLUMNS} FROM raw_products r
   WHERE ($1::boolean OR r.sync_status = 'pending' OR (r.skip_reason = 'never_in_stock' AND EXISTS (
       SELECT FROM raw_availability a WHERE a.brand = r.brand AND a.product_id = r.external_id)))
     AND (r.image_status = 'collage_ready' OR r.delisted_at IS NOT NULL OR NOT $2::boolean)
   ORDER BY r.id`;
const SET_PHOTOS = `
  UPDATE raw_products r SET images = i.images, image_urls = i.image_urls, image_status = 'uploaded', image_error = NULL,
    sync_status = 'pending', ximilar_status = 'pending'
    FROM jsonb_to_recordset($2::jsonb) AS i(external_id text, images jsonb, image_urls jsonb)
   WHERE r.source = $1 AND r.external_id = i.external_id`;
const MARK_PUBLISHED = `
  UPDATE raw_products r SET sync_status = CASE WHEN i.skip_reason IS NULL THEN 'synced' ELSE 'skipped' END,
    skip_reason = i.skip_reason, synced_at = CASE WHEN i.skip_reason IS NULL THEN $2::timestamptz ELSE r.synced_at END,
    sync_error = NULL
    FROM jsonb_to_recordset($1::jsonb) AS i(brand text, external_id text, skip_reason text)
   WHERE r.brand = i.brand AND r.external_id = i.external_id`;

interface RawProductRow {
  readonly external_id: string;
  readonly brand: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly price: number | null;
  readonly currency: string | null;
  readonly category: string | null;
  readonly canonical_category: string | null;
  readonly colour: string | null;
  readonly colour_hex: string | null;
  readonly sizes: readonly RawSize[] | null;
  readonly composition: string | null;
  readonly original_image_urls: readonly string[] | null;
  readonly product_url: string | null;
  readonly market: string | null;
  readonly raw_data: Readonly<Record<string, unknown>> | null;
  readonly content_hash: string | null;
  readonly images_hash: string | null;
  readonly images: readonly RawImage[] | null;
  readonly collage_url: string | null;
  readonly image_status: RawProduct['imageStatus'];
  readonly is_delisted: boolean;
  readonly has_availability: boolean;
}

/** Takes what a collector saw, in batches of 500. Products that it saw before and not now are {@link markMissing}'s. */
export async function upsertRawProducts(
  staging: SqlRunner,
  run: { readonly source: string; readonly drafts: readonly RawProductDraft[]; readonly seenAt: Date },
): Promise<CollectCounts> {
  let inserted = 0;
  let changed = 0;
  for (const batch of inBatches(run.drafts)) {
    const rows = JSON.stringify(batch.map(toRow));
    const result = await staging.query<{ inserted: number; changed: number }>(UPSERT, [run.source, rows, run.seenAt]);
    inserted += result.rows[0]?.inserted ?? 0;
    changed += result.rows[0]?.changed ?? 0;
  }
  return { inserted, changed, unchanged: run.drafts.length - inserted - changed };
}

/** Counts a run that did not see a product; after `missedRuns` of them in a row it is delisted. @see catalog.md C-10 */
export async function markMissing(
  staging: SqlRunner,
  run: { readonly source: string; readonly seenAt: Date; readonly missedRuns: number },
): Promise<number> {
  return (await staging.query(MARK_MISSING, [run.source, run.seenAt, run.missedRuns])).rowCount;
}

/** Products of a source whose photos are not ours yet. */
export async function listWithoutPhotos(staging: SqlRunner, source: string): Promise<readonly RawProduct[]> {
  return (await staging.query<RawProductRow>(LIST_WITHOUT_PHOTOS, [source])).rows.map(toRawProduct);
}

/** Notes the photos that are ours now: status `uploaded`, to be published again. */
export async function setRawPhotos(
  staging: SqlRunner,
  photos: {
    readonly source: string;
    readonly products: readonly {
      readonly externalId: string;
      readonly images: readonly RawImage[];
      readonly imageUrls: readonly string[];
    }[];
  },
): Promise<void> {
  for (const batch of inBatches(photos.products)) {
    const rows = batch.map(({ externalId, images, imageUrls }) => ({
      external_id: externalId,
      images,
      image_urls: imageUrls,
    }));
    await staging.query(SET_PHOTOS, [photos.source, JSON.stringify(rows)]);
  }
}

/** Products that wait for publication; `isComplete`: all of them, whatever their state. */
export async function listToPublish(
  staging: SqlRunner,
  query: { readonly isComplete: boolean; readonly requiresCollage: boolean },
): Promise<readonly RawProduct[]> {
  const result = await staging.query<RawProductRow>(LIST_TO_PUBLISH, [query.isComplete, query.requiresCollage]);
  return result.rows.map(toRawProduct);
}

/** Notes what became of products in a publishing run: published, or skipped for a reason. */
export async function markPublished(
  staging: SqlRunner,
  run: {
    readonly at: Date;
    readonly products: readonly {
      readonly brand: string;
      readonly externalId: string;
      readonly skipReason: string | null;
    }[];
  },
): Promise<void> {
  for (const batch of inBatches(run.products)) {
    const rows = batch.map(({ brand, externalId, skipReason }) => ({
      brand,
      external_id: externalId,
      skip_reason: skipReason,
    }));
    await staging.query(MARK_PUBLISHED, [JSON.stringify(rows), run.at]);
  }
}

function toRow(draft: RawProductDraft): Readonly<Record<string, unknown>> {
  return {
    external_id: draft.externalId,
    brand: draft.brand,
    name: draft.name,
    description: draft.description,
    price: draft.price,
    currency: draft.currency,
    category: draft.category,
    canonical_category: draft.canonicalCategory,
    colour: draft.colour,
    colour_hex: draft.colourHex,
    sizes: draft.sizes,
    composition: draft.composition,
    original_image_urls: draft.originalImageUrls,
    product_url: draft.productUrl,
    market: draft.market,
    raw_data: draft.rawData,
    content_hash: draft.contentHash,
    images_hash: draft.imagesHash,
  };
}

function toRawProduct(row: RawProductRow): RawProduct {
  return {
    externalId: row.external_id,
    brand: row.brand,
    name: row.name,
    description: row.description,
    price: row.price,
    currency: row.currency,
    category: row.category,
    canonicalCategory: row.canonical_category,
    colour: row.colour,
    colourHex: row.colour_hex,
    sizes: row.sizes ?? [],
    composition: row.composition,
    originalImageUrls: row.original_image_urls ?? [],
    productUrl: row.product_url,
    market: row.market ?? '',
    rawData: row.raw_data ?? {},
    contentHash: row.content_hash ?? '',
    imagesHash: row.images_hash ?? '',
    images: row.images ?? [],
    collageUrl: row.collage_url,
    imageStatus: row.image_status,
    isDelisted: row.is_delisted,
    hasAvailability: row.has_availability,
  };
}
