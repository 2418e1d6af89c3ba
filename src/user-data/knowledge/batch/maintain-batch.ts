import type { Clock } from '#kernel/clock';
import type { Database, SqlRunner } from '#stores/database/database';
import { setFeatureSwitch } from '#stores/production/feature-switch-store';
import { countCorrections } from '#stores/shard/count-corrections';
import { maintainKnowledge } from '#stores/shard/maintain-knowledge';
import { countReviews, drawReviewSamples } from '#stores/shard/review-store';
import type { ExtractionEvents } from './extraction-events.ts';
import { BATCH_SWITCH } from './sweep-extraction.ts';

const DAY_MS = 86_400_000;
/** Corrections are counted over so many days. @see knowledge.md O-112 */
const CORRECTION_DAYS = 7;
/** With fewer answers a rate says nothing. @see knowledge.md O-112 */
const LEAST_REPLIES = 200;
/** More corrections that switch facts off than this, and the batch rests. @see knowledge.md 8.9 */
const MOST_CORRECTIONS = 0.03;
const REVIEW_DAYS = 14;
/** Share of the batch's facts that people look at; the small one after two good weeks. @see knowledge.md 8.9 */
const REVIEW_SHARE = 0.01;
const SMALL_REVIEW_SHARE = 0.001;
const GOOD_ERROR_RATE = 0.02;
const BAD_ERROR_RATE = 0.05;
/** Fewer verdicts neither praise nor stop. */
const LEAST_REVIEWS = 20;

/** What the nightly work needs. */
export interface MaintainDeps {
  readonly shards: ReadonlyMap<string, Database>;
  readonly production: SqlRunner;
  readonly clock: Clock;
  readonly events: ExtractionEvents;
}

/** The nightly run over all shards, and the check whether the users correct too much. @see knowledge.md 10, 20 */
export async function maintainBatch(deps: MaintainDeps): Promise<void> {
  const now = deps.clock.now();
  const since = new Date(now.getTime() - CORRECTION_DAYS * DAY_MS);
  let replies = 0;
  let deactivating = 0;
  for (const shard of deps.shards.values()) {
    deps.events.maintained(await maintainKnowledge(shard, now));
    const counts = await countCorrections(shard, since);
    replies += counts.memoryReplies;
    deactivating += counts.deactivating;
  }
  const rate = replies === 0 ? 0 : deactivating / replies;
  if (replies >= LEAST_REPLIES && rate > MOST_CORRECTIONS) await switchOff(deps, 'corrections', rate);
}

/** The daily sample for people, and what their verdicts mean for the batch. @see knowledge.md 8.9 */
export async function sampleForReview(deps: MaintainDeps): Promise<void> {
  const now = deps.clock.now();
  const since = new Date(now.getTime() - REVIEW_DAYS * DAY_MS);
  let reviewed = 0;
  let wrong = 0;
  for (const shard of deps.shards.values()) {
    const counts = await countReviews(shard, since);
    reviewed += counts.reviewed;
    wrong += counts.wrong;
  }
  const errorRate = reviewed === 0 ? null : wrong / reviewed;
  const isKnown = errorRate !== null && reviewed >= LEAST_REVIEWS;
  const share = isKnown && errorRate < GOOD_ERROR_RATE ? SMALL_REVIEW_SHARE : REVIEW_SHARE;
  let samples = 0;
  for (const shard of deps.shards.values()) samples += await drawReviewSamples(shard, { now, share });
  deps.events.sampled({ samples, errorRate });
  if (isKnown && errorRate > BAD_ERROR_RATE) await switchOff(deps, 'review', errorRate);
}

/** Off until a person switches it on again: instant extraction and the messages themselves carry on. */
async function switchOff(deps: MaintainDeps, reason: string, rate: number): Promise<void> {
  await setFeatureSwitch(deps.production, {
    name: BATCH_SWITCH,
    isOff: true,
    reason: `${reason}: rate ${rate.toFixed(3)}`,
    at: deps.clock.now(),
  });
  deps.events.switchedOff({ reason, rate });
}
