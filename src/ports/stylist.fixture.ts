import type { ConsultRequest } from './stylist.ts';

/** A request that asks for nothing in particular. */
export function consultRequest(changes: Partial<ConsultRequest> = {}): ConsultRequest {
  return {
    intent: 'quick_search',
    categories: [],
    colours: [],
    materials: [],
    brands: [],
    occasion: null,
    style: null,
    season: null,
    size: null,
    shoeSize: null,
    gender: null,
    maxPrice: null,
    minPrice: null,
    currency: 'AED',
    excluded: [],
    mallId: null,
    city: 'Dubai',
    recentProductIds: [],
    limit: 6,
    timeoutMs: 5_000,
    signal: new AbortController().signal,
    ...changes,
  };
}
