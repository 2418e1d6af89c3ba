import { z } from 'zod';
import { canonicalBrand } from './canonical-brand.ts';
import { canonicalCategory } from './canonical-category.ts';
import { cleanName, cleanText, westernDigits } from './clean-text.ts';
import type { FindConcepts } from './concept-reader.ts';
import { contentHash, imagesHash } from './content-hash.ts';
import { parseCurrency, parsePrice } from './parse-price.ts';
import { parseSizes, type Gender, type ProductSize } from './parse-sizes.ts';

const text = z.string().max(20_000).nullish();
const texts = z.union([z.string().max(20_000), z.array(z.string().max(2_000)).max(100)]).nullish();

/** An item of a feed as it comes: only what makes it an item at all is required. */
const rawItem = z.looseObject({
  id: z.union([z.string().max(100), z.number()]),
  brand: z.string().max(200),
  name: text,
  description: text,
  price: z.union([z.string().max(100), z.number()]).nullish(),
  currency: z.string().max(40).nullish(),
  category: text,
  gender: text,
  colour: text,
  sizes: z.unknown().optional(),
  composition: text,
  labels: texts,
  images: texts,
  url: z.string().max(2_000).nullish(),
});

/** A cleaned item. What is null was missing or unreadable; publication decides whether the product can live without it. */
export interface FeedItem {
  readonly externalId: string;
  /** Canonical slug. */
  readonly brand: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly price: number | null;
  readonly currency: string | null;
  readonly category: string | null;
  readonly canonicalCategory: string | null;
  readonly colour: string | null;
  readonly gender: Gender | null;
  readonly sizes: readonly ProductSize[];
  readonly composition: string | null;
  readonly labels: readonly string[];
  readonly imageUrls: readonly string[];
  readonly productUrl: string | null;
  readonly market: string;
  readonly contentHash: string;
  readonly imagesHash: string;
  /** The whole item as it came. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Why an item cannot even be kept in staging. */
export type FeedRejection = 'not_an_item' | 'no_brand' | 'unsafe_id';

/** An item or the reason why it is none. @see catalog.md C-13 */
export type ParsedFeedItem =
  | { readonly outcome: 'item'; readonly item: FeedItem }
  | { readonly outcome: 'rejected'; readonly reason: FeedRejection };

/** What a market adds to its feeds. @see catalog.md C-02 */
export interface FeedMarket {
  /** ISO 3166-1 alpha-2, lower case, such as `ae`. */
  readonly country: string;
  /** Currency of a price that names none. */
  readonly currency: string;
}

const GENDERS: readonly (readonly [pattern: RegExp, gender: Gender])[] = [
  [/\b(?:kids?|girls?|boys?|baby)\b|детск|أطفال/iu, 'kids'],
  [/\bunisex\b|\ball\b|унисекс|للجنسين/iu, 'unisex'],
  [/\b(?:women'?s?|ladies|female|woman)\b|женск|نساء|نسائي/iu, 'women'],
  [/\b(?:men'?s?|male|man|gents)\b|мужск|رجال/iu, 'men'],
];

function readGender(value: string): Gender | null {
  return GENDERS.find(([pattern]) => pattern.test(value))?.[1] ?? null;
}

const SHOES: ReadonlySet<string> = new Set(['shoes']);

const listOf = (value: z.output<typeof texts>, separators: RegExp): readonly string[] =>
  (typeof value === 'string' ? value.split(separators) : (value ?? []))
    .map((part) => cleanText(part))
    .filter((part) => part !== '');

const orNull = (value: string): string | null => (value === '' ? null : value);

/** A composition in the brand's words, not shouted: `OUTER: 100% COTTON` becomes `Outer: 100% cotton`. */
function cleanComposition(value: string): string {
  const plain = cleanText(value);
  if (plain !== plain.toUpperCase()) return plain;
  return plain
    .toLowerCase()
    .replace(/(^|[.;]\s*)(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

function safeUrl(value: string): string | null {
  return URL.canParse(value) && /^https?:$/u.test(new URL(value).protocol) ? value : null;
}

type RawItem = z.output<typeof rawItem>;

function cleanItem(
  raw: RawItem,
  externalId: string,
  deps: { findConcepts: FindConcepts; market: FeedMarket },
): FeedItem {
  const category = orNull(cleanText(raw.category ?? ''));
  const name = orNull(cleanName(raw.name ?? ''));
  const garment = canonicalCategory({ category, name }, deps.findConcepts);
  const gender = readGender(raw.gender ?? '') ?? readGender(category ?? '');
  const isShoe = garment !== undefined && (SHOES.has(garment.conceptId) || SHOES.has(garment.parent ?? ''));
  const price = parsePrice(raw.price);
  const imageUrls = listOf(raw.images, /\s*[|\n]\s*/u);
  const content = {
    name,
    description: orNull(cleanText(raw.description ?? '')),
    price: price?.amount ?? null,
    currency:
      price === undefined ? null : (price.currency ?? parseCurrency(raw.currency ?? '') ?? deps.market.currency),
    category,
    colour: orNull(westernDigits(cleanText(raw.colour ?? '')).toLowerCase()),
    sizes: parseSizes(raw.sizes, { isShoe, gender: gender ?? undefined }),
    composition: orNull(cleanComposition(raw.composition ?? '')),
    productUrl: safeUrl(raw.url ?? ''),
  };
  return {
    ...content,
    externalId,
    brand: canonicalBrand(raw.brand),
    canonicalCategory: garment?.conceptId ?? null,
    gender,
    labels: listOf(raw.labels, /\s*[|,;]\s*/u),
    imageUrls,
    market: deps.market.country,
    contentHash: contentHash(content),
    imagesHash: imagesHash(imageUrls),
    raw,
  };
}

/** Reads one item of a feed. Never throws: a bad item must not stop the run. @see catalog.md C-13 */
export function parseFeedItem(
  value: unknown,
  deps: { readonly findConcepts: FindConcepts; readonly market: FeedMarket },
): ParsedFeedItem {
  const parsed = rawItem.safeParse(value);
  if (!parsed.success) return { outcome: 'rejected', reason: 'not_an_item' };
  const externalId = cleanText(String(parsed.data.id));
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u.test(externalId)) return { outcome: 'rejected', reason: 'unsafe_id' };
  if (canonicalBrand(parsed.data.brand) === '') return { outcome: 'rejected', reason: 'no_brand' };
  return { outcome: 'item', item: cleanItem(parsed.data, externalId, deps) };
}
