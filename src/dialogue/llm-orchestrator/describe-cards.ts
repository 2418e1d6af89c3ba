import type { ProductCard } from '#dialogue/model/reply';
import { buildResponseDescription } from '#user-data/memory/build-response-description';

/** The backend-only description of an answer's cards: the same for a live and for a replayed answer. @see knowledge.md 12.5 */
export function describeCards(
  cards: readonly ProductCard[],
  look: { readonly occasion: string | null; readonly style: string | null },
): string | null {
  if (cards.length === 0) return null;
  return (
    buildResponseDescription({
      consultantType: 'stylist',
      items: cards.map((card) => ({
        sku: card.sku,
        colour: card.colour,
        silhouette: null,
        fabric: card.material,
        category: card.category,
        brand: card.brand,
        store: card.store?.name ?? null,
      })),
      occasion: look.occasion,
      style: look.style,
    } as never) ?? null
  );
}
