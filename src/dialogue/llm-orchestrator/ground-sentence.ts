import { normalizeText } from '#dialogue/model/language/normalize-text';
import { findAmounts } from '#dialogue/model/language/parse-amount';
import type { Amount } from '#dialogue/model/language/parse-amount';
import type { ConsultItem } from '#ports/stylist';

/** Names of the whole catalogue: what an answer might wrongly name. */
export interface CatalogueNames {
  readonly brands: readonly string[];
  readonly stores: readonly string[];
}

/** What an answer may name. */
export interface Grounds {
  readonly items: readonly ConsultItem[];
  /** The user's own words, remembered facts included: what they said may be repeated. */
  readonly ownWords: readonly string[];
  readonly names: CatalogueNames;
}

/**
 * Whether a sentence names only brands, shops and prices that are in the result or in the user's own words. A look's
 * total counts as a price of the result.
 *
 * @returns what is not grounded, or undefined. @see dialogue.md D-28
 */
export function findUngrounded(sentence: string, grounds: Grounds): string | undefined {
  const text = fold(sentence);
  const own = fold(grounds.ownWords.join(' \n '));
  const allowedNames = new Set(grounds.items.flatMap(({ brand, store }) => [fold(brand), ...(store ? [fold(store.name), fold(store.mallName ?? '')] : [])]));
  for (const name of [...grounds.names.brands, ...grounds.names.stores]) {
    const folded = fold(name);
    if (contains(text, folded) && !allowedNames.has(folded) && ![...allowedNames].some((allowed) => contains(allowed, folded)) && !contains(own, folded)) return name;
  }
  return findUngroundedPrice(sentence, grounds);
}

function findUngroundedPrice(sentence: string, { items, ownWords }: Grounds): string | undefined {
  const stated = amountsOf(sentence).filter(({ currency }) => currency !== undefined);
  if (stated.length === 0) return undefined;
  const prices = items.map(({ price }) => price);
  const totals = sumsOf(prices);
  const said = amountsOf(ownWords.join(' \n ')).map(({ value }) => value);
  const allowed = [...prices, ...totals, ...said];
  const wrong = stated.find(({ value }) => !allowed.some((price) => Math.abs(price - value) < 1));
  return wrong === undefined ? undefined : String(wrong.value);
}

/** Sums of all sets of two and more of at most eight prices: what a look may cost together. */
function sumsOf(prices: readonly number[]): number[] {
  let sums: number[] = [0];
  for (const price of prices.slice(0, 8)) sums = [...sums, ...sums.map((sum) => sum + price)];
  return sums.filter((sum) => sum > 0);
}

function amountsOf(text: string): readonly Amount[] {
  return findAmounts(normalizeText(text).text);
}

function fold(text: string): string {
  return ` ${normalizeText(text).text} `;
}

function contains(text: string, name: string): boolean {
  return name.trim() !== '' && text.includes(name);
}
