import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SentenceSplitter, splitIntoSentences } from './sentence-splitter.ts';

/** Pieces of a text that arrives one character after the other. */
function stream(text: string): string[] {
  const splitter = new SentenceSplitter();
  return [...[...text].flatMap((character) => splitter.push(character)), ...splitter.end()];
}

const CASES: readonly (readonly [title: string, pieces: readonly string[]])[] = [
  ['ends at full stops, questions and exclamations', ['Look at this one.', 'Is it you?', 'Yes!', 'Let us go.']],
  ['ends at the Arabic question mark', ['شو رأيك؟', 'هذا الفستان حلو.', 'نجربه!']],
  ['keeps numbers and prices whole', ['It is 349.50 AED, down from 1,299.00.', 'Open till 22.30 today.']],
  ['keeps Russian abbreviations whole', ['Она стоит 2500 руб. со скидкой, т.е. почти даром.', 'Берём?']],
  [
    'ends at an abbreviation when a capital follows',
    ['Она стоит 2500 руб.', 'Это недорого.', 'Туфли, сумка и т.д.', 'Смотри.'],
  ],
  ['keeps titles and versus whole', ['Dr. Martens vs. Chelsea boots, e.g. the black ones.', 'Which?']],
  ['keeps times of day whole', ['The mall opens at 10 a.m. and closes at 11 p.m. on Fridays.', 'We make it.']],
  ['ends after a size letter', ['I would take M.', 'The L is too wide.', 'Мой размер М.', 'А твой?']],
  ['keeps addresses whole', ['It is on https://unde.app/look?id=7&x=1.2 now.', 'And on www.unde.app/a.', 'See?']],
  ['keeps brackets whole', ['The jacket (soft! really. soft?) is yours.', 'Try it.']],
  ['takes a face for a face', ['Sad :( but true.', 'Happy :) again.']],
  [
    'takes runs of signs and closing quotes along',
    ['She said "wow!"', 'Really?!', 'Well... maybe so.', 'Ну… ладно.', 'Стоп...', 'Вот.'],
  ],
  ['ends at line breaks and keeps list markers', ['Two things', '1. A white shirt', '2. Blue jeans.', 'Done.']],
  ['numbers a shop with a full stop', ['It hangs in unit No. 12 upstairs.', 'No.', 'Not that one.']],
];

describe('the sentence splitter', () => {
  test.each(CASES)('%s', (_title, pieces) => {
    const isList = pieces.includes('1. A white shirt');
    const text = isList ? pieces.slice(0, 3).join('\n') + ' ' + pieces[3] : pieces.join(' ');
    const options = { firstSentenceMax: 1_000 };
    expect(splitIntoSentences(text, options)).toEqual(pieces);
  });

  test('cuts a long first sentence at its first clause of twenty characters, and only the first', () => {
    const long = 'So, I went through everything we have, and there are 2,000 dresses, most of them far too formal.';
    expect(splitIntoSentences(`${long} ${long}`)).toEqual([
      'So, I went through everything we have,',
      'and there are 2,000 dresses, most of them far too formal.',
      long,
    ]);
    expect(splitIntoSentences('Short one, and done. Next.')).toEqual(['Short one, and done.', 'Next.']);
    const russian = 'Смотри, я нашла три куртки без кожи — все мягкие, все в твоём размере и недорогие.';
    expect(stream(russian)[0]).toBe('Смотри, я нашла три куртки без кожи —');
  });

  test('gives a sentence out as soon as the next character shows that it is complete', () => {
    const splitter = new SentenceSplitter();
    expect(splitter.push('We have it.')).toEqual([]);
    expect(splitter.push(' ')).toEqual(['We have it.']);
    expect(splitter.push('Size M\n')).toEqual(['Size M']);
    expect(splitter.push('for 3')).toEqual([]);
    expect(splitter.push('.')).toEqual([]);
    expect(splitter.push('5 only')).toEqual([]);
    expect(splitter.end()).toEqual(['for 3.5 only']);
    expect(splitter.end()).toEqual([]);
  });

  test('never gives a piece above the limit, even without spaces or with an open bracket', () => {
    const text = `${'ы'.repeat(600)} (${'word '.repeat(100)} ${'🔥'.repeat(200)}`;
    const pieces = splitIntoSentences(text);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(250);
    expect(pieces.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
    expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
  });

  test('does not depend on how the text was cut into tokens, and loses nothing', () => {
    const part = fc.constantFrom(
      ...[
        'M',
        'руб',
        '.',
        '.',
        '!',
        '؟',
        '…',
        ',',
        '،',
        ' ',
        ' ',
        '\n',
        '(',
        ')',
        ':',
        ' — ',
        '"',
        '3',
        '12',
        'Dr',
        'т.е',
        'هذا',
      ],
      ...['Look at this', 'http://a.b', 'куртка', '🔥', 'a long word of many letters', 'etc', 'No'],
    );
    const parts = fc.array(part, { maxLength: 60 });
    fc.assert(
      fc.property(parts, fc.array(fc.nat(9), { minLength: 1, maxLength: 9 }), (words, cuts) => {
        const text = words.join('');
        const splitter = new SentenceSplitter();
        const pieces: string[] = [];
        for (let at = 0, n = 0; at < text.length; n++) {
          const size = (cuts[n % cuts.length] ?? 0) + 1;
          pieces.push(...splitter.push(text.slice(at, at + size)));
          at += size;
        }
        pieces.push(...splitter.end());
        expect(pieces).toEqual(splitIntoSentences(text));
        expect(pieces.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
        expect(pieces.every((piece) => piece !== '' && piece === piece.trim())).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
