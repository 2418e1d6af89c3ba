import type { Line, Speaker } from './line.ts';
import { bannedThing, knownFacts, moneyOf } from './read-brief.ts';

/** What rules everything out, as the stylist's reason says it. */
type Binding = 'price' | 'size' | 'banned' | 'garment' | 'stock';

const BINDINGS: readonly (readonly [Binding, RegExp])[] = [
  ['price', /the price rules it out/u],
  ['size', /the size rules it out/u],
  ['banned', /something that is excluded/u],
  ['stock', /known to be in stock/u],
  ['garment', /the catalogue has nothing|in the cut that was asked/iu],
];

/** Nothing fits: says what was searched, which condition binds, and asks whether it may give way. */
export function sayNoItems(speaker: Speaker): readonly Line[] {
  const { brief, phrases, choose } = speaker;
  const { words, noItems } = phrases;
  const wish = readWish(speaker);
  const binding = BINDINGS.find(([, pattern]) => brief.rationale !== null && pattern.test(brief.rationale))?.[0];
  const why =
    binding === 'price' && wish.sum !== undefined
      ? choose('binding', noItems.binding.price)(wish.sum)
      : binding === 'size' && wish.size !== undefined
        ? choose('binding', noItems.binding.size)(words.size(wish.size))
        : binding === 'banned' && wish.without !== undefined
          ? choose('binding', noItems.binding.banned)(wish.without)
          : binding === 'stock' || binding === 'garment'
            ? choose('binding', noItems.binding[binding])
            : undefined;
  const conditions = [
    wish.sum === undefined || (why !== undefined && binding === 'price') ? undefined : words.upTo(wish.sum),
    wish.size === undefined || (why !== undefined && binding === 'size') ? undefined : words.size(wish.size),
    wish.without === undefined || (why !== undefined && binding === 'banned') ? undefined : words.without(wish.without),
  ].filter((condition) => condition !== undefined);
  const what = wish.colours === undefined ? wish.what : `${wish.what} ${words.inColour(wish.colours)}`;
  const search = { what, conditions: conditions.join(brief.language === 'ar' ? '، ' : ', ') };
  const lines: Line[] = [{ text: choose('searched', noItems.searched)(search), refs: wish.refs }];
  if (why !== undefined) lines.push({ text: why.charAt(0).toLocaleUpperCase() + why.slice(1) });
  return [...lines, { text: choose('relax-words', noItems.relax[relaxOf(speaker, wish, binding)]) }];
}

/** The wish of this message and of memory, in words. */
interface Wish {
  readonly what: string;
  readonly colours: string | undefined;
  readonly sum: string | undefined;
  readonly size: string | undefined;
  readonly without: string | undefined;
  /** Facts that were said with it. */
  readonly refs: readonly string[];
}

function readWish(speaker: Speaker): Wish {
  const { brief, phrases } = speaker;
  const { words } = phrases;
  const { constraints } = brief;
  const [size] = knownFacts(brief, 'body_params', 'size');
  const [budget] = knownFacts(brief, 'budget');
  const bans = [...knownFacts(brief, 'hard_ban'), ...knownFacts(brief, 'allergy')];
  const without = new Set([
    ...constraints.excluded.map((value) => bannedThing(speaker, { key: value, value })),
    ...bans.map((ban) => bannedThing(speaker, ban)),
  ]);
  const colours = constraints.colours.flatMap((colour) => words.colour(colour) ?? []);
  const garments = constraints.categories.flatMap((category) => words.garment(category) ?? []);
  return {
    what: garments.length > 0 ? words.list(garments) : words.somethingToWear,
    colours: colours.length > 0 ? words.list(colours) : undefined,
    sum:
      constraints.max_price === null
        ? budget && moneyOf(speaker, budget.value)
        : words.money(constraints.max_price, constraints.currency ?? 'AED'),
    size: constraints.size ?? size?.value,
    without: without.size > 0 ? words.either([...without]) : undefined,
    refs: [
      ...(size && (constraints.size === null || size.is_new) ? [size.ref] : []),
      ...(budget && (constraints.max_price === null || budget.is_new) ? [budget.ref] : []),
      ...bans.map(({ ref }) => ref),
    ],
  };
}

/** What may give way: the binding condition where it is known, else one of the wish. */
function relaxOf(
  { choose }: Speaker,
  wish: Wish,
  binding: Binding | undefined,
): 'price' | 'colour' | 'size' | 'banned' | 'any' {
  if (binding === 'price' || binding === 'size') return binding;
  if (binding !== undefined) return 'banned';
  const loose = [wish.sum && 'price', wish.colours && 'colour', wish.size && 'size'].filter(
    (name) => name === 'price' || name === 'colour' || name === 'size',
  );
  const [first, ...others] = loose;
  return first === undefined ? 'any' : choose('relax', [first, ...others]);
}

/** The stylist did not answer: no guesses. */
export function sayShopsSilent({ phrases, choose }: Speaker): readonly Line[] {
  return [{ text: choose('silent', phrases.noItems.shopsSilent) }, { text: choose('again', phrases.noItems.askMore) }];
}
