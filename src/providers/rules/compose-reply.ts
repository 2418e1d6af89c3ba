import { type ReplyBrief, USED_LINE_PREFIX } from '#ports/reply-brief';
import { answerCorrection, answerMemoryQuestion } from './answer-memory-question.ts';
import { createChooser } from './choose.ts';
import type { Line, Speaker } from './line.ts';
import type { Phrasebook } from './phrasebook.ts';
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
const ITEMS_AFTER_CORRECTION = 2;

/** An answer, and the facts and episodes that it relied on. */
export interface ComposedReply {
  readonly text: string;
  readonly used: readonly string[];
}

/** Says the facts of a turn as UNDE would; the same brief gives the same words. */
export function composeReply(brief: ReplyBrief): ComposedReply {
  const speaker: Speaker = {
    brief,
    phrases: PHRASES[brief.language],
    choose: createChooser(
      JSON.stringify([brief.user_message, brief.facts, brief.items, brief.recent.length, brief.episodes.length]),
    ),
    manner: mannerOf(brief.tone_mode),
  };
  const lines = chooseLines(speaker);
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
  if (brief.rule_ids.includes('no_items') || isSearch(brief)) return withNoted(speaker, sayNoItems(speaker));
  const noted = acknowledgeFacts(speaker);
  if (noted) return [noted, { text: choose('search-ask', phrases.chat.askSearch) }];
  if (brief.intent === 'return_after_break')
    return [welcomeBack(speaker), { text: choose('return-ask', phrases.returning.ask) }];
  return chat(speaker);
}

function mannerOf(tone: string): Speaker['manner'] {
  if (tone === 'efficient') return 'efficient';
  if (tone === 'playful' || tone === 'excited') return 'lively';
  return tone === 'gentle' || tone === 'gentle_helpful' || tone === 'supportive' ? 'gentle' : 'warm';
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
  return sorry ? [sorry, ...showItems(speaker, { most: ITEMS_AFTER_CORRECTION, opening: rest[0] ?? sorry })] : lines;
}

function withNoted(speaker: Speaker, lines: readonly Line[]): readonly Line[] {
  const noted = acknowledgeFacts(speaker);
  return noted ? [noted, ...lines] : lines;
}

/** At most one, in a lively answer, before the mark of the first sentence so that no sentence is an emoji alone. */
function withEmoji({ brief, choose, manner }: Speaker, texts: readonly string[]): readonly string[] {
  const [first, ...rest] = texts;
  if (first === undefined || manner !== 'lively' || brief.max_emoji < 1) return texts;
  return [first.replace(/[.!]$/u, (mark) => ` ${choose('emoji', EMOJI)}${mark}`), ...rest];
}
