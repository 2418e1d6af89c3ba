import { createHash } from 'node:crypto';

function digest(values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}

/** The fields whose change makes a product worth publishing again. @see catalog.md C-09 */
export interface HashedContent {
  readonly name: string | null;
  readonly description: string | null;
  readonly price: number | null;
  readonly currency: string | null;
  readonly category: string | null;
  readonly colour: string | null;
  readonly sizes: unknown;
  readonly composition: string | null;
  readonly productUrl: string | null;
}

/** SHA-256 over a product's published fields; the order of the fields is fixed. */
export function contentHash(content: HashedContent): string {
  const { name, description, price, currency, category, colour, sizes, composition, productUrl } = content;
  return digest([name, description, price, currency, category, colour, sizes, composition, productUrl]);
}

/** SHA-256 over the ordered source photos. */
export function imagesHash(sourceUrls: readonly string[]): string {
  return digest(sourceUrls);
}
