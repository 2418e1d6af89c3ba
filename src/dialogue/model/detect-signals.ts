import type { FlatMood, ResponseMeta, SignalType } from '../persona-agent/contract.ts';
import { normalizeText } from './language/normalize-text.ts';
import { tokenize } from './language/tokenize.ts';
import {
  countSlang,
  dismissesCulture,
  dismissesPraise,
  dismissesUrgency,
  isAcceptance,
  isDeflection,
  isLaughter,
  isNotFunny,
  isRefusal,
  isThanks,
  wantsClearOpinion,
} from './reaction-phrases.ts';
import { findStyleInstructions } from './style-instructions.ts';

/** What a reaction is read from. */
export interface ReactionInput {
  /** Of the answer to which the user reacts. */
  readonly meta: ResponseMeta;
  /** Mood of the reaction. */
  readonly mood: FlatMood;
  /** Valence of the user's message before that answer; null when unknown. */
  readonly valenceBefore: number | null;
  /** The whole final utterance. */
  readonly transcript: string;
  /** Earlier answers, newest first, at most 20; their `user_word_count` is that of the message they answered. */
  readonly lastMetas: readonly ResponseMeta[];
}

/** A signal for `POST /persona/feedback`; the caller adds the ids. */
export interface DetectedSignal {
  readonly signal_type: SignalType;
  readonly signal_data: Readonly<Record<string, unknown>>;
}

const VALENCE_STEP = 0.15;
const IGNORING_WORDS = 3;
const SHORT_WORDS = 2;
const OPENING_UP_WORDS = 8;
const REPLY_WINDOW = 5;
const SHORT_REPLIES = 3;
const SLANG_WORDS = 2;
const END_LENGTH = 600;
const NERVOUS_VALENCE = 0.3;

interface Reaction extends ReactionInput {
  /** Normalised transcript. */
  readonly text: string;
  readonly words: number;
  readonly laughs: boolean;
  readonly rises: boolean;
  readonly falls: boolean;
}

/**
 * Reads the signals of a reaction, in any of the supported languages. Signals about humour, initiative and the like are
 * possible only when the answer had them; wishes about style always are.
 *
 * @see persona.md 6.2, P-13
 */
export function detectSignals(input: ReactionInput): readonly DetectedSignal[] {
  const reaction = readReaction(input);
  const behavioural = [
    humor(reaction),
    culture(reaction),
    initiative(reaction),
    depth(reaction),
    ...opinion(reaction),
    praise(reaction),
    urgency(reaction),
    brevity(reaction),
    countSlang(reaction.text) >= SLANG_WORDS ? 'formality_informal' : undefined,
  ] as const;
  return [
    ...behavioural.flatMap((type) => (type ? [{ signal_type: type, signal_data: {} }] : [])),
    ...findStyleInstructions(bothEnds(input.transcript)).map(({ field, value }) => ({
      signal_type: 'explicit_override' as const,
      signal_data: { field, value },
    })),
  ];
}

/** Reactions and wishes stand at the beginning or at the end; reading all of a very long message would take 80 ms. */
function bothEnds(transcript: string): string {
  if (transcript.length <= 2 * END_LENGTH) return transcript;
  return `${transcript.slice(0, END_LENGTH)}\n${transcript.slice(-END_LENGTH)}`;
}

function readReaction(input: ReactionInput): Reaction {
  const transcript = bothEnds(input.transcript);
  const { text } = normalizeText(transcript);
  const change = input.valenceBefore === null ? 0 : input.mood.valence - input.valenceBefore;
  const isNervous = input.mood.dominant_emotion === 'anxiety' || input.mood.valence < NERVOUS_VALENCE;
  const laughs = input.mood.voice_signals?.laughter_detected === true || isLaughter(text);
  return {
    ...input,
    text,
    words: tokenize(text).length,
    laughs: laughs && !isNervous,
    rises: change >= VALENCE_STEP - 1e-9,
    falls: change <= -VALENCE_STEP + 1e-9,
  };
}

function humor({ meta, text, words, laughs, rises }: Reaction): SignalType | undefined {
  if (!meta.had_humor) return undefined;
  if (isNotFunny(text)) return 'humor_ignored';
  if (laughs || rises) return 'humor_positive';
  return words <= IGNORING_WORDS ? 'humor_ignored' : undefined;
}

/** Ignoring a reference is not a rejection: that would silence all of them for a week. */
function culture({ meta, text, laughs, rises, falls }: Reaction): SignalType | undefined {
  if (!meta.had_cultural_ref) return undefined;
  if (dismissesCulture(text) || falls) return 'cultural_ref_rejected';
  return laughs || rises ? 'cultural_ref_positive' : undefined;
}

function initiative({ meta, text, words }: Reaction): SignalType | undefined {
  if (!meta.was_proactive) return undefined;
  if (isRefusal(text)) return 'proactivity_rejected';
  if (isAcceptance(text)) return 'proactivity_welcomed';
  return words <= SHORT_WORDS ? 'proactivity_rejected' : undefined;
}

function depth({ meta, text, words, rises }: Reaction): SignalType | undefined {
  if (!meta.had_emotional_support) return undefined;
  if (isDeflection(text)) return 'emotional_depth_deflected';
  if (isThanks(text) || rises || words >= OPENING_UP_WORDS) return 'emotional_depth_positive';
  return words <= SHORT_WORDS ? 'emotional_depth_deflected' : undefined;
}

function opinion({ meta, text }: Reaction): readonly (SignalType | undefined)[] {
  const wantsMore = wantsClearOpinion(text) ? ('wants_stronger_opinion' as const) : undefined;
  if (!meta.had_opinion) return [wantsMore];
  return [wantsMore ?? (isAcceptance(text) ? 'opinion_accepted' : undefined)];
}

function praise({ meta, text, rises }: Reaction): SignalType | undefined {
  if (!meta.had_praise) return undefined;
  if (dismissesPraise(text)) return 'praise_dismissed';
  return isThanks(text) || rises ? 'praise_welcomed' : undefined;
}

function urgency({ meta, text }: Reaction): SignalType | undefined {
  if (!meta.had_urgency_push) return undefined;
  if (dismissesUrgency(text) || isRefusal(text)) return 'shopping_urgency_rejected';
  return isAcceptance(text) ? 'shopping_urgency_positive' : undefined;
}

/** At most two words in three of the last five replies, this one among them. */
function brevity({ words, lastMetas }: Reaction): SignalType | undefined {
  const earlier = lastMetas.flatMap((meta) => (meta.user_word_count === undefined ? [] : [meta.user_word_count]));
  const short = [words, ...earlier].slice(0, REPLY_WINDOW).filter((count) => count <= SHORT_WORDS).length;
  return words <= SHORT_WORDS && short >= SHORT_REPLIES ? 'brevity_signal' : undefined;
}
