/** A shop that has a product on its shelf. */
export interface StockedOffer {
  readonly storeId: number;
  readonly storeName: string;
  readonly mallId: string | null;
  readonly mallName: string | null;
  readonly floor: string | null;
  /** In our spelling: `XS` ... `XXL`, a European shoe number, `ONE`. */
  readonly sizes: readonly string[];
  readonly checkedAt: Date;
}

/** A published product as the stylist sees it. */
export interface StockedProduct {
  readonly id: string;
  readonly brand: string;
  readonly sku: string;
  readonly name: string;
  readonly price: number;
  readonly currency: string;
  /** Garment concept. */
  readonly canonicalCategory: string | null;
  readonly colour: string | null;
  readonly composition: string | null;
  readonly gender: 'women' | 'men' | 'unisex' | 'kids' | null;
  /** Concepts of colour, cut, pattern, occasion, event and style, and the wider garment. */
  readonly tags: readonly string[];
  /** Concepts of the materials; empty when the composition is not known. */
  readonly materials: readonly string[];
  readonly imageUrl: string;
  readonly offers: readonly StockedOffer[];
}

/**
 * What the stylist asks the catalogue for: a superset of what it may show. It judges every product itself, so the
 * catalogue may return too much, but what it leaves out stays unseen.
 */
export interface StockQuery {
  /** Exact garments; null: all. */
  readonly canonicalCategories: readonly string[] | null;
  readonly gender: 'women' | 'men' | null;
  readonly minPrice: number | null;
  readonly maxPrice: number | null;
  readonly currency: string;
  readonly excludedMaterials: readonly string[];
  readonly mallId: string | null;
  readonly city: string | null;
  /** Products with more of these come first. */
  readonly preferredTags: readonly string[];
  readonly limit: number;
}

/** Where a shop is, beside what an offer says. */
export interface StylistStore {
  readonly brand: string;
  readonly storeId: number;
  readonly unit: string | null;
  /** The way inside the mall. */
  readonly address: string | null;
}
