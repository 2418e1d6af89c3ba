import { describe, expect, test } from 'vitest';
import { minute } from './batch.fixture.ts';
import { areIndependent, countIndependent } from './independence.ts';
import type { EvidenceMessage } from './proposal.ts';

function said(id: string, atMinute: number, content = id, requestId: string | null = id): EvidenceMessage {
  return { id, role: 'user', content, requestId, createdAt: minute(atMinute) };
}

/** 08:00 UTC is noon in Dubai: 23:50 and 00:05 lie 710 and 725 minutes later. */
describe('two messages are independent', () => {
  test.each([
    ['in other sessions', said('a', 0, 'x'), said('b', 31, 'x'), true],
    ['after exactly half an hour they are one session', said('a', 0, 'x'), said('b', 30, 'x'), false],
    ['on other calendar days of the user', said('a', 710, 'x'), said('b', 725, 'x'), true],
    ['in other words and another exchange', said('a', 0, 'size M'), said('b', 1, 'M is mine'), true],
    ['not in the same words', said('a', 0, 'Size M!'), said('b', 1, 'size m'), false],
    ['not in one exchange, whatever the words', said('a', 0, 'size M', 'r'), said('b', 1, 'M is mine', 'r'), false],
    ['not when the exchange is unknown', said('a', 0, 'size M', null), said('b', 1, 'M is mine', null), false],
    ['not with itself', said('a', 0), said('a', 0), false],
  ])('%s', (_name, left, right, expected) => expect(areIndependent(left, right, 'Asia/Dubai')).toBe(expected));
});

test('counts what is independent of everything counted before', () => {
  expect(countIndependent([], 'Asia/Dubai')).toBe(0);
  expect(countIndependent([said('b', 1, 'x', 'r'), said('a', 0, 'y', 'r'), said('c', 90, 'x')], 'Asia/Dubai')).toBe(2);
});
