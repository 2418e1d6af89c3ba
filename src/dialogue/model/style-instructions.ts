import { escapePattern, WORD_END, WORD_START, wordMatcher } from './language/word-matcher.ts';
import { normalizeText, originalSlice } from './language/normalize-text.ts';
import type { FieldName } from './persona-contract/fields.ts';
import { phrases } from './phrase-list.ts';

/** A direct wish about the style of the answers: a profile field and its new value. */
export interface StyleInstruction {
  readonly field: FieldName;
  readonly value: string | boolean;
}

interface InstructionPhrases extends StyleInstruction {
  readonly phrases: readonly string[];
}

/**
 * Direct instructions about style in English, Russian, Arabic and Arabizi. Only phrases that speak about speech: "shorter"
 * alone is a skirt, and "don't suggest leather" is about leather.
 */
const INSTRUCTIONS: readonly InstructionPhrases[] = [
  {
    field: 'humor_receptivity',
    value: 'none',
    phrases: phrases(
      "don't joke; do not joke; no jokes; stop joking; no more jokes; enough jokes; be serious; не шути",
      'без шуток; хватит шутить; перестань шутить; хватит шуток; не надо шуток; не надо шутить',
      'будь серьезнее; لا تمزح; لا تمزحين; بدون مزح; بلا مزح; بدون نكت; خلك جدي; خليك جديه; la tmza7',
      'la temza7; bedoon maz7; bala maz7',
    ),
  },
  {
    field: 'humor_receptivity',
    value: 'high',
    phrases: phrases(
      'you can joke; you may joke; joke more; joke with me; make jokes; more jokes; be funnier',
      'можешь шутить; можно шутить; шути больше; шути чаще; больше шуток; больше юмора; пошути',
      'шути со мной; امزح معي; امزحي معي; تقدر تمزح; تقدرين تمزحين; ابي مزح; emza7 ma3i; emza7i ma3i',
    ),
  },
  {
    field: 'verbosity_preference',
    value: 'concise',
    phrases: phrases(
      'be brief; be concise; keep it brief; keep your answers short; shorter answers; short answers',
      "answer briefly; less text; fewer words; too long answers; don't write so much; отвечай короче",
      'отвечай кратко; пиши короче; говори короче; покороче пиши; пиши покороче; меньше текста; меньше слов',
      'ближе к делу; без воды; не пиши так много; اختصر; اختصري; ردود قصيره; جاوبي باختصار; e5te9er',
      'ekhtesri',
    ),
  },
  {
    field: 'verbosity_preference',
    value: 'detailed',
    phrases: phrases(
      'longer answers; answer in detail; more detailed answers; explain more; отвечай подробнее',
      'отвечай подробно; пиши подробнее; объясняй подробнее; جاوبي بالتفصيل; جاوب بالتفصيل; اشرحي بالتفصيل',
      'اشرح بالتفصيل; bel taf9eel; bel tafseel',
    ),
  },
  {
    field: 'emoji_tolerance',
    value: 'none',
    phrases: phrases(
      'no emoji; no emojis; without emoji; without emojis; stop using emoji; stop using emojis',
      "don't use emoji; don't use emojis; без эмодзи; без смайликов; без смайлов; не ставь смайлики",
      'убери смайлики; хватит смайликов; بدون ايموجي; بدون ايموجيز; لا تستخدم ايموجي; bedoon emoji',
      'bala emoji',
    ),
  },
  {
    field: 'emoji_tolerance',
    value: 'high',
    phrases: phrases(
      'more emoji; more emojis; use emoji; use emojis; больше смайликов; больше эмодзи; ставь смайлики',
      'ايموجي اكثر; emoji akthar',
    ),
  },
  {
    field: 'formality',
    value: 'formal',
    phrases: phrases(
      'be more formal with me; speak formally; давай на вы; обращайся на вы; говори на вы; на вы пожалуйста',
      'كلمني رسمي; كلميني رسمي; kallemni rasmi',
    ),
  },
  {
    field: 'formality',
    value: 'casual',
    phrases: phrases(
      "be less formal with me; don't be so formal; no need to be formal; давай на ты; можно на ты",
      'говори на ты; обращайся на ты; بدون رسميات; bedoon rasmiyat',
    ),
  },
  {
    field: 'memory_manifestation',
    value: 'subtle',
    phrases: phrases(
      "don't bring up the past; stop bringing up the past; don't tell me what you remember",
      'stop saying you remember; не напоминай о прошлом; не напоминай прошлое; не говори что помнишь',
      'не вспоминай прошлое; لا تذكرني بالماضي; لا تذكريني بالماضي; la tthakerni',
    ),
  },
  {
    field: 'memory_manifestation',
    value: 'explicit',
    phrases: phrases(
      'you can say you remember; you can say that you remember; можешь говорить что помнишь',
      'قولي انك تتذكرين; قول انك تتذكر',
    ),
  },
  {
    field: 'proactivity_tolerance',
    value: 'minimal',
    phrases: phrases(
      "don't suggest anything; don't suggest unless; don't suggest things; do not suggest anything",
      'stop suggesting things; stop offering things; only suggest when i ask; only suggest if i ask',
      'не предлагай ничего; не предлагай сама; не предлагай сам; не предлагай без просьбы',
      'не предлагай пока не; ничего не предлагай; предлагай только когда попрошу',
      'предлагай только если попрошу; لا تقترحين شي; لا تقترح شي; لا تقترحين الا; لا تقترح الا',
      'la te8tare7 shay; la teqtare7 shay',
    ),
  },
  {
    field: 'proactivity_tolerance',
    value: 'active',
    phrases: phrases(
      'suggest things yourself; предлагай сама; предлагай сам; предлагай чаще; اقترحي علي; اقترح علي',
      'eqtar7i 3alay',
    ),
  },
  {
    field: 'cultural_ref_enabled',
    value: false,
    phrases: phrases(
      'no cultural references; no cultural jokes; no references to my culture; без культурных отсылок',
      'без отсылок к моей культуре; без национальных шуток; بدون اشارات ثقافيه',
    ),
  },
  {
    field: 'honesty_preference',
    value: 'direct',
    phrases: phrases(
      "be direct with me; be direct; be blunt; no sugarcoating; don't sugarcoat; always be honest",
      'говори прямо; говори как есть; без прикрас; будь прямее; كوني صريحه; كون صريح; خلك صريح',
      'kooni 9aree7a; koon sareeh',
    ),
  },
  {
    field: 'honesty_preference',
    value: 'gentle',
    phrases: phrases(
      'be gentle with me; be softer with me; помягче со мной; будь помягче; говори мягче; كوني لطيفه',
      'kooni latifa',
    ),
  },
  {
    field: 'praise_style',
    value: 'rare',
    phrases: phrases(
      "stop flattering; don't flatter me; stop complimenting; no compliments; не льсти; хватит комплиментов",
      'без комплиментов; хватит хвалить; لا تجاملين; لا تجامل; la tjamel',
    ),
  },
  {
    field: 'opinion_strength',
    value: 'soft',
    phrases: phrases('keep your opinion to yourself; less opinions; держи мнение при себе; خلي رايك لك; خل رايك لك'),
  },
  {
    field: 'emotional_depth',
    value: 'surface',
    phrases: phrases(
      "don't ask about my feelings; stop asking how i feel; не лезь в душу; не спрашивай о чувствах",
      'لا تسالين عن مشاعري; لا تسال عن مشاعري',
    ),
  },
  {
    field: 'support_style',
    value: 'listen',
    phrases: phrases('just listen; just hear me out; просто выслушай; بس اسمعيني; بس اسمعني; bas esma3ni'),
  },
  {
    field: 'support_style',
    value: 'solve',
    phrases: phrases(
      'i need a solution not sympathy; give me solutions; мне нужно решение; не жалей а помоги; ابي حل',
      'ابغى حل; abi 7al',
    ),
  },
];

