import { findConcepts } from './concepts.ts';
import { normalizeText } from './normalize-text.ts';
import { wordPattern } from './word-matcher.ts';

const EVERYTHING = wordPattern(
  'what (?:do|did) you (?:know|remember|have)(?: saved| stored)? (?:about|on|of) me|what (?:else )?do you know about me|tell me (?:what|everything) you (?:know|remember) about me|do you (?:know|remember) me|what have you (?:learned|remembered) about me|что ты (?:обо мне|про меня) (?:знаешь|помнишь|запомнила)|что ты (?:знаешь|помнишь) (?:обо мне|про меня)|ты меня помнишь|(?:شو|شنو|وش|ايش|ماذا|شنهو) (?:تعرف|تعرفين|تعرفي|تتذكر|تتذكرين|تذكرين|تدري|تدرين) عني|(?:shu|sho|shno|shnu|wesh|esh) (?:ta3rif|ta3rfeen|t3arfeen|ta3rifeen|titthakareen) 3anni',
  'u',
);
const ASKING = wordPattern(
  "what(?:'s|s| is| are| was| were)?|which|do you (?:know|remember)|did i (?:say|tell)|tell me|remind me|how much|is my|am i|is it|какой|какая|какие|какого|каков|на что|что|помнишь|знаешь|напомни|сколько|есть ли|شو|شنو|وش|ايش|ما|ماذا|كم|تذكر|تذكرين|تتذكرين|تعرف|تعرفين|ذكريني|هل|متي|когда|when|shu|sho|shno|wesh|esh|kam|titthakareen",
  'u',
);
const OWN = wordPattern(
  "my|me|mine|i|i'm|мой|моя|мое|мои|моего|у меня|я|мне|мной|مقاسي|حجمي|ميزانيتي|عندي|عني|لي|ma2asi|mizaniti|mizaniyti|3indi|حساسيتي|عرسي|ana|انا",
  'u',
);
const SUBJECTS: readonly (readonly [string, RegExp])[] = [
  [
    'body_params/shoe_size',
    wordPattern('shoe size|foot size|размер (?:моей )?(?:обуви|ноги)|مقاس (?:حذائي|رجلي|جزمتي|شوزي|الحذاء)', 'u'),
  ],
  ['body_params/size', wordPattern('size|размер|مقاسي|حجمي|سايزي|ma2asi|sizei', 'u')],
  ['budget/general', wordPattern('budget|бюджет|ميزانيتي|بجتي|mizaniti|mizaniyti|bajti', 'u')],
  ['allergy', wordPattern('allergic|allergy|allergies|аллергия|аллергии|حساسيه|حساسيتي|7asasiya|7asasiti', 'u')],
  [
    'hard_ban',
    wordPattern(
      "(?:i )?(?:don't|dont|do not|never) (?:wear|like|want)|never suggest|bans?|не ношу|не люблю|не предлагать|запрет[а-я]*|ما البس|ما احب|ما تقترحين|malbas",
      'u',
    ),
  ],
];
/** "my size" inside a wish is no question: "what dresses do you have in my size". */
const SHOPPING = wordPattern(
  'in my size|within my budget|for my size|have|show|find|моего размера|в моем размере|в мой бюджет|покажи|найди|بمقاسي|عندكم|وريني|ورني',
  'u',
);
const STATEMENT = wordPattern("is|isn't|are", 'u');

/**
 * What a message asks UNDE about its memory of the user: `all`, a type with its key ("body_params/size"), a type
 * ("allergy"), "life_event/wedding"; null when it asks nothing of the kind ("what dresses do you have in my size?").
 * @see knowledge.md 16.4, 17
 */
export function readMemoryQuestion(message: string): string | null {
  const { text } = normalizeText(message);
  if (EVERYTHING.test(text)) return 'all';
  const asking = ASKING.exec(text);
  if (asking === null || !OWN.test(text) || SHOPPING.test(text)) return null;
  const isQuestion = /[?؟]/u.test(message) || asking.index <= 12;
  if (!isQuestion || (asking[0] === 'ما' && STATEMENT.test(text))) return null;
  const subject = SUBJECTS.find(([, pattern]) => pattern.test(text));
  if (subject !== undefined) return /^ما (?:البس|احب)/u.test(text) && !/[?؟]/u.test(message) ? null : subject[0];
  const event = findConcepts(text).find(({ kind }) => kind === 'event');
  const asksWhen = /(?:^|[^\p{L}])(?:when|когда|متي)(?![\p{L}])/u.test(text);
  return event !== undefined && asksWhen ? `life_event/${event.conceptId}` : null;
}
