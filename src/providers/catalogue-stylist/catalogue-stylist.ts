import { systemClock, type Clock } from '#kernel/clock';
import { newId } from '#kernel/id';
import { withTimeout } from '#kernel/retry';
import type { ConsultItem, ConsultRequest, ConsultResult, Stylist } from '#ports/stylist';
import { buildLook } from './build-look.ts';
import { chooseAlternatives, type ScoredProduct } from './choose-alternatives.ts';
import { judge, materialsOf, readBans, type CanonicalSize } from './conditions.ts';
import { explainAlternatives, explainLook, explainNothing } from './explain.ts';
import { garmentWithin } from './garment.ts';
import { scoreProduct } from './score-product.ts';
import type { StockedProduct, StockQuery, StylistStore } from './stocked-product.ts';
import { nearestMall, toConsultItem } from './to-consult-item.ts';

/** What the stylist needs of the catalogue. */
export interface CatalogueStylistDeps {
  readonly findStock: (query: StockQuery) => Promise<readonly StockedProduct[]>;
  /** All open shops, for the way to them. */
  readonly listStores: () => Promise<readonly StylistStore[]>;
  readonly canonicalSize: CanonicalSize;
  readonly clock?: Clock;
  /** Stock checked longer ago is unknown. Default: a day. @see catalog.md C-38 */
  readonly maxStockAgeMs?: number;
}

const DAY_MS = 86_400_000;
const MOST_ITEMS = 6;
/** Products looked at in one consultation. */
const STOCK_LIMIT = 600;

function stockQuery(request: ConsultRequest, maxPrice: number | null): StockQuery {
  return {
    canonicalCategories: request.categories.length === 0 ? null : request.categories.flatMap(garmentWithin),
    gender: request.gender === null ? null : request.gender === 'woman' ? 'women' : 'men',
    minPrice: null,
    maxPrice,
    currency: request.currency,
    excludedMaterials: maxPrice === null ? [] : materialsOf(readBans(request.excluded).concepts),
    mallId: request.mallId,
    city: request.mallId === null ? request.city : null,
    preferredTags: [request.occasion, request.style, ...request.colours].filter((tag) => tag !== null),
    limit: STOCK_LIMIT,
  };
}

interface Advice {
  readonly items: readonly ConsultItem[];
  readonly rationale: string;
}

type WayTo = (brand: string, storeId: number) => StylistStore | undefined;

/** Whether shoes belong into a look: not when a size was given that cannot be a shoe's, and no other is known. */
const knowsShoeSize = (request: ConsultRequest): boolean => request.shoeSize !== null || request.size === null;

function adviseLook(
  fitting: readonly ScoredProduct[],
  request: ConsultRequest,
  limit: number,
  wayTo: WayTo,
): Advice | undefined {
  const includesShoes = knowsShoeSize(request);
  const isNew = ({ product }: ScoredProduct): boolean => !request.recentProductIds.includes(product.id);
  // A person who names a size wants to see it: things of one size for everybody stay out.
  const rules = { limit, includesShoes, includesAccessories: request.size === null };
  const look = buildLook(fitting.filter(isNew), request, rules) ?? buildLook(fitting, request, rules);
  if (look === undefined) return undefined;
  const lookId = newId();
  const items = look.things.map((thing) => toConsultItem(thing, request, { mallId: look.mallId, lookId, wayTo }));
  const mallName = look.mallId === null ? null : (items[0]?.store?.mallName ?? null);
  return { items, rationale: explainLook(look, request, { shoesAreLeftOut: !includesShoes, mallName }) };
}

function adviseAlternatives(
  fitting: readonly ScoredProduct[],
  request: ConsultRequest,
  limit: number,
  wayTo: WayTo,
): Advice {
  const usable = request.categories.length > 0 || knowsShoeSize(request) ? fitting : withoutShoes(fitting);
  const alternatives = chooseAlternatives(usable, request, limit);
  const mallId = nearestMall(alternatives.chosen);
  const items = alternatives.chosen.map((thing) => toConsultItem(thing, request, { mallId, lookId: null, wayTo }));
  return { items, rationale: explainAlternatives(alternatives, request) };
}

function withoutShoes(fitting: readonly ScoredProduct[]): readonly ScoredProduct[] {
  const shoes = new Set(garmentWithin('shoes'));
  return fitting.filter(({ product }) => !shoes.has(product.canonicalCategory ?? ''));
}

async function consult(deps: CatalogueStylistDeps, request: ConsultRequest): Promise<ConsultResult> {
  const nowMs = (deps.clock ?? systemClock).nowMs();
  const bans = readBans(request.excluded);
  const judgeDeps = { canonicalSize: deps.canonicalSize, nowMs, maxStockAgeMs: deps.maxStockAgeMs ?? DAY_MS };
  const judgeAll = (products: readonly StockedProduct[]) =>
    products.map((product) => ({ product, judgement: judge(product, request, bans, judgeDeps) }));
  const [stock, stores] = await Promise.all([deps.findStock(stockQuery(request, request.maxPrice)), deps.listStores()]);
  const fitting = judgeAll(stock).flatMap(({ judgement }) =>
    judgement.fits ? [{ ...judgement.fitting, score: scoreProduct(judgement.fitting, request, nowMs) }] : [],
  );
  const ways = new Map(stores.map((store) => [`${store.brand}:${store.storeId}`, store]));
  const wayTo: WayTo = (brand, storeId) => ways.get(`${brand}:${storeId}`);
  const limit = Math.max(1, Math.min(MOST_ITEMS, Math.trunc(request.limit)));
  const look = request.categories.length === 0 && limit > 1 ? adviseLook(fitting, request, limit, wayTo) : undefined;
  const advice = look ?? adviseAlternatives(fitting, request, limit, wayTo);
  const { occasion, style } = request;
  if (advice.items.length > 0) return { consultantType: 'stylist', ...advice, occasion, style };
  const everything = judgeAll(await deps.findStock(stockQuery(request, null)));
  return { consultantType: 'stylist', items: [], occasion, style, rationale: explainNothing(everything, request) };
}

/**
 * The stylist that advises from our own catalogue, by rules: what violates size, price, bans or stock is never shown;
 * what remains is ranked, and without a garment in the request put together to a look. The same catalogue and request
 * give the same answer.
 *
 * @see dialogue.md 3.14
 */
export function createCatalogueStylist(deps: CatalogueStylistDeps): Stylist {
  return {
    name: 'catalogue',
    consult: (request) =>
      withTimeout(() => consult(deps, request), {
        timeoutMs: request.timeoutMs,
        operation: 'consult the catalogue',
        signal: request.signal,
      }),
  };
}
