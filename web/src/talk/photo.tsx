import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ProductCard } from '#dialogue/model/reply';

/** The photo on a ground of its own size; when it cannot be had, the name stands in. */
export function Photo(props: { readonly item: ProductCard }): ReactNode {
  const [isBroken, setBroken] = useState(false);
  const { item } = props;
  return (
    <span className="photo">
      {isBroken ? (
        <span className="photo-missing" dir="auto">
          {item.category}
        </span>
      ) : (
        <img
          src={item.image_url}
          alt={[item.name, item.colour, item.material].filter(Boolean).join(', ')}
          width="300"
          height="375"
          loading="lazy"
          decoding="async"
          onError={() => setBroken(true)}
        />
      )}
    </span>
  );
}

/** Where it hangs, from the shop outwards. */
export function placeOf(item: ProductCard, level: (floor: string) => string): readonly string[] {
  const store = item.store;
  if (!store) return [];
  return [store.name, store.mall_name, store.floor ? level(store.floor) : null].filter((part): part is string =>
    Boolean(part),
  );
}
