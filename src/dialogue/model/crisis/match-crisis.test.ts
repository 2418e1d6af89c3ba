import { describe, expect, test } from 'vitest';
import { crisisAnswer } from './crisis-answer.ts';
import { helplinesFor, HELPLINES, unverifiedHelplines } from './helplines.ts';
import { matchCrisis } from './match-crisis.ts';

const CRISES: Readonly<Record<string, readonly string[]>> = {
  ru: [
    'не хочу жить',
    'хочу умереть',
    'Я думаю покончить с собой',
    'суицид',
    'мысли о самоубийстве',
    'опять хочу резать себя',
    'порежу себя',
    'я прыгну',
    'нет смысла жить',
    'лучше бы меня не было',
    'устала жить',
    'Я устал жить',
    'не хочу больше жить',
    'жить не хочу',
    'НЕ ХОЧУ ЖИТЬ!!!',
    'не хочууу жииить',
    'хочу просто умереть',
    'я хочу сдохнуть',
    'убью себя',
    'наглоталась таблеток',
    'спрыгну с крыши',
    'всем будет лучше без меня',
    'больше не могу так жить',
    'не вижу смысла жить',
    'лучше бы я не родилась',
    'вскрою вены',
    'хочу уснуть и не проснуться',
    'платье красивое, но я не хочу жить',
    'умиреть хочу, хочу умерть',
    'сведу счёты с жизнью',
    'мысли о суициде не отпускают',
    'жизнь потеряла смысл',
    'лучше умереть чем так жить',
  ],
  en: [
    "I don't want to live",
    'I dont want to live anymore',
    'I don’t want to live',
    'i want to die',
    'I wanna die',
    'going to kill myself',
    'thinking about suicide',
    'I self-harm',
    'I cut myself again last night',
    'I just want to end it all',
    'there is no reason to live',
    'everyone would be better off dead, me first',
    "I'd be better off dead",
    'I want to disappear',
    'I WANT TO DIEEEE',
    'suiciiide',
    'im suicidal',
    'no point in living',
    'life is not worth living',
    'I wish I was never born',
    'I wish I was dead',
    'nothing left to live for',
    'the world would be better without me',
    "can't go on anymore",
    'tired of living',
    'i want to end my life',
    'kil myself',
    'I want to kill my self',
    'sucide',
    'I keep hurting myself',
    'took all the pills',
    'jump off a bridge',
    'what is the point of living',
    'I wish I could go to sleep and never wake up',
    'everyone will be happier without me',
    'life has no meaning',
  ],
  ar: [
    'ما أبي أعيش',
    'أبي أموت',
    'انتحار',
    'أفكر في الانتحار',
    'أذي نفسي',
    'ما فيه فايدة',
    'أحسن لو ما كنت موجودة',
    'أحسن لو ما كنت موجود',
    'تعبت من الحياة',
    'ما أقدر أكمل',
    'مَا أَبِي أَعِيش',
    'مابي أعيش',
    'ابغى اموت',
    'أتمنى الموت',
    'راح انتحر',
    'بقتل نفسي',
    'أريد أن أموت',
    'لا أريد العيش',
    'كرهت حياتي',
    'الحياة ما تسوى',
    'الكل أحسن بدوني',
    'ماقدر اكمل',
    'ليتني أموت',
    'بأذي نفسي',
    'مالي خلق أعيش',
    'الموت أهون',
    'نفسي أموت وأرتاح',
  ],
  arabizi: [
    'mabi a3ish',
    'abi amoot',
    'inti7ar',
    'ta3abt min il7ayat',
    'ma agdar akmal',
    'abi amooot wallah',
    'mabi a3eesh',
    'ta3abt min el 7ayat',
    'aqtil nafsi',
    'abgha amoot',
    'ma abi a3ish',
    'Intihar',
    'magdar akmal',
    'wedi amoot',
    'afakir b inti7ar',
  ],
};

