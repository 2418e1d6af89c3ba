import type { SmallTalk } from './phrasebook.ts';

/** Whole words or beginnings of words (with *), by subject; delicate subjects first. */
const SUBJECTS: readonly (readonly [SmallTalk, readonly string[]])[] = [
  [
    'reveal',
    [
      'system prompt',
      'your prompt',
      'your instructions',
      'ignore the rules',
      'ignore previous',
      'ignore all',
      'системн* промпт*',
      'твои инструкции',
      'твой промпт',
      'игнорируй',
      'забудь все правила',
      'تعليماتك',
      'البرومبت',
      'تجاهل التعليمات',
    ],
  ],
  [
    'fakes',
    [
      'replica*',
      'fake bag*',
      'fake designer',
      'knockoff*',
      'копию',
      'реплик*',
      'подделк*',
      'паль',
      'تقليد',
      'كوبي',
      'هاي كوبي',
    ],
  ],
  [
    'medical',
    [
      'diagnos*',
      'medicine*',
      'pills',
      'antidepressant*',
      'rash',
      'диагноз*',
      'таблетк*',
      'лекарств*',
      'антидепрессант*',
      'علاج',
      'دواء',
      'تشخيص',
    ],
  ],
  [
    'body',
    [
      'am i fat',
      'i am fat',
      "i'm fat",
      'look fat',
      'too fat',
      'my belly',
      'я толст*',
      'полнит',
      'живот',
      'жирн*',
      'سمينة',
      'سمين',
      'كرشي',
      'بطني',
    ],
  ],
  [
    'who_are_you',
    [
      'who are you',
      'are you a robot',
      'are you real',
      'are you an ai',
      'are you human',
      'кто ты',
      'ты робот',
      'ты настоящая',
      'ты человек',
      'من انت',
      'من أنت',
      'انت روبوت',
      'أنت روبوت',
      'مين انت',
    ],
  ],
  ['how_are_you', ['how are you', 'how is it going', 'как дела', 'как ты', 'كيف حالك', 'كيفك', 'شلونك', 'شخبارك']],
  ['thanks', ['thank you', 'thanks', 'thx', 'спасибо', 'благодарю', 'شكرا', 'مشكور*', 'تسلم*']],
  [
    'goodbye',
    ['bye', 'goodbye', 'good night', 'see you', 'пока', 'до свидания', 'спокойной ночи', 'مع السلامة', 'تصبح*'],
  ],
  [
    'greeting',
    [
      'hello',
      'hi',
      'hey',
      'good morning',
      'good evening',
      'привет*',
      'здравствуй*',
      'добрый день',
      'доброе утро',
      'добрый вечер',
      'مرحبا',
      'هلا',
      'السلام عليكم',
      'أهلا',
      'اهلا',
      'صباح الخير',
      'مساء الخير',
    ],
  ],
  [
    'past',
    [
      'last time',
      'remember',
      'like before',
      'помнишь',
      'прошлый раз',
      'как тогда',
      'تذكر*',
      'المرة الماضية',
      'المرة اللي فاتت',
    ],
  ],
];

const PATTERNS = SUBJECTS.map(([subject, phrases]) => {
  const body = phrases
    .map((phrase) => phrase.replaceAll('*', String.raw`[\p{L}\p{M}]*`).replaceAll(' ', String.raw`\s+`))
    .join('|');
  return [subject, new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}])(?:${body})(?![\p{L}\p{M}\p{N}])`, 'iu')] as const;
});

/** The first subject of small talk that a message touches; undefined when it touches none. */
export function readSmallTalk(message: string): SmallTalk | undefined {
  return PATTERNS.find(([, pattern]) => pattern.test(message))?.[0];
}
