import { z } from 'zod';
import { canonicalBrand } from './canonical-brand.ts';
import { parseSizes, type Gender, type ProductSize } from './parse-sizes.ts';

const rawStock = z.looseObject({
  brand: z.string().max(200),
  store: z.union([z.number(), z.string().regex(/^\d{1,9}$/u)]),
  product: z.string().min(1).max(100),
  sizes: z.unknown().optional(),
  last_pieces: z.unknown().optional(),
});

/** What one shop has on its shelf of one product, before the sizes are understood. */
export interface StockLine {
  readonly brand: string;
  readonly storeId: number;
  readonly productId: string;
  readonly sizes: unknown;
  readonly lastPieces: unknown;
}

/** Reads one line of an availability answer; undefined when it is none. */
export function parseStockLine(value: unknown): StockLine | undefined {
  const parsed = rawStock.safeParse(value);
  if (!parsed.success) return undefined;
  const { brand, store, product, sizes, last_pieces: lastPieces } = parsed.data;
  return { brand: canonicalBrand(brand), storeId: Number(store), productId: product.trim(), sizes, lastPieces };
}

/** The sizes on the shelf in our spelling, with `few` where only the last pieces hang. */
export function stockedSizes(
  line: StockLine,
  of: { readonly isShoe: boolean; readonly gender?: Gender | undefined },
): readonly ProductSize[] {
  const few = new Set(parseSizes(line.lastPieces, of).map(({ size }) => size));
  return parseSizes(line.sizes, of).map((size) => ({ ...size, quantity: few.has(size.size) ? 'few' : 'many' }));
}
