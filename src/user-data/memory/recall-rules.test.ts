import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codePointLength } from '#dialogue/model/language/code-points';
import { applyEmotionalFilter } from './apply-emotional-filter.ts';
import { buildResponseDescription } from './build-response-description.ts';
import { buildTextQuery } from './build-text-query.ts';
import { capMemoryDensity } from './cap-memory-density.ts';
import { classifyComplexity } from './classify-complexity.ts';
import { classifyMessage } from './classify-message.ts';
import { expandQuery } from './expand-query.ts';
import { isShortQuery, needsSpan } from './needs-span.ts';
import { headAndTail, rawExcerpt } from './raw-excerpt.ts';
import { recentArtefacts, resolveReplyTarget } from './resolve-reply-target.ts';
import { effectiveLambda, finalScore, rankEpisodes, similarityThreshold } from './score-episodes.ts';

const now = new Date('2026-10-07T15:00:00+04:00');
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

describe('classifyMessage', () => {
  test.each([
    ['I have an allergy, it annoys me', 'fact', 0.5],
    ['I am always tired from work', 'emotion', 0.9],
    ['Я устал', 'emotion', 0.5],
    ['обожаю шёлк', 'preference', 0.9],
    ['أعشق الحرير', 'preference', 0.5],
    ['вчера ходили в кино', 'event', 0.5],
    ['maybe I love it', 'preference', 0.3],
    ['мой размер M', 'fact', 0.5],
    ['тعبانة اليوم'.replace('т', 'ت'), 'emotion', 0.3],
    ['ta3bana', 'emotion', 0.5],
    ['whatever, these gloves', 'general', 0.5],
    ['красота', 'general', 0.5],
    ['مقاسي M', 'fact', 0.5],
  ])('%s is %s with %s', (text, memoryType, memoryConfidence) => {
    expect(classifyMessage(text)).toMatchObject({ memoryType, memoryConfidence });
  });

  test('messages of fifteen code points with a word are embedded', () => {
    expect(classifyMessage('Второй!').isEmbeddable).toBe(false);
    expect(classifyMessage('x'.repeat(14)).isEmbeddable).toBe(false);
    expect(classifyMessage(`  ${'x'.repeat(14)}  `).isEmbeddable).toBe(false);
    expect(classifyMessage('x'.repeat(15)).isEmbeddable).toBe(true);
    expect(classifyMessage('😀'.repeat(20)).isEmbeddable).toBe(false);
  });
});

describe('raw excerpt', () => {
  test('short texts stay whole, long ones keep head and tail', () => {
    expect(rawExcerpt('a'.repeat(500), 'general')).toHaveLength(500);
    const long = `${'слово '.repeat(200)}но кожу НЕ предлагай`;
    expect(rawExcerpt(long, 'general')).toMatch(/^слово .* \[\.\.\.\] .*но кожу НЕ предлагай$/su);
    expect(codePointLength(rawExcerpt(long, 'general'))).toBeLessThanOrEqual(507);
    expect(rawExcerpt(long, 'fact')).toBe(long);
    expect(codePointLength(rawExcerpt('x '.repeat(1000), 'event'))).toBeLessThanOrEqual(1207);
    expect(rawExcerpt('a'.repeat(519), 'general')).toHaveLength(519);
  });

  test('an emoji is never split and nothing is invented', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '👩‍👩‍👧', 'ж', 'é', 'م'), minLength: 300, maxLength: 900 });
    fc.assert(
      fc.property(text, (content) => {
        const [head = '', tail = ''] = headAndTail(content, 40, 30).split(' [...] ');
        expect(content.startsWith(head)).toBe(true);
        expect(content.endsWith(tail)).toBe(true);
        expect(head + tail).not.toMatch(/^\u200d|\u200d$/u);
      }),
    );
  });
});

