import { createHash } from 'node:crypto';
import type { ObjectStorage } from '#ports/object-storage';
import type { RawImage, RawProduct } from '#stores/staging/raw-product';
import type { StagingCatalogue } from '#stores/staging/staging-catalogue';
import { jpegSize } from '#catalogue/model/jpeg-size';

/** Public bucket of the catalogue's photos. */
export const IMAGE_BUCKET = 'unde-images';

/** Most photos kept of a product. @see catalog.md C-21 */
const MAX_PHOTOS = 5;

/** Key of a product's photo. @see catalog.md 12 */
export function photoKey(photo: { readonly brand: string; readonly externalId: string; readonly n: number }): string {
  return `originals/${photo.brand}/${photo.externalId}/${photo.n}.jpg`;
}

/** The link under which everyone sees a photo; it changes when the photo does (C-28). */
export function photoUrl(storage: Pick<ObjectStorage, 'publicUrl'>, image: Pick<RawImage, 'key' | 'sha256'>): string {
  return storage.publicUrl({ bucket: IMAGE_BUCKET, key: image.key, version: image.sha256.slice(0, 8) });
}

/** What the photos need: where they are read and where they go. */
export interface StorePhotosDeps {
  readonly staging: StagingCatalogue;
  readonly storage: ObjectStorage;
  /** Bytes of a source photo; undefined when it is not there. */
  readonly readPhoto: (sourceUrl: string) => Promise<Uint8Array | undefined>;
}

async function storePhoto(
  deps: StorePhotosDeps,
  key: string,
  n: number,
  sourceUrl: string,
): Promise<RawImage | undefined> {
  const body = await deps.readPhoto(sourceUrl);
  const size = body && jpegSize(body);
  if (body === undefined || size === undefined) return undefined;
  const sha256 = createHash('sha256').update(body).digest('hex');
  const stored = await deps.storage.head({ bucket: IMAGE_BUCKET, key });
  if (stored?.sha256 !== sha256) await deps.storage.put({ bucket: IMAGE_BUCKET, key, body });
  return { n, key, role: 'unknown', sha256, ...size };
}

/** Products whose photos are read and written at the same time. */
const PARALLEL_PRODUCTS = 8;

interface StoredPhotos {
  readonly externalId: string;
  readonly images: readonly RawImage[];
  readonly imageUrls: readonly string[];
  readonly missing: number;
}

async function storePhotosOf(deps: StorePhotosDeps, product: RawProduct): Promise<StoredPhotos> {
  const { brand, externalId } = product;
  const images: RawImage[] = [];
  let missing = 0;
  for (const sourceUrl of product.originalImageUrls.slice(0, MAX_PHOTOS)) {
    const n = images.length + 1;
    const image = await storePhoto(deps, photoKey({ brand, externalId, n }), n, sourceUrl);
    if (image === undefined) missing += 1;
    else images.push(image);
  }
  return { externalId, images, imageUrls: images.map((image) => photoUrl(deps.storage, image)), missing };
}

/**
 * Copies the photos of a source's new products into our own storage; a photo that is already there is not written again.
 * A product none of whose photos can be read stays without, and is not published.
 *
 * @see catalog.md 6
 */
export async function storePhotos(
  deps: StorePhotosDeps,
  source: string,
): Promise<{ readonly stored: number; readonly missing: number }> {
  const waiting = await deps.staging.listWithoutPhotos(source);
  const done: StoredPhotos[] = [];
  for (let start = 0; start < waiting.length; start += PARALLEL_PRODUCTS) {
    const batch = waiting.slice(start, start + PARALLEL_PRODUCTS);
    done.push(...(await Promise.all(batch.map((product) => storePhotosOf(deps, product)))));
  }
  await deps.staging.setPhotos({ source, products: done.filter(({ images }) => images.length > 0) });
  return {
    stored: done.reduce((sum, { images }) => sum + images.length, 0),
    missing: done.reduce((sum, { missing }) => sum + missing, 0),
  };
}
