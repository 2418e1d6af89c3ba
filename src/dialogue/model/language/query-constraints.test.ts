import { describe, expect, test } from 'vitest';
import { readMemoryQuestion } from './memory-question.ts';
import { readQueryConstraints } from './query-constraints.ts';
import type { QueryConstraints } from './query-constraints.ts';

/** Only what is not empty. */
function brief(text: string): Record<string, unknown> {
  const { excluded, ...rest } = readQueryConstraints(text);
  const entries = Object.entries({ ...rest, not: Object.values(excluded).flat() } as Record<string, unknown>);
  return Object.fromEntries(
    entries.filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
}

describe('readQueryConstraints', () => {
  test.each<[string, Record<string, unknown>]>([
    [
      'I need a casual look for the weekend, up to 700 AED, my size is M, and never suggest leather.',
      { styles: ['casual'], occasions: ['weekend'], maxPrice: 700, currency: 'AED', size: 'M', not: ['leather'] },
    ],
    [
      'Нужны белые кроссовки до 500 дирхам',
      { garments: ['sneakers'], colours: ['white'], maxPrice: 500, currency: 'AED' },
    ],
    [
      'أبي فستان للسهرة، ميزانيتي 900 درهم',
      { garments: ['dress'], occasions: ['evening'], maxPrice: 900, currency: 'AED' },
    ],
    ['white sneakers under $100', { garments: ['sneakers'], colours: ['white'], maxPrice: 100, currency: 'USD' }],
    [
      'dinner look, no open shoulders, up to 450 AED',
      { occasions: ['dinner'], not: ['open_shoulders'], maxPrice: 450, currency: 'AED' },
    ],
    [
      'чёрное платье на свадьбу, размер S, без кожи',
      { garments: ['dress'], colours: ['black'], occasions: ['wedding'], size: 'S', not: ['leather'] },
    ],
    ['красные туфли 38 размера', { garments: ['shoes'], colours: ['red'], shoeSize: '38' }],
    ['sneakers size 42', { garments: ['sneakers'], shoeSize: '42' }],
    ['a linen shirt in size L for men', { garments: ['shirt'], materials: ['linen'], size: 'L', gender: 'man' }],
    ['платье не чёрное, а красное', { garments: ['dress'], colours: ['red'], not: ['black'] }],
    ['not black, I want something red', { colours: ['red'], not: ['black'] }],
    ['show me 5 options of blue jeans', { garments: ['jeans'], colours: ['blue'], count: 5 }],
    ['покажи три варианта юбок', { garments: ['skirt'], count: 3 }],
    ['a gift for my husband, a shirt', { garments: ['shirt'], gender: 'man' }],
    ['فستان أسود بدون دانتيل مقاس M', { garments: ['dress'], colours: ['black'], size: 'M', not: ['lace'] }],
    ['عباية سوداء تحت 400 درهم', { garments: ['abaya'], colours: ['black'], maxPrice: 400, currency: 'AED' }],
    ['abi fustan aswad ta7t 500 dhs', { garments: ['dress'], colours: ['black'], maxPrice: 500, currency: 'AED' }],
    ['no leather, wool or fur please', { not: ['leather', 'wool', 'fur'] }],
    ['dress from 200 to 400 dirhams', { garments: ['dress'], minPrice: 200, maxPrice: 400, currency: 'AED' }],
    ['платье от 200 до 400', { garments: ['dress'], minPrice: 200, maxPrice: 400 }],
    ['I want a dress, but not mini', { garments: ['dress'], not: ['mini'] }],
    ['does this suit me?', {}],
    ['мой размер M, кожу не предлагай, покажи куртки', { garments: ['jacket'], size: 'M', not: ['leather'] }],
    ['Zara dress but not Bershka', { garments: ['dress'], brands: ['zara'], not: ['bershka'] }],
    ['hi', {}],
    [
      'что-нибудь элегантное для офиса, не дороже 300 дирхам',
      { styles: ['elegant'], occasions: ['office'], maxPrice: 300, currency: 'AED' },
    ],
    ['XXL hoodie', { garments: ['hoodie'], size: 'XXL' }],
    [
      'a floral midi dress for a wedding in 2 weeks',
      { garments: ['dress'], patterns: ['floral'], cuts: ['midi'], occasions: ['wedding'] },
    ],
    ['مابغى جلد ولا صوف، أبي جاكيت', { garments: ['jacket'], not: ['leather', 'wool'] }],
    ['something warm, no heels', { styles: ['warm'], not: ['heels'] }],
    ['помоги, не знаю что надеть: джинсы или юбку', { garments: ['jeans', 'skirt'] }],
    ['budget 800, dress', { garments: ['dress'], maxPrice: 800 }],
  ])('%s', (text, expected) => {
    expect(brief(text)).toEqual(expected);
  });

  test('every list is present even for an empty message', () => {
    const empty: QueryConstraints = readQueryConstraints('');
    expect(empty.excluded).toEqual({ garments: [], colours: [], materials: [], patterns: [], cuts: [], brands: [] });
  });

  test('ten thousand hostile characters stay linear', () => {
    for (const text of [
      'not '.repeat(2500),
      'leather '.repeat(1250),
      'no red, '.repeat(1250),
      '1 '.repeat(5000),
      'size '.repeat(2000),
      'a'.repeat(10_000),
    ])
      readQueryConstraints(text);
  });
});

describe('readMemoryQuestion', () => {
  test.each([
    ['What is my size?', 'body_params/size'],
    ["what's my size", 'body_params/size'],
    ['Какой у меня размер?', 'body_params/size'],
    ['ты помнишь мой размер?', 'body_params/size'],
    ['شو مقاسي؟', 'body_params/size'],
    ['كم مقاسي', 'body_params/size'],
    ['what is my shoe size?', 'body_params/shoe_size'],
    ['what is my budget?', 'budget/general'],
    ['какой у меня бюджет?', 'budget/general'],
    ['كم ميزانيتي؟', 'budget/general'],
    ['what am I allergic to?', 'allergy'],
    ['на что у меня аллергия?', 'allergy'],
    ["when is my sister's wedding?", 'life_event/wedding'],
    ['what do you know about me?', 'all'],
    ['что ты обо мне знаешь?', 'all'],
    ['شو تعرفين عني؟', 'all'],
    ['Do you remember me?', 'all'],
    ['my size is M', null],
    ['what dresses do you have in my size?', null],
    ['мой размер M', null],
    ['مقاسي M', null],
    ['what a nice dress', null],
    ['hello', null],
    ['what size is this dress', null],
    ['ما ألبس جلد', null],
    ['what should I wear?', null],
  ])('%s -> %s', (text, expected) => {
    expect(readMemoryQuestion(text)).toBe(expected);
  });
});
