import { describe, expect, test } from 'vitest';
import { readQueryConstraints } from '#dialogue/model/language/query-constraints';
import { readBurstConstraints } from './read-burst-constraints.ts';

describe('the conditions of several messages in a row', () => {
  test('are those of the last wish', () => {
    expect(readBurstConstraints(['I want sneakers', 'no, rather a dress', 'a dress up to 600 AED'])).toMatchObject({
      garments: ['dress'],
      maxPrice: 600,
    });
    expect(readBurstConstraints(['want a red dress', 'no, blue', 'forget it, jeans'])).toMatchObject({
      garments: ['jeans'],
      colours: [],
    });
  });

  test('keep price, size and exclusions that were said before', () => {
    expect(readBurstConstraints(['sneakers up to 500 AED without leather', 'or sandals'])).toMatchObject({
      garments: ['sandals'],
      maxPrice: 500,
      excluded: { materials: ['leather'] },
    });
  });

  test('go on with the garment that was named before', () => {
    expect(readBurstConstraints(['I want a dress', 'in blue, up to 400 AED'])).toMatchObject({
      garments: ['dress'],
      colours: ['blue'],
      maxPrice: 400,
    });
  });

  test('of one message are its own', () => {
    expect(readBurstConstraints(['a dress and sneakers'])).toEqual(readQueryConstraints('a dress and sneakers'));
  });
});
