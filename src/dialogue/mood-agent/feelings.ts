import type { DominantEmotion } from '#dialogue/model/mood-frame';

/**
 * What a word or sign of this kind does to the mood at strength 1. `valence` is in [-1, 1] around neutral, the others
 * are added to (or taken from) signals in [0, 1].
 */
export interface FeelingEffect {
  readonly valence: number;
  readonly arousal?: number;
  readonly dominance?: number;
  readonly frustration?: number;
  readonly urgency?: number;
  readonly confidence?: number;
  readonly fatigue?: number;
  /** The emotion that this feeling speaks for, and how loudly. */
  readonly emotion?: readonly [Exclude<DominantEmotion, 'neutral'>, number];
  /** True for words that judge a thing: in a wish or a question they describe what is sought, not how the user feels. */
  readonly isJudgement?: boolean;
  /** What the feeling turns into under a negation, and at what part of its strength; absent: nothing is left of it. */
  readonly negated?: readonly [FeelingName, number];
}

/** The kinds of feeling that the lexicons speak of. The same for every language. */
export type FeelingName =
  | 'none'
  | 'delight'
  | 'praise'
  | 'liking'
  | 'acceptance'
  | 'gratitude'
  | 'excitement'
  | 'hope'
  | 'relief'
  | 'humor'
  | 'calm'
  | 'wellbeing'
  | 'certainty'
  | 'uncertainty'
  | 'sadness'
  | 'grief'
  | 'shame'
  | 'disappointment'
  | 'anger'
  | 'annoyance'
  | 'insult'
  | 'hate'
  | 'dislike'
  | 'refusal'
  | 'obstacle'
  | 'complaint'
  | 'impatience'
  | 'repetition'
  | 'anxiety'
  | 'panic'
  | 'fatigue'
  | 'exhaustion'
  | 'apathy'
  | 'boredom'
  | 'haste'
  | 'deadline'
  | 'want'
  | 'leisure'
  | 'swear'
  | 'surprise'
  | 'irony';

/**
 * One table for all languages, so that "wonderful", "чудесное" and "رائع" weigh the same. Anchors of the specification:
 * "wonderful dress" is 0.75, sadness 0.25, "ok" 0.5; swearing raises frustration and hardly lowers valence.
 *
 * @see dialogue.md 4.3-4.7
 */
