import type { Line, Speaker } from './line.ts';
import { bannedThing, knownFacts, moneyOf } from './read-brief.ts';

/** Nothing fits: says what was searched, honestly, and which condition may give way. */
export function sayNoItems(speaker: Speaker): readonly Line[] {
  const { brief, phrases, choose } = speaker;
  const { words, noItems } = phrases;
  const { constraints } = brief;
  const refs: string[] = [];
  const [sizeFact] = knownFacts(brief, 'body_params', 'size');
  const [budgetFact] = knownFacts(brief, 'budget');
  const size = constraints.size ?? remember(sizeFact, refs)?.value;
  const sum =
    constraints.max_price === null
      ? budgetFact && moneyOf(speaker, remember(budgetFact, refs)?.value ?? '')
      : words.money(constraints.max_price, constraints.currency ?? 'AED');
  const bans = [...knownFacts(brief, 'hard_ban'), ...knownFacts(brief, 'allergy')];
  refs.push(...bans.map(({ ref }) => ref));
  const without = new Set([
    ...constraints.excluded.map((value) => bannedThing(speaker, { key: value, value })),
    ...bans.map((ban) => bannedThing(speaker, ban)),
  ]);
  const colours = constraints.colours.flatMap((colour) => words.colour(colour) ?? []);
  const garments = constraints.categories.flatMap((category) => words.garment(category) ?? []);
  const conditions = [
    colours.length > 0 ? words.inColour(words.list(colours)) : undefined,
    sum === undefined ? undefined : words.upTo(sum),
    size === undefined ? undefined : words.size(size),
    without.size > 0 ? words.without(words.either([...without])) : undefined,
  ].filter((condition) => condition !== undefined);
  const search = {
    what: garments.length > 0 ? words.list(garments) : words.somethingToWear,
    conditions: conditions.join(brief.language === 'ar' ? '، ' : ', '),
  };
  const loose = [sum && 'price', colours.length > 0 && 'colour', size && 'size'].filter(
    (name) => name === 'price' || name === 'colour' || name === 'size',
  );
  const relax = loose.length === 0 ? 'any' : choose('relax', loose as ['price']);
  return [
    { text: choose('searched', noItems.searched)(search), refs },
    { text: choose('relax-words', noItems.relax[relax]) },
  ];
}

function remember<F extends { readonly ref: string } | undefined>(fact: F, refs: string[]): F {
  if (fact) refs.push(fact.ref);
  return fact;
}

/** The stylist did not answer: no guesses. */
export function sayShopsSilent({ phrases, choose }: Speaker): readonly Line[] {
  return [{ text: choose('silent', phrases.noItems.shopsSilent) }, { text: choose('again', phrases.noItems.askMore) }];
}
