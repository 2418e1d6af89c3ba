import type { ReactNode } from 'react';
import type { ProductCard } from '#dialogue/model/reply';
import { PinIcon } from '../parts/icons.tsx';
import { formatAgo, formatPrice } from '../parts/format.ts';
import { Sheet } from '../parts/sheet.tsx';
import { useWords } from '../words/use-words.tsx';
import { Photo, placeOf } from './photo.tsx';

/** One thing from close by: what it is made of, its sizes, where it hangs, why we chose it. */
export function ProductSheet(props: { readonly item: ProductCard; readonly onClose: () => void }): ReactNode {
  const { words } = useWords();
  const { item } = props;
  const facts: readonly (readonly [string, string | null])[] = [
    [words.card.colour, item.colour],
    [words.card.material, item.material],
  ];
  return (
    <Sheet title={item.name} className="sheet-product" onClose={props.onClose}>
      <div className="product">
        <Photo item={item} />
        <div className="product-text">
          <p className="card-brand" dir="auto">
            {item.brand}
          </p>
          <p className="product-price">{formatPrice(words.locale, item.price, item.currency)}</p>
          {item.reason && (
            <div>
              <h3>{words.card.why}</h3>
              <p dir="auto">{item.reason}</p>
            </div>
          )}
          {item.sizes_in_stock.length > 0 && (
            <div>
              <h3>{words.card.sizes}</h3>
              <ul className="sizes">
                {item.sizes_in_stock.map((size) => (
                  <li
                    key={size}
                    className={size === item.size_offered ? 'size size-yours' : 'size'}
                    aria-current={size === item.size_offered ? 'true' : undefined}
                  >
                    {size}
                  </li>
                ))}
              </ul>
            </div>
          )}
          {item.store && (
            <div>
              <h3>{words.card.where}</h3>
              <p className="place" dir="auto">
                <PinIcon />
                <span>
                  {placeOf(item, words.card).join(' · ')}
                  {item.store.directions && <span className="directions">{item.store.directions}</span>}
                </span>
              </p>
            </div>
          )}
          <dl className="product-facts">
            {facts.map(
              ([name, value]) =>
                value && (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd dir="auto">{value}</dd>
                  </div>
                ),
            )}
          </dl>
          {item.stock_checked_at && (
            <p className="note">{words.card.checked(formatAgo(words.locale, item.stock_checked_at))}</p>
          )}
        </div>
      </div>
    </Sheet>
  );
}
