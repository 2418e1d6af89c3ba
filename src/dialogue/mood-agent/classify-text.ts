import { detectLanguage } from '#dialogue/model/language/detect-language';
import type { MessageLanguage } from '#dialogue/model/language/detect-language';
import type { DominantEmotion } from '#dialogue/model/mood-frame';
import { detectSarcasm } from './detect-sarcasm.ts';
import { FEELINGS } from './feelings.ts';
import type { FeelingName } from './feelings.ts';
import { hasArabiziWords } from './lexicon/arabizi-words.ts';
import { readEmoji } from './lexicon/compiled-lexicon.ts';
import { readPhrases } from './read-phrases.ts';
import type { ReadText } from './read-phrases.ts';
import { readTextSigns } from './text-signs.ts';
import type { TextSigns } from './text-signs.ts';

/** What the words of one message say about its writer; all numbers in [0, 1]. */
export interface TextMood {
  readonly language: MessageLanguage;
  readonly wordCount: number;
  readonly valence: number;
  readonly arousal: number;
  readonly dominance: number;
  readonly frustration: number;
  readonly urgency: number;
  readonly confidence: number;
  readonly fatigue: number;
  readonly moodConfidence: number;
  readonly isSarcastic: boolean;
  readonly dominant: DominantEmotion;
}

/** A message that says nothing about mood. */
const NEUTRAL = { valence: 0.5, arousal: 0.4, dominance: 0.5, urgency: 0.25, confidence: 0.5 };
/** An emotion below this is not worth naming. */
const MIN_EMOTION = 0.28;
/** UTF-16 units at each end of a message that are read. */
const MAX_PART = 1500;

interface Evidence {
  readonly feeling: FeelingName;
  readonly weight: number;
}

/**
 * Level 1 of the mood: deterministic, multilingual, always answers, well under a millisecond for a chat message.
 *
 * @param earlierValences of the user's messages before this one, oldest first; only sarcasm looks at them.
 * @see dialogue.md 4.1, 4.7, D-38
 */
export function classifyText(message: string, earlierValences: readonly number[] = []): TextMood {
  const text = tellingPart(message);
  const detected = detectLanguage(text);
  const isArabizi = detected.language === 'en' && hasArabiziWords(latinWords(text));
  const language = isArabizi ? 'arabizi' : detected.language;
  const read = readPhrases(text, isArabizi || detected.shares.arabizi > 0);
  const signs = readTextSigns(text);
  const emoji = readEmoji(text);
  const isFiller = isFillerOnly(read);
  const words = isFiller ? [] : contrasted(read);
  const evidence = [
    ...fade(words),
    ...cheer(words, signs),
    ...emoji.feelings.map(({ feeling, strength }) => ({ feeling, weight: strength })),
    ...faces(signs),
  ];
  const isSarcastic = !isFiller && detectSarcasm({ read, signs, hasIronicEmoji: emoji.isIronic, earlierValences });
  const valence = readValence(evidence, signs, isSarcastic);
  const isPositive = valence > 0.55;
  const total = (pick: (name: FeelingName) => number | undefined): number =>
    evidence.reduce((sum, { feeling, weight }) => sum + (pick(feeling) ?? 0) * weight, 0);
  const either = (pick: (name: FeelingName) => number | undefined): number =>
    noisyOr(evidence.map(({ feeling, weight }) => Math.max(0, pick(feeling) ?? 0) * weight));
  const frustration = readFrustration(
    either((name) => FEELINGS[name].frustration),
    signs,
    isPositive,
    isSarcastic,
  );
  return {
    language,
    wordCount: read.tokens.length,
    valence,
    arousal: readArousal(
      total((name) => FEELINGS[name].arousal),
      signs,
      isFiller,
    ),
    dominance: clamp(NEUTRAL.dominance + total((name) => FEELINGS[name].dominance)),
    frustration,
    urgency: readUrgency(evidence, read, signs),
    confidence: clamp(NEUTRAL.confidence + total((name) => FEELINGS[name].confidence) - (read.isQuestion ? 0.05 : 0)),
    fatigue: clamp(either((name) => FEELINGS[name].fatigue)),
    moodConfidence: readMoodConfidence(read, signs, isFiller, evidence.length > 0),
    isSarcastic,
    dominant: readDominant(evidence, valence, frustration),
  };
}

/** Of a very long message its beginning and its end: the answer must come in time, and there the mood shows. */
function tellingPart(message: string): string {
  if (message.length <= 2 * MAX_PART) return message;
  return `${message.slice(0, MAX_PART)}\n${message.slice(-MAX_PART)}`;
}

function latinWords(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z0-9']+/gu) ?? [];
}

function isFillerOnly(read: ReadText): boolean {
  const fillers = read.roles.get('filler');
  return (
    read.tokens.length > 0 && read.tokens.length <= 3 && read.tokens.every((_, position) => fillers?.has(position))
  );
}

/** What stands after "but" is what the user means. */
function contrasted(read: ReadText): readonly Evidence[] {
  const turn = [...(read.roles.get('contrast') ?? [])].filter((position) => position > 0).at(-1);
  if (turn === undefined) return read.phrases;
  return read.phrases.map((phrase) => ({
    feeling: phrase.feeling,
    weight: phrase.weight * (phrase.start < turn ? 0.85 : 1.1),
  }));
}

/** The same feeling said again adds little. */
function fade(evidence: readonly Evidence[]): readonly Evidence[] {
  const seen = new Map<FeelingName, number>();
  return evidence.map(({ feeling, weight }) => {
    const count = seen.get(feeling) ?? 0;
    seen.set(feeling, count + 1);
    return { feeling, weight: weight * 0.5 ** count };
  });
}

