import type { ConsultItem, ConsultRequest } from '#ports/stylist';
import type { ScoredProduct } from './choose-alternatives.ts';
import { reasonOf } from './explain.ts';
import { wordsOf } from './garment.ts';
import type { StockedOffer, StylistStore } from './stocked-product.ts';

const CUTS: ReadonlySet<string> = new Set([
  'open_shoulders',
  'sleeveless',
  'long_sleeves',
  'mini',
  'midi',
  'maxi',
  'deep_neckline',
  'open_back',
  'transparent',
  'slit',
  'low_rise',
  'high_waist',
  'skinny',
  'wide_leg',
  'tight',
  'oversized',
  'ripped',
  'platform',
]);

/** The mall where most of the things hang; null when none of them hangs in a mall. */
export function nearestMall(things: readonly ScoredProduct[]): string | null {
  const counts = new Map<string, number>();
  for (const { offers } of things) {
    for (const mallId of new Set(offers.flatMap((offer) => offer.mallId ?? [])))
      counts.set(mallId, (counts.get(mallId) ?? 0) + 1);
  }
  const [first] = [...counts].sort(([leftId, left], [rightId, right]) => right - left || (leftId < rightId ? -1 : 1));
  return first?.[0] ?? null;
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** A brand as its shops write it, while the catalogue knows it by its slug. */
function brandName(slug: string, offer: StockedOffer | undefined): string {
  return offer !== undefined && plain(offer.storeName) === slug ? offer.storeName : slug;
}

const saidOrNull = (concepts: readonly string[]): string | null =>
  concepts.length === 0 ? null : concepts.map(wordsOf).join(', ');

/** A chosen thing as it is recommended: at the shop in the look's mall, else at its first one. */
export function toConsultItem(
  thing: ScoredProduct,
  request: ConsultRequest,
  place: {
    readonly mallId: string | null;
    readonly lookId: string | null;
    readonly wayTo: (brand: string, storeId: number) => StylistStore | undefined;
  },
): ConsultItem {
  const { product, concepts } = thing;
  const offer = thing.offers.find(({ mallId }) => mallId === place.mallId) ?? thing.offers[0];
  const way = offer && place.wayTo(product.brand, offer.storeId);
  const sizeOffered =
    thing.sizeOffered === null || offer?.sizes.includes(thing.sizeOffered) ? thing.sizeOffered : 'ONE';
  return {
    productId: product.id,
    sku: product.sku,
    name: product.name,
    brand: brandName(product.brand, offer),
    category: product.canonicalCategory ?? '',
    colour: product.colour,
    silhouette: saidOrNull([...concepts].filter((concept) => CUTS.has(concept))),
    fabric: saidOrNull(product.materials),
    concepts: [...concepts],
    price: product.price,
    currency: product.currency,
    imageUrl: product.imageUrl,
    sizesInStock: offer?.sizes ?? [],
    sizeOffered,
    store: offer
      ? {
          storeId: String(offer.storeId),
          name: offer.storeName,
          mallId: offer.mallId,
          mallName: offer.mallName,
          floor: offer.floor,
          unit: way?.unit ?? null,
          directions: way?.address ?? null,
        }
      : null,
    stockCheckedAt: offer?.checkedAt.toISOString() ?? null,
    reason: reasonOf(thing, request, place.lookId !== null),
    lookId: place.lookId,
  };
}
