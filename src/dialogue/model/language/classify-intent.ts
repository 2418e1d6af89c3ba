import type { Intent } from '../intent.ts';
import { findConcepts } from './concepts.ts';
import { CLOTHES_TALK, INTENT_CUES, RETURN_CUES } from './intent-lexicon.ts';
import { normalizeText } from './normalize-text.ts';
import { findAmounts } from './parse-amount.ts';
import { tokenize } from './tokenize.ts';

/** What the rules may look at. `gapMs` since the last message of the conversation; absent at its very beginning. */
export type IntentInput = {
  readonly text: string;
  readonly hasPhoto?: boolean;
  readonly gapMs?: number;
  readonly isReplyToArtefact?: boolean;
  readonly previousAssistantText?: string;
};

/** The user's aim. `isTie`: the rules have no clear winner and a small model may be asked when the deadline allows. */
export type ClassifiedIntent = {
  readonly intent: Intent;
  readonly requiresConsultant: boolean;
  readonly requiresRecognition: boolean;
  readonly isTie: boolean;
};

/** A pause after which the thread is broken. @see dialogue.md 4.3 */
const THREAD_BREAK_MS = 1_800_000;
const LONG_ABSENCE_MS = 24 * 3_600_000;
const SHORT_WORDS = 5;
const SHOPPING_KINDS = new Set(['garment', 'material', 'cut', 'colour', 'pattern', 'brand']);

/** "Red or black?": one of two is asked for. */
const CHOICE = /(?<![\p{L}\p{M}])(?:or|или|ولا|او|wala|aw)(?![\p{L}\p{M}])[^.!?؟]{1,40}[?؟]/u;

type Cues = {
  readonly words: number;
  readonly has: Readonly<
    Record<
      | keyof typeof INTENT_CUES
      | 'return'
      | 'clothes'
      | 'thing'
      | 'garment'
      | 'condition'
      | 'price'
      | 'occasion'
      | 'choice',
      boolean
    >
  >;
};

function readCues(text: string): Cues {
  const concepts = findConcepts(text);
  const kinds = new Set(concepts.map(({ kind }) => kind));
  const hasGarment = kinds.has('garment');
  const conditions = [...kinds].filter((kind) => SHOPPING_KINDS.has(kind) && kind !== 'garment').length;
  const hasPrice = findAmounts(text).some(({ currency, bound }) => currency !== undefined || bound === 'max');
  return {
    words: tokenize(text).length,
    has: {
      search: INTENT_CUES.search.test(text),
      browse: INTENT_CUES.browse.test(text),
      opinion: INTENT_CUES.opinion.test(text),
      emotion: INTENT_CUES.emotion.test(text),
      social: INTENT_CUES.social.test(text),
      task: INTENT_CUES.task.test(text),
      return: RETURN_CUES.test(text),
      clothes: hasGarment || CLOTHES_TALK.test(text),
      thing: hasGarment || conditions > 0,
      garment: hasGarment,
      condition: conditions > 0 || hasPrice,
      price: hasPrice,
      occasion: kinds.has('occasion') || kinds.has('event'),
      choice: CHOICE.test(text),
    },
  };
}

/**
 * A strong shopping cue names a thing or an occasion and asks for it; "I want to cry" does not. A look with its price or
 * its occasion is a wish without any verb: "a casual look for the weekend, up to 700".
 */
function wantsClothes({ has }: Cues): boolean {
  const asks = has.search || has.task;
  return (
    (asks && (has.thing || has.occasion || has.clothes)) ||
    (has.garment && has.condition) ||
    (has.clothes && !has.opinion && (has.price || has.occasion))
  );
}

type Scores = Partial<Record<Intent, number>>;

function score(cues: Cues, input: IntentInput): Scores {
  const { has, words } = cues;
  const isShopping = wantsClothes(cues);
  const isChoice = has.choice && has.thing && !has.search;
  const isAway = (input.gapMs ?? 0) > THREAD_BREAK_MS;
  return {
    emotional_share: has.emotion && !isShopping ? 6 : 0,
    task_with_mood:
      isShopping && (has.emotion || (has.task && has.occasion && !has.garment))
        ? 7
        : has.task && (has.occasion || has.clothes) && !has.garment
          ? 5
          : 0,
    opinion_request: isChoice
      ? 6.6
      : has.opinion && !(has.emotion && !has.clothes)
        ? has.clothes || input.isReplyToArtefact === true || input.hasPhoto === true
          ? 6.5
          : 3
        : 0,
    quick_search: isShopping ? 6 : (has.garment || has.condition) && words <= 12 && !has.opinion ? 5 : 0,
    browse: has.browse
      ? has.garment && has.condition
        ? 3
        : isShopping && !has.search
          ? 5
          : has.thing
            ? 5.5
            : 5
      : has.search && has.clothes
        ? 4
        : has.search
          ? 2
          : 0,
    return_after_break: has.return
      ? 6.2
      : isAway && has.social && !isShopping && words <= SHORT_WORDS + 3
        ? 4.5
        : (input.gapMs ?? 0) > LONG_ABSENCE_MS && has.social && !isShopping
          ? 4.5
          : 0,
    social_chat: has.social && !has.thing ? (words <= SHORT_WORDS ? 4.2 : 3.5) : 1,
  };
}

/** A bare reaction to what was shown ("the second one", "cheaper") goes on with it. */
function continues(input: IntentInput, cues: Cues): boolean {
  return (
    input.isReplyToArtefact === true &&
    cues.words <= 8 &&
    !cues.has.emotion &&
    !cues.has.opinion &&
    !(cues.has.social && !cues.has.clothes)
  );
}

/**
 * Classifies the aim of a message by rules: cues in four languages, the pause before it, a photo. A feeling without a
 * clear wish for clothes is always emotional_share; a wish under a mood or for an occasion is task_with_mood. The
 * consultant is asked for searches, browsing, tasks, and opinions about clothes. @see dialogue.md 3.7, D-21
 */
export function classifyIntent(input: IntentInput): ClassifiedIntent {
  const { text } = normalizeText(input.text);
  const cues = readCues(text);
  const scores: Scores = score(cues, input);
  if (continues(input, cues)) scores.quick_search = Math.max(scores.quick_search ?? 0, 5.2);
  if (input.hasPhoto === true && !cues.has.emotion) scores.quick_search = Math.max(scores.quick_search ?? 0, 5);
  const ranked = (Object.entries(scores) as [Intent, number][]).sort((left, right) => right[1] - left[1]);
  const [first = ['social_chat', 0] as [Intent, number], second = ['social_chat', 0] as [Intent, number]] = ranked;
  const intent = first[0];
  const isAboutClothes = cues.has.clothes || input.isReplyToArtefact === true || input.hasPhoto === true;
  const shops =
    intent === 'quick_search' ||
    intent === 'browse' ||
    intent === 'task_with_mood' ||
    (intent === 'opinion_request' && isAboutClothes);
  return {
    intent,
    requiresConsultant: shops,
    requiresRecognition: input.hasPhoto === true,
    isTie: first[1] <= 1 || first[1] - second[1] < 0.3,
  };
}