test.each([
  ['Второй!', true],
  ['беру', true],
  ['ok', true],
  ['آخذ الثاني وأبيه بسرعة لو سمحتي لأن عندي موعد مهم بعد شوي', true],
  ['This one is what I wanted for so long, please reserve it for me', true],
  ['Thistle coloured dresses are what I have wanted for a very long time now', false],
  ['Таким я представляю себе идеальное платье на выпускной вечер сестры', false],
  ['short', true],
])('needsSpan(%j) is %s', (text, expected) => {
  expect(needsSpan(text)).toBe(expected);
});

test('short queries are those under thirty characters', () => {
  expect(isShortQuery('this one')).toBe(true);
  expect(isShortQuery('x'.repeat(30))).toBe(false);
});

describe('buildTextQuery', () => {
  test.each([
    ['I want to go to the cinema today', 'cinema | today'],
    ['MD-5510', 'md5510 | 5510'],
    ['H&M', 'hm'],
    ['ok', undefined],
    ['and the', undefined],
    ['', undefined],
    ['yes please', undefined],
    ['Помнишь Ёлку?', 'помнишь | ёлку | елку'],
    ['أختي تحب الجلد', 'أختي | اختي | تحب | الجلد'],
    ['7asasiya min nickel', '7asasiya | nickel'],
    ["Caroline's support group", 'carolines | caroline | support | group'],
  ])('%s -> %s', (text, expected) => {
    expect(buildTextQuery(text)).toBe(expected);
  });

  test('whatever the text, only words and bars come out, at most twelve words in their forms', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const query = buildTextQuery(text);
        if (query !== undefined) expect(query).toMatch(/^[\p{L}\p{M}\p{N}]+(?: \| [\p{L}\p{M}\p{N}]+)*$/u);
      }),
    );
    expect(buildTextQuery("a'b:*&!(x) | <-> drop\\ table")).toMatch(/^[\p{L}\p{N} |]+$/u);
  });
});

describe('episode ranking', () => {
  const candidate = (messageId: string, createdAt: Date, vecScore: number, ftsScore = 0) => ({
    messageId,
    createdAt,
    vecScore,
    ftsScore,
    memoryType: 'general' as const,
    memoryConfidence: 0.5,
  });
  const options = { threshold: 0.5, now, timeZone: 'Asia/Dubai' };

  test('decay follows the reference figures', () => {
    expect(effectiveLambda('preference', 0.9)).toBeCloseTo(0.0008);
    expect(effectiveLambda('emotion', 0.3)).toBeCloseTo(0.015);
    expect(effectiveLambda('emotion', 0.9)).toBeCloseTo(0.006);
    expect(effectiveLambda(null, null)).toBeCloseTo(0.004);
  });

  test('recency boosts by at most thirty per cent and never punishes', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: -1000, max: 5_000_000 }),
        (vec, fts, minutes) => {
          const base = 0.7 * vec + 0.3 * fts;
          const score = finalScore(candidate('a', ago(minutes), vec, fts), now);
          expect(score).toBeGreaterThanOrEqual(base - 1e-12);
          expect(score).toBeLessThanOrEqual(base * 1.3 + 1e-12);
        },
      ),
    );
  });

  test('the threshold is strict, a text hit passes it', () => {
    const ranked = rankEpisodes(
      [candidate('a', ago(10), 0.5), candidate('b', ago(10), 0.51), candidate('c', ago(10), 0.1, 0.2)],
      options,
    );
    expect(ranked.map(({ messageId }) => messageId)).toEqual(['b', 'c']);
    expect([similarityThreshold([]), similarityThreshold(['ru']), similarityThreshold(['ru', 'ar'])]).toEqual([
      0.5, 0.5, 0.35,
    ]);
  });

  test('at most three of one calendar day of the user, fifteen in all, ties by time and id', () => {
    const sameDay = ['a', 'b', 'c', 'd'].map((id) => candidate(id, ago(60), 0.9));
    expect(rankEpisodes([...sameDay].reverse(), options).map(({ messageId }) => messageId)).toEqual(['a', 'b', 'c']);
    // 20:30 and 19:30 UTC are two days in Dubai.
    const border = [
      candidate('x', new Date('2026-10-01T19:30:00Z'), 0.9),
      candidate('y', new Date('2026-10-01T20:30:00Z'), 0.9),
    ];
    expect(rankEpisodes(border, { ...options, perDay: 1 })).toHaveLength(2);
    expect(rankEpisodes(border, { ...options, timeZone: 'UTC', perDay: 1 })).toHaveLength(1);
    expect(
      rankEpisodes(
        Array.from({ length: 40 }, (_, day) => candidate(String(day), ago(day * 1440), 0.8)),
        options,
      ),
    ).toHaveLength(15);
  });
});

