import type { ConsultRequest } from '#ports/stylist';
import type { FittingProduct } from './conditions.ts';

/** Occasions that dress alike: who asks for one is served by the others. */
const OCCASION_KIN: Readonly<Record<string, readonly string[]>> = {
  evening: ['formal', 'dinner', 'date', 'wedding', 'club', 'party'],
  dinner: ['evening', 'date', 'elegant'],
  date: ['dinner', 'evening', 'romantic'],
  wedding: ['evening', 'formal', 'elegant'],
  party: ['evening', 'club', 'dinner'],
  club: ['evening', 'party', 'streetwear'],
  office: ['business', 'classic'],
  weekend: ['casual', 'everyday', 'brunch'],
  everyday: ['casual', 'weekend'],
  brunch: ['weekend', 'casual', 'everyday'],
  mall: ['everyday', 'casual', 'weekend'],
  beach: ['weekend'],
  eid: ['modest', 'elegant', 'evening'],
  ramadan: ['modest', 'elegant', 'dinner'],
  school: ['everyday', 'casual'],
  sport: ['sporty'],
};

const STYLE_KIN: Readonly<Record<string, readonly string[]>> = {
  casual: ['weekend', 'everyday', 'comfortable', 'streetwear'],
  formal: ['evening', 'elegant', 'business'],
  elegant: ['evening', 'formal', 'classic', 'romantic'],
  business: ['office', 'classic', 'formal'],
  classic: ['office', 'elegant', 'minimalist'],
  minimalist: ['classic'],
  sporty: ['sport', 'comfortable'],
  streetwear: ['casual'],
  comfortable: ['casual'],
  romantic: ['elegant'],
};

const WARM: readonly string[] = ['wool', 'cashmere', 'mohair', 'angora', 'warm', 'fur', 'down'];

/** 1 for the thing itself, 0.6 for its kin, 0 for neither; 0.5 when nothing was asked. */
function match(
  concepts: ReadonlySet<string>,
  wanted: string | null,
  kin: Readonly<Record<string, readonly string[]>>,
): number {
  if (wanted === null) return 0.5;
  if (concepts.has(wanted)) return 1;
  return (kin[wanted] ?? []).some((relative) => concepts.has(relative)) ? 0.6 : 0;
}

/** Whether a product is for the occasion of a request, or for one that dresses alike. */
export function suitsOccasion(fitting: FittingProduct, request: ConsultRequest): boolean {
  return match(fitting.concepts, request.occasion, OCCASION_KIN) > 0;
}

function wearability(fitting: FittingProduct, season: string | null): number {
  const isWarm = WARM.some((concept) => fitting.concepts.has(concept));
  if (season === 'winter') return isWarm ? 1 : 0.6;
  return isWarm ? 0 : 1;
}

/** 1 for stock seen now, 0 for stock seen a day ago. */
function freshness(fitting: FittingProduct, nowMs: number): number {
  const newest = Math.max(...fitting.offers.map((offer) => offer.checkedAt.getTime()));
  return Math.max(0, Math.min(1, 1 - (nowMs - newest) / 86_400_000));
}

/** Two thirds of the budget is where most people land: neither the cheapest nor the last dirham. */
function priceFit(price: number, maxPrice: number | null): number {
  return maxPrice === null ? 0.5 : 1 - Math.abs(price / maxPrice - 0.66);
}

const WEIGHTS = { occasion: 0.34, style: 0.22, colour: 0.14, season: 0.1, freshness: 0.08, price: 0.06, unisex: 0.06 };

/** How well a fitting product answers a request, in [0, 1]. Recently shown things lose half. */
export function scoreProduct(fitting: FittingProduct, request: ConsultRequest, nowMs: number): number {
  const { concepts, product } = fitting;
  const hasColour = request.colours.length === 0 ? 0.5 : Number(request.colours.some((colour) => concepts.has(colour)));
  const isForAll = product.gender === 'unisex' || product.gender === null;
  const score =
    WEIGHTS.occasion * match(concepts, request.occasion, OCCASION_KIN) +
    WEIGHTS.style * match(concepts, request.style, STYLE_KIN) +
    WEIGHTS.colour * hasColour +
    WEIGHTS.season * wearability(fitting, request.season) +
    WEIGHTS.freshness * freshness(fitting, nowMs) +
    WEIGHTS.price * priceFit(product.price, request.maxPrice) +
    WEIGHTS.unisex * (request.gender === null ? Number(isForAll) : 0.5);
  return request.recentProductIds.includes(product.id) ? score / 2 : score;
}
