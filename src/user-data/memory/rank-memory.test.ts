import { expect, test } from 'vitest';
import type { MemoryRankCandidate, MemoryRankingOptions } from './rank-memory.ts';
import { chooseSpans, questionShare, rankMemory, vectorWeight } from './rank-memory.ts';

const now = new Date('2026-10-07T11:00:00Z');
const options: MemoryRankingOptions = {
  question: 'which shoes?',
  now,
  timeZone: 'Asia/Dubai',
  threshold: 0.5,
  vectorWeight: 0.1,
};
let made = 0;
const candidate = (content: string, changes: Partial<MemoryRankCandidate> = {}): MemoryRankCandidate => ({
  messageId: String(++made),
  content,
  createdAt: new Date('2026-03-20T11:00:00Z'),
  memoryType: 'general',
  memoryConfidence: 0.5,
  place: made * 20,
  isEvidence: true,
  wordScore: 5,
  vecScore: 0,
  ...changes,
});
const order = (candidates: readonly MemoryRankCandidate[], changes: Partial<MemoryRankingOptions> = {}) =>
  rankMemory(candidates, { ...options, ...changes }).map(({ content }) => content);

test('orders by words, lets a near vector in and leaves noise out', () => {
  expect(
    order([
      candidate('near', { wordScore: 0, vecScore: 0.8 }),
      candidate('noise', { wordScore: 0, vecScore: 0.4 }),
      candidate('some words', { wordScore: 2 }),
      candidate('all words', { wordScore: 6 }),
    ]),
  ).toEqual(['all words', 'some words', 'near']);
});

test('finds nothing among nothing and orders by meaning alone', () => {
  expect(order([])).toEqual([]);
  expect(
    order([candidate('b', { wordScore: 0, vecScore: 0.6 }), candidate('a', { wordScore: 0, vecScore: 0.9 })]),
  ).toEqual(['a', 'b']);
});

test('prefers who is named, the time that is named, what asserts, and of equals the newer', () => {
  expect(order([candidate('Omar: shoes'), candidate('Layla: shoes')], { question: "Layla's shoes?" })).toEqual([
    'Layla: shoes',
    'Omar: shoes',
  ]);
  const july = candidate('in time', { createdAt: new Date('2026-07-20T11:00:00Z'), wordScore: 4 });
  expect(order([candidate('out of time'), july], { question: 'the shoes in July' })).toEqual([
    'in time',
    'out of time',
  ]);
  expect(order([candidate('Which shoes?'), candidate('These shoes.')])).toEqual(['These shoes.', 'Which shoes?']);
  expect(order([candidate('old'), candidate('new', { createdAt: new Date('2026-09-20T11:00:00Z') })])).toEqual([
    'new',
    'old',
  ]);
});

test('counts sentences that ask, in any script, without the speaker and what stands in brackets', () => {
  expect(questionShare('Layla: Did you see? I did. [shares an image of a sign: why?]')).toBe(0.5);
  expect(questionShare('أين الحذاء؟')).toBe(1);
  expect(questionShare('No doubt.')).toBe(0);
  expect(questionShare('')).toBe(0);
});

test('weighs the vectors of a local model less', () => {
  expect(vectorWeight('local/hashed-ngrams-1')).toBeLessThan(vectorWeight('cohere/embed'));
});

test('fills the tokens with the best of the same place, and only of it', () => {
  const episode = candidate('episode', { place: 100 });
  const ranked = rankMemory(
    [
      episode,
      candidate('next', { place: 101, wordScore: 3, isEvidence: false }),
      candidate('before', { place: 98, wordScore: 2 }),
      candidate('too long to fit', { place: 99, wordScore: 4 }),
      candidate('another day', { place: 300, wordScore: 4 }),
    ],
    options,
  );
  const spans = chooseSpans(ranked, { episodes: [episode], tokens: 10, countTokens: (content) => content.length });
  expect(spans.map(({ content }) => content)).toEqual(['before', 'next'].slice(0, 2));
  expect(chooseSpans(ranked, { episodes: [episode], tokens: 0, countTokens: () => 1 })).toEqual([]);
});
