import { dayIn, isoDay } from '#user-data/knowledge/model/calendar';
import type { MemoryType } from './classify-message.ts';

/** A candidate of the hybrid search. Scores in [0, 1]; a missing score is 0. */
export type ScoredCandidate = {
  readonly messageId: string;
  readonly createdAt: Date;
  readonly memoryType: MemoryType | null;
  readonly memoryConfidence: number | null;
  readonly vecScore: number;
  readonly ftsScore: number;
};

/** A candidate above the threshold, with its final score (at most 1.3). */
export type RankedEpisode<Candidate extends ScoredCandidate = ScoredCandidate> = Candidate & {
  readonly finalScore: number;
};

/** `threshold`: least vector score; `limit` episodes at most, `perDay` of one calendar day of the user. */
export type RankingOptions = {
  readonly threshold: number;
  readonly now: Date;
  readonly timeZone: string;
  readonly limit?: number;
  readonly perDay?: number;
};

const DAY_MS = 86_400_000;
const VECTOR_WEIGHT = 0.7;
const TEXT_WEIGHT = 0.3;
const RECENCY_BOOST = 0.3;
const BASE_LAMBDA: Readonly<Record<MemoryType, number>> = {
  emotion: 0.015,
  event: 0.008,
  general: 0.005,
  preference: 0.002,
  fact: 0.001,
};

/** How fast the recency boost fades, per day. Unknown type: 0.005; unknown confidence: 0.5. @see knowledge.md 11.3, 13.4 */
export function effectiveLambda(memoryType: MemoryType | null, memoryConfidence: number | null): number {
  const base = memoryType === null ? BASE_LAMBDA.general : (BASE_LAMBDA[memoryType] ?? BASE_LAMBDA.general);
  return base * (1.3 - (memoryConfidence ?? 0.5));
}

/** (0.7 vec + 0.3 fts) x (1 + 0.3 e^(-lambda days)): recency only boosts. @see knowledge.md 13.3 */
export function finalScore(candidate: ScoredCandidate, now: Date): number {
  const days = Math.max(0, (now.getTime() - candidate.createdAt.getTime()) / DAY_MS);
  const lambda = effectiveLambda(candidate.memoryType, candidate.memoryConfidence);
  const base = VECTOR_WEIGHT * candidate.vecScore + TEXT_WEIGHT * candidate.ftsScore;
  return base * (1 + RECENCY_BOOST * Math.exp(-lambda * days));
}

/** Least vector score: 0.5, or 0.35 for someone at ease in several languages (cross-lingual cosines are weaker). @see knowledge.md 13.1 */
export function similarityThreshold(
  languagesComfort: readonly string[],
  thresholds = { one: 0.5, several: 0.35 },
): number {
  return languagesComfort.length > 1 ? thresholds.several : thresholds.one;
}

function byScore(left: RankedEpisode, right: RankedEpisode): number {
  const byTime = right.createdAt.getTime() - left.createdAt.getTime();
  return right.finalScore - left.finalScore || byTime || (left.messageId < right.messageId ? -1 : 1);
}

/**
 * Scores, filters and orders the candidates of one search: above the threshold or with a text hit, the best first (ties:
 * newer, then id), at most `perDay` of one day, at most `limit`. Hand it 40 candidates to get 15. Never pads.
 * @see knowledge.md 13, O-70, O-75
 */
export function rankEpisodes<Candidate extends ScoredCandidate>(
  candidates: readonly Candidate[],
  options: RankingOptions,
): readonly RankedEpisode<Candidate>[] {
  const { threshold, now, timeZone, limit = 15, perDay = 3 } = options;
  const ranked = candidates
    .filter(({ vecScore, ftsScore }) => vecScore > threshold || ftsScore > 0)
    .map((candidate) => ({ ...candidate, finalScore: finalScore(candidate, now) }))
    .sort(byScore);
  const days = new Map<string, number>();
  const diverse = ranked.filter(({ createdAt }) => {
    const day = isoDay(dayIn(timeZone, createdAt));
    days.set(day, (days.get(day) ?? 0) + 1);
    return (days.get(day) ?? 0) <= perDay;
  });
  return diverse.slice(0, limit);
}
