import type { ConsultRequest } from '#ports/stylist';
import type { FittingProduct } from './conditions.ts';
import { garmentWithin } from './garment.ts';
import { suitsOccasion } from './score-product.ts';

/** A fitting product with its score in [0, 1]. */
export interface ScoredProduct extends FittingProduct {
  readonly score: number;
}

/** What was chosen, and which wishes had to be given up for how many of them. */
export interface Alternatives {
  readonly chosen: readonly ScoredProduct[];
  readonly relaxed: readonly ('colour' | 'material' | 'brand')[];
  /** How many of the chosen meet every wish. */
  readonly exact: number;
}

/** Fewest things to show when more can be had by giving up a wish. */
const ENOUGH = 3;

const holdsAny = (wanted: readonly string[], concepts: ReadonlySet<string>): boolean =>
  wanted.length === 0 || wanted.some((concept) => concepts.has(concept));

/** Best first; equal scores in a stable order. */
export function byScore(left: ScoredProduct, right: ScoredProduct): number {
  return right.score - left.score || (left.product.id < right.product.id ? -1 : 1);
}

/** Takes turns between the garments asked for, so that "jeans and a shirt" brings both. */
function inTurns(products: readonly ScoredProduct[], categories: readonly string[]): readonly ScoredProduct[] {
  if (categories.length < 2) return products;
  const piles = categories.map((garment) => {
    const within = new Set(garmentWithin(garment));
    return products.filter(({ product }) => within.has(product.canonicalCategory ?? ''));
  });
  const longest = Math.max(...piles.map((pile) => pile.length));
  const turns = Array.from({ length: longest }, (_, at) => piles.flatMap((pile) => pile[at] ?? []));
  return [...new Set(turns.flat())];
}

/** Things for the occasion first; recently shown ones only when there are too few others. */
function ranked(products: readonly ScoredProduct[], request: ConsultRequest): readonly ScoredProduct[] {
  const isNew = ({ product }: ScoredProduct): boolean => !request.recentProductIds.includes(product.id);
  const isApt = (scored: ScoredProduct): boolean => suitsOccasion(scored, request);
  const sorted = [...products].sort(byScore);
  const apt = sorted.filter((scored) => isApt(scored) && isNew(scored));
  if (apt.length >= ENOUGH) return inTurns(apt, request.categories);
  const others = sorted.filter((scored) => !isApt(scored) && isNew(scored));
  const fresh = [...apt, ...others];
  if (fresh.length >= ENOUGH) return inTurns(fresh, request.categories);
  return inTurns([...fresh, ...sorted.filter((scored) => !isNew(scored))], request.categories);
}

/**
 * Alternatives for the garments asked for: those that meet every wish first; while there are fewer than three, the
 * colour is given up, then the material, then the brand. Size, price and bans are no wishes: they were judged before.
 */
export function chooseAlternatives(
  fitting: readonly ScoredProduct[],
  request: ConsultRequest,
  limit: number,
): Alternatives {
  const colour = (scored: ScoredProduct): boolean => holdsAny(request.colours, scored.concepts);
  const material = (scored: ScoredProduct): boolean => holdsAny(request.materials, scored.concepts);
  const brand = (scored: ScoredProduct): boolean => holdsAny(request.brands, scored.concepts);
  const tiers = [
    { wish: undefined, meets: (scored: ScoredProduct) => colour(scored) && material(scored) && brand(scored) },
    { wish: 'colour', meets: (scored: ScoredProduct) => material(scored) && brand(scored) },
    { wish: 'material', meets: (scored: ScoredProduct) => brand(scored) },
    { wish: 'brand', meets: () => true },
  ] as const;
  const chosen: ScoredProduct[] = [];
  const relaxed: ('colour' | 'material' | 'brand')[] = [];
  let exact = 0;
  for (const { wish, meets } of tiers) {
    if (wish !== undefined && chosen.length >= ENOUGH) break;
    const room = (wish === undefined ? limit : Math.min(limit, ENOUGH)) - chosen.length;
    const more = ranked(
      fitting.filter((scored) => meets(scored) && !chosen.includes(scored)),
      request,
    ).slice(0, room);
    if (wish === undefined) exact = more.length;
    else if (more.length > 0) relaxed.push(wish);
    chosen.push(...more);
  }
  return { chosen, relaxed, exact };
}
