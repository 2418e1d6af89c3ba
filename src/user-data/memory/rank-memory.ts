import { normalizeText } from '#dialogue/model/language/normalize-text';
import { splitSentences, tokenize } from '#dialogue/model/language/tokenize';
import type { MemoryType } from './classify-message.ts';
import { mentionedTime } from './mentioned-time.ts';
import { effectiveLambda } from './score-episodes.ts';

/** A candidate of the search by weighed words and by meaning. */
export type MemoryRankCandidate = {
  readonly messageId: string;
  readonly content: string;
  readonly createdAt: Date;
  readonly memoryType: MemoryType | null;
  readonly memoryConfidence: number | null;
  /** Where it stands: neighbours differ by 1, sessions by more than {@link SPAN_REACH}. */
  readonly place: number;
  /** May it be an episode, or is it context only. */
  readonly isEvidence: boolean;
  /** Weighed words, 0 or more. */
  readonly wordScore: number;
  /** Cosine, in [0, 1]. */
  readonly vecScore: number;
};

/** A candidate with its score; only the order means something (the best has about 1 to 4). */
export type RankedMemory<Candidate extends MemoryRankCandidate = MemoryRankCandidate> = Candidate & {
  readonly finalScore: number;
};

/** What was asked, and how to weigh. */
export type MemoryRankingOptions = {
  readonly question: string;
  readonly now: Date;
  readonly timeZone: string;
  /** Least vector score of a candidate without a common word. */
  readonly threshold: number;
  /** Weight of the vectors beside the words, both relative to the best; see {@link vectorWeight}. */
  readonly vectorWeight: number;
};

const NAMED_SPEAKER_BOOST = 1;
const MENTIONED_TIME_BOOST = 1;
const QUESTION_DISCOUNT = 0.4;
const RECENCY_BOOST = 0.1;
const DAY_MS = 86_400_000;
/** "Anna: I was there": what stands in a message that was taken over from another chat. */
const SPEAKER = /^\s*([\p{L}\p{M}][\p{L}\p{M}\p{N}'’.-]*(?: [\p{L}\p{M}\p{N}'’.-]+){0,2}):\s/u;

/** Weight of a model's vectors. The local ones know shared words only and add little to words that are weighed. */
export function vectorWeight(embeddingModel: string): number {
  return embeddingModel.startsWith('local/') ? 0.1 : 0.4;
}

/**
 * Orders candidates, the best first: weighed words and meaning, each relative to its best; more for who is named ("what
 * did Anna say") and for the time that is named ("in July"), less for a message that only asks, a little more for what is
 * newer (a boost, never a penalty). Candidates without a common word and below the threshold are left out; context stays
 * in, to be spans. There is no cap per day: what was said on one day about one thing belongs together.
 *
 * @see knowledge.md 13
 */
export function rankMemory<Candidate extends MemoryRankCandidate>(
  candidates: readonly Candidate[],
  options: MemoryRankingOptions,
): readonly RankedMemory<Candidate>[] {
  const most = (score: (candidate: Candidate) => number): number => Math.max(1e-9, ...candidates.map(score));
  const mostWords = most(({ wordScore }) => wordScore);
  const mostMeaning = most(({ vecScore }) => vecScore);
  const asked = new Set(tokenize(normalizeText(options.question).text).map(({ text }) => text.replace(/'s$/u, '')));
  const isInTime = mentionedTime(options.question, options);
  return candidates
    .filter(({ wordScore, vecScore }) => wordScore > 0 || vecScore > options.threshold)
    .map((candidate): RankedMemory<Candidate> => {
      const base = candidate.wordScore / mostWords + options.vectorWeight * (candidate.vecScore / mostMeaning);
      const named = isNamed(candidate.content, asked) ? 1 + NAMED_SPEAKER_BOOST : 1;
      const timely = isInTime?.(candidate.createdAt) === true ? 1 + MENTIONED_TIME_BOOST : 1;
      const asserting = 1 - QUESTION_DISCOUNT * questionShare(candidate.content);
      return { ...candidate, finalScore: base * named * timely * asserting * recency(candidate, options.now) };
    })
    .sort(byScore);
}

function byScore(left: RankedMemory, right: RankedMemory): number {
  const byTime = right.createdAt.getTime() - left.createdAt.getTime();
  return right.finalScore - left.finalScore || byTime || (left.messageId < right.messageId ? -1 : 1);
}

function recency({ createdAt, memoryType, memoryConfidence }: MemoryRankCandidate, now: Date): number {
  const days = Math.max(0, (now.getTime() - createdAt.getTime()) / DAY_MS);
  return 1 + RECENCY_BOOST * Math.exp(-effectiveLambda(memoryType, memoryConfidence) * days);
}

function isNamed(content: string, asked: ReadonlySet<string>): boolean {
  const speaker = SPEAKER.exec(content.slice(0, 80))?.[1];
  return speaker !== undefined && tokenize(normalizeText(speaker).text).some(({ text }) => asked.has(text));
}

/** The share of a message's sentences that ask, in [0, 1]: a question asserts nothing. What stands in brackets does not count. */
export function questionShare(content: string): number {
  const said = content.replace(SPEAKER, '').replace(/\[[^\]]*\]/gu, '');
  if (!/[?؟]/u.test(said)) return 0;
  const sentences = splitSentences(said);
  const asking = sentences.filter(({ terminator }) => /[?؟]/u.test(terminator)).length;
  return sentences.length === 0 ? 0 : asking / sentences.length;
}

/** Spans reach so many messages before and after an episode. */
export const SPAN_REACH = 6;

/**
 * Chooses what else of the conversation goes beside some episodes: the best-ranked messages within {@link SPAN_REACH}
 * places of one of them, as long as `tokens` last. A message that does not fit is passed over for a shorter one.
 *
 * @returns each chosen message with the place of the episode it belongs to, oldest first.
 * @see knowledge.md 12.4
 */
export function chooseSpans<Candidate extends MemoryRankCandidate>(
  ranked: readonly RankedMemory<Candidate>[],
  options: {
    readonly episodes: readonly MemoryRankCandidate[];
    readonly tokens: number;
    readonly countTokens: (content: string) => number;
  },
): readonly RankedMemory<Candidate>[] {
  const { episodes, countTokens } = options;
  const taken = new Set(episodes.map(({ messageId }) => messageId));
  let left = options.tokens;
  const chosen = ranked.filter((candidate) => {
    if (taken.has(candidate.messageId)) return false;
    if (!episodes.some(({ place }) => Math.abs(place - candidate.place) <= SPAN_REACH)) return false;
    const tokens = countTokens(candidate.content);
    if (tokens > left) return false;
    left -= tokens;
    return true;
  });
  return chosen.sort((one, other) => one.place - other.place);
}
