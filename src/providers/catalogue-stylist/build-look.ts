import type { ConsultRequest } from '#ports/stylist';
import { byScore, type ScoredProduct } from './choose-alternatives.ts';
import { harmony } from './colour-harmony.ts';
import { slotOf, type Slot } from './garment.ts';

/** A set of things that belong together. */
export interface Look {
  readonly things: readonly ScoredProduct[];
  readonly totalPrice: number;
  /** False when no set fits into the budget as a whole: then each thing fits by itself. */
  readonly isWithinBudget: boolean;
  /** The mall where all of it hangs; null when it takes more than one. */
  readonly mallId: string | null;
}

/** Things tried for each part of a look: 6 and the empty hand, at most 7^5 sets. */
const DEPTH = 6;
const DRESSY: ReadonlySet<string> = new Set(['evening', 'wedding', 'dinner', 'date', 'party', 'club', 'eid']);

type Piles = Readonly<Record<Slot, readonly ScoredProduct[]>>;

/** Parts that a look may have beside its clothes. */
interface Parts {
  readonly includesShoes: boolean;
  readonly includesAccessories: boolean;
}

function pilesOf(fitting: readonly ScoredProduct[], parts: Parts): Piles {
  const best = (slot: Slot): readonly ScoredProduct[] =>
    fitting
      .filter(({ product }) => slotOf(product.canonicalCategory) === slot)
      .sort(byScore)
      .slice(0, DEPTH);
  return {
    top: best('top'),
    bottom: best('bottom'),
    dress: best('dress'),
    outer: best('outer'),
    shoes: parts.includesShoes ? best('shoes') : [],
    accessory: parts.includesAccessories ? best('accessory') : [],
  };
}

/** Women's and men's cuts do not mix in one look; what is for everybody goes with either. */
function isOneWardrobe(things: readonly ScoredProduct[]): boolean {
  const cuts = new Set(
    things.map(({ product }) => product.gender).filter((gender) => gender === 'women' || gender === 'men'),
  );
  return cuts.size < 2;
}

/** All sets with exactly one of each required part and at most one of each optional one. */
function* setsOf(
  required: readonly (readonly ScoredProduct[])[],
  optional: readonly (readonly ScoredProduct[])[],
): Generator<readonly ScoredProduct[]> {
  const [pile, ...rest] = required.length > 0 ? required : optional;
  if (pile === undefined) {
    yield [];
    return;
  }
  const isRequired = required.length > 0;
  const following = isRequired ? setsOf(rest, optional) : setsOf([], rest);
  for (const set of following) {
    if (!isRequired) yield set;
    for (const thing of pile) yield [thing, ...set];
  }
}

const totalOf = (things: readonly ScoredProduct[]): number =>
  Math.round(things.reduce((sum, { product }) => sum + product.price, 0) * 100) / 100;

function styleUnity(things: readonly ScoredProduct[]): number {
  const shared = [...(things[0]?.concepts ?? [])].filter((concept) =>
    things.every(({ concepts }) => concepts.has(concept)),
  );
  return Math.min(1, shared.length / 2);
}

/** Own merit, colours, one spirit, and completeness: three things are a look, four are a good one. */
function worth(things: readonly ScoredProduct[], limit: number): number {
  const merit = things.reduce((sum, { score }) => sum + score, 0) / things.length;
  const completeness = Math.min(things.length, Math.min(4, limit)) / Math.min(4, limit);
  return (
    0.4 * merit +
    0.25 * harmony(things.map(({ concepts }) => concepts)) +
    0.1 * styleUnity(things) +
    0.25 * completeness
  );
}

interface Rules {
  readonly maxPrice: number | null;
  readonly limit: number;
}

function bestSet(
  required: readonly (readonly ScoredProduct[])[],
  optional: readonly (readonly ScoredProduct[])[],
  rules: Rules,
): readonly ScoredProduct[] | undefined {
  let best: readonly ScoredProduct[] | undefined;
  let bestWorth = -1;
  for (const things of setsOf(required, optional)) {
    if (things.length < 2 || things.length > rules.limit || !isOneWardrobe(things)) continue;
    if (rules.maxPrice !== null && totalOf(things) > rules.maxPrice) continue;
    const value = worth(things, rules.limit);
    if (value > bestWorth + 1e-9) [best, bestWorth] = [things, value];
  }
  return best;
}

function bestLook(
  fitting: readonly ScoredProduct[],
  request: ConsultRequest,
  rules: Rules & Parts,
): readonly ScoredProduct[] | undefined {
  const piles = pilesOf(fitting, rules);
  const extras = [piles.outer, piles.shoes, piles.accessory];
  const separates =
    piles.top.length > 0 && piles.bottom.length > 0 ? bestSet([piles.top, piles.bottom], extras, rules) : undefined;
  const prefersDress = request.gender !== 'man' && DRESSY.has(request.occasion ?? '') && piles.dress.length > 0;
  const dressed = prefersDress || separates === undefined ? bestSet([piles.dress], extras, rules) : undefined;
  return prefersDress ? (dressed ?? separates) : (separates ?? dressed);
}

const mallsOf = (fitting: readonly ScoredProduct[]): readonly string[] =>
  [...new Set(fitting.flatMap(({ offers }) => offers.flatMap(({ mallId }) => mallId ?? [])))].sort();

/** What hangs in one mall. */
function within(fitting: readonly ScoredProduct[], mallId: string): readonly ScoredProduct[] {
  return fitting.flatMap((scored) => {
    const offers = scored.offers.filter((offer) => offer.mallId === mallId);
    return offers.length === 0 ? [] : [{ ...scored, offers }];
  });
}

/**
 * The best set that goes together by colour and style: in one mall when that is possible, and within the budget as a
 * whole when that is possible. Undefined when there are not two things that make a look.
 */
export function buildLook(
  fitting: readonly ScoredProduct[],
  request: ConsultRequest,
  rules: Parts & { readonly limit: number },
): Look | undefined {
  for (const maxPrice of request.maxPrice === null ? [null] : [request.maxPrice, null]) {
    const isWithinBudget = request.maxPrice === null || maxPrice !== null;
    const inMalls = mallsOf(fitting).flatMap((mallId) => {
      const things = bestLook(within(fitting, mallId), request, { ...rules, maxPrice });
      return things === undefined ? [] : [{ mallId, things, value: worth(things, rules.limit) }];
    });
    const [best] = inMalls.sort((left, right) => right.value - left.value);
    const things = best?.things ?? bestLook(fitting, request, { ...rules, maxPrice });
    if (things !== undefined)
      return { things, totalPrice: totalOf(things), isWithinBudget, mallId: best?.mallId ?? null };
  }
  return undefined;
}
