/** How much of the past one answer may use. */
export type MemoryCap = { readonly maxEpisodes: number; readonly maxDensity: number; readonly isSuppressed: boolean };

const PROFILES = [
  { below: 50, maxEpisodes: 3, maxDensity: 0.3 },
  { below: 300, maxEpisodes: 5, maxDensity: 0.35 },
  { below: Infinity, maxEpisodes: 7, maxDensity: 0.4 },
] as const;
const MAX_CONSECUTIVE = 2;
const WINDOW = 10;

/**
 * The density cap: 3, 5 or 7 episodes by the user's number of messages; suppressed after more than 2 answers in a row with
 * memory, or when too many of the last 10 had it (always divided by 10). `recentAnswersUsedMemory`: oldest first.
 * What suppression leaves standing is the caller's business. @see knowledge.md 14.3, O-86, O-87
 */
export function capMemoryDensity(input: {
  readonly messageCount: number;
  readonly recentAnswersUsedMemory: readonly boolean[];
}): MemoryCap {
  const { maxEpisodes, maxDensity } = PROFILES.find(({ below }) => input.messageCount < below) ?? PROFILES[2];
  const recent = input.recentAnswersUsedMemory.slice(-WINDOW);
  const lastWithout = recent.lastIndexOf(false);
  const consecutive = recent.length - 1 - lastWithout;
  const density = recent.filter((used) => used).length / WINDOW;
  return { maxEpisodes, maxDensity, isSuppressed: consecutive > MAX_CONSECUTIVE || density > maxDensity };
}
