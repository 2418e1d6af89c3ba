import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, signAnswer, verifyAnswer } from './sign-answer.ts';

const key = randomBytes(32);
const answer = {
  conversationId: '018f2f2e-0000-7000-8000-000000000001',
  id: '018f2f2e-0000-7000-8000-000000000002',
  content: 'We found three dresses.',
  cards: [{ sku: 'MD-5510', price: 450 }],
  createdAt: '2026-11-23T10:00:00.000Z',
};

test('a signature verifies the answer it was made for, in any time zone and member order', () => {
  const signature = signAnswer(key, answer);
  expect(signature).toHaveLength(43);
  expect(
    verifyAnswer(
      key,
      { ...answer, cards: [{ price: 450, sku: 'MD-5510' }], createdAt: '2026-11-23T14:00:00+04:00' },
      signature,
    ),
  ).toBe(true);
});

test.each([
  ['content', { content: 'We found four dresses.' }],
  ['cards', { cards: [] }],
  ['id', { id: '018f2f2e-0000-7000-8000-000000000003' }],
  ['conversation', { conversationId: '018f2f2e-0000-7000-8000-000000000003' }],
  ['time', { createdAt: '2026-11-23T10:00:01.000Z' }],
])('another %s makes the signature invalid', (_name, change) => {
  expect(verifyAnswer(key, { ...answer, ...change }, signAnswer(key, answer))).toBe(false);
});

test('malformed signatures, dates and foreign keys are refused without an error', () => {
  fc.assert(fc.property(fc.string(), (signature) => !verifyAnswer(key, answer, signature)));
  expect(verifyAnswer(key, { ...answer, createdAt: 'soon' }, signAnswer(key, answer))).toBe(false);
  expect(verifyAnswer(randomBytes(32), answer, signAnswer(key, answer))).toBe(false);
});

test('no content and an empty card list differ from content that imitates them', () => {
  expect(signAnswer(key, { ...answer, content: 'a","b', cards: null })).not.toBe(
    signAnswer(key, { ...answer, content: 'a', cards: 'b' }),
  );
});

test('canonical JSON is valid JSON and independent of member order', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(canonicalJson({ b: 1, a: undefined, c: [undefined] })).toBe('{"b":1,"c":[null]}');
});
