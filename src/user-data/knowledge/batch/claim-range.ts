import type { Clock } from '#kernel/clock';
import { newId } from '#kernel/id';
import {
  abandonStaleRuns,
  insertRun,
  listReplayed,
  listUnanalysed,
  lockExtraction,
} from '#stores/shard/extraction-store';
import type {
  ExtractionRun,
  ExtractionState,
  ExtractionTrigger,
  UnanalysedMessage,
} from '#stores/shard/extraction-store';
import type { ShardTransaction } from '#stores/shard/shard-session';
import type { Routing } from '#user-data/routing/routing';
import { takeRange } from './build-document.ts';
import { PROMPT_VERSION } from './extraction-prompt.ts';

/** A dead run gives its range back after this. @see knowledge.md O-40 */
export const LEASE_MS = 5 * 60_000;
/** At most one analysis of a user in this time. @see knowledge.md 8.1 */
export const RATE_LIMIT_MS = 60 * 60_000;
/** The same messages are not tried again sooner. @see knowledge.md 8.1 */
export const RETRY_AFTER_MS = 5 * 60_000;
/** A message is as old as its turn: what is younger may still have an elder on the way to the database. */
export const SETTLE_MS = 60_000;
const PAGE = 400;

/** Why nothing was claimed. */
export type SkipReason = 'busy' | 'rate_limited' | 'recent_failure' | 'nothing_new';

/** A range of messages that this worker alone may analyse. */
export interface Claim {
  readonly run: ExtractionRun;
  readonly messages: readonly UnanalysedMessage[];
}

/**
 * Short transaction 1: claims the oldest messages that no run has analysed, with a lease. Replayed messages come with
 * their old time; they are taken first, as a range of their own.
 *
 * @param input.isContinuation the next part of the same run: the limit of one analysis an hour does not count.
 * @see knowledge.md 8.1 (O-40, O-41), 3.7
 */
export async function claimRange(
  deps: { readonly routing: Routing; readonly clock: Clock },
  input: { readonly userId: string; readonly triggeredBy: ExtractionTrigger; readonly isContinuation: boolean },
): Promise<Claim | { readonly skipped: SkipReason }> {
  return await deps.routing.transact(input.userId, async (transaction) => {
    const now = deps.clock.now();
    const state = await lockExtraction(transaction);
    if (state.runningUntil !== null && state.runningUntil > now) return { skipped: 'busy' };
    await abandonStaleRuns(transaction, now);
    const sinceMs = (moment: Date | null): number => now.getTime() - (moment?.getTime() ?? 0);
    if (!input.isContinuation && sinceMs(state.lastAppliedAt) < RATE_LIMIT_MS) return { skipped: 'rate_limited' };
    if (sinceMs(state.lastFailedAt) < RETRY_AFTER_MS) return { skipped: 'recent_failure' };
    const range = await findRange(transaction, state, new Date(now.getTime() - SETTLE_MS));
    if (range.messages.length === 0) return { skipped: 'nothing_new' };
    const run: ExtractionRun = {
      id: newId(),
      triggeredBy: input.triggeredBy,
      messagesAnalyzed: range.messages.length,
      firstMessageId: range.messages[0]?.id ?? null,
      lastMessageId: range.messages.at(-1)?.id ?? null,
      watermarkFrom: state.watermark,
      watermarkTo: range.watermarkTo,
      replayedFrom: state.replayedTo,
      replayedTo: range.replayedTo,
      leaseUntil: new Date(now.getTime() + LEASE_MS),
      promptVersion: PROMPT_VERSION,
      createdAt: now,
    };
    await insertRun(transaction, run);
    return { run, messages: range.messages };
  });
}

interface Range {
  readonly messages: readonly UnanalysedMessage[];
  readonly watermarkTo: Date | null;
  readonly replayedTo: Date;
}

async function findRange(transaction: ShardTransaction, state: ExtractionState, until: Date): Promise<Range> {
  const { watermark, replayedTo } = state;
  if (watermark !== null && replayedTo !== null && replayedTo < until) {
    const page = await listReplayed(transaction, { after: replayedTo, until, notAfter: watermark, limit: PAGE });
    if (page.length > 0) {
      const messages = wholeMoments(page, ({ replayedAt }) => replayedAt);
      const last = messages.at(-1)?.replayedAt;
      // The database counts microseconds: the next run begins behind the last millisecond that was read.
      const readTo = page.length < PAGE || !last ? until : new Date(last.getTime() + 1);
      return { messages, watermarkTo: watermark, replayedTo: readTo };
    }
  }
  const page = await listUnanalysed(transaction, { after: watermark, until, limit: PAGE });
  const messages = takeRange(wholeMoments(page, ({ createdAt }) => createdAt));
  // The first analysis of a user has seen every replay so far; later ones leave the mark where it is.
  return { messages, watermarkTo: messages.at(-1)?.createdAt ?? null, replayedTo: replayedTo ?? until };
}

/** A full page may end within a moment; what lies behind the border would be passed by the watermark. */
function wholeMoments(
  page: readonly UnanalysedMessage[],
  momentOf: (message: UnanalysedMessage) => Date | null,
): readonly UnanalysedMessage[] {
  if (page.length < PAGE) return page;
  const last = momentOf(page.at(-1)!)?.getTime();
  const whole = page.filter((message) => momentOf(message)?.getTime() !== last);
  return whole.length > 0 ? whole : page;
}
