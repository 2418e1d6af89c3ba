import { expect, test } from 'vitest';
import { mentionedTime } from './mentioned-time.ts';

const now = new Date('2026-10-07T11:00:00Z');
const isIn = (question: string, day: string): boolean | undefined =>
  mentionedTime(question, { now, timeZone: 'Asia/Dubai' })?.(new Date(`${day}T12:00:00Z`));

test('reads a month in three languages, and the days after it on which one still speaks of it', () => {
  for (const question of ['What did we do in July?', 'что было в июле?', 'ماذا حدث في يوليو؟']) {
    expect(isIn(question, '2026-07-20')).toBe(true);
    expect(isIn(question, '2026-08-05')).toBe(true);
    expect(isIn(question, '2026-08-20')).toBe(false);
    expect(isIn(question, '2026-06-28')).toBe(false);
  }
});

test('holds on to the year that is named', () => {
  expect(isIn('the trip of December 2025', '2026-01-03')).toBe(true);
  expect(isIn('the trip of December 2025', '2024-12-24')).toBe(false);
});

test('takes may and march for months only beside a preposition or a number', () => {
  expect(mentionedTime('what may I wear?', { now, timeZone: 'Asia/Dubai' })).toBeUndefined();
  expect(mentionedTime('the women of the march', { now, timeZone: 'Asia/Dubai' })).toBeUndefined();
  expect(isIn('what did I buy last May?', '2026-05-15')).toBe(true);
  expect(isIn('the party of 3 March', '2026-03-04')).toBe(true);
});

test('reads times from now', () => {
  expect(isIn('what did I say yesterday?', '2026-10-06')).toBe(true);
  expect(isIn('what did I say yesterday?', '2026-09-30')).toBe(false);
  expect(isIn('что я купила на прошлой неделе', '2026-09-30')).toBe(true);
  expect(isIn('the shoes of two months ago', '2026-08-10')).toBe(true);
  expect(isIn('the shoes of two months ago', '2026-10-05')).toBe(false);
  expect(isIn('قبل شهر', '2026-09-08')).toBe(true);
});

test('says nothing where no time is named', () => {
  expect(mentionedTime('what is my size?', { now, timeZone: 'Asia/Dubai' })).toBeUndefined();
});
