import { cleanText, westernDigits } from './clean-text.ts';

/** For whom a garment is cut. */
export type Gender = 'women' | 'men' | 'unisex' | 'kids';

/** A size of a product: `size` as we compare it, `label` as the brand writes it. @see catalog.md C-19 */
export interface ProductSize {
  /** `XXS` ... `XXXL`, a European shoe number such as `38` or `38.5`, or `ONE`. */
  readonly size: string;
  readonly label: string;
  readonly quantity?: 'few' | 'many';
}

/** The size of things that have one size for everybody. */
export const ONE_SIZE = 'ONE';

const LETTER_SIZES: Readonly<Record<string, string>> = {
  '2XS': 'XXS',
  '2XL': 'XXL',
  '3XL': 'XXXL',
  SMALL: 'S',
  MEDIUM: 'M',
  LARGE: 'L',
};
const LETTERS = /^(?:XXS|XS|S|M|L|XL|XXL|XXXL)$/u;
const ONE_SIZE_WORDS = /^(?:os|o\/s|one ?size|one|tu|u|free ?size|универсальный|مقاس واحد)$/iu;
const FROM_XS = ['XS', 'S', 'M', 'L', 'XL', 'XXL'];

/** Letter of a number on a scale that starts at XS and grows by `step` a size. */
function letterFrom(value: number, xs: number, step: number): string | undefined {
  const at = Math.floor((value - xs) / step);
  return at < 0 ? 'XXS' : FROM_XS[at];
}

const isMen = (gender: Gender | undefined): boolean => gender === 'men';

function fromEuropean(value: number, gender: Gender | undefined): string | undefined {
  if (isMen(gender)) return value >= 42 && value <= 56 ? letterFrom(value, 44, 2) : undefined;
  return value >= 32 && value <= 44 ? letterFrom(value, 34, 2) : undefined;
}

function fromWaist(inches: number, gender: Gender | undefined): string | undefined {
  if (inches < 22 || inches > 40) return undefined;
  return gender === 'women' ? letterFrom(inches, 24, 2) : letterFrom(inches, 28, 2);
}

/** Clothing sizes in letters; what cannot be told stays as it is written. */
function clothingSize(label: string, gender: Gender | undefined): string {
  const upper = label.toUpperCase();
  const letters = LETTER_SIZES[upper] ?? upper;
  if (LETTERS.test(letters)) return letters;
  const european = /^(?:EU\s?)?(\d{2})(?:\s?\/.*)?$/u.exec(upper);
  const british = /^UK\s?(\d{1,2})$/u.exec(upper);
  const waist = /^W\s?(\d{2})(?:\s?\/?\s?L\s?\d{2})?$/u.exec(upper);
  const found =
    (european && fromEuropean(Number(european[1]), gender)) ||
    (british && !isMen(gender) && letterFrom(Number(british[1]), 6, 2)) ||
    (waist && fromWaist(Number(waist[1]), gender));
  return found || upper;
}

const SHOE_NUMBER = /^(?:EU(?:R)?\s?)?(3[3-9]|4\d)(?:[.,](0|5))?(?:\s?\/.*)?$/iu;

function shoeSize(label: string): string {
  const number = SHOE_NUMBER.exec(label);
  if (number === null) return label.toUpperCase();
  return number[2] === '5' ? `${number[1]}.5` : (number[1] ?? label);
}

/** The one spelling of a size: what a person says and what a brand prints meet here. */
export function canonicalSize(
  label: string,
  of: { readonly isShoe: boolean; readonly gender?: Gender | undefined },
): string {
  const text = westernDigits(cleanText(label));
  if (ONE_SIZE_WORDS.test(text)) return ONE_SIZE;
  return of.isShoe ? shoeSize(text) : clothingSize(text, of.gender);
}

/** A size run as single labels: lists, and texts separated by `,` `;` `|`, or by `/` where no scale is named. */
function labelsOf(value: unknown): readonly string[] {
  if (Array.isArray(value))
    return value.flatMap((part: unknown) => (typeof part === 'string' ? [cleanText(part)] : labelsOf(part)));
  if (typeof value === 'number') return Number.isFinite(value) ? [String(value)] : [];
  if (typeof value !== 'string') return [];
  const text = cleanText(value);
  const isScaled = /(?:EU|UK|US|W)\s?\d/iu.test(text);
  return text.split(isScaled ? /[,;|،]/u : /[,;|،]|(?<!o)\/(?!s)/iu).map((part) => part.trim());
}

/** Reads a size run as feeds write it; sizes keep the feed's order, each once. */
export function parseSizes(
  value: unknown,
  of: { readonly isShoe: boolean; readonly gender?: Gender | undefined },
): readonly ProductSize[] {
  const sizes = new Map<string, ProductSize>();
  for (const label of labelsOf(value)) {
    if (label === '') continue;
    const size = canonicalSize(label, of);
    if (!sizes.has(size)) sizes.set(size, { size, label: westernDigits(label) });
  }
  return [...sizes.values()];
}
