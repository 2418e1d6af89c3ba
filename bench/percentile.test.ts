import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { percentile } from './percentile.ts';

describe('a percentile', () => {
  test('is the nearest rank', () => {
    const samples = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(samples, 0.5)).toBe(50);
    expect(percentile(samples, 0.95)).toBe(95);
    expect(percentile([7], 0.95)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
  });

  test('is one of the samples, and grows with the share', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1 }), (samples) => {
        expect(samples).toContain(percentile(samples, 0.5));
        expect(percentile(samples, 0.95)).toBeGreaterThanOrEqual(percentile(samples, 0.5));
      }),
    );
  });
});
