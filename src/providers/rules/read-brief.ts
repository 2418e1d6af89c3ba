import type { ReplyBrief } from '#ports/reply-brief';
import type { ItemWords, Phrasebook } from './phrasebook.ts';
import type { Speaker } from './line.ts';

type Fact = ReplyBrief['facts'][number];
type Item = ReplyBrief['items'][number];

/** Facts of a type that may be asserted: disputed ones never are. */
export function knownFacts(brief: ReplyBrief, type: string, key?: string): readonly Fact[] {
  return brief.facts.filter(
    (fact) => fact.type === type && !fact.is_disputed && (key === undefined || fact.key === key),
  );
}

/** The last number of a text, thousands joined: what a budget fact names. */
export function amountOf(text: string): number | undefined {
  const amounts = text.replace(/(\d)[\s\u00a0,](?=\d{3}(?!\d))/gu, '$1').match(/\d+(?:\.\d+)?/gu);
  const amount = amounts?.at(-1);
  return amount === undefined ? undefined : Number(amount);
}

/** The sum that a budget fact names, in words; undefined when it names none. */
export function moneyOf({ brief, phrases }: Speaker, text: string): string | undefined {
  const amount = amountOf(text);
  if (amount === undefined) return undefined;
  const currency = /(?<![A-Z])[A-Z]{3}(?![A-Z])/u.exec(text)?.[0] ?? brief.constraints.currency ?? 'AED';
  return phrases.words.money(amount, currency);
}

/** What a ban or an allergy is about, in the language of the answer. */
export function bannedThing({ phrases }: Speaker, fact: Pick<Fact, 'key' | 'value'>): string {
  return (
    phrases.words.banned(fact.key) ??
    phrases.words.banned(fact.value.toLowerCase()) ??
    phrases.words.quoted(fact.value || fact.key.replaceAll('_', ' '))
  );
}

/** An item in the words of the language; short without its brand, size and place. */
export function itemWords(
  { brief, phrases }: Speaker,
  item: Item,
  { isShort }: { readonly isShort: boolean } = { isShort: false },
): ItemWords {
  const { words } = phrases;
  const size = item.size_offered;
  const isSaid = brief.facts.some((fact) => fact.type === 'body_params' && !fact.is_disputed && fact.value === size);
  const isTold = size !== null && !/^one/iu.test(size) && !isSaid && !isShort;
  return {
    title: words.title(item.name, isShort || saysBrand(item) ? null : item.brand),
    price: words.money(item.price, item.currency),
    size: isTold ? words.size(size) : null,
    place: isShort ? null : words.place(item.store_name, item.mall_name, item.floor),
  };
}

/** Shades and the colour they are a kind of. */
const SHADE_OF: Readonly<Record<string, string>> = {
  cream: 'white',
  camel: 'brown',
  burgundy: 'red',
  coral: 'pink',
  mint: 'green',
  olive: 'green',
  light_blue: 'blue',
  navy: 'blue',
  turquoise: 'blue',
  lilac: 'purple',
};

/** The colour of an item as a concept that the phrases know; undefined for any other. */
export function colourOf(phrases: Phrasebook, { colour }: Pick<Item, 'colour'>): string | undefined {
  const concept = colour?.toLowerCase().replaceAll(' ', '_');
  return concept !== undefined && phrases.words.colour(concept) !== undefined ? concept : undefined;
}

/** Whether an item has a colour that this message wishes; `near` counts shades of it. */
export function isColourWished({ brief, phrases }: Speaker, item: Item, how: 'exact' | 'near' = 'exact'): boolean {
  const colour = colourOf(phrases, item);
  if (colour === undefined) return false;
  return brief.constraints.colours.some(
    (wished) => wished === colour || (how === 'near' && SHADE_OF[colour] === wished),
  );
}

/** The first fabric that an item is said to be made of. */
export function materialOf({ material }: Item): string | undefined {
  return material?.split(',')[0]?.trim().toLowerCase().replaceAll(' ', '_') || undefined;
}

function saysBrand(item: Item): boolean {
  const brand = item.brand.toLowerCase();
  return (
    brand === '' || item.name.toLowerCase().includes(brand) || (item.store_name?.toLowerCase().includes(brand) ?? false)
  );
}

/** Whether a text is written in the script of the language, so that it may be said in it. */
export function isInLanguage(text: string, language: ReplyBrief['language']): boolean {
  const script = { en: /\p{Script=Latin}/gu, ru: /\p{Script=Cyrillic}/gu, ar: /\p{Script=Arabic}/gu }[language];
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters > 0 && (text.match(script)?.length ?? 0) > letters * 0.6;
}

/** With a capital at the start. */
export function capitalize(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