describe('emotional filter', () => {
  const episodes = [
    { excerpt: 'my ex-boyfriend gave me this', finalScore: 1 },
    { excerpt: 'love the white dress', finalScore: 0.6 },
    { excerpt: 'бабушка умерла', finalScore: 0.9 },
  ];

  test('factors multiply, nothing is removed', () => {
    expect(
      applyEmotionalFilter(episodes, { valence: 0.2, queryText: 'dress' }).map(({ finalScore: score }) => score),
    ).toEqual([0.6, 0.45, 0.15]);
    expect(applyEmotionalFilter(episodes, { queryText: 'dress' }).map(({ finalScore: score }) => score)).toEqual([
      0.9, 0.6, 0.3,
    ]);
    expect(
      applyEmotionalFilter(episodes, { valence: 0.8, queryText: 'my ex called' }).map(({ finalScore: score }) => score),
    ).toEqual([1, 0.9, 0.6]);
  });

  test('"previous" alone is no former husband', () => {
    expect(
      applyEmotionalFilter([{ excerpt: 'الفستان السابق حلو', finalScore: 1 }], { valence: 0.1, queryText: 'x' })[0]
        ?.finalScore,
    ).toBe(1);
    expect(
      applyEmotionalFilter([{ excerpt: 'زوجي السابق', finalScore: 1 }], { valence: 0.9, queryText: 'x' })[0]
        ?.finalScore,
    ).toBe(0.3);
  });
});

test.each([
  [10, [], 3, false],
  [50, [], 5, false],
  [300, [], 7, false],
  [10, [true, true], 3, false],
  [10, [true, true, true], 3, true],
  [10, [true, true, true, false], 3, false],
  [10, [true, false, true, false, true, false, true, false], 3, true],
  [300, [true, false, true, false, true, false, true, false], 7, false],
])(
  'with %i messages and answers %j: %i episodes, suppressed %s',
  (messageCount, recentAnswersUsedMemory, maxEpisodes, isSuppressed) => {
    expect(capMemoryDensity({ messageCount, recentAnswersUsedMemory })).toMatchObject({ maxEpisodes, isSuppressed });
  },
);

test.each([
  ['белые кроссовки до $100', 1],
  ['white sneakers up to $100', 1],
  ['show more', 1],
  ['красота та ещё', 1],
  ['я люблю этот город', 1],
  ['مثل ما تبين', 1],
  ['وردة وقميص', 1],
  ['I need a dress, not red', 1],
  ['помнишь тот жакет? хочу похожий', 2],
  ['помнишь то платье', 2],
  ['like last time but cheaper', 2],
  ['تذكرين الفستان؟', 2],
  ['хочу ту синюю юбку', 2],
  ['no red, without lace', 2],
  ['мне не нужны каблуки, без кожи', 2],
  ['that dress from Zara', 2],
  ['بدون جلد وغير أسود'.replace('وغير', 'غير'), 2],
  ['собери капсулу на неделю', 3],
  ['a capsule for the week by my calendar', 3],
  ['أبي كبسولة لأسبوع', 3],
  ['full wardrobe please', 3],
])('%s is level %i', (text, level) => {
  expect(classifyComplexity(text)).toBe(level);
});

