import type { ConsultRequest } from '#ports/stylist';
import { slotOf } from './garment.ts';
import type { StockedOffer, StockedProduct } from './stocked-product.ts';

/** Makes what a person says and what a shop prints comparable; the catalogue's own function is handed in. */
export type CanonicalSize = (
  label: string,
  of: { readonly isShoe: boolean; readonly gender?: 'women' | 'men' | 'unisex' | 'kids' | undefined },
) => string;

/** A product that meets every condition, with the shops where it does. */
export interface FittingProduct {
  readonly product: StockedProduct;
  readonly concepts: ReadonlySet<string>;
  readonly offers: readonly StockedOffer[];
  /** The size that was asked for, as it hangs there; null when no size was asked for. */
  readonly sizeOffered: string | null;
}

/** Conditions that are never relaxed, in the order in which they are told. */
export type Condition = 'category' | 'gender' | 'banned' | 'stock' | 'size' | 'price';

/** Whether a product meets the conditions, and if not, which one it breaks first. */
export type Judgement =
  { readonly fits: true; readonly fitting: FittingProduct } | { readonly fits: false; readonly breaks: Condition };

/**
 * What else a ban on a material means: who wants no leather wants no suede, and nothing that looks like leather; who is
 * allergic to wool is told to avoid cashmere too.
 */
const WIDER_BANS: Readonly<Record<string, readonly string[]>> = {
  leather: ['suede', 'faux_leather'],
  fur: ['faux_fur', 'fur_coat'],
  wool: ['cashmere', 'mohair', 'angora', 'lanolin'],
  lanolin: ['wool'],
  synthetic: ['polyester', 'nylon', 'acrylic', 'elastane', 'faux_leather', 'faux_fur'],
  metal: ['nickel', 'copper'],
  silk: ['satin'],
  down: ['feathers'],
  feathers: ['down'],
};

const MATERIALS: ReadonlySet<string> = new Set(
  `leather faux_leather suede wool cashmere mohair angora fur faux_fur feathers down cotton linen silk satin velvet denim
   chiffon lace tulle corduroy polyester nylon viscose acrylic elastane synthetic latex nickel copper metal sequins dye
   lanolin`.split(/\s+/u),
);

/** Those of the concepts that are materials. */
export function materialsOf(concepts: ReadonlySet<string>): readonly string[] {
  return [...concepts].filter((concept) => MATERIALS.has(concept));
}

/** The exclusions of a request, widened. */
export interface Bans {
  readonly concepts: ReadonlySet<string>;
  /** A material is excluded: a product whose composition is not known cannot be promised. */
  /** Each a list of parts that must all be there, a part being any of its spellings. */
  readonly compounds: readonly (readonly (readonly string[])[])[];
  readonly needsComposition: boolean;
}

function widen(conceptId: string): readonly string[] {
  return [conceptId, ...(WIDER_BANS[conceptId] ?? [])];
}

/** Reads the exclusions of a request. */
export function readBans(excluded: ConsultRequest['excluded']): Bans {
  const simple = excluded.filter(({ allOf }) => allOf === undefined || allOf.length < 2);
  const compounds = excluded.flatMap(({ allOf }) =>
    allOf === undefined || allOf.length < 2 ? [] : [allOf.map(widen)],
  );
  const concepts = simple.flatMap(({ conceptId }) => widen(conceptId));
  const needsComposition = simple.some(({ conceptId, kind }) => kind === 'material' || MATERIALS.has(conceptId));
  return { concepts: new Set(concepts), compounds, needsComposition };
}

/** Every concept that a product carries, its brand included. */
export function conceptsOf(product: StockedProduct): ReadonlySet<string> {
  const garment = product.canonicalCategory === null ? [] : [product.canonicalCategory];
  return new Set([...garment, product.brand, ...product.tags, ...product.materials]);
}

function isBanned(product: StockedProduct, concepts: ReadonlySet<string>, bans: Bans): boolean {
  if (bans.needsComposition && (product.composition === null || product.materials.length === 0)) return true;
  for (const concept of bans.concepts) if (concepts.has(concept)) return true;
  return bans.compounds.some((parts) => parts.every((spellings) => spellings.some((concept) => concepts.has(concept))));
}

const GENDERS = { woman: ['women', 'unisex'], man: ['men', 'unisex'] } as const;

function suitsGender(product: StockedProduct, gender: ConsultRequest['gender']): boolean {
  if (product.gender === 'kids') return false;
  return gender === null || product.gender === null || (GENDERS[gender] as readonly string[]).includes(product.gender);
}

/** The size that a request means for a product; null when it says none for this kind of thing. */
export function sizeWanted(
  product: StockedProduct,
  request: ConsultRequest,
  canonicalSize: CanonicalSize,
): string | null {
  const slot = slotOf(product.canonicalCategory);
  const isShoe = slot === 'shoes';
  const numberOfShoe =
    request.size !== null && /^(?:EU\s?)?(?:3[3-9]|4\d)(?:[.,][05])?$/iu.test(request.size) ? request.size : null;
  const asksForShoes = request.categories.some((garment) => slotOf(garment) === 'shoes');
  const label = isShoe ? (request.shoeSize ?? (asksForShoes ? numberOfShoe : null)) : request.size;
  return label === null ? null : canonicalSize(label, { isShoe, gender: product.gender ?? undefined });
}

/** How judgement is passed. */
export interface JudgeDeps {
  readonly canonicalSize: CanonicalSize;
  readonly nowMs: number;
  /** Stock that was checked longer ago is unknown, not "in stock". @see catalog.md C-38 */
  readonly maxStockAgeMs: number;
}

const ONE_SIZE = 'ONE';

/** Judges one product by everything that may never be relaxed: garment, bans, shop, stock, size and price. */
export function judge(product: StockedProduct, request: ConsultRequest, bans: Bans, deps: JudgeDeps): Judgement {
  const concepts = conceptsOf(product);
  const breaks = (condition: Condition): Judgement => ({ fits: false, breaks: condition });
  if (request.categories.length > 0 && !request.categories.some((garment) => concepts.has(garment)))
    return breaks('category');
  if (!suitsGender(product, request.gender)) return breaks('gender');
  if (isBanned(product, concepts, bans)) return breaks('banned');
  const fresh = product.offers.filter(
    (offer) =>
      offer.sizes.length > 0 &&
      deps.nowMs - offer.checkedAt.getTime() <= deps.maxStockAgeMs &&
      (request.mallId === null || offer.mallId === request.mallId),
  );
  if (fresh.length === 0) return breaks('stock');
  const wanted = sizeWanted(product, request, deps.canonicalSize);
  const offers =
    wanted === null ? fresh : fresh.filter(({ sizes }) => sizes.includes(wanted) || sizes.includes(ONE_SIZE));
  const [nearest] = offers;
  if (nearest === undefined) return breaks('size');
  const { price, currency } = product;
  const isAffordable =
    (request.maxPrice === null || price <= request.maxPrice) &&
    (request.minPrice === null || price >= request.minPrice);
  if (currency !== request.currency || !isAffordable) return breaks('price');
  const sizeOffered = wanted === null ? null : nearest.sizes.includes(wanted) ? wanted : ONE_SIZE;
  return { fits: true, fitting: { product, concepts, offers, sizeOffered } };
}