/** Exclamation marks around words that say nothing bad and hurry nobody are joy. */
function cheer(words: readonly Evidence[], signs: TextSigns): readonly Evidence[] {
  const hasTrouble = words.some(
    ({ feeling }) => FEELINGS[feeling].valence < 0 || (FEELINGS[feeling].urgency ?? 0) > 0.3,
  );
  return signs.exclamations >= 2 && signs.questions === 0 && !signs.isShouting && !hasTrouble
    ? [{ feeling: 'liking', weight: 0.7 }]
    : [];
}

function faces(signs: TextSigns): readonly Evidence[] {
  if (signs.bracketSmile === 0) return [];
  return [{ feeling: signs.bracketSmile > 0 ? 'liking' : 'sadness', weight: 0.45 * Math.abs(signs.bracketSmile) }];
}

function readValence(evidence: readonly Evidence[], signs: TextSigns, isSarcastic: boolean): number {
  const values = evidence.map(({ feeling, weight }) => FEELINGS[feeling].valence * weight);
  const good = noisyOr(values.filter((value) => value > 0));
  const shoutedAnger = signs.isShouting && good < 0.2 ? 0.3 : 0;
  const bad = noisyOr([...values.filter((value) => value < 0).map((value) => -value), shoutedAnger]);
  const net = isSarcastic ? -Math.max(0.45, 0.6 * good, bad) : good - bad;
  const emphasis =
    1 + 0.06 * Math.min(3, signs.exclamations) + (signs.hasElongation ? 0.08 : 0) + (signs.isShouting ? 0.1 : 0);
  return clamp(0.5 + 0.5 * Math.max(-0.94, Math.min(0.94, net * emphasis)));
}

function readFrustration(words: number, signs: TextSigns, isPositive: boolean, isSarcastic: boolean): number {
  const shout = signs.isShouting && !isPositive ? 0.45 : 0;
  const marks = signs.questions >= 2 && !isPositive ? 0.12 * Math.min(3, signs.questions) : 0;
  const stress = words > 0.2 && signs.exclamations > 0 ? 0.07 * Math.min(3, signs.exclamations) : 0;
  const all = noisyOr([words, shout, marks, stress]);
  return clamp(isSarcastic ? Math.max(0.5, all) : isPositive ? all * 0.4 : all);
}

function readArousal(words: number, signs: TextSigns, isFiller: boolean): number {
  const marks =
    0.06 * Math.min(3, signs.exclamations) + (signs.questions >= 2 ? 0.06 : 0) - (signs.hasEllipsis ? 0.05 : 0);
  const voice = (signs.isShouting ? 0.3 : 0) + (signs.hasElongation ? 0.07 : 0);
  return clamp(NEUTRAL.arousal - (isFiller ? 0.05 : 0) + softLimit(words) + marks + voice, 0.05, 0.98);
}

/** Several calm or excited words together do not add up without end. */
function softLimit(value: number): number {
  return 0.5 * Math.tanh(value / 0.5);
}

function readUrgency(evidence: readonly Evidence[], read: ReadText, signs: TextSigns): number {
  const isAsking = read.hasRequest || evidence.some(({ feeling }) => feeling === 'want' || feeling === 'haste');
  const pull = evidence.map(({ feeling, weight }) => {
    const urgency = Math.max(0, FEELINGS[feeling].urgency ?? 0) * weight;
    return feeling === 'deadline' && !isAsking ? urgency * 0.3 : urgency;
  });
  const push = evidence.reduce(
    (sum, { feeling, weight }) => sum + Math.min(0, FEELINGS[feeling].urgency ?? 0) * weight,
    0,
  );
  const marks = isAsking ? 0.04 * Math.min(3, signs.exclamations) : 0;
  const urgency = NEUTRAL.urgency + (1 - NEUTRAL.urgency) * noisyOr([...pull, marks]);
  return clamp(push < 0 ? Math.min(urgency * 0.4, 0.25 + push * 0.25) : urgency);
}

function readMoodConfidence(read: ReadText, signs: TextSigns, isFiller: boolean, hasEvidence: boolean): number {
  const words = read.tokens.length;
  if (signs.isShouting) return 0.95;
  if (isFiller) return 0.25;
  if (words === 0) return hasEvidence ? 0.4 : 0.2;
  const byLength = [0.3, 0.4, 0.5, 0.58, 0.65][words - 1] ?? Math.min(0.9, 0.72 + 0.012 * (words - 6));
  return clamp(byLength + (hasEvidence && words <= 5 ? 0.1 : 0));
}

function readDominant(evidence: readonly Evidence[], valence: number, frustration: number): DominantEmotion {
  const scores = new Map<DominantEmotion, number>();
  for (const { feeling, weight } of evidence) {
    const emotion = FEELINGS[feeling].emotion;
    if (emotion) scores.set(emotion[0], noisyOr([scores.get(emotion[0]) ?? 0, emotion[1] * weight]));
  }
  if (valence < 0.42) for (const name of ['joy', 'anticipation'] as const) scores.delete(name);
  if (frustration >= 0.6 && valence < 0.4) scores.set('anger', Math.max(scores.get('anger') ?? 0, 0.4));
  const [best] = [...scores].sort((left, right) => right[1] - left[1]);
  return best && best[1] >= MIN_EMOTION ? best[0] : 'neutral';
}

/** Independent hints: the more of them, the nearer to 1, never beyond. */
function noisyOr(values: readonly number[]): number {
  return 1 - values.reduce((rest, value) => rest * (1 - Math.max(0, Math.min(0.97, value))), 1);
}

function clamp(value: number, low = 0, high = 1): number {
  return Math.max(low, Math.min(high, value));
}
