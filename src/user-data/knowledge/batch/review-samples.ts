import type { Clock } from '#kernel/clock';
import { decideSample, listOpenSamples } from '#stores/shard/review-store';
import type { ReviewVerdict } from '#stores/shard/review-store';
import type { Routing } from '#user-data/routing/routing';
import type { ExtractionEvents } from './extraction-events.ts';

/** What a review needs. */
export interface ReviewDeps {
  readonly routing: Routing;
  readonly clock: Clock;
  readonly events: ExtractionEvents;
}

/** A sample as a reviewer sees it: no user, only the cited words that nobody has forgotten. */
export interface ShownSample {
  readonly id: string;
  readonly language: string;
  readonly words: readonly string[];
}

/** Shows a reviewer what waits of one user, and writes down that it was shown. @see knowledge.md 8.9 (O-46) */
export async function showSamples(
  deps: ReviewDeps,
  input: { readonly userId: string; readonly reviewer: string },
): Promise<readonly ShownSample[]> {
  const samples = await deps.routing.read(input.userId, listOpenSamples);
  deps.events.reviewOpened({ sampleIds: samples.map(({ id }) => id), reviewer: input.reviewer });
  return samples.map(({ id, language, evidence }) => ({
    id,
    language,
    words: evidence.flatMap(({ content }) => content ?? []),
  }));
}

/** Takes a verdict, once a sample. @returns false when there was nothing to decide. @see knowledge.md 8.9 */
export async function judgeSample(
  deps: ReviewDeps,
  input: {
    readonly userId: string;
    readonly sampleId: string;
    readonly verdict: ReviewVerdict;
    readonly reviewer: string;
  },
): Promise<boolean> {
  const decision = { id: input.sampleId, verdict: input.verdict, at: deps.clock.now() };
  const language = await deps.routing.autocommit(input.userId, (session) => decideSample(session, decision));
  if (language === undefined) return false;
  deps.events.reviewed({ verdict: input.verdict, language, reviewer: input.reviewer });
  return true;
}
