import type { Line, MaybeLine, Speaker } from './line.ts';
import { keepShort } from './line.ts';
import { bannedThing, capitalize, colourOf, isColourWished, moneyOf } from './read-brief.ts';
import { readLimit } from './read-limit.ts';
import { askRemembered, rememberedLook } from './remember-conditions.ts';
import { showAlternatives } from './show-alternatives.ts';
import { findLook, showLook } from './show-look.ts';

/** Items that an alternatives answer can tell: the favourite and two others. */
const TOLD = 3;

/** Acknowledges once what was learned in this message: `Size M, up to 700 AED and no leather, noted.` */
export function acknowledgeFacts(speaker: Speaker, isAlone = false): MaybeLine {
  const { brief, phrases, choose, manner } = speaker;
  const pieces: string[] = [];
  const refs: string[] = [];
  for (const fact of [...brief.facts].sort((left, right) => rankOf(left) - rankOf(right))) {
    if (!fact.is_new || fact.is_disputed) continue;
    const piece = notedPiece(speaker, fact);
    if (piece === undefined) continue;
    pieces.push(piece);
    refs.push(fact.ref);
  }
  if (pieces.length === 0) return undefined;
  const wordings = isAlone
    ? phrases.noted.warmly
    : manner === 'efficient'
      ? phrases.noted.briefly
      : phrases.noted.sentence;
  return { text: capitalize(choose('noted', wordings)(phrases.words.list(pieces))), refs };
}

/** What is wanted before what is not. */
function rankOf({ type }: Speaker['brief']['facts'][number]): number {
  return type === 'hard_ban' || type === 'allergy' ? 1 : 0;
}

function notedPiece(speaker: Speaker, fact: Speaker['brief']['facts'][number]): string | undefined {
  const { words, noted } = speaker.phrases;
  if (fact.type === 'hard_ban') return noted.without(bannedThing(speaker, fact));
  if (fact.type === 'allergy') return noted.allergy(bannedThing(speaker, fact));
  if (fact.type === 'body_params' && fact.key.endsWith('size')) return words.size(fact.value);
  const sum = fact.type === 'budget' ? moneyOf(speaker, fact.value) : undefined;
  return sum === undefined ? undefined : words.upTo(sum);
}

/** A look by how it goes together, alternatives by a favourite; prices and shops of the rest are on their cards. */
export function showItems(speaker: Speaker, input: { readonly opening?: Line } = {}): readonly Line[] {
  const { brief } = speaker;
  const limit = readLimit(speaker);
  const look = findLook(brief);
  const prices = (look ?? brief.items).map(({ price }) => price);
  const most = look ? prices.reduce((sum, price) => sum + price, 0) : Math.max(...prices);
  const isWithin = limit !== undefined && most <= limit.amount;
  const noted = input.opening ?? acknowledgeFacts(speaker) ?? rememberedLook(speaker);
  const gap = look ? undefined : otherColour(speaker);
  const isUnderLimit = !look && isWithin && limit.ref === undefined && !limit.isAcknowledged;
  const asked = askRemembered(speaker, limit, isWithin);
  return keepShort([
    noted,
    gap,
    gap
      ? undefined
      : openingOf(speaker, { money: isUnderLimit ? limit.money : undefined, isSecond: noted !== undefined }),
    ...(look ? showLook(speaker, look, limit) : showAlternatives(speaker)),
    asked,
    closes(speaker),
    closingOf(speaker, {
      hasRest: brief.items.length > (look?.length ?? TOLD),
      isLook: look !== undefined,
      isAsked: asked !== undefined,
    }),
  ]);
}

/** Nothing of the wished colour was found: said at once, not left to be noticed. */
function otherColour(speaker: Speaker): MaybeLine {
  const { brief, phrases, choose } = speaker;
  const [wished] = brief.constraints.colours;
  const name = wished === undefined ? undefined : phrases.words.colour(wished);
  const areKnown = brief.items.every((item) => colourOf(phrases, item) !== undefined);
  if (name === undefined || !areKnown || brief.items.some((item) => isColourWished(speaker, item, 'near')))
    return undefined;
  return { text: capitalize(choose('no-colour', phrases.items.otherColour)(name)) };
}

/** After an acknowledgement only a manner that would else not be heard opens once more, when there is room. */
function openingOf(
  speaker: Speaker,
  input: { readonly money: string | undefined; readonly isSecond: boolean },
): MaybeLine {
  const { phrases, choose, manner } = speaker;
  if (manner === 'efficient' || (input.isSecond && manner === 'warm')) return undefined;
  const { money } = input;
  const isPlain = manner === 'warm' && money !== undefined && choose('opening-kind', [true, false]);
  const text = isPlain
    ? choose('opening', phrases.items.underLimit)(money)
    : choose('opening', phrases.items.opening[manner]);
  return { text: capitalize(text), weight: 4 };
}

function closes({ brief, phrases, choose }: Speaker): MaybeLine {
  return brief.rule_ids.some((id) => id.toLowerCase().includes('closing'))
    ? { text: choose('mall-closes', phrases.items.mallCloses), weight: 7 }
    : undefined;
}

function closingOf(
  { brief, phrases, choose, manner }: Speaker,
  { hasRest, isLook, isAsked }: { readonly hasRest: boolean; readonly isLook: boolean; readonly isAsked: boolean },
): MaybeLine {
  const { items } = phrases;
  if (brief.query_level === 3) return { text: choose('steps', items.stepByStep), weight: 6 };
  if (manner === 'efficient' || isAsked) return hasRest ? { text: choose('rest', items.rest), weight: 1 } : undefined;
  if (manner !== 'warm') return { text: choose('closing', items.closing[manner]), weight: 5 };
  if (hasRest) return { text: choose('rest', items.restAsk), weight: 5 };
  return { text: choose('closing', isLook ? items.closing.look : items.closing.warm), weight: 2 };
}
