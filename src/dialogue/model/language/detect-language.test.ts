import { describe, expect, test } from 'vitest';
import { detectLanguage } from './detect-language.ts';

describe('detectLanguage', () => {
  test.each([
    ['I need a casual look for the weekend, up to 700 AED', 'en', 'en'],
    ['Нужны белые кроссовки до 500 дирхам', 'ru', 'ru'],
    ['أبي فستان للسهرة، ميزانيتي 900 درهم', 'ar', 'ar'],
    ['أبي فستان مقاس M من Zara', 'ar', 'ar'],
    ['7asasiya min nickel', 'arabizi', 'ar'],
    ['abi fustan 7ilu lil sahra', 'arabizi', 'ar'],
    ['ana mabi jild wallah', 'arabizi', 'ar'],
    ['bukra 3indi 3irs o5ti', 'arabizi', 'ar'],
    ['مقاسي M بس مابي open shoulders', 'mixed', 'ar'],
    ['Хочу что-то типа old money, красивое', 'mixed', 'ru'],
    ['wallah this dress 7ilu بس overpriced شوي', 'mixed', 'ar'],
    ['покажи Zara, размер M', 'ru', 'ru'],
    ['Show me the 2nd one, 3xl, before 9am on the 5th', 'en', 'en'],
    ['la la land dress by Al Fahidi', 'en', 'en'],
    ['Do you have mp3 t-shirts?', 'en', 'en'],
    ['What is my size?', 'en', 'en'],
  ])('%s', (text, language, reply) => {
    expect(detectLanguage(text)).toMatchObject({ language, replyLanguage: reply });
  });

  test.each(['ok', '👍', '42', '...', ''])('fewer than three letters take the previous language: %j', (text) => {
    expect(detectLanguage(text, { previous: 'ru' })).toMatchObject({ language: 'ru', replyLanguage: 'ru' });
    expect(detectLanguage(text, { previous: 'mixed', previousReply: 'ar' })).toMatchObject({
      language: 'mixed',
      replyLanguage: 'ar',
    });
  });

  test('a tie keeps the language of the conversation', () => {
    expect(detectLanguage('dress платье', { previous: 'ru' }).replyLanguage).toBe('ru');
  });
});
