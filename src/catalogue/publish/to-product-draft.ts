import { createHash } from 'node:crypto';
import type { ObjectStorage } from '#ports/object-storage';
import type { ProductDraft } from '#stores/production/product';
import type { RawProduct } from '#stores/staging/raw-product';
import type { FindConcepts } from '#catalogue/model/concept-reader';
import { extractProductConcepts } from '#catalogue/model/extract-product-concepts';
import type { Gender } from '#catalogue/model/parse-sizes';
import { productId } from '#catalogue/model/product-id';
import { photoUrl } from './store-photos.ts';

const GENDERS: readonly unknown[] = ['women', 'men', 'unisex', 'kids'] satisfies readonly Gender[];

/** What the collector noted beside the columns. */
function cleanedOf(product: RawProduct): { readonly gender: Gender | null; readonly labels: readonly string[] } {
  const cleaned = (product.rawData['cleaned'] ?? {}) as { readonly gender?: unknown; readonly labels?: unknown };
  const labels = Array.isArray(cleaned.labels) ? cleaned.labels.filter((label) => typeof label === 'string') : [];
  return { gender: GENDERS.includes(cleaned.gender) ? (cleaned.gender as Gender) : null, labels };
}

/**
 * A verified product of staging as it is published: with its concepts, for the filters, and its photos as links.
 * Call it only for products that have name, price, currency and a photo.
 */
export function toProductDraft(
  product: RawProduct,
  deps: { readonly findConcepts: FindConcepts; readonly storage: Pick<ObjectStorage, 'publicUrl'> },
): ProductDraft {
  const { gender, labels } = cleanedOf(product);
  const concepts = extractProductConcepts({ ...product, labels }, deps.findConcepts);
  const category = deps.findConcepts((product.canonicalCategory ?? '').replaceAll('_', ' '));
  const wider = category.filter(({ kind }) => kind === 'garment').flatMap(({ parent }) => parent ?? []);
  const [first] = product.images;
  const draft = {
    id: productId(product.brand, product.externalId),
    brand: product.brand,
    externalId: product.externalId,
    sku: product.externalId,
    name: product.name ?? '',
    description: product.description,
    composition: product.composition,
    productUrl: product.productUrl,
    price: product.price ?? 0,
    currency: product.currency ?? '',
    market: product.market,
    category: product.category,
    canonicalCategory: product.canonicalCategory,
    colour: (concepts.colour ?? product.colour)?.replaceAll('_', ' ') ?? null,
    colourHex: product.colourHex,
    gender,
    tags: [...new Set([...wider, ...concepts.tags])],
    materials: concepts.materials,
    sizes: product.sizes.map(({ size }) => size),
    imageUrl: first === undefined ? '' : photoUrl(deps.storage, first),
    collageUrl: product.collageUrl,
    images: product.images,
  };
  return { ...draft, contentHash: createHash('sha256').update(JSON.stringify(draft)).digest('hex') };
}
