import type { ReplyBrief } from '#ports/reply-brief';
import { slotOf } from './garment-slot.ts';
import type { Line, Speaker } from './line.ts';
import type { OutfitParts } from './phrasebook.ts';
import { capitalize, colourOf } from './read-brief.ts';
import type { Limit } from './read-limit.ts';
import { rememberedSize, sharedSize } from './remember-conditions.ts';

type Items = ReplyBrief['items'];

const QUIET: ReadonlySet<string> = new Set(['black', 'white', 'cream', 'grey', 'beige', 'brown', 'camel', 'navy']);

/** The pieces that are worn together, one for each part of the body; undefined when the items are alternatives. */
export function findLook({ items, constraints }: ReplyBrief): Items | undefined {
  const slots = items.map(({ category }) => slotOf(category));
  const isDistinct = new Set(slots).size === items.length;
  if (items.length < 2 || constraints.categories.length === 1) return undefined;
  if (isDistinct) return items;
  if (constraints.categories.length < 2) return undefined;
  const firsts = items.filter((_, index) => slots.indexOf(slots[index] ?? 'finish') === index);
  return firsts.length > 1 ? firsts : undefined;
}

/** How the pieces go together, then the sum, the size and the place, each once. */
export function showLook(speaker: Speaker, pieces: Items, limit: Limit | undefined): readonly Line[] {
  const { brief, phrases, choose, manner } = speaker;
  const { look, words } = phrases;
  const outfit = look.outfit(partsOf(speaker, pieces));
  const occasion = brief.constraints.occasion === null ? undefined : words.occasion(brief.constraints.occasion);
  const isBrief = manner === 'efficient';
  const told =
    occasion === undefined
      ? choose('pieces', isBrief ? look.briefly : look.pieces)(outfit)
      : choose('pieces', isBrief ? look.brieflyFor : look.piecesFor)(outfit, occasion);
  const reason = isBrief ? [] : [{ text: reasonOf(speaker, pieces), weight: 3 }];
  return [{ text: capitalize(told) }, ...reason, ...wholeOf(speaker, pieces, limit)];
}

function partsOf({ phrases: { words } }: Speaker, pieces: Items): OutfitParts {
  const parts = { base: [] as string[], over: [] as string[], feet: [] as string[], finish: [] as string[] };
  const placed = [...pieces].sort((left, right) => rankOf(left) - rankOf(right));
  for (const { category, name } of placed) {
    const slot = slotOf(category);
    parts[slot === 'over' || slot === 'feet' || slot === 'finish' ? slot : 'base'].push(words.title(name, null));
  }
  if (parts.base.length > 0) return parts;
  const [first = '', ...others] =
    parts.over.length > 0 ? parts.over : placed.map(({ name }) => words.title(name, null));
  return parts.over.length > 0
    ? { ...parts, base: [first], over: others }
    : { base: [first, ...others], over: [], feet: [], finish: [] };
}

function rankOf({ category }: Items[number]): number {
  return ['dress', 'top', 'bottom', 'over', 'feet', 'finish'].indexOf(slotOf(category));
}

function reasonOf({ phrases, choose }: Speaker, pieces: Items): string {
  const { look, words } = phrases;
  const colours = pieces.flatMap((item) => colourOf(phrases, item) ?? []);
  const distinct = [...new Set(colours)];
  const loud = distinct.filter((colour) => !QUIET.has(colour));
  const [only = ''] = loud.length === 1 ? loud : distinct;
  const name = words.colourName(only);
  if (colours.length < pieces.length || name === undefined) return capitalize(choose('reason', look.easy));
  if (distinct.length === 1) return capitalize(choose('reason', look.tonal)(name));
  if (loud.length === 1) return capitalize(choose('reason', look.accent)(name));
  return choose('reason', loud.length === 0 ? look.calm : look.easy);
}

/** Nothing where the currencies differ: then the cards tell the prices. */
function wholeOf(speaker: Speaker, pieces: Items, limit: Limit | undefined): readonly Line[] {
  const { brief, phrases, choose, manner } = speaker;
  const [first] = pieces;
  if (!first || pieces.some(({ currency }) => currency !== first.currency)) return [];
  const sum = Math.round(pieces.reduce((total, { price }) => total + price, 0) * 100) / 100;
  const asked = rememberedSize(speaker);
  const size = sharedSize({ items: pieces });
  const isSizeSaid =
    (asked && manner !== 'efficient') ||
    brief.facts.some((fact) => fact.is_new && fact.key === 'size' && !fact.is_disputed);
  const isAbove = limit !== undefined && sum > limit.amount && pieces.every(({ price }) => price <= limit.amount);
  const isWithin = limit !== undefined && sum <= limit.amount && !limit.isAcknowledged && limit.ref === undefined;
  const text = choose(
    'whole',
    phrases.look.whole,
  )({
    total: phrases.words.money(sum, first.currency),
    isPair: pieces.length === 2,
    within: isWithin ? phrases.words.amount(limit.amount) : null,
    isAbove,
    size: size === null || isSizeSaid ? null : phrases.words.size(size),
    place: commonPlace(speaker, pieces),
  });
  return [{ text: capitalize(text), ...(asked && !isSizeSaid ? { refs: [asked.ref] } : {}) }];
}

/** The shop, the floor or the mall that all pieces share; null when they share none. */
function commonPlace({ phrases }: Speaker, pieces: Items): string | null {
  const [first] = pieces;
  const share = (key: 'store_name' | 'mall_name' | 'floor'): string | null =>
    first && pieces.every((piece) => piece[key] === first[key]) ? first[key] : null;
  const mall = share('mall_name');
  if (mall === null) return null;
  return phrases.words.place(share('store_name'), mall, share('floor'));
}
