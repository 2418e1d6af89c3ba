/** A photo of ours. @see catalog.md C-27, C-28 */
export interface RawImage {
  /** 1-based place in the product's row of photos. */
  readonly n: number;
  /** Object key, never a link. */
  readonly key: string;
  readonly role: 'front' | 'back' | 'side' | 'detail' | 'on_model' | 'unknown';
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
}

/** A size as it is kept: `size` in our spelling, `label` in the brand's. @see catalog.md C-19 */
export interface RawSize {
  readonly size: string;
  readonly label: string;
  readonly quantity?: 'few' | 'many';
}

/** A product as a collector found and cleaned it. */
export interface RawProductDraft {
  readonly externalId: string;
  /** Canonical slug. */
  readonly brand: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly price: number | null;
  readonly currency: string | null;
  readonly category: string | null;
  readonly canonicalCategory: string | null;
  readonly colour: string | null;
  readonly colourHex: string | null;
  readonly sizes: readonly RawSize[];
  readonly composition: string | null;
  readonly originalImageUrls: readonly string[];
  readonly productUrl: string | null;
  /** ISO 3166-1 alpha-2, lower case. */
  readonly market: string;
  /** The whole item as it came. */
  readonly rawData: Readonly<Record<string, unknown>>;
  readonly contentHash: string;
  readonly imagesHash: string;
}

/** A product of staging. */
export interface RawProduct extends RawProductDraft {
  readonly images: readonly RawImage[];
  readonly collageUrl: string | null;
  readonly imageStatus: 'pending' | 'uploaded' | 'collage_ready' | 'error';
  readonly isDelisted: boolean;
  /** Whether a shop was ever asked about it. */
  readonly hasAvailability: boolean;
}