const HARMLESS: readonly string[] = [
  'these shoes kill my feet',
  'dying for that dress',
  "I'd die for these",
  'умираю как хочу это платье',
  'this bag is to die for',
  'I want to live in this dress',
  'I want to disappear into this hoodie',
  'killing it in this look',
  'dressed to kill',
  'умру от смеха',
  'хочу жить красиво',
  'умереть как красиво',
  'прыгну в такси и приеду',
  'I cut the tag by myself',
  'end of season sale',
  'I love living in Dubai',
  'I am tired of jeans',
  'устала от джинсов',
  'устала после работы',
  'no point in buying wool',
  'нет смысла покупать шерсть',
  'не хочу юбку',
  'أبي فستان',
  'أموت على هالفستان',
  'تعبت من الدوام',
  'ما أقدر أكمل الطلب',
  'abi fustan',
  'ta3bana min eldawam',
  "I don't want to wear leather",
  'cut it short, jump suits please',
  'jumpsuit',
  'a killer look',
  'My phone died',
  'deadline today',
  'self-made',
  'самовывоз',
  'можно умереть от жары',
  "I don't want to live without this bag",
  'Shops 5 kms away',
  'ما فيه فايدة من الكوبون',
  'best dress ever',
  'хочу умереть от смеха',
  'I myself prefer silk',
  'ready to dye my hair',
  "I don't want to live in jeans all week",
  'I could kill for a coffee',
  'убила бы за эти туфли',
  'هالفستان يقتل',
  'мне жить осталось два дня до зарплаты',
  '',
  '👍',
];

describe('matchCrisis', () => {
  for (const [language, texts] of Object.entries(CRISES)) {
    test.each(texts)(`${language}: %s`, (text) => {
      expect(matchCrisis(text)).toEqual({ language });
    });
  }

  test.each(HARMLESS)('no alarm: %s', (text) => {
    expect(matchCrisis(text)).toBeUndefined();
  });

  test('a crisis phrase behind a figure of speech is still found', () => {
    expect(matchCrisis('This dress is to die for but honestly I want to die')).toBeDefined();
  });

  test('ten thousand hostile characters stay linear', () => {
    for (const text of [
      'не хочу '.repeat(1250),
      'want to '.repeat(1250),
      'a'.repeat(10_000),
      'suicid '.repeat(1400),
      'ابي ان '.repeat(1400),
    ])
      matchCrisis(text);
  });
});

describe('crisis answer', () => {
  const SHOPPING = /dress|look|outfit|shop|buy|плать|образ|куп|магазин|فستان|تسوق/iu;

  test.each(['en', 'ru', 'ar'] as const)(
    '%s: in the specified order, with 800-HOPE and without shopping',
    (language) => {
      const text = crisisAnswer(language);
      expect(text).toContain('800-HOPE');
      expect(text.indexOf('800-HOPE')).toBeLessThan(text.indexOf('befrienders.org'));
      expect(text).not.toContain('741741');
      expect(text).not.toMatch(SHOPPING);
    },
  );

  test('the United States line is shown there, behind 800-HOPE', () => {
    const text = crisisAnswer('en', 'us');
    expect(text.indexOf('800-HOPE')).toBeLessThan(text.indexOf('741741'));
  });

  test('every helpline has an owner, and one that nobody verified within a year blocks a release', () => {
    for (const line of HELPLINES) expect(line.owner).not.toBe('');
    const [line] = HELPLINES;
    if (line === undefined) return;
    const withDate = (lastVerified: string | null) => unverifiedHelplines('2026-11-23', [{ ...line, lastVerified }]);
    expect(withDate(null)).toHaveLength(1);
    expect(withDate('2025-11-22')).toHaveLength(1);
    expect(withDate('2025-11-23')).toHaveLength(0);
    expect(helplinesFor('KZ').map(({ country }) => country)).toEqual(['AE', 'any']);
  });
});
