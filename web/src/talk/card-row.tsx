import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { ProductCard } from '#dialogue/model/reply';
import { ChevronIcon } from '../parts/icons.tsx';
import { formatPrice } from '../parts/format.ts';
import { useWords } from '../words/use-words.tsx';
import { Photo, placeOf } from './photo.tsx';
import { ProductSheet } from './product-sheet.tsx';

/** Things in a row that snaps; each opens closer. */
export function CardRow(props: { readonly items: readonly ProductCard[] }): ReactNode {
  const { words } = useWords();
  const row = useRef<HTMLUListElement>(null);
  const [open, setOpen] = useState<ProductCard | null>(null);
  const move = (direction: 1 | -1): void => {
    const list = row.current;
    if (!list) return;
    const forward = getComputedStyle(list).direction === 'rtl' ? -1 : 1;
    list.scrollBy({
      left: direction * forward * list.clientWidth * 0.8,
      behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
    });
  };
  return (
    <div className="cards" role="group" aria-label={words.card.region(props.items.length)}>
      <ul className="card-row" ref={row} tabIndex={0} aria-label={words.card.region(props.items.length)}>
        {props.items.map((item) => (
          <li key={item.product_id} className="card">
            <Card item={item} onOpen={() => setOpen(item)} />
          </li>
        ))}
      </ul>
      {props.items.length > 2 && (
        <div className="card-arrows">
          <button
            type="button"
            className="button-icon arrow-back"
            onClick={() => move(-1)}
            aria-label={words.card.previous}
          >
            <ChevronIcon />
          </button>
          <button type="button" className="button-icon" onClick={() => move(1)} aria-label={words.card.next}>
            <ChevronIcon />
          </button>
        </div>
      )}
      {open && <ProductSheet item={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function Card(props: { readonly item: ProductCard; readonly onOpen: () => void }): ReactNode {
  const { words } = useWords();
  const { item } = props;
  const size = item.size_offered ?? item.sizes_in_stock[0] ?? null;
  return (
    <>
      <button
        type="button"
        className="card-open"
        onClick={props.onOpen}
        aria-label={`${words.card.open}: ${item.brand} ${item.name}`}
      >
        <Photo item={item} />
      </button>
      <div className="card-text">
        <p className="card-name" dir="auto">
          {item.name}
        </p>
        <p className="card-brand" dir="auto">
          {item.brand}
        </p>
        <p className="card-price">{formatPrice(words.locale, item.price, item.currency)}</p>
        {size && <p className="card-size">{words.card.inStock(size)}</p>}
        {item.store && (
          <p className="card-store" dir="auto">
            {placeOf(item, words.card).join(' · ')}
          </p>
        )}
      </div>
    </>
  );
}
