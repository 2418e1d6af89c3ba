/** Why a product of staging is not published. @see catalog.md C-37 */
export type SkipReason =
  'no_name' | 'no_price' | 'no_currency' | 'no_category' | 'no_image' | 'delisted' | 'never_in_stock';

/** What verification looks at. */
export interface VerifiableProduct {
  readonly name: string | null;
  readonly price: number | null;
  readonly currency: string | null;
  readonly canonicalCategory: string | null;
  readonly images: readonly unknown[];
  readonly isDelisted: boolean;
  /** Whether any shop was ever asked about it. */
  readonly hasAvailability: boolean;
}

/** A brand's rule: `optional` brands are published with unknown stock. @see catalog.md C-16 */
export type AvailabilityMode = 'required' | 'optional';

/** The first reason against publishing a product, or undefined when there is none. */
export function findSkipReason(product: VerifiableProduct, mode: AvailabilityMode): SkipReason | undefined {
  if (product.isDelisted) return 'delisted';
  if (product.name === null || product.name === '') return 'no_name';
  if (product.price === null || product.price <= 0) return 'no_price';
  if (product.currency === null || product.currency === '') return 'no_currency';
  if (product.canonicalCategory === null) return 'no_category';
  if (product.images.length === 0) return 'no_image';
  if (mode === 'required' && !product.hasAvailability) return 'never_in_stock';
  return undefined;
}
