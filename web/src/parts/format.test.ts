import { describe, expect, test } from 'vitest';
import { formatAgo, formatDay, formatList, formatPrice } from './format.ts';

const plain = (text: string): string => text.replace(/[\u00a0\u202f\u200f\u200e]/g, ' ').trim();

describe('how things are written', () => {
  test('a whole price has no cents, a broken one has two', () => {
    expect(plain(formatPrice('en-AE', 229, 'AED'))).toBe('AED 229');
    expect(plain(formatPrice('ru-RU', 189.5, 'AED'))).toBe('189,50 AED');
  });

  test('a day names its year only when it is another one', () => {
    const now = new Date('2026-11-23T00:00:00Z');
    expect(formatDay('en-GB', '2026-03-03T10:00:00Z', now)).toBe('3 March');
    expect(formatDay('ru-RU', '2025-03-03T10:00:00Z', now)).toContain('2025');
  });

  test('the time since is told in the unit that fits', () => {
    const nowMs = Date.parse('2026-11-23T12:00:00Z');
    expect(formatAgo('en', '2026-11-23T11:55:00Z', nowMs)).toBe('5 minutes ago');
    expect(formatAgo('en', '2026-11-23T06:00:00Z', nowMs)).toBe('6 hours ago');
    expect(formatAgo('en', '2026-11-20T12:00:00Z', nowMs)).toBe('3 days ago');
  });

  test('a list is joined by the word of its language', () => {
    expect(formatList('en', ['language', 'voice'])).toBe('language and voice');
    expect(formatList('ru', ['язык', 'голос'])).toBe('язык и голос');
  });
});
