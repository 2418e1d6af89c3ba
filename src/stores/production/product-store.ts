import type { SqlRunner } from '../database/database.ts';
import { PRODUCT_COLUMNS, toProduct } from './product.ts';
import type { Product, ProductGender, ProductRow } from './product.ts';

/** What a list of products may be narrowed by; everything that is given must hold. */
export interface ProductFilter {
  readonly brand?: string | null;
  readonly canonicalCategory?: string | null;
  readonly colour?: string | null;
  readonly minPrice?: number | null;
  readonly maxPrice?: number | null;
  /** A size that some shop (of the mall, when one is given) has on its shelf. */
  readonly size?: string | null;
  readonly mallId?: string | null;
  readonly inStock?: boolean | null;
  /** Words of name, brand, category, colour, article number or description; the last letters of a word may be missing. */
  readonly text?: string | null;
}

/** A place in the list. */
export interface ProductCursor {
  readonly createdAt: Date;
  readonly id: string;
}

/** A part of the list. */
export interface ProductPage {
  readonly products: readonly Product[];
  /** Where the next page begins; null at the end. */
  readonly next: ProductCursor | null;
}

const AVAILABLE = `
  EXISTS (SELECT FROM availability_latest a JOIN stores s ON s.brand = a.brand AND s.store_id = a.store_id
    WHERE a.brand = p.brand AND a.product_id = p.external_id AND s.is_active
      AND jsonb_array_length(a.sizes_in_stock) > 0
      AND ($6::text IS NULL OR a.sizes_in_stock ? $6) AND ($7::text IS NULL OR s.mall_id = $7))`;

const LIST_PRODUCTS = `
  SELECT ${PRODUCT_COLUMNS}, p.availability FROM products p
   WHERE p.is_active
     AND ($1::text IS NULL OR p.brand = $1)
     AND ($2::text IS NULL OR p.canonical_category = $2)
     AND ($3::text IS NULL OR lower(p.colour) = lower($3))
     AND ($4::numeric IS NULL OR p.price >= $4)
     AND ($5::numeric IS NULL OR p.price <= $5)
     AND (($6::text IS NULL AND $7::text IS NULL) OR ${AVAILABLE})
     AND ($8::boolean IS NULL OR p.in_stock = $8)
     AND ($9::text IS NULL OR p.search_tsv @@ to_tsquery('simple', $9))
     AND ($10::timestamptz IS NULL OR (p.created_at, p.id) < ($10, $11::uuid))
   ORDER BY p.created_at DESC, p.id DESC LIMIT $12`;

const FIND_PRODUCTS = `SELECT ${PRODUCT_COLUMNS}, p.availability FROM products p WHERE p.id = ANY ($1::uuid[])`;

/** Most products of a page. @see catalog.md C-47 */
export const MAX_PAGE_SIZE = 50;

/** Published products, newest first. */
export async function listProducts(
  production: SqlRunner,
  page: { readonly filter: ProductFilter; readonly after?: ProductCursor | null; readonly limit: number },
): Promise<ProductPage> {
  const { filter, after } = page;
  const limit = Math.max(1, Math.min(MAX_PAGE_SIZE, Math.trunc(page.limit)));
  const words = filter.text ? toPrefixQuery(filter.text) : null;
  if (words === '') return { products: [], next: null };
  const result = await production.query<ProductRow>(LIST_PRODUCTS, [
    filter.brand ?? null,
    filter.canonicalCategory ?? null,
    filter.colour ?? null,
    filter.minPrice ?? null,
    filter.maxPrice ?? null,
    filter.size ?? null,
    filter.mallId ?? null,
    filter.inStock ?? null,
    words,
    after?.createdAt ?? null,
    after?.id ?? null,
    limit + 1,
  ]);
  const products = result.rows.slice(0, limit).map(toProduct);
  const last = products.at(-1);
  const hasMore = result.rows.length > limit && last !== undefined;
  return { products, next: hasMore ? { createdAt: last.createdAt, id: last.id } : null };
}

/** Products by id, in no order; unknown ids are left out, delisted ones are marked. */
export async function findProducts(production: SqlRunner, ids: readonly string[]): Promise<readonly Product[]> {
  const result = await production.query<ProductRow>(FIND_PRODUCTS, [[...ids]]);
  return result.rows.map(toProduct);
}