const COMPILED = INSTRUCTIONS.map(({ field, value, phrases }) => ({ field, value, matcher: wordMatcher(phrases) }));

/** "I'll be brief", "it should be direct": a description, not a wish. */
const DESCRIBED = new RegExp(
  String.raw`${WORD_START}(?:i'll|it'll|will|to|should|must|would|can|could|might|may|i|it|let me)\s$`,
  'u',
);

/** Words that turn an instruction around when they stand right before it: "don't be brief". */
const NEGATORS = phrases("don't; do not; dont; not; never; no; не; لا; ما; مو; la; ma; mo");
const NEGATED = new RegExp(
  String.raw`${WORD_START}(?:${NEGATORS.map(escapePattern).join('|')})\s(?:[\p{L}\p{M}']+\s)?$`,
  'u',
);

const CALL_ME = phrases(
  'call me; зови меня; называй меня; обращайся ко мне; можешь звать меня; ناديني; نادني; سميني; nadini',
  'sammini',
);
const NAME = String.raw`[\p{L}\p{M}][\p{L}\p{M}'-]{0,19}`;
const NICKNAME = new RegExp(
  String.raw`${WORD_START}(?:${CALL_ME.map(escapePattern).join('|')})\s["']?(${NAME})["']?${WORD_END}`,
  'gu',
);
/** "Call me back", "call me a taxi", "call me crazy". */
const NOT_A_NAME = new Set(
  phrases(
    'when; later; back; if; at; on; in; tomorrow; today; tonight; now; a; an; the; crazy; again; please',
    'once; as; after; before; by; old; stupid; maybe; anytime; asap; что; как; когда; если; на; в; по',
    'просто; пожалуйста; потом; так; لما; اذا; بعدين; بكره; الحين',
  ),
);

/** The direct wishes about style in a message, at most one for each field: the last one said. @see persona.md P-13 */
export function findStyleInstructions(message: string): readonly StyleInstruction[] {
  const normalized = normalizeText(message);
  const hits = COMPILED.flatMap(({ field, value, matcher }) =>
    matcher
      .find(normalized.text)
      .filter(({ phrase, start }) => isWish(phrase, wordsBefore(normalized.text, start)))
      .map(({ start }) => ({ field, value, start })),
  );
  const byField = new Map<FieldName, StyleInstruction>();
  for (const { field, value } of hits.sort((a, b) => a.start - b.start)) byField.set(field, { field, value });
  const nickname = findNickname(message);
  if (nickname !== undefined) byField.set('nickname', { field: 'nickname', value: nickname });
  return [...byField.values()];
}

/** Enough of the text before a hit to see the two words that matter. */
function wordsBefore(text: string, start: number): string {
  return text.slice(Math.max(0, start - 60), start);
}

function isWish(phrase: string, before: string): boolean {
  return !NEGATED.test(before) && !(phrase.startsWith('be ') && DESCRIBED.test(before));
}

function findNickname(message: string): string | undefined {
  const normalized = normalizeText(message);
  const hit = [...normalized.text.matchAll(NICKNAME)].findLast(
    (match) => !NOT_A_NAME.has(match[1] ?? '') && !NEGATED.test(wordsBefore(normalized.text, match.index)),
  );
  if (!hit?.[1]) return undefined;
  const start = hit.index + hit[0].lastIndexOf(hit[1]);
  return originalSlice(normalized, start, start + hit[1].length);
}
