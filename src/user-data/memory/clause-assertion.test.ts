import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainStatements } from './clause-assertion.ts';
import { detectCorrection } from './detect-correction.ts';
import { extractInstantFacts } from './extract-instant-facts.ts';

const now = new Date('2026-10-07T15:00:00+04:00');
const keysOf = (text: string): readonly string[] => extractInstantFacts({ text, now }).map(({ key }) => key);

/** Statements that each are a fact, by language. */
const STATEMENTS = {
  en: ['my size is M', "I'm allergic to nickel", 'I never wear leather', 'my budget is 500 aed'],
  ru: ['мой размер M', 'у меня аллергия на никель', 'я не ношу кожу', 'мой бюджет 500 дирхам'],
  ar: ['مقاسي M', 'عندي حساسية من النيكل', 'ما ألبس جلد', 'ميزانيتي 500 درهم'],
  arabizi: ['ma2asi M', '3indi 7asasiya min nickel', 'ma albis jild', 'mizaniti 500 dhs'],
} as const;
/** What takes the assertion out of them. */
const FRAMES: readonly ((statement: string) => string)[] = [
  (text) => `${text}?`,
  (text) => `${text}؟`,
  (text) => `"${text}"`,
  (text) => `«${text}»`,
  (text) => `she said ${text}`,
  (text) => `my mom says ${text}`,
  (text) => `сестра говорит, ${text}`,
  (text) => `تقول ${text}`,
  (text) => `o5ti tgool ${text}`,
  (text) => `if ${text}`,
  (text) => `если ${text}`,
  (text) => `لو ${text}`,
  (text) => `itha ${text}`,
  (text) => `maybe ${text}`,
  (text) => `${text}, not sure`,
  (text) => `кажется, ${text}`,
  (text) => `${text}, не уверена`,
  (text) => `يمكن ${text}`,
  (text) => `madri ${text}`,
  (text) => `${text} lol`,
  (text) => `ага, конечно, ${text}`,
  (text) => `${text} ههههه`,
  (text) => `${text} 😂`,
  (text) => `${text}. Just kidding`,
  (text) => `it's not true that ${text}`,
];
const statement = fc.constantFrom(...Object.values(STATEMENTS).flat());

describe('the assertion guard', () => {
  test('lets every plain statement through, alone and between other sentences', () => {
    for (const text of Object.values(STATEMENTS).flat()) {
      expect(keysOf(text), text).toHaveLength(1);
      expect(keysOf(`Hello there. ${text}. What do you think?`), text).toHaveLength(1);
    }
  });

  test('lets no statement through in any frame that takes the assertion away', () => {
    fc.assert(
      fc.property(statement, fc.constantFrom(...FRAMES), (text, frame) => {
        expect(keysOf(frame(text)), frame(text)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('keeps what stands beside a frame in a sentence of its own', () => {
    fc.assert(
      fc.property(statement, fc.constantFrom(...FRAMES.slice(4, 9)), (text, frame) => {
        expect(keysOf(`${frame('I like it')}. ${text}.`), text).toHaveLength(1);
      }),
    );
  });

  test.each([
    ['I told you my size is M', ['size']],
    ['я же говорила: мой размер M', ['size']],
    ['قلت لك مقاسي M', ['size']],
    ['my size is M if that helps', ['size']],
    ['Can you show me dresses, my size is M?', ['size']],
    ['no polyester, ever, please', ['polyester']],
    ["I don't wear gold, only silver", ['gold']],
  ])('a statement in disguise: %s', (text, keys) => {
    expect(keysOf(text)).toEqual(keys);
  });

  test.each([
    'never suggest leather except shoes',
    'кожу не предлагай, кроме обуви',
    'لا تقترحين جلد إلا الأحذية',
    'la t2tiri7 jild illa el jazma',
    'Never suggest leather. Except shoes.',
    "I don't wear heels when it rains",
    'летом не ношу чёрное',
    'a gift for my mom: size L, allergic to wool, budget 300 aed',
    'tell me about nickel allergies',
    'my wool allergy is gone',
    "that's 500 AED over budget",
    'we are not going on vacation in July',
    'the wedding is not in March',
  ])('no rule, no owner, no plan: %s', (text) => {
    expect(keysOf(text)).toEqual([]);
  });
});

describe('plain statements', () => {
  test('leave questions, quotes and reported words out', () => {
    expect(plainStatements('my size is not m. is it? she said "no". ok')).toBe('my size is not m. ok');
  });

  test('a question denies nothing', () => {
    const wool = {
      id: 'w',
      type: 'allergy',
      key: 'wool',
      isDisputed: false,
      payload: { display_key: 'wool', display_value: 'wool', quote: '', concept_id: 'wool', label_raw: 'wool' },
    } as const;
    const deny = (text: string) => detectCorrection({ text, now, facts: [wool], recent: [] })?.actions ?? [];
    expect(deny("I'm not allergic to wool")).toHaveLength(1);
    for (const text of [
      "Is it true I'm not allergic to wool?",
      'my mom has no allergies',
      "maybe I'm not allergic to wool",
    ])
      expect(deny(text), text).toEqual([]);
  });
});
