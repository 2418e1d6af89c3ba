import { v5 as uuidv5 } from 'uuid';

const PRODUCT_NAMESPACE = '0b6c1f0e-6d1c-5a52-9b38-5f0a4d4e8a10';

/** The id of a product in our own APIs: the same for the same brand and brand's id, on every machine and in every run. */
export function productId(brand: string, externalId: string): string {
  return uuidv5(`${brand}:${externalId}`, PRODUCT_NAMESPACE);
}