export const FEELINGS: Readonly<Record<FeelingName, FeelingEffect>> = {
  none: { valence: 0 },
  delight: { valence: 0.68, arousal: 0.22, dominance: 0.1, emotion: ['joy', 0.9], negated: ['dislike', 0.8] },
  praise: { valence: 0.5, arousal: 0.08, emotion: ['joy', 0.6], isJudgement: true, negated: ['dislike', 0.75] },
  liking: { valence: 0.36, arousal: 0.04, emotion: ['joy', 0.4], isJudgement: true, negated: ['dislike', 0.9] },
  acceptance: { valence: 0.12, confidence: 0.05, isJudgement: true, negated: ['dislike', 0.6] },
  gratitude: { valence: 0.34, arousal: 0.02, emotion: ['joy', 0.35], negated: ['refusal', 0.3] },
  excitement: { valence: 0.55, arousal: 0.36, emotion: ['anticipation', 0.85], negated: ['disappointment', 0.6] },
  hope: { valence: 0.24, arousal: 0.06, emotion: ['anticipation', 0.45] },
  relief: { valence: 0.42, arousal: -0.06, emotion: ['joy', 0.45] },
  humor: { valence: 0.36, arousal: 0.16, emotion: ['joy', 0.45], negated: ['annoyance', 0.5] },
  calm: { valence: 0.14, arousal: -0.18, dominance: 0.1, negated: ['anxiety', 0.7] },
  wellbeing: { valence: 0.42, arousal: 0.04, dominance: 0.1, emotion: ['joy', 0.5], negated: ['sadness', 0.75] },
  certainty: { valence: 0.06, confidence: 0.35, dominance: 0.15, negated: ['uncertainty', 1] },
  uncertainty: { valence: -0.08, confidence: -0.32, dominance: -0.12, negated: ['certainty', 0.5] },
  sadness: { valence: -0.5, arousal: -0.12, dominance: -0.2, emotion: ['sadness', 0.75], negated: ['acceptance', 0.8] },
  grief: { valence: -0.74, arousal: 0.02, dominance: -0.3, emotion: ['sadness', 1] },
  shame: {
    valence: -0.56,
    arousal: 0.04,
    dominance: -0.3,
    confidence: -0.3,
    frustration: 0.15,
    emotion: ['sadness', 0.7],
    negated: ['acceptance', 0.8],
  },
  disappointment: {
    valence: -0.46,
    arousal: -0.02,
    frustration: 0.42,
    dominance: -0.1,
    emotion: ['sadness', 0.55],
    negated: ['acceptance', 1],
  },
  anger: { valence: -0.62, arousal: 0.32, frustration: 0.78, emotion: ['anger', 0.9], negated: ['acceptance', 0.6] },
  annoyance: {
    valence: -0.46,
    arousal: 0.18,
    frustration: 0.62,
    emotion: ['anger', 0.65],
    negated: ['acceptance', 0.6],
  },
  insult: { valence: -0.46, arousal: 0.22, frustration: 0.55, emotion: ['anger', 0.6], negated: ['none', 0] },
  hate: { valence: -0.62, arousal: 0.2, frustration: 0.5, emotion: ['anger', 0.55], negated: ['acceptance', 0.8] },
  dislike: {
    valence: -0.42,
    arousal: 0.02,
    frustration: 0.22,
    emotion: ['anger', 0.2],
    isJudgement: true,
    negated: ['liking', 0.6],
  },
  refusal: { valence: -0.12, arousal: 0.02, frustration: 0.12, confidence: 0.1 },
  obstacle: {
    valence: -0.46,
    arousal: 0.02,
    frustration: 0.55,
    dominance: -0.15,
    emotion: ['sadness', 0.25],
    negated: ['acceptance', 0.8],
  },
  complaint: { valence: -0.34, arousal: 0.04, frustration: 0.4, emotion: ['anger', 0.3], negated: ['acceptance', 0.8] },
  impatience: { valence: -0.26, arousal: 0.14, frustration: 0.46, urgency: 0.3, emotion: ['anger', 0.4] },
  repetition: { valence: -0.2, arousal: 0.06, frustration: 0.34, emotion: ['anger', 0.25] },
  anxiety: {
    valence: -0.36,
    arousal: 0.2,
    dominance: -0.22,
    confidence: -0.2,
    emotion: ['anxiety', 0.75],
    negated: ['calm', 0.6],
  },
  panic: {
    valence: -0.52,
    arousal: 0.38,
    dominance: -0.3,
    confidence: -0.25,
    urgency: 0.4,
    emotion: ['anxiety', 1],
    negated: ['calm', 0.8],
  },
  fatigue: {
    valence: -0.3,
    arousal: -0.2,
    fatigue: 0.74,
    dominance: -0.1,
    emotion: ['fatigue', 0.8],
    negated: ['acceptance', 1],
  },
  exhaustion: {
    valence: -0.38,
    arousal: -0.22,
    fatigue: 0.9,
    dominance: -0.15,
    emotion: ['fatigue', 1],
    negated: ['acceptance', 1],
  },
  apathy: { valence: -0.24, arousal: -0.18, fatigue: 0.45, confidence: -0.1, emotion: ['fatigue', 0.45] },
  boredom: {
    valence: -0.3,
    arousal: -0.14,
    fatigue: 0.3,
    frustration: 0.15,
    emotion: ['fatigue', 0.35],
    negated: ['acceptance', 1],
  },
  haste: { valence: -0.02, arousal: 0.2, urgency: 0.72, negated: ['leisure', 1] },
  deadline: { valence: 0, arousal: 0.06, urgency: 0.42, negated: ['leisure', 0.5] },
  want: { valence: 0, arousal: 0.02, urgency: 0.12, emotion: ['anticipation', 0.12], negated: ['refusal', 1] },
  leisure: { valence: 0.04, arousal: -0.08, urgency: -0.7, negated: ['haste', 0.4] },
  swear: { valence: -0.12, arousal: 0.2, frustration: 0.42, emotion: ['anger', 0.4] },
  surprise: { valence: 0, arousal: 0.18 },
  irony: { valence: -0.2, arousal: 0.04, frustration: 0.35 },
};
