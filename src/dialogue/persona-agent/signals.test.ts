import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '#kernel/id';
import type { FieldGroup } from '#dialogue/model/persona-contract/fields';
import { FIELD_GROUPS, FIELD_SPECS } from '#dialogue/model/persona-contract/fields';
import { CONSERVATIVE_SIGNALS } from '#dialogue/model/persona-contract/signals';
import { NOW } from './__fixtures__/persona-world.ts';
import { moveFields } from './apply-exchanges.ts';
import { applyMomentum } from './apply-momentum.ts';
import { overrideField } from './apply-signal.ts';
import { signalType } from './contract.ts';
import { decayConfidence } from './decay-confidence.ts';
import type { BufferedSignal } from './resolve-signals.ts';
import { resolveSignals, signalFields } from './resolve-signals.ts';
import { positionOf, shiftPosition } from './shift-position.ts';

const groups = fc.constantFrom(...(Object.keys(FIELD_GROUPS) as FieldGroup[]));
const signal = fc.oneof(
  fc.record({
    id: fc.uuid(),
    type: fc.constantFrom(...signalType.options.filter((type) => type !== 'explicit_override')),
    data: fc.constant({}),
  }),
  fc.record({
    id: fc.uuid(),
    type: fc.constant('explicit_override' as const),
    data: fc.record({
      fields: fc.dictionary(fc.constantFrom(...Object.keys(FIELD_SPECS)), fc.constant('low'), { maxKeys: 3 }),
    }),
  }),
);
const signals = fc.array(signal, { maxLength: 12 }) as fc.Arbitrary<BufferedSignal[]>;

describe('Momentum', () => {
  test('No run of changes leaves the caps of exchange and day, and no change grows or turns', () => {
    const changes = fc.array(fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.boolean()), { maxLength: 60 });
    fc.assert(
      fc.property(groups, changes, (group, steps) => {
        const { maxPerExchange, maxPerDay } = FIELD_GROUPS[group];
        let exchangeTotal = 0;
        let dailyTotal = 0;
        for (const [delta, isNewExchange] of steps) {
          if (isNewExchange) exchangeTotal = 0;
          const applied = applyMomentum({ delta, exchangeTotal, dailyTotal, group });
          expect(Math.abs(applied)).toBeLessThanOrEqual(Math.abs(delta));
          expect(applied * delta).toBeGreaterThanOrEqual(0);
          exchangeTotal += applied;
          dailyTotal += applied;
          expect(Math.abs(exchangeTotal)).toBeLessThanOrEqual(maxPerExchange + 1e-9);
          expect(Math.abs(dailyTotal)).toBeLessThanOrEqual(maxPerDay + 1e-9);
        }
      }),
    );
  });
  test('A full cap does not block the way back', () => {
    expect(applyMomentum({ delta: 0.1, exchangeTotal: 0, dailyTotal: 0.3, group: 'safe' })).toBe(0);
    expect(applyMomentum({ delta: -0.1, exchangeTotal: 0, dailyTotal: 0.3, group: 'safe' })).toBe(-0.1);
    expect(applyMomentum({ delta: 0.0005, exchangeTotal: 0, dailyTotal: 0, group: 'safe' })).toBe(0);
  });
});

describe('Resolution of a buffer', () => {
  test('Every signal wins or is discarded; winners share no field; losers share one with the winner of their group', () => {
    fc.assert(
      fc.property(signals, (buffer) => {
        const { winners, discarded } = resolveSignals(buffer);
        expect(winners.length + discarded.length).toBe(buffer.length);
        const fields = winners.flatMap((winner) => signalFields(winner));
        expect(new Set(fields).size).toBe(fields.length);
      }),
    );
  });
  test('An override beats all, a conservative signal beats its opposite, else the most recent wins', () => {
    fc.assert(
      fc.property(signals, (buffer) => {
        for (const winner of resolveSignals(buffer).winners) {
          const rivals = buffer.filter(
            (other) => other !== winner && signalFields(other).some((field) => signalFields(winner).includes(field)),
          );
          if (winner.type === 'explicit_override') continue;
          expect(rivals.some((rival) => rival.type === 'explicit_override')).toBe(false);
          if (!CONSERVATIVE_SIGNALS.has(winner.type))
            expect(rivals.some((rival) => CONSERVATIVE_SIGNALS.has(rival.type))).toBe(false);
        }
      }),
    );
  });
  test('An override of two fields joins signals that share nothing with each other', () => {
    const buffer: BufferedSignal[] = [
      { id: 'a', type: 'humor_positive', data: {} },
      { id: 'b', type: 'praise_dismissed', data: {} },
      { id: 'c', type: 'explicit_override', data: { fields: { humor_level: 'low', praise_style: 'rare' } } },
    ];
    const { winners, discarded } = resolveSignals(buffer);
    expect(winners.map(({ id }) => id)).toEqual(['c']);
    expect(discarded.map(({ type }) => type)).toEqual(['humor_positive', 'praise_dismissed']);
  });
});

