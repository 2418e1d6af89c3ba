import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ProductCard } from '#dialogue/model/reply';
import type { Words } from '../words/words.ts';

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

/** Where it hangs, from the shop outwards, the floor in the words of the page. */
export function placeOf(item: ProductCard, words: Pick<Words['card'], 'level' | 'ground'>): readonly string[] {
  const store = item.store;
  if (!store) return [];
  const floor = store.floor === null ? null : readFloor(store.floor, words);
  return [store.name, store.mall_name, floor].filter((part): part is string => Boolean(part));
}

/** Feeds write "2", "Level 2", "L2", "G" or "Ground"; a floor with another name keeps it. */
function readFloor(floor: string, words: Pick<Words['card'], 'level' | 'ground'>): string {
  if (/^(g|gf|0|ground.*)$/i.test(floor.trim())) return words.ground;
  const number = /^(?:level|floor|l)?\s*(\d+)$/i.exec(floor.trim())?.[1];
  return number === undefined ? floor : words.level(number);
}
