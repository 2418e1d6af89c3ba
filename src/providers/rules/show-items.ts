import type { Line, MaybeLine, Speaker } from './line.ts';
import { capitalize, isInLanguage, itemWords, knownFacts, moneyOf, bannedThing } from './read-brief.ts';

const SHOWN = 3;
/** An answer has at most six sentences, so that it can be listened to. */
const MOST_LINES = 6;
const LONGEST_LOOK = 60;

/** Acknowledges once what was learned in this message: `Size M, up to 700 AED and no leather, noted.` */
export function acknowledgeFacts(speaker: Speaker): MaybeLine {
  const { brief, phrases, choose } = speaker;
  const pieces: string[] = [];
  const refs: string[] = [];
  for (const fact of brief.facts) {
    if (!fact.is_new || fact.is_disputed) continue;
    const piece = notedPiece(speaker, fact);
    if (piece === undefined) continue;
    pieces.push(piece);
    refs.push(fact.ref);
  }
  if (pieces.length === 0) return undefined;
  return { text: capitalize(choose('noted', phrases.noted.sentence)(phrases.words.list(pieces))), refs };
}

function notedPiece(speaker: Speaker, fact: Speaker['brief']['facts'][number]): string | undefined {
  const { words, noted } = speaker.phrases;
  if (fact.type === 'hard_ban') return noted.without(bannedThing(speaker, fact));
  if (fact.type === 'allergy') return noted.allergy(bannedThing(speaker, fact));
  if (fact.type === 'body_params' && fact.key.endsWith('size')) return words.size(fact.value);
  const sum = fact.type === 'budget' ? moneyOf(speaker, fact.value) : undefined;
  return sum === undefined ? undefined : words.upTo(sum);
}

/** The found items by name, price, size and place; the first three in words, the rest on their cards. */
export function showItems(
  speaker: Speaker,
  input: { readonly most?: number; readonly opening?: Line } = {},
): readonly Line[] {
  const { brief, phrases, choose, manner } = speaker;
  const words = itemWords(speaker).slice(0, input.most ?? SHOWN);
  const isEfficient = manner === 'efficient';
  const told = words.map((item, index): Line => {
    if (isEfficient) return { text: phrases.items.brief(item) };
    const isCompanion = index > 0 && brief.items[index]?.category !== brief.items[index - 1]?.category;
    const part = index === 0 ? 'first' : index === words.length - 1 ? 'last' : isCompanion ? 'companion' : 'next';
    return { text: choose(`${part}${index}`, phrases.items[part])(item) };
  });
  const opening = input.opening ?? acknowledgeFacts(speaker) ?? rememberedLook(speaker);
  const lines: Line[] = opening
    ? [opening]
    : isEfficient
      ? []
      : [{ text: choose('opening', phrases.items.opening[manner]) }];
  lines.push(...told);
  const rest = brief.items.length - words.length;
  const closing = isEfficient ? undefined : { text: closingOf(speaker) };
  const extras = [
    rememberedCondition(speaker),
    closes(speaker),
    rest > 0 && !input.most ? { text: phrases.items.more(rest) } : undefined,
  ];
  for (const extra of extras) if (extra && lines.length < MOST_LINES - (closing ? 1 : 0)) lines.push(extra);
  return closing ? [...lines, closing] : lines;
}

function closingOf({ brief, phrases, choose, manner }: Speaker): string {
  if (brief.query_level === 3) return choose('steps', phrases.items.stepByStep);
  const isLook = new Set(brief.items.map(({ category }) => category)).size > 1;
  if (manner === 'warm' && isLook) return choose('closing', phrases.items.closing.look);
  return choose('closing', phrases.items.closing[manner === 'efficient' ? 'warm' : manner]);
}

/** A remembered size or sum that shaped the choice is told as a question, and only when nobody said it just now. */
function rememberedCondition(speaker: Speaker): MaybeLine {
  const { brief, phrases, choose, manner } = speaker;
  if (manner === 'efficient') return undefined;
  const [size] = knownFacts(brief, 'body_params', 'size');
  const offered = brief.items.every((item) => item.size_offered?.toUpperCase() === size?.value.toUpperCase());
  if (size && !size.is_new && offered && brief.constraints.size?.toUpperCase() !== size.value.toUpperCase()) {
    return {
      text: capitalize(choose('size', phrases.items.rememberedSize)(phrases.words.size(size.value))),
      refs: [size.ref],
    };
  }
  const [budget] = knownFacts(brief, 'budget');
  const sum = budget && !budget.is_new && !/\d/u.test(brief.user_message) ? moneyOf(speaker, budget.value) : undefined;
  return budget && sum
    ? { text: choose('budget', phrases.items.rememberedBudget)(sum), refs: [budget.ref] }
    : undefined;
}

function closes({ brief, phrases }: Speaker): MaybeLine {
  return brief.rule_ids.some((id) => id.toLowerCase().includes('closing'))
    ? { text: phrases.items.mallCloses }
    : undefined;
}

/** What was shown before, as a question; only a short description in the user's own language. */
function rememberedLook({ brief, phrases, choose }: Speaker): MaybeLine {
  const episode = brief.episodes.find(
    ({ artifact }) => artifact !== null && artifact.length <= LONGEST_LOOK && isInLanguage(artifact, brief.language),
  );
  if (brief.query_level < 2 || !episode?.artifact) return undefined;
  return { text: choose('look', phrases.items.rememberedLook)(episode.artifact), refs: [episode.ref] };
}
