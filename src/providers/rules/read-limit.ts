import type { Speaker } from './line.ts';
import { amountOf, knownFacts } from './read-brief.ts';

/** The most that things may cost. */
export interface Limit {
  readonly amount: number;
  /** In words, such as `700 AED`. */
  readonly money: string;
  /** The fact it was remembered from; undefined when this message names it. */
  readonly ref?: string;
  /** Whether a new fact of this turn says it, so that the acknowledgement has named it. */
  readonly isAcknowledged: boolean;
}

/** The limit of this turn in the currency of the items; undefined when there is none to compare with. */
export function readLimit({ brief, phrases }: Speaker): Limit | undefined {
  const { max_price: price, currency } = brief.constraints;
  const shown = brief.items[0]?.currency ?? currency ?? 'AED';
  const [budget] = knownFacts(brief, 'budget');
  const said = budget && amountOf(budget.value);
  if (price !== null && (currency ?? shown) === shown) {
    const isAcknowledged = budget?.is_new === true && said === price;
    return { amount: price, money: phrases.words.money(price, shown), isAcknowledged };
  }
  if (price !== null || !budget || said === undefined) return undefined;
  const written = /(?<![A-Z])[A-Z]{3}(?![A-Z])/u.exec(budget.value)?.[0] ?? shown;
  if (written !== shown) return undefined;
  const money = phrases.words.money(said, shown);
  return budget.is_new
    ? { amount: said, money, isAcknowledged: true }
    : { amount: said, money, ref: budget.ref, isAcknowledged: false };
}
