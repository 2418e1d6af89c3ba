import { expect, test } from 'vitest';
import { selectPendingRaw } from './pending-raw.ts';

const unanalysed = Array.from({ length: 12 }, (_, index) => ({ id: `m${index}`, content: `message ${index}` }));
const base = { isBatchOn: true, pendingCount: 12, unanalysed, shownIds: new Set<string>() };

test('shows the five newest waiting messages that the pack does not show anyway', () => {
  expect(selectPendingRaw(base)).toEqual(['message 7', 'message 8', 'message 9', 'message 10', 'message 11']);
  expect(selectPendingRaw({ ...base, shownIds: new Set(['m11', 'm10']) })).toEqual([
    'message 5',
    'message 6',
    'message 7',
    'message 8',
    'message 9',
  ]);
});

test('is empty while the batch is off, and until more than ten wait', () => {
  expect(selectPendingRaw({ ...base, isBatchOn: false })).toEqual([]);
  expect(selectPendingRaw({ ...base, pendingCount: 10 })).toEqual([]);
  expect(selectPendingRaw({ ...base, pendingCount: 11 })).toHaveLength(5);
});

test('keeps head and tail of a long message: the negation at its end survives', () => {
  const content = `${'I like the linen dress '.repeat(30)}but never leather`;
  const [line] = selectPendingRaw({ ...base, unanalysed: [{ id: 'long', content }] });
  expect(line).toMatch(/^I like .* \[\.\.\.\] .*but never leather$/u);
  expect(line!.length).toBeLessThanOrEqual(320);
});
