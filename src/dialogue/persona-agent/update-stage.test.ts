import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StageRecord } from './persona-store.ts';
import { newStageRecord, stageAfterAbsence, updateStage } from './update-stage.ts';

const DAY_MS = 86_400_000;
const START = new Date('2026-01-01T12:00:00Z');
const after = (ms: number): Date => new Date(START.getTime() + ms);
const nothing = { exchanges: 0, positiveSignals: 0 };
const record = (change: Partial<StageRecord>): StageRecord => ({ ...newStageRecord(START), ...change });

describe('The relationship stage', () => {
  test.each([
    [3, 89, 3],
    [3, 90, 2],
    [3, 149, 2],
    [3, 150, 1],
    [3, 195, 0],
    [2, 60, 1],
    [2, 105, 0],
    [1, 44, 1],
    [1, 45, 0],
    [0, 1000, 0],
  ])('stage %i after %i days away is %i', (stage, days, left) => {
    expect(stageAfterAbsence(stage, days)).toBe(left);
  });
  test('It rises only when all three minima are met', () => {
    const nearly = record({ sessionsCount: 10, totalExchanges: 59, positiveSignalsCount: 9, stage: 1 });
    expect(updateStage(nearly, { now: START, exchanges: 1, positiveSignals: 0 }).stage).toBe(1);
    expect(updateStage(nearly, { now: START, exchanges: 1, positiveSignals: 1 }).stage).toBe(2);
    expect(updateStage(record({ sessionsCount: 2, totalExchanges: 500 }), { now: START, ...nothing }).stage).toBe(0);
  });
  test('A session ends after half an hour of silence', () => {
    expect(updateStage(record({}), { now: after(30 * 60_000), ...nothing }).sessionsCount).toBe(0);
    expect(updateStage(record({}), { now: after(30 * 60_000 + 1), ...nothing }).sessionsCount).toBe(1);
  });
  test('A lost stage does not come back with the next message', () => {
    const old = record({ stage: 3, sessionsCount: 40, totalExchanges: 400, positiveSignalsCount: 90 });
    const back = updateStage(old, { now: after(91 * DAY_MS), exchanges: 1, positiveSignals: 1 });
    expect(back).toMatchObject({ stage: 2, sessionsCount: 18, totalExchanges: 106, positiveSignalsCount: 21 });
    expect(updateStage(back, { now: after(91 * DAY_MS + 1000), exchanges: 1, positiveSignals: 1 }).stage).toBe(2);
    const stranger = updateStage(old, { now: after(300 * DAY_MS), exchanges: 1, positiveSignals: 0 });
    expect(stranger).toMatchObject({ stage: 0, sessionsCount: 2, totalExchanges: 8 });
  });
  test('Doing nothing twice is doing it once, and time never runs backwards', () => {
    const records = fc.record({
      stage: fc.integer({ min: 0, max: 3 }),
      sessionsCount: fc.nat(50),
      totalExchanges: fc.nat(400),
      positiveSignalsCount: fc.nat(80),
    });
    fc.assert(
      fc.property(records, fc.integer({ min: 0, max: 400 * DAY_MS }), (change, ms) => {
        const once = updateStage(record(change), { now: after(ms), ...nothing });
        expect(updateStage(once, { now: after(ms), ...nothing })).toEqual(once);
        expect(updateStage(once, { now: START, ...nothing }).lastActiveAt).toEqual(once.lastActiveAt);
      }),
    );
  });
});
