import type { StageRequirement } from '#dialogue/model/persona-contract/stages';
import {
  MAX_STAGE,
  SESSION_GAP_MS,
  STAGE_INACTIVITY_DAYS,
  STAGE_REQUIREMENTS,
} from '#dialogue/model/persona-contract/stages';
import type { StageRecord } from './persona-store.ts';

const DAY_MS = 86_400_000;

/** What happened since the record was written. */
export interface Activity {
  readonly now: Date;
  /** Exchanges that ended. */
  readonly exchanges: number;
  readonly positiveSignals: number;
}

/** The record of someone whom we have just met. */
export function newStageRecord(now: Date): StageRecord {
  return {
    stage: 0,
    stageUpdatedAt: now,
    sessionsCount: 0,
    totalExchanges: 0,
    positiveSignalsCount: 0,
    lastActiveAt: now,
  };
}

/**
 * The stage that is left after an absence: one step per elapsed period, periods add up (3 -> 2 at 90 days, 2 -> 1 at
 * 150, 1 -> 0 at 195).
 *
 * @see persona.md P-07
 */
export function stageAfterAbsence(stage: number, absentDays: number): number {
  let left = stage;
  let daysUsed = 0;
  while (left > 0) {
    daysUsed += STAGE_INACTIVITY_DAYS[left as 1 | 2 | 3];
    if (absentDays < daysUsed) break;
    left -= 1;
  }
  return left;
}

/** Whole and broken days between two moments; 0 when the first is in the future. */
export function daysBetween(from: Date, to: Date): number {
  return Math.max(0, (to.getTime() - from.getTime()) / DAY_MS);
}

/**
 * Brings a record up to date: ends the session after 30 minutes of silence, lowers the stage after an absence, counts,
 * raises the stage when all three minima of the next one are met.
 *
 * The stage is never computed from zero: lost steps stay lost until the lowered counters have grown again.
 *
 * @see persona.md 4, P-07, P-08
 */
export function updateStage(record: StageRecord, activity: Activity): StageRecord {
  const { now } = activity;
  const rested = lowerAfterAbsence(record, now);
  const isNewSession = now.getTime() - record.lastActiveAt.getTime() > SESSION_GAP_MS;
  const counted: StageRecord = {
    ...rested,
    sessionsCount: rested.sessionsCount + (isNewSession ? 1 : 0),
    totalExchanges: rested.totalExchanges + activity.exchanges,
    positiveSignalsCount: rested.positiveSignalsCount + activity.positiveSignals,
    lastActiveAt: now > record.lastActiveAt ? now : record.lastActiveAt,
  };
  return raise(counted, now);
}

function lowerAfterAbsence(record: StageRecord, now: Date): StageRecord {
  const stage = stageAfterAbsence(record.stage, daysBetween(record.lastActiveAt, now));
  let lowered = record;
  for (let lost = record.stage; lost > stage; lost -= 1) lowered = lowerOnce(lowered, lost, now);
  return lowered;
}

/** Counters go to the midpoint between the requirements, so that the next message does not bring the stage back. */
function lowerOnce(record: StageRecord, lost: number, now: Date): StageRecord {
  const lostNeeds = requirement(lost);
  const keptNeeds = requirement(lost - 1);
  const midpoint = (of: keyof StageRequirement): number => Math.floor((lostNeeds[of] + keptNeeds[of]) / 2);
  return {
    ...record,
    stage: lost - 1,
    stageUpdatedAt: now,
    sessionsCount: Math.min(record.sessionsCount, midpoint('sessions')),
    totalExchanges: Math.min(record.totalExchanges, midpoint('exchanges')),
    positiveSignalsCount: Math.min(record.positiveSignalsCount, midpoint('positiveSignals')),
  };
}

function raise(record: StageRecord, now: Date): StageRecord {
  let { stage } = record;
  while (stage < MAX_STAGE && meets(record, requirement(stage + 1))) stage += 1;
  return stage === record.stage ? record : { ...record, stage, stageUpdatedAt: now };
}

function meets(record: StageRecord, needs: StageRequirement): boolean {
  return (
    record.sessionsCount >= needs.sessions &&
    record.totalExchanges >= needs.exchanges &&
    record.positiveSignalsCount >= needs.positiveSignals
  );
}

function requirement(stage: number): StageRequirement {
  return STAGE_REQUIREMENTS[stage as 0 | 1 | 2 | 3];
}
