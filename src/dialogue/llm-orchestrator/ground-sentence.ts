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
  const { own, allowedNames } = prepare(grounds);
  for (const { name, folded } of foldNames(grounds.names)) {
    if (
      contains(text, folded) &&
      !allowedNames.has(folded) &&
      ![...allowedNames].some((allowed) => contains(allowed, folded)) &&
      !contains(own, folded)
    )
      return name;
  }
  return findUngroundedPrice(sentence, grounds);
}

function findUngroundedPrice(sentence: string, grounds: Grounds): string | undefined {
  const stated = amountsOf(sentence).filter(({ currency }) => currency !== undefined);
  if (stated.length === 0) return undefined;
  const allowed = allowedAmounts(grounds);
  const wrong = stated.find(({ value }) => !allowed.some((price) => Math.abs(price - value) < 1));
  return wrong === undefined ? undefined : String(wrong.value);
}

/** Grounds in the form in which sentences are compared with them. */
interface PreparedGrounds {
  readonly own: string;
  readonly allowedNames: ReadonlySet<string>;
  amounts?: readonly number[];
}

// Folding the grounds for every sentence again cost 6 ms a turn: they are folded once a turn, the catalogue's names once.
const prepared = new WeakMap<Grounds, PreparedGrounds>();
const foldedNames = new WeakMap<CatalogueNames, readonly { readonly name: string; readonly folded: string }[]>();

function prepare(grounds: Grounds): PreparedGrounds {
  const known = prepared.get(grounds);
  if (known) return known;
  const made = {
    own: fold(grounds.ownWords.join(' \n ')),
    allowedNames: new Set(
      grounds.items.flatMap(({ brand, store }) => [
        fold(brand),
        ...(store ? [fold(store.name), fold(store.mallName ?? '')] : []),
      ]),
    ),
  };
  prepared.set(grounds, made);
  return made;
}

function foldNames(names: CatalogueNames): readonly { readonly name: string; readonly folded: string }[] {
  const known = foldedNames.get(names);
  if (known) return known;
  const made = [...names.brands, ...names.stores].map((name) => ({ name, folded: fold(name) }));
  foldedNames.set(names, made);
  return made;
}

function allowedAmounts(grounds: Grounds): readonly number[] {
  const own = prepare(grounds);
  const prices = grounds.items.map(({ price }) => price);
  return (own.amounts ??= [
    ...prices,
    ...sumsOf(prices),
    ...amountsOf(grounds.ownWords.join(' \n ')).map(({ value }) => value),
  ]);
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
