import { withTimeout } from '#kernel/retry';
import type { ProductCard } from '#dialogue/model/reply';
import type { ConsultItem, ConsultRequest, Stylist } from '#ports/stylist';
import type { OrchestratorEvents } from './events.ts';
import { filterItems } from './filter-items.ts';
import type { Sensed } from './sense.ts';
import type { AcceptedMessage, Consultation, EvidencedFact } from './turn.ts';

const MOST_ITEMS = 6;
/** Products of the answers of the last ten messages are not shown again unless the user asks for them. */
const RECENT_CARDS = 12;

/** What consulting needs. */
export interface ConsultDeps {
  readonly stylist: Stylist;
  readonly events: OrchestratorEvents;
  readonly options: { readonly consultTimeoutMs: number; readonly city: string; readonly currency: string };
}

const NO_CONSULTATION: Consultation = { result: null, items: [], cards: [], ruleIds: [] };

/**
 * Asks the stylist when the intent needs one, and filters what comes back by bans, allergies, size and budget, whatever
 * backend it came from.
 *
 * @see dialogue.md 3.14 (D-28)
 */
export async function consult(deps: ConsultDeps, accepted: AcceptedMessage, sensed: Sensed): Promise<Consultation> {
  if (!accepted.requiresConsultant) return NO_CONSULTATION;
  const conditions = readConditions(deps, accepted, sensed);
  try {
    const result = await withTimeout((signal) => deps.stylist.consult({ ...conditions, signal }), {
      timeoutMs: deps.options.consultTimeoutMs,
      operation: 'stylist',
      signal: accepted.turn.signal,
    });
    const items = filterItems(result.items, conditions).slice(0, MOST_ITEMS);
    return { result, items, cards: items.map(toCard), ruleIds: items.length === 0 ? ['no_items'] : [] };
  } catch (error) {
    if (accepted.turn.signal.aborted) throw error;
    deps.events.stepDegraded({ requestId: accepted.turn.requestId, step: 'consult', error });
    return { ...NO_CONSULTATION, ruleIds: ['offer_no_concrete_items'] };
  }
}

/** The request's own conditions first, then what is remembered. */
export function readConditions(deps: ConsultDeps, accepted: AcceptedMessage, { world }: Sensed): ConsultRequest {
  const { constraints, facts, turn, intent, stored } = accepted;
  const size = constraints.size ?? sizeOf(facts, 'size');
  const budget = budgetOf(facts);
  return {
    intent,
    categories: constraints.garments,
    colours: constraints.colours,
    materials: constraints.materials,
    brands: constraints.brands,
    occasion: constraints.occasions[0] ?? null,
    style: constraints.styles[0] ?? null,
    season: null,
    size: size ?? null,
    shoeSize: constraints.shoeSize ?? sizeOf(facts, 'shoe_size') ?? null,
    gender: constraints.gender ?? null,
    maxPrice: constraints.maxPrice ?? budget?.amount ?? null,
    minPrice: constraints.minPrice ?? null,
    currency: constraints.currency ?? budget?.currency ?? deps.options.currency,
    excluded: exclusionsOf(accepted),
    mallId: turn.mallId ?? world?.location?.mall_id ?? null,
    city: deps.options.city,
    recentProductIds: stored.recentMessages
      .flatMap(({ cards }) => (Array.isArray(cards) ? (cards as ProductCard[]) : []))
      .slice(-RECENT_CARDS)
      .map(({ product_id: id }) => id),
    limit: constraints.count ?? MOST_ITEMS,
    timeoutMs: deps.options.consultTimeoutMs,
    signal: turn.signal,
  };
}

function sizeOf(facts: readonly EvidencedFact[], key: string): string | undefined {
  const fact = facts.find(
    (candidate) => candidate.type === 'body_params' && candidate.key === key && !candidate.isDisputed,
  );
  return fact && 'value' in fact.payload ? fact.payload.value : undefined;
}

function budgetOf(facts: readonly EvidencedFact[]): { amount: number; currency: string } | undefined {
  const fact = facts.find((candidate) => candidate.type === 'budget' && !candidate.isDisputed);
  if (!fact || !('currency' in fact.payload) || fact.payload.max_amount === undefined) return undefined;
  return { amount: fact.payload.max_amount, currency: fact.payload.currency };
}

/** Bans and allergies hold even while they are disputed. @see knowledge.md O-53 */
function exclusionsOf({ facts, constraints }: AcceptedMessage): ConsultRequest['excluded'] {
  const remembered = facts.flatMap((fact) => {
    if (fact.type !== 'hard_ban' && fact.type !== 'allergy') return [];
    if (!('concept_id' in fact.payload)) return [];
    const kind = fact.type === 'allergy' ? 'material' : 'kind' in fact.payload ? fact.payload.kind : 'material';
    const allOf = 'concept_ids' in fact.payload ? fact.payload.concept_ids : undefined;
    return [{ conceptId: fact.payload.concept_id, kind, ...(allOf ? { allOf } : {}) }];
  });
  const { excluded } = constraints;
  const asked = [
    ...excluded.materials.map((conceptId) => ({ conceptId, kind: 'material' })),
    ...excluded.colours.map((conceptId) => ({ conceptId, kind: 'colour' })),
    ...excluded.brands.map((conceptId) => ({ conceptId, kind: 'brand' })),
    ...excluded.cuts.map((conceptId) => ({ conceptId, kind: 'cut' })),
    // "jackets, but no leather jackets" asks for jackets: there the material is what is unwanted.
    ...excluded.garments
      .filter((garment) => !constraints.garments.includes(garment))
      .map((conceptId) => ({ conceptId, kind: 'garment' })),
    ...excluded.patterns.map((conceptId) => ({ conceptId, kind: 'pattern' })),
  ];
  return [...remembered, ...asked];
}

function toCard(item: ConsultItem): ProductCard {
  return {
    product_id: item.productId,
    sku: item.sku,
    brand: item.brand,
    name: item.name,
    category: item.category,
    colour: item.colour,
    material: item.fabric,
    price: item.price,
    currency: item.currency,
    image_url: item.imageUrl,
    sizes_in_stock: [...item.sizesInStock],
    size_offered: item.sizeOffered,
    store: item.store && {
      store_id: item.store.storeId,
      name: item.store.name,
      mall_id: item.store.mallId,
      mall_name: item.store.mallName,
      floor: item.store.floor,
      unit: item.store.unit,
      directions: item.store.directions,
    },
    stock_checked_at: item.stockCheckedAt,
    reason: item.reason,
    look_id: item.lookId,
  };
}