describe('expandQuery', () => {
  test.each([
    ['помнишь тот жакет? хочу похожий', [], ['жакет']],
    ['Remember that jacket my friend approved? want a similar one, but warmer', [], ['jacket my friend approved']],
    ['what did Anna say about it', ['Anna loved the blue dress'], ['Anna']],
    [
      'что-то тёплое для прогулки, и чтобы подошло к белым брюкам',
      [],
      ['что-то тёплое для прогулки', 'чтобы подошло к белым брюкам'],
    ],
    ['شو قالت مريم', ['مريم تحب الأزرق'], ['مريم']],
    ['ok', [], []],
  ])('%s', (text, recent, expected) => {
    expect(expandQuery({ text, recent })).toEqual(expected);
  });

  test('at most three', () => {
    expect(
      expandQuery({
        text: 'something for the office, something for the evening, something for the beach, something for sport',
        recent: [],
      }),
    ).toHaveLength(3);
  });
});

describe('response description', () => {
  test('fashion: items, setting, Russian, Arabic and joined codes, lower case', () => {
    const look = {
      consultantType: 'stylist' as const,
      items: [
        {
          sku: 'MD-5510',
          colour: 'Light Blue',
          silhouette: 'midi',
          fabric: 'silk',
          category: 'skirt',
          brand: 'H&M',
          store: 'Level 2',
        },
        { sku: 'ZR-7', colour: 'white', category: 'shirt' },
      ],
      occasion: 'weekend',
      style: 'casual',
    };
    expect(buildResponseDescription(look)).toBe(
      'md-5510 light blue midi silk skirt h&m level 2, zr-7 white shirt - weekend casual | голубой миди шёлк юбка белый рубашка на выходные кэжуал سماوي ميدي حرير تنورة أبيض قميص ويكند كاجوال md5510 5510 hm zr7',
    );
    expect(buildResponseDescription({ consultantType: 'stylist', items: [] })).toBeUndefined();
  });

  test('dishes and rooms', () => {
    expect(
      buildResponseDescription({
        consultantType: 'chef',
        dish: 'Tabbouleh',
        cuisine: 'Lebanese',
        allergens: ['gluten'],
        kcal: 220,
        minutes: 15,
      }),
    ).toBe('tabbouleh, lebanese, аллергены: gluten, 220 ккал, 15 мин');
    expect(
      buildResponseDescription({
        consultantType: 'interior',
        style: 'Scandi',
        room: 'bedroom',
        colours: ['white'],
        furniture: ['bed'],
      }),
    ).toBe('scandi bedroom — цвета: white, мебель: bed');
    expect(buildResponseDescription({ consultantType: 'astrologer' } as never)).toBeUndefined();
  });
});

describe('reply target', () => {
  const artefact = (messageId: string, minutes: number) => ({ messageId, createdAt: ago(minutes) });

  test('a valid id of the client wins, a foreign one is ignored', () => {
    expect(resolveReplyTarget({ explicitId: 'b', artefacts: [artefact('a', 1), artefact('b', 30)], now })).toBe('b');
    expect(resolveReplyTarget({ explicitId: 'z', artefacts: [artefact('a', 1)], now })).toBe('a');
  });

  test('the newest of ten minutes, unless two came within a minute', () => {
    expect(resolveReplyTarget({ artefacts: [artefact('a', 9), artefact('b', 3)], now })).toBe('b');
    expect(resolveReplyTarget({ artefacts: [artefact('a', 11)], now })).toBeNull();
    expect(resolveReplyTarget({ artefacts: [artefact('a', 3), artefact('b', 2.5)], now })).toBeNull();
    expect(
      recentArtefacts([artefact('b', 1), artefact('a', 2), artefact('c', 4)], now).map(({ messageId }) => messageId),
    ).toEqual(['a', 'b']);
    expect(recentArtefacts([artefact('b', 1)], now)).toEqual([]);
  });
});
