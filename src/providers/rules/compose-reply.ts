import { type ReplyBrief, USED_LINE_PREFIX } from '#ports/reply-brief';
import { answerCorrection, answerMemoryQuestion } from './answer-memory-question.ts';
import { createChooser } from './choose.ts';
import { keepShort, type Line, type Speaker } from './line.ts';
import type { Manner, Phrasebook } from './phrasebook.ts';
import { ARABIC } from './phrases-ar.ts';
import { ENGLISH } from './phrases-en.ts';
import { RUSSIAN } from './phrases-ru.ts';
import { readSmallTalk } from './read-small-talk.ts';
import { sayNoItems, sayShopsSilent } from './say-no-items.ts';
import { acknowledgeFacts, showItems } from './show-items.ts';
import { chat, giveOpinion, support, welcomeBack } from './talk.ts';

const PHRASES: Readonly<Record<ReplyBrief['language'], Phrasebook>> = { en: ENGLISH, ru: RUSSIAN, ar: ARABIC };
const EMOJI = ['😊', '✨', '💛'] as const;
const DELICATE: ReadonlySet<string> = new Set(['reveal', 'fakes', 'medical', 'body']);
const MANNERS: Readonly<Record<string, Manner>> = {
  gentle: 'gentle',
  gentle_helpful: 'gentle',
  supportive: 'supportive',
  playful: 'playful',
  excited: 'excited',
  opinionated: 'opinionated',
  efficient: 'efficient',
};
/** Other wordings are tried this often when an answer would open as a recent one did. */
const OPENINGS_TRIED = 8;

/** An answer, and the facts and episodes that it relied on. */
export interface ComposedReply {
  readonly text: string;
  readonly used: readonly string[];
}

/** Says the facts of a turn as UNDE would; the same brief gives the same words, and no opening comes twice in a row. */
export function composeReply(brief: ReplyBrief): ComposedReply {
  const recent = new Set(brief.recent.flatMap(({ role, text }) => (role === 'assistant' ? [openingOf(text)] : [])));
  const first = compose(brief, 0);
  for (let attempt = 1, next = first; attempt <= OPENINGS_TRIED; attempt++) {
    if (!recent.has(openingOf(next.text))) return next;
    next = compose(brief, attempt);
  }
  return first;
}

/** The first two words, as one would notice them again. */
function openingOf(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, 2).join(' ');
}

function compose(brief: ReplyBrief, attempt: number): ComposedReply {
  const speaker: Speaker = {
    brief,
    phrases: PHRASES[brief.language],
    choose: createChooser(JSON.stringify([brief, attempt])),
    manner: MANNERS[brief.tone_mode] ?? 'warm',
  };
  const lines = keepShort(chooseLines(speaker));
  const text = withEmoji(
    speaker,
    lines.map((line) => line.text),
  );
  return { text: text.join(' '), used: [...new Set(lines.flatMap((line) => line.refs ?? []))] };
}

/** The answer as a prompt wants it: the text, and a last line with what was used. */
export function renderReply({ text, used }: ComposedReply): string {
  return used.length === 0 ? text : `${text}\n${USED_LINE_PREFIX} ${used.join(', ')}`;
}

function chooseLines(speaker: Speaker): readonly Line[] {
  const { brief, phrases, choose } = speaker;
  const hasItems = brief.items.length > 0;
  if (brief.memory_question !== null && !hasItems) return answerMemoryQuestion(speaker, brief.memory_question);
  const subject = readSmallTalk(brief.user_message);
  if (subject && DELICATE.has(subject) && !hasItems)
    return [{ text: choose('small-talk', phrases.smallTalk[subject]) }];
  if (brief.correction) return afterCorrection(speaker, answerCorrection(speaker, brief.correction));
  if (brief.intent === 'emotional_share') return support(speaker);
  if (asksWhich(brief)) return [{ text: choose('which', phrases.noItems.whichOne) }];
  if (brief.intent === 'opinion_request') return giveOpinion(speaker);
  if (hasItems)
    return showItems(speaker, brief.intent === 'return_after_break' ? { opening: welcomeBack(speaker) } : {});
  if (brief.rule_ids.includes('offer_no_concrete_items')) return sayShopsSilent(speaker);
  if (brief.rule_ids.includes('no_items') || isSearch(brief)) return sayNoItems(speaker);
  const noted = acknowledgeFacts(speaker, true);
  if (noted) return [noted, { text: choose('search-ask', phrases.chat.askSearch) }];
  if (brief.intent === 'return_after_break')
    return [welcomeBack(speaker), { text: choose('return-ask', phrases.returning.ask) }];
  return chat(speaker);
}

function asksWhich(brief: ReplyBrief): boolean {
  if (brief.items.length > 0) return false;
  return (
    brief.rule_ids.includes('ask_which_artefact') ||
    (brief.rule_ids.includes('SR-which-artefact') && brief.intent === 'opinion_request')
  );
}

function isSearch({ intent, constraints }: ReplyBrief): boolean {
  const hasConditions =
    constraints.categories.length > 0 || constraints.colours.length > 0 || constraints.max_price !== null;
  return hasConditions && (intent === 'quick_search' || intent === 'browse' || intent === 'task_with_mood');
}

function afterCorrection(speaker: Speaker, lines: readonly Line[]): readonly Line[] {
  if (speaker.brief.items.length === 0) return lines;
  const [sorry, ...rest] = lines;
  return sorry ? [sorry, ...showItems(speaker, rest[0] ? { opening: rest[0] } : {})] : lines;
}

/** At most one, in a lively answer, before the mark of the first sentence so that no sentence is an emoji alone. */
function withEmoji({ brief, choose, manner }: Speaker, texts: readonly string[]): readonly string[] {
  const [first, ...rest] = texts;
  if (first === undefined || (manner !== 'playful' && manner !== 'excited') || brief.max_emoji < 1) return texts;
  return [first.replace(/[.!]$/u, (mark) => ` ${choose('emoji', EMOJI)}${mark}`), ...rest];
}
