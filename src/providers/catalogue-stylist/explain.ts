import type { ConsultRequest } from '#ports/stylist';
import type { Alternatives, ScoredProduct } from './choose-alternatives.ts';
import type { Condition, Judgement } from './conditions.ts';
import type { Look } from './build-look.ts';
import { slotOf, wordsOf } from './garment.ts';
import type { StockedProduct } from './stocked-product.ts';

const priceOf = (amount: number, currency: string): string =>
  `${Number.isInteger(amount) ? amount : amount.toFixed(2)} ${currency}`;

const listed = (words: readonly string[], joint: 'and' | 'or'): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`;

const ROLES: Readonly<Record<string, string>> = {
  outer: 'the layer on top',
  shoes: 'grounds the look',
  accessory: 'the finishing touch',
};

/** Why one thing is there, in a few English words. Names what it is, never what it is not. */
export function reasonOf(thing: ScoredProduct, request: ConsultRequest, isLook: boolean): string {
  const { concepts, product } = thing;
  const material = product.materials[0];
  const colour = request.colours.find((wanted) => concepts.has(wanted));
  const parts = [
    isLook ? ROLES[slotOf(product.canonicalCategory) ?? ''] : undefined,
    colour === undefined ? undefined : `in ${wordsOf(colour)}`,
    request.occasion !== null && concepts.has(request.occasion)
      ? `right for ${saidOccasion(request.occasion)}`
      : undefined,
    request.style !== null && concepts.has(request.style) ? wordsOf(request.style) : undefined,
    material === undefined ? undefined : `in ${wordsOf(material)}`,
    thing.sizeOffered === null || thing.sizeOffered === 'ONE' ? undefined : `size ${thing.sizeOffered} is on the shelf`,
  ];
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? 'in stock now' : said.join(', ');
}

function saidOccasion(occasion: string): string {
  const withArticle: Readonly<Record<string, string>> = {
    weekend: 'the weekend',
    evening: 'the evening',
    office: 'the office',
    beach: 'the beach',
    date: 'a date',
    wedding: 'a wedding',
    club: 'the club',
  };
  return withArticle[occasion] ?? wordsOf(occasion);
}

/** What a look is, what it costs as a whole, and what is left out of it and why. */
export function explainLook(
  look: Look,
  request: ConsultRequest,
  notes: { readonly shoesAreLeftOut: boolean; readonly mallName: string | null },
): string {
  const total = priceOf(look.totalPrice, request.currency);
  const style = request.style === null ? 'A look' : `A ${wordsOf(request.style)} look`;
  const occasion = request.occasion === null ? '' : ` for ${saidOccasion(request.occasion)}`;
  const place = notes.mallName === null ? '' : `, all of it at ${notes.mallName}`;
  const budget =
    request.maxPrice === null
      ? ''
      : look.isWithinBudget
        ? `, within ${priceOf(request.maxPrice, request.currency)} as a whole`
        : `; as a whole it is above ${priceOf(request.maxPrice, request.currency)}, but each thing is within it`;
  const shoes = notes.shoesAreLeftOut ? ' Shoes are left out because the shoe size is not known.' : '';
  return `${style}${occasion}: ${look.things.length} things that go together for ${total}${budget}${place}.${shoes}`;
}

/** What is shown, and which wish had to be given up. */
export function explainAlternatives(alternatives: Alternatives, request: ConsultRequest): string {
  const garments = listed(request.categories.map(wordsOf), 'and');
  const count = alternatives.chosen.length;
  const budget = request.maxPrice === null ? '' : `, each within ${priceOf(request.maxPrice, request.currency)}`;
  const shown = `${count} ${count === 1 ? 'choice' : 'choices'}${garments === '' ? '' : ` of ${garments}`} in stock${budget}.`;
  const wishes = { colour: request.colours, material: request.materials, brand: request.brands };
  const given = alternatives.relaxed.map((wish) => `${wish} (${listed(wishes[wish].map(wordsOf), 'or')})`);
  if (given.length === 0) return shown;
  const exact =
    alternatives.exact === 0
      ? 'None of them meets'
      : `Only ${alternatives.exact} of them ${alternatives.exact === 1 ? 'meets' : 'meet'}`;
  return `${shown} ${exact} the wish for ${listed(given, 'and')}; the others come close.`;
}

const ORDER: readonly Condition[] = ['category', 'gender', 'banned', 'stock', 'size', 'price'];

/** Which condition leaves nothing: the last one that something came as far as. */
export function explainNothing(
  judged: readonly { readonly product: StockedProduct; readonly judgement: Judgement }[],
  request: ConsultRequest,
): string {
  const broken = judged.flatMap(({ product, judgement }) =>
    judgement.fits ? [] : [{ product, breaks: judgement.breaks }],
  );
  const binding = ORDER.findLast((condition) => broken.some(({ breaks }) => breaks === condition)) ?? 'category';
  const garments = request.categories.length === 0 ? 'a look' : listed(request.categories.map(wordsOf), 'or');
  const place = request.mallId === null ? `in ${request.city}` : 'in this mall';
  if (binding === 'price') {
    const prices = broken.filter(({ breaks }) => breaks === 'price').map(({ product }) => product.price);
    const limits = [
      request.minPrice === null ? undefined : `at least ${priceOf(request.minPrice, request.currency)}`,
      request.maxPrice === null ? undefined : `at most ${priceOf(request.maxPrice, request.currency)}`,
    ];
    const wanted = listed(
      limits.filter((limit) => limit !== undefined),
      'and',
    );
    const cheapest = priceOf(Math.min(...prices), request.currency);
    return `Nothing for ${garments} costs ${wanted}: the price rules it out; what fits otherwise starts at ${cheapest}.`;
  }
  if (binding === 'size') {
    const sizes = [request.size, request.shoeSize].filter((size) => size !== null);
    return `Nothing for ${garments} hangs ${place} in size ${listed(sizes, 'or')} now: the size rules it out.`;
  }
  if (binding === 'stock') return `Nothing for ${garments} is known to be in stock ${place} now.`;
  if (binding === 'banned')
    return `What there is for ${garments} contains something that is excluded, or its composition is not known.`;
  if (binding === 'gender') return `There is nothing for ${garments} in the cut that was asked for.`;
  return `The catalogue has nothing for ${garments}.`;
}
