import { definePort } from '#kernel/service';

/** One thing that must not appear. A compound ban ("leather jackets") holds only where all its parts meet. */
export interface Exclusion {
  readonly conceptId: string;
  readonly kind: string;
  /** Parts of a compound ban, such as `leather` and `jacket`; absent for a simple one. */
  readonly allOf?: readonly string[];
}

/** What the stylist is asked: the request's conditions and what is known of the user. */
export interface ConsultRequest {
  readonly intent: string;
  /** Normalised garment concepts, such as `dress`, `sneakers`; empty for a whole look. */
  readonly categories: readonly string[];
  readonly colours: readonly string[];
  readonly materials: readonly string[];
  readonly brands: readonly string[];
  readonly occasion: string | null;
  readonly style: string | null;
  readonly season: string | null;
  readonly size: string | null;
  readonly shoeSize: string | null;
  readonly gender: 'woman' | 'man' | null;
  readonly maxPrice: number | null;
  readonly minPrice: number | null;
  readonly currency: string;
  /** What must not appear: hard bans, allergies and the request's own exclusions. */
  readonly excluded: readonly Exclusion[];
  readonly mallId: string | null;
  readonly city: string;
  /** Products that were shown lately and should not come again. */
  readonly recentProductIds: readonly string[];
  readonly limit: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** One recommended thing. @see dialogue.md 3.14 */
export interface ConsultItem {
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly brand: string;
  readonly category: string;
  readonly colour: string | null;
  readonly silhouette: string | null;
  readonly fabric: string | null;
  /** Concept ids found in the product's data, for the filters. */
  readonly concepts: readonly string[];
  readonly price: number;
  readonly currency: string;
  readonly imageUrl: string;
  readonly sizesInStock: readonly string[];
  readonly sizeOffered: string | null;
  readonly store: {
    readonly storeId: string;
    readonly name: string;
    readonly mallId: string | null;
    readonly mallName: string | null;
    readonly floor: string | null;
    readonly unit: string | null;
    readonly directions: string | null;
  } | null;
  readonly stockCheckedAt: string | null;
  readonly reason: string | null;
  readonly lookId: string | null;
}

/** What the stylist recommends. */
export interface ConsultResult {
  readonly consultantType: 'stylist';
  readonly items: readonly ConsultItem[];
  readonly occasion: string | null;
  readonly style: string | null;
  /** Why, in one English line; the language model says it in the user's words. */
  readonly rationale: string | null;
}

/** Knows catalogue, sizes, style, budget, bans, season, occasion; knows neither brand voice nor mood. */
export interface Stylist {
  readonly name: string;
  readonly consult: (request: ConsultRequest) => Promise<ConsultResult>;
}

export const stylistPort = definePort<Stylist>('stylist');
