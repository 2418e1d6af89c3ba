import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UsedLineFilter } from './used-line.ts';

function run(pieces: readonly string[]): { shown: string; refs: readonly string[] } {
  const filter = new UsedLineFilter();
  const shown = pieces.map((piece) => filter.push(piece)).join('') + filter.end();
  return { shown, refs: filter.refs };
}

describe('the line of used memories', () => {
  test('is kept out of what is shown, and read', () => {
    expect(run(['M fits you, right?\nUSED: K1, E2'])).toEqual({ shown: 'M fits you, right?\n', refs: ['K1', 'E2'] });
  });

  test('is found however the stream is cut, in any case and with blanks before it', () => {
    const answer = 'Две вещи. Обе хороши.\n  used: K12, E3\n';
    const whole = run([answer]);
    fc.assert(
      fc.property(fc.array(fc.nat(answer.length), { maxLength: 12 }), (cuts) => {
        const places = [...new Set([0, ...cuts, answer.length])].toSorted((a, b) => a - b);
        const pieces = places.slice(1).map((end, index) => answer.slice(places[index], end));
        expect(run(pieces)).toEqual(whole);
      }),
    );
    expect(whole).toEqual({ shown: 'Две вещи. Обе хороши.\n', refs: ['K12', 'E3'] });
  });

  test('holds nothing of a text back that has no such line', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 8 }), (pieces) => {
        fc.pre(!/(?:^|\n)\s*used:/iu.test(pieces.join('')));
        expect(run(pieces)).toEqual({ shown: pieces.join(''), refs: [] });
      }),
    );
  });

  test('gives a start of the line back that turned out to be text', () => {
    expect(run(['USE', 'D jeans are fine.'])).toEqual({ shown: 'USED jeans are fine.', refs: [] });
    expect(run(['US'])).toEqual({ shown: 'US', refs: [] });
  });

  test('reads nothing but ordinals', () => {
    expect(run(['Hi.\nUSED: K1 (size), everything, E1000, <script>']).refs).toEqual(['K1', 'E100']);
  });
});
