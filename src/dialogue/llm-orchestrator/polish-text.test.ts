import { describe, expect, test } from 'vitest';
import { polishSentence, toSpeech } from './polish-text.ts';

describe('polishing a sentence', () => {
  test.each([
    ['**Wrap Dress**, `Halcyra`', 'Wrap Dress, Halcyra'],
    ['- Wrap Dress', 'Wrap Dress'],
    ['1. Wrap Dress', 'Wrap Dress'],
    ['## Our look', 'Our look'],
    ['See [the dress](https://x.example/1).', 'See the dress.'],
    ['Плюс   платье', 'Плюс платье'],
  ])('takes markdown away: %s', (raw, clean) => {
    expect(polishSentence(raw, 0)).toBe(clean);
  });

  test('leaves as many emoji as allowed', () => {
    expect(polishSentence('Yes 🙂🎉👗', 1)).toBe('Yes 🙂');
    expect(polishSentence('Yes 👩‍🎤!', 0)).toBe('Yes !');
  });

  test('keeps a number at the start that is no list', () => {
    expect(polishSentence('399 AED, size M.', 0)).toBe('399 AED, size M.');
  });

  test('gives the voice words instead of signs', () => {
    expect(toSpeech('It is 399 AED 🙂 see https://x.example', 'en')).toBe('It is 399 dirhams see');
    expect(toSpeech('Это 399 AED', 'ru')).toBe('Это 399 дирхам');
    expect(toSpeech('بـ 399 AED', 'ar')).toBe('بـ 399 درهم');
    expect(toSpeech('Only $40', 'en')).toBe('Only 40 dollars');
  });
});