/** Every word as the beginning of a word, all of them required; `''` when there is no word. At most 12 words. */
function toPrefixQuery(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words
    .slice(0, 12)
    .map((word) => `${word}:*`)
    .join(' & ');
}

/** What a stylist may choose from. */
export interface CandidateQuery {
  readonly canonicalCategories?: readonly string[] | null;
  readonly colours?: readonly string[] | null;
  readonly gender?: ProductGender | null;
  /** Labels of the same size in several systems (`M`, `38`); one of them must be on the shelf. */
  readonly sizes?: readonly string[] | null;
  readonly minPrice?: number | null;
  readonly maxPrice?: number | null;
  readonly currency?: string | null;
  readonly brands?: readonly string[] | null;
  readonly excludedBrands?: readonly string[];
  /** Concept ids; a product that names one of them is left out. */
  readonly excludedMaterials?: readonly string[];
  /** Words that neither the tags nor the category may hold: cuts, categories. */
  readonly excludedTags?: readonly string[];
  readonly excludedProductIds?: readonly string[];
  readonly mallId?: string | null;
  readonly city?: string | null;
  /** Tags that lift a product; the more of them the higher. */
  readonly preferredTags?: readonly string[];
  readonly limit: number;
}

const FIND_CANDIDATES = `
  SELECT ${PRODUCT_COLUMNS}, offers.availability
    FROM products p
   CROSS JOIN LATERAL (
     SELECT jsonb_agg(jsonb_build_object('store_id', s.store_id, 'store_name', s.name, 'mall_id', s.mall_id,
              'mall_name', s.mall_name, 'floor', s.floor, 'sizes', a.sizes_in_stock, 'checked_at', a.fetched_at)
              ORDER BY s.mall_id, s.store_id) AS availability
       FROM availability_latest a JOIN stores s ON s.brand = a.brand AND s.store_id = a.store_id
      WHERE a.brand = p.brand AND a.product_id = p.external_id AND s.is_active
        AND jsonb_array_length(a.sizes_in_stock) > 0
        AND ($1::text[] IS NULL OR a.sizes_in_stock ?| $1)
        AND ($2::text IS NULL OR s.mall_id = $2) AND ($3::text IS NULL OR s.city = $3)) AS offers
   WHERE p.is_active AND p.in_stock AND offers.availability IS NOT NULL
     AND ($4::text[] IS NULL OR p.canonical_category = ANY ($4))
     AND ($5::text[] IS NULL OR lower(p.colour) = ANY ($5))
     AND ($6::text IS NULL OR p.gender IS NULL OR p.gender IN ($6, 'unisex'))
     AND ($7::numeric IS NULL OR p.price >= $7) AND ($8::numeric IS NULL OR p.price <= $8)
     AND ($9::text IS NULL OR p.currency = $9)
     AND ($10::text[] IS NULL OR p.brand = ANY ($10)) AND p.brand <> ALL ($11::text[])
     AND NOT p.materials && $12::text[]
     AND NOT p.tags && $13::text[] AND (p.canonical_category IS NULL OR p.canonical_category <> ALL ($13::text[]))
     AND p.id <> ALL ($14::uuid[])
   ORDER BY (SELECT count(*) FROM unnest(p.tags) AS tag WHERE tag = ANY ($15::text[])) DESC, p.price DESC, p.id
   LIMIT $16`;

/** Products in stock that meet every condition, those with more of the wished tags first; `offers` are the shops that do. */
export async function findCandidates(production: SqlRunner, query: CandidateQuery): Promise<readonly Product[]> {
  const list = (values: readonly string[] | null | undefined) => (values?.length ? [...values] : null);
  const result = await production.query<ProductRow>(FIND_CANDIDATES, [
    list(query.sizes),
    query.mallId ?? null,
    query.city ?? null,
    list(query.canonicalCategories),
    list(query.colours?.map((colour) => colour.toLowerCase())),
    query.gender ?? null,
    query.minPrice ?? null,
    query.maxPrice ?? null,
    query.currency ?? null,
    list(query.brands),
    [...(query.excludedBrands ?? [])],
    [...(query.excludedMaterials ?? [])],
    [...(query.excludedTags ?? [])],
    [...(query.excludedProductIds ?? [])],
    [...(query.preferredTags ?? [])],
    query.limit,
  ]);
  return result.rows.map(toProduct);
}
