import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyText } from './classify-text.ts';

interface MoodCase {
  readonly id: string;
  readonly lang: string;
  readonly text: string;
  readonly expect: Readonly<Record<string, readonly [number, number] | boolean>>;
}

const cases = (await readFile(new URL('./__fixtures__/mood-cases.jsonl', import.meta.url), 'utf8'))
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as MoodCase);

function isAsExpected(item: MoodCase): boolean {
  const mood = classifyText(item.text);
  const actual: Record<string, number | boolean | string> = {
    ...mood,
    mood_confidence: mood.moodConfidence,
    sarcasm: mood.isSarcastic,
  };
  return Object.entries(item.expect).every(([field, wanted]) => {
    const value = actual[field];
    return typeof wanted === 'boolean'
      ? value === wanted
      : typeof value === 'number' && value >= wanted[0] && value <= wanted[1];
  });
}

describe('classifyText on the cases of the fixture', () => {
  test.each(['en', 'ru', 'ar', 'arabizi', 'mixed'])('reads at least 95 of 100 in %s as a person would', (language) => {
    const own = cases.filter(({ lang }) => lang === language);
    const failures = own.filter((item) => !isAsExpected(item)).map(({ id, text }) => `${id}: ${text}`);
    expect(failures.length, failures.join('\n')).toBeLessThanOrEqual(own.length * 0.05);
  });
});

describe('classifyText keeps the anchors of the specification', () => {
  test('"wonderful dress" is 0.75 with confidence 0.5', () => {
    expect(classifyText('wonderful dress')).toMatchObject({ valence: 0.75, moodConfidence: 0.5, isSarcastic: false });
  });

  test.each(['ok', 'yes', 'no', 'да', 'нет', 'ок', 'угу', 'لا', 'تمام', 'اوكي', 'tamam', 'okay'])(
    '"%s" is neutral and unsure',
    (text) => {
      const mood = classifyText(text);
      expect(mood.valence).toBeCloseTo(0.5, 1);
      expect(mood.moodConfidence).toBeLessThanOrEqual(0.3);
    },
  );

  test.each(['want a red dress', 'find me a beautiful evening dress', 'хочу красивое платье', 'أبي فستان حلو للسهرة'])(
    '"%s" describes goods, not a feeling',
    (text) => {
      expect(Math.abs(classifyText(text).valence - 0.5)).toBeLessThan(0.08);
    },
  );

  test('"wallah 7ilu" is delight and "مابي" a refusal', () => {
    expect(classifyText('wallah 7ilu').valence).toBeGreaterThan(0.65);
    expect(classifyText('مابي').valence).toBeLessThan(0.45);
  });

  test('shouting is sure of itself', () => {
    expect(classifyText('WHERE IS MY ORDER').moodConfidence).toBe(0.95);
  });

  test('swearing raises frustration more than it lowers valence', () => {
    const mood = classifyText('блять, где мой размер');
    expect(mood.frustration).toBeGreaterThan(0.35);
    expect(mood.valence).toBeGreaterThan(0.35);
  });

  test('"nothing fits" is low enough for the nervous laugh', () => {
    for (const text of ['nothing fits', 'ничего не подходит', 'ولا شي يناسبني', 'wala shay ynasebni'])
      expect(classifyText(text).valence).toBeLessThan(0.3);
  });

  test('a tired task stays above sadness', () => {
    const mood = classifyText('устала, но нужно что-то на завтра в офис');
    expect(mood.dominant).toBe('fatigue');
    expect(mood.valence).toBeGreaterThan(0.25);
    expect(mood.valence).toBeLessThan(0.4);
  });
});

describe('classifyText understands grammar', () => {
  test.each([
    ['I like it', "I don't like it"],
    ['это красиво', 'это совсем не красиво'],
    ['удобно', 'неудобно'],
    ['عجبني الفستان', 'ما عجبني الفستان'],
    ['7elo', 'mub 7elo'],
  ])('"%s" is better than "%s"', (good, bad) => {
    expect(classifyText(good).valence).toBeGreaterThan(0.6);
    expect(classifyText(bad).valence).toBeLessThan(0.4);
  });

  test.each([
    ['good', 'very good'],
    ['хорошо', 'очень хорошо'],
    ['حلو', 'حلو وايد'],
    ['a bit sad', 'sad'],
  ])('intensifiers and softeners weigh: "%s" against "%s"', (weaker, stronger) => {
    const distance = (text: string): number => Math.abs(classifyText(text).valence - 0.5);
    expect(distance(stronger)).toBeGreaterThanOrEqual(distance(weaker) - 1e-9);
  });

  test('a word of dread before praise only turns it up', () => {
    expect(classifyText('ужасно красивое пальто').valence).toBeGreaterThan(0.7);
    expect(classifyText('this is fucking amazing').valence).toBeGreaterThan(0.7);
  });

  test('praise before a mishap is sarcasm, praise with a reason is not', () => {
    expect(classifyText('Прекрасно, опять нет моего размера').isSarcastic).toBe(true);
    expect(classifyText('Great, another delay').isSarcastic).toBe(true);
    expect(classifyText('Прекрасное платье, спасибо').isSarcastic).toBe(false);
    expect(classifyText('Great jacket, but a little long').isSarcastic).toBe(false);
  });

  test('bare praise after a run of bad moments is suspicious', () => {
    expect(classifyText('да, просто идеально', [0.4, 0.3, 0.2]).isSarcastic).toBe(true);
    expect(classifyText('да, просто идеально', [0.6, 0.6, 0.7]).isSarcastic).toBe(false);
  });
});

describe('classifyText survives any text', () => {
  test('every number lies in [0, 1]', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 200 }),
          fc.shuffledSubarray(cases.map(({ text }) => text)).map((texts) => texts.slice(0, 4).join(' ')),
        ),
        (text) => {
          const { language, wordCount, isSarcastic, dominant, ...scores } = classifyText(text);
          expect(typeof language + typeof isSarcastic + typeof dominant).toBe('stringbooleanstring');
          expect(wordCount).toBeGreaterThanOrEqual(0);
          for (const value of Object.values(scores)) expect(value >= 0 && value <= 1).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('ten thousand characters are read', () => {
    for (const text of [
      'a'.repeat(10_000),
      'не '.repeat(3_333),
      'ههههه '.repeat(1_600),
      '!'.repeat(10_000),
      '😍'.repeat(5_000),
    ]) {
      expect(classifyText(text).valence).toBeGreaterThanOrEqual(0);
    }
  });
});
