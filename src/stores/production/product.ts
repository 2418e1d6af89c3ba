/** Whom a garment is cut for. */
export type ProductGender = 'women' | 'men' | 'unisex' | 'kids';

/** One photo of a product. */
export interface ProductImage {
  /** 1-based place in the product's row of photos. */
  readonly n: number;
  /** Object key, never a link that expires. */
  readonly key: string;
  readonly role?: string;
  readonly width?: number;
  readonly height?: number;
  readonly sha256?: string;
}

/** A shop that has a product on its shelf, as the read cache `products.availability` holds it. */
export interface ProductOffer {
  readonly storeId: number;
  readonly storeName: string;
  readonly mallId: string | null;
  readonly mallName: string | null;
  readonly floor: string | null;
  readonly sizes: readonly string[];
  /** When the shop's stock was asked for. */
  readonly checkedAt: Date;
}

/** A product as it is published. */
export interface ProductDraft {
  readonly id: string;
  /** Lower-case slug. */
  readonly brand: string;
  /** The brand's own id; unique with the brand. */
  readonly externalId: string;
  readonly sku: string;
  readonly name: string;
  readonly description: string | null;
  readonly composition: string | null;
  readonly productUrl: string | null;
  /** Above 0, in `currency`. */
  readonly price: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly market: string | null;
  readonly category: string | null;
  readonly canonicalCategory: string | null;
  readonly colour: string | null;
  readonly colourHex: string | null;
  readonly gender: ProductGender | null;
  readonly tags: readonly string[];
  /** Concept ids of the materials; empty when the composition is not known. */
  readonly materials: readonly string[];
  readonly sizes: readonly string[];
  readonly imageUrl: string;
  readonly collageUrl: string | null;
  readonly images: readonly ProductImage[];
  /** Hash of everything above: an unchanged product is not written. */
  readonly contentHash: string;
}

/** A product with where it hangs. */
export interface Product extends ProductDraft {
  readonly offers: readonly ProductOffer[];
  readonly inStock: boolean;
  readonly isActive: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A row of `products`. */
export interface ProductRow {
  readonly id: string;
  readonly brand: string;
  readonly external_id: string;
  readonly sku: string;
  readonly name: string;
  readonly description: string | null;
  readonly composition: string | null;
  readonly product_url: string | null;
  readonly price: number;
  readonly currency: string;
  readonly market: string | null;
  readonly category: string | null;
  readonly canonical_category: string | null;
  readonly colour: string | null;
  readonly colour_hex: string | null;
  readonly gender: ProductGender | null;
  readonly tags: readonly string[];
  readonly materials: readonly string[];
  readonly sizes: readonly string[];
  readonly image_url: string;
  readonly collage_url: string | null;
  readonly images: readonly ProductImage[];
  readonly availability: readonly OfferRow[];
  readonly in_stock: boolean;
  readonly is_active: boolean;
  readonly content_hash: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** An element of `products.availability`. */
export interface OfferRow {
  readonly store_id: number;
  readonly store_name: string;
  readonly mall_id: string | null;
  readonly mall_name: string | null;
  readonly floor: string | null;
  readonly sizes: readonly string[];
  readonly checked_at: string;
}

/** The columns of {@link ProductRow} for a table alias `p`, without the availability. */
export const PRODUCT_COLUMNS = `p.id, p.brand, p.external_id, p.sku, p.name, p.description, p.composition, p.product_url,
  p.price, p.currency, p.market, p.category, p.canonical_category, p.colour, p.colour_hex, p.gender, p.tags, p.materials,
  p.sizes, p.image_url, p.collage_url, p.images, p.in_stock, p.is_active, p.content_hash, p.created_at, p.updated_at`;

/** Row to model. */
export function toProduct(row: ProductRow): Product {
  return {
    id: row.id,
    brand: row.brand,
    externalId: row.external_id,
    sku: row.sku,
    name: row.name,
    description: row.description,
    composition: row.composition,
    productUrl: row.product_url,
    price: row.price,
    currency: row.currency,
    market: row.market,
    category: row.category,
    canonicalCategory: row.canonical_category,
    colour: row.colour,
    colourHex: row.colour_hex,
    gender: row.gender,
    tags: row.tags,
    materials: row.materials,
    sizes: row.sizes,
    imageUrl: row.image_url,
    collageUrl: row.collage_url,
    images: row.images,
    offers: row.availability.map(toOffer),
    inStock: row.in_stock,
    isActive: row.is_active,
    contentHash: row.content_hash,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toOffer(row: OfferRow): ProductOffer {
  return {
    storeId: row.store_id,
    storeName: row.store_name,
    mallId: row.mall_id,
    mallName: row.mall_name,
    floor: row.floor,
    sizes: row.sizes,
    checkedAt: new Date(row.checked_at),
  };
}
