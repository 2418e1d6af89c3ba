import { describe, expect, test } from 'vitest';
import { consultItem } from './consult-item.fixture.ts';
import { findUngrounded } from './ground-sentence.ts';
import type { Grounds } from './ground-sentence.ts';

const grounds = (changes: Partial<Grounds> = {}): Grounds => ({
  items: [consultItem(), consultItem({ name: 'Pumps', brand: 'Pavo Lane', price: 299, store: null })],
  ownWords: ['I want a dress up to 700 AED, not from Oudline'],
  names: {
    brands: ['Halcyra', 'Pavo Lane', 'Oudline', 'Dunemark', 'Sadaf & Sand'],
    stores: ['Halcyra', 'Dunemark', 'Sadaf & Sand Boutique'],
  },
  ...changes,
});

describe('a sentence is grounded', () => {
  test.each([
    'Wrap Dress, Halcyra, 399 AED.',
    'Both together are 698 AED.',
    'You said up to 700 AED, and not from Oudline.',
    'It hangs at Halcyra, Marsa Gallery, level 2.',
    'Платье за 399 дирхамов, Halcyra.',
    'فستان Halcyra بـ 399 درهم.',
    'What a nice evening it will be, with two things to try on.',
  ])('when brands, shops and prices are of the result or of the user: %s', (sentence) => {
    expect(findUngrounded(sentence, grounds())).toBeUndefined();
  });

  test.each([
    ['The Dunemark one is better.', 'Dunemark'],
    ['DUNEMARK has it too.', 'Dunemark'],
    ['Go to Sadaf & Sand Boutique.', 'Sadaf & Sand'],
    ['It is only 99 AED.', '99'],
    ['Всего 150 дирхамов.', '150'],
    ['بس 120 درهم.', '120'],
  ])('and not otherwise: %s', (sentence, name) => {
    expect(findUngrounded(sentence, grounds())).toContain(name);
  });

  test('without things, no brand and no price may be named', () => {
    const empty = grounds({ items: [], ownWords: ['hello'] });
    expect(findUngrounded('Halcyra has dresses for 399 AED.', empty)).toBeDefined();
    expect(findUngrounded('Nothing fits everything, shall we change the colour?', empty)).toBeUndefined();
  });
});