describe('Ordered fields', () => {
  const scale = FIELD_SPECS.humor_receptivity.values;
  const start = { position: positionOf('medium', scale), value: 'medium', signalsUp: 0, signalsDown: 0 };

  test('The value follows the position only after three signals the same way, one step at a time', () => {
    const first = shiftPosition(start, 0.1, scale);
    const second = shiftPosition(first, 0.1, scale);
    expect([first.value, second.value]).toEqual(['medium', 'medium']);
    expect(second.position).toBeGreaterThan(5 / 6);
    expect(shiftPosition(second, 0.1, scale)).toMatchObject({ value: 'high', signalsUp: 0, signalsDown: 0 });
    expect(shiftPosition({ ...start, position: 1, signalsUp: 0, signalsDown: 2 }, -1, scale)).toMatchObject({
      position: 0,
      value: 'low',
    });
  });
  test('The position stays on the scale and the value never jumps', () => {
    const steps = fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { maxLength: 80 });
    fc.assert(
      fc.property(steps, (deltas) => {
        let current = start;
        for (const delta of deltas) {
          const next = shiftPosition(current, delta, scale);
          expect(next.position).toBeGreaterThanOrEqual(0);
          expect(next.position).toBeLessThanOrEqual(1);
          expect(
            Math.abs(scale.indexOf(next.value as never) - scale.indexOf(current.value as never)),
          ).toBeLessThanOrEqual(1);
          current = next;
        }
      }),
    );
  });
});

describe('What behaviour may change', () => {
  const shiftOnce = (fields: Parameters<typeof moveFields>[0]['fields']) =>
    moveFields({
      exchanges: [{ exchangeId: 'e', winners: [{ id: newId(), type: 'humor_positive', data: {} }] }],
      fields,
      dailyTotals: {},
      now: NOW,
    });

  test('A direct wish and a setting are not moved by behaviour', () => {
    const wished = { humor_receptivity: overrideField('humor_receptivity', 'none', undefined, NOW) };
    expect(shiftOnce(wished)).toMatchObject({
      isChanged: false,
      applied: ['humor_receptivity is held by a direct wish'],
      positiveSignals: 1,
    });
    const set = { humor_receptivity: { ...wished.humor_receptivity, source: 'settings' as const, override_at: null } };
    expect(shiftOnce(set).isChanged).toBe(false);
  });
  test('A value learnt from behaviour comes into use once its confidence is earned', () => {
    let fields: Parameters<typeof moveFields>[0]['fields'] = {};
    for (let round = 0; round < 4; round++) fields = shiftOnce(fields).fields;
    expect(fields['humor_receptivity']).toMatchObject({ value: 'high', evidence_count: 4, source: 'behavioural' });
    expect(fields['humor_receptivity']?.confidence).toBeCloseTo(0.3);
  });
  test('Confidence fades more slowly the more evidence there is, and not at all without a rate', () => {
    const year = { confidence: 0.8, lastEvidenceAt: '2025-11-23T10:00:00.000Z', now: NOW };
    const fading = (evidenceCount: number, decayPerDay: number) =>
      decayConfidence({ ...year, evidenceCount, decayPerDay });
    expect(fading(1, 0.003)).toBeCloseTo(0.8 * Math.exp(-0.003 * 365));
    expect(fading(10, 0.003)).toBeGreaterThan(fading(1, 0.003));
    expect(fading(1, 0)).toBe(0.8);
  });
});
