import { findConcepts } from '#dialogue/model/language/concepts';
import { splitSentences } from '#dialogue/model/language/tokenize';
import { wordPattern } from '#dialogue/model/language/word-matcher';
import type { FactType } from '#user-data/knowledge/model/fact';
import type { MessageClause } from './message-clauses.ts';

/** What was found: its type and place in the clause. */
type Found = { readonly type: FactType; readonly start: number; readonly end: number };

const SOMEBODY =
  'she|he|they|you|mom|mum|dad|sister|brother|friend|husband|wife|everyone|everybody|people|someone|somebody|nobody|doctor|stylist|colleague|boss|label|tag|chart|ad|post|article|song|website|site|app';
/** Somebody else says it, or the user says that it was said. First-person speech ("I told you") stays a statement. */
const REPORTED = wordPattern(
  `(?:${SOMEBODY})(?:'s)?(?: [a-z']+){0,3} (?:said|say|says|saying|told|tells|telling|claims?|claimed|insists?|insisted|thinks?|thought|believes?|assumes?|goes|went like|asks?|asked|writes?|wrote|swears|jokes?|joked|yells?|screams?)|says|tells|claims|insists|swears|thinks|believes|assumes|(?<!(?:that|having|being) )said|(?:asked|joked|replied|according to) (?:to )?(?:my |the |a |no |every )?(?:${SOMEBODY})|(?:was|been|got|i'm) told|supposedly|apparently|allegedly|rumou?r|they say|say that i|сказал[аи]?|говорит|говорят|говорил[аи]?|говоришь|твердит|твердят|уверяет|утверждает|утверждают|думает|думают|считает|считают|спросил[аи]?|спрашивает|написал[аи]?|пишет|пишут|ноет|повторяет|якобы|мол|дескать|по словам|قال|قالت|قالوا|قالو|قالي|قالتلي|قاللي|يقول|تقول|يقولون|تقولين|يقولوا|قلت لي|قلتي لي|قلتيلي|قلتلي|تسال|يسال|سالت|سالني|سالتني|تظن|يظن|يحسب|يحسبون|تحسب|تحسبين|على قوله|gal|galat|galaw|galli|gali|galatli|galli|ygool|ygol|tgool|tgol|ygoloon|ygooloon|2al|2alat|2alet|2alli|y2ool|t2ool|gilti li|giltili|gilt li|gilt-li|ti7sib|y7sib`,
  'gu',
);
/** "I said", "я же говорила", "قلت لك": the user repeats their own words. */
const OWN_SPEECH =
  /(?:^|[^\p{L}\p{N}])(?:i(?: have|'ve)?(?: already| just| always| have)*|я(?: же| уже| тебе| вам| сто раз| давно| ведь){0,3}|انا)\s?$/u;
const OWN_SPEECH_INSIDE = /^(?:i|я)\s/u;
/** The user takes the words back: "it's not true that ...", "I never said". */
const DISOWNED = wordPattern(
  "not true|isn't true|untrue|(?:don't|dont|do not|didn't|never) (?:think|believe|say|said|recall|remember)|doubt|hardly|no longer true|a lie|неправда|не думаю|не считаю|не верю|не говорил[аи]?|не сказал[аи]?|сомневаюсь|вряд ли|ложь|ما قلت|ما اظن|ما اعتقد|مو صحيح|كذب|اشك|ma gilt|ma a3tiqid|ma athin|mu sa7ee7|chithb",
  'u',
);
/** A comma may stand inside a phrase: "oh, sure". */
function phrases(source: string): string {
  return source.replaceAll(' ', '[\\s,]{1,3}');
}
const LAUGHTER = String.raw`lo+l|lm+f?ao+|rofl|(?:a?ha){2,}h?|(?:he){3,}|a?[хx]а(?:[хx]а)+[хx]?|[хx]а[хx]а[хa-я]*|а[хx]а[хx]а[ах]*|ржу|лол|هه+|خخخ+|5555*|7a7a7?a?|kk+k|jaja`;
const IRONIC = wordPattern(
  phrases(
    `great so|great now|great another|wow great|so now i'm|wow so i'm|of course i'm|${LAUGHTER}|yeah right|oh sure|sure because|yeah sure|oh yeah|oh great|as if|just kidding|jk|kidding|joking|joke|sarcasm|not really|like i said never|i'm obviously|right because|totally not|ага|ага конечно|ну да|ну конечно|да конечно|ну ага|конечно конечно|прям|шучу|шутка|кек|так и поверила?|щас|ايه طبعا|اي طبعا|اكيد طبعا|طبعا طبعا|اي اكيد|امزح|اتمزح|نكته|ee akeed|ee tab3an|eh tab3an|amza7|amzah`,
  ),
  'u',
);
const IRONIC_SIGN = /[😂🤣🙄😏😜🤪🙃]|\/s\s*$/u;
const DOUBT =
  "not (?:really |entirely |100% |totally |completely )?(?:sure|certain)|unsure|don't know|dont know|dunno|idk|no idea|who knows|maybe|mayb|perhaps|might|may be|i think|i thought|i guess|i suppose|i believe|i feel like|thinking (?:of|about)|considering|probably|possibly|presumably|seems?|looks like|depends|it varies|sometimes|kind of|kinda|sort of|someday|some day|one day|sooner or later|eventually|can't remember|don't remember|i forget|could be|не знаю|не уверена|не уверен|не помню|фиг знает|хз|кто знает|кто его знает|может|может быть|мож|наверное|наверно|кажется|вроде|вроде бы|возможно|видимо|похоже|думаю|думаем|подумываю|подумываем|по-моему|по моему|предполагаю|где-то между|иногда|то ли|когда-нибудь|когда нибудь|однажды|смотря|зависит|ما ادري|مدري|ماادري|ما اعرف|مو متاكده|مو متاكد|مب متاكده|مش متاكده|يمكن|ربما|احتمال|اظن|اظنه|اعتقد|نفكر|افكر|بفكر|اتوقع|احس|شكله|شكلي|على حسب|حسب|احيانا|مو اكيد|يوم من الايام|ان شاء الله يوم|ma adri|madri|ma3rif|ma a3rif|yimkin|yemkin|yumkin|momkin|a3tiqid|a3taqid|a3tiged|athin|nfak+ir|afak+ir|atwaqa3|atwaga3|shakli|mu mit2akd[ae]h?|mu mit2akid|mo met2akda|msh mit2akda|a7yanan|7asab|e7timal";
const UNSURE = wordPattern(DOUBT, 'u');
const UNSURE_ALL = wordPattern(DOUBT);
const WISH = wordPattern(
  'wish|wished|if only|would love to be|would like to be|want to be|wanna be|dream|dreaming|hope|hoping|goal|хотелось бы|хотел[аи]? бы|вот бы|мечтаю|мечта|надеюсь|хочу быть|хочу стать|было бы|был бы|была бы|ليت|ياليت|ليتني|اتمني|اتمنى|امنيتي|حلمي|نفسي|ودي يكون|ابي اصير|ya reit|ya rait|yareit|reit|reitni|rait|laytni|atmanna|atmana|7ilmi|nifsi|nefsi|abi aseer',
  'u',
);
const SUPPOSED = wordPattern(
  "if|what if|suppose|supposing|imagine|pretend|let's say|lets say|say i|hypothetically|unless|in case|assuming|provided|whether|если|если бы|допустим|предположим|представь|представим|скажем|вдруг|когда бы|ли|бы|лишь бы|لو|اذا|ان كان|افترض|نفترض|فرضا|تخيل|تخيلي|لنفترض|في حال|law|lw|itha|iza|itha kan|efrith|t5ayal|t5ayli",
  'u',
);
/** Politeness, no condition: "my size is M if that helps". */
const POLITE_IF =
  /(?:if (?:that|it|this) helps|if (?:you )?(?:need|want|care)(?: it| to know| that| me to)?|if (?:you're|you are|anyone is|anyone's) (?:wondering|asking|curious)|if (?:possible|you can|you don't mind|you please)|in case you (?:need|forgot|wonder|are wondering|didn't know)(?: it)?|if i may|если что|если нужно|если надо|если интересно|если можно|если не сложно|если вдруг|если забыл[аи]?|لو سمحت[يو]?|لو تكرمت[يو]?|اذا تبين?|اذا ممكن|لو ممكن|law sama7t[ei]?|itha mumkin)/gu;
/** A part is taken out of the rule: nothing general is stated. */
const EXCEPTION =
  'except|excepting|exept|apart from|aside from|other than|besides|unless|save for|bar|with the exception|exclud(?:e|ing)|only (?:for|at|on|in|when|if|to|as|летом|зимой|осенью|весной|дома)|just (?:for|at|on|in|when|if)|but (?:only|not|sometimes|shoes|bags)|sometimes|most of the time|mostly|usually|too (?:much|many|often)|кроме|окромя|помимо|за исключением|исключая|исключение|разве что|разве только|если только|только (?:на|в|во|для|по|если|когда|с|под|дома|летом|зимой|иногда)|только [\\p{L}-]+ (?:можно|ок|норм)|но можно|иногда|изредка|редко|часто|почти|обычно|otherwise|fine (?:for|at|only)|ok (?:for|only)|в остальном|الا|الا اذا|ماعدا|ما عدا|باستثناء|غير|بس (?:في|ل|لل|حق|اذا|لما|وقت|بال)[\\p{L}]*|فقط (?:في|ل|لل|اذا)[\\p{L}]*|احيانا|وايد|كثير|عاده|illa|ila|ella|ghair|ghayr|8air|ma3ada|ma 3ada|bi2istithna2|bas (?:fil|fel|lil|7ag|itha|lama)|a7yanan|wayed|wayid|kteer';
/** "When it rains": said for some of the time only. */
const WHEN =
  'when|whenever|while|during|as long as|когда|пока|во время|в дождь|لما|عندما|وقت ما|وقت|كل ما|lama|lamma|lem+a|wagt';
const WHENEVER = wordPattern(WHEN, 'u');
const WHENEVER_FIRST = new RegExp(`^\\s*(?:only |даже |only when |and |и )?(?:${WHEN})(?![\\p{L}\\p{N}])`, 'u');
const EXCEPTED = wordPattern(EXCEPTION, 'u');
const EXCEPTED_NEXT = new RegExp(`^\\s*(?:well |ну |bas |بس )?(?:${EXCEPTION})(?![\\p{L}\\p{M}\\p{N}])`, 'u');
const INTERROGATIVE =
  /^\s*(?:and |but |so |а |и |ну |و)?(?:(?:am|is|are|was|were|do|does|did|have|has|had|can|could|should|shall|will|would|may) (?:i|my|you|your|we|it|this|that|there|he|she|they|the|u)(?![\p{L}'])|why|how come|what|what's|whats|which|who|when|where|how(?! about)|почему|зачем|с чего|какой|какая|какое|какие|каков|сколько|когда|где|кто|разве|неужели|правда ли|ли(?![\p{L}])|هل|ليش|لماذا|ليه|كيف|متي|وين|شو|شنو|وش|ايش|كم|منو|مين|hal |lesh|leesh|laish|shu|shno|shnu|wesh|mata|emta|wein|wain|kam|meno|mino)(?![\p{L}\p{N}])/u;
const REQUEST_PART = wordPattern(
  'can|could|would|will|do you|is there|are there|any|what|which|where|how|have you|got|show|find|можешь|можете|можно|есть|какие|какое|какую|что|где|покажешь|покажи|найдешь|найди|подскажи|подберешь|посоветуешь|ممكن|تقدرين|تقدر|عندكم|عندك|وين|شو|وش|شنو|في|توريني|momken|mumkin|tigdareen|tigdar|3indkom|3indich|3indak|wein|shu|shno|fi',
  'u',
);
const TAG = wordPattern(
  "right|correct|yes|yeah|no|isn't it|is it|ok|да|верно|правильно|так|не так ли|нет|помнишь|صح|صحيح|مو|مو صح|مو كذا|sa7|sah|mu|remember",
  'u',
);
const BENEFICIARY = wordPattern(
  "(?:for|gift to|present to|для|подарок|حق|7ag|7agg)\\s(?:my |a |the |моей |моего |моих |своей )?[\\p{L}\\p{M}\\p{N}']+|(?:ل|لل)[\\p{L}]{2,}",
  'gu',
);
const FIRST_PERSON = wordPattern(
  "i|i'm|im|i've|i am|me|my|mine|myself|we|our|я|у меня|мне|меня|мой|моя|мое|мои|мы|у нас|наш|ношу|انا|عندي|لي|علي|عندنا|مقاسي|حجمي|ميزانيتي|بجتي|لدي|اعاني|البس|اتحسس|ana|3indi|3ndi|indi|3andi|3endi|ma2asi|7ajmi|mizaniy?ti|bajti|albis|albas",
  'u',
);

const LONGEST_NEIGHBOUR_WORDS = 3;

function words(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}'-]+/gu) ?? [];
}

/** The parts of the sentence right before and right behind the clause, without their commas. */
function neighbours(clause: MessageClause): { readonly previous: string; readonly next: string } {
  const previous = clause.before.split(/[,،()]/u).findLast((part) => part.trim() !== '') ?? '';
  const next = clause.following.split(/[,،()]/u).find((part) => part.trim() !== '') ?? '';
  return { previous, next };
}

/** A neighbour that says nothing but the doubt: "maybe", "I'm not sure", "не помню". */
function isOnlyDoubt(part: string): boolean {
  if (!UNSURE.test(part)) return false;
  return words(part.replace(UNSURE_ALL, ' ')).length <= LONGEST_NEIGHBOUR_WORDS - 1;
}

function isAsked(clause: MessageClause): boolean {
  if (INTERROGATIVE.test(clause.text)) return true;
  if (!/[?؟]/u.test(clause.terminator)) return false;
  const next = clause.following.trim();
  if (next !== '') return words(next).length <= LONGEST_NEIGHBOUR_WORDS && TAG.test(next);
  // "Can you find me a dress, my size is M?": the question is the part before.
  return !REQUEST_PART.test(neighbours(clause).previous);
}

/** "Mom: never wear mini", "the old me: ...": the name of a speaker stands in front. */
function isLabelled(sentence: string): boolean {
  const label = /^\s*([\p{L}' ]{2,24}):\s/u.exec(sentence)?.[1];
  if (label === undefined) return false;
  return (
    /(?:^|\s)(?:she|he|they|him|her|old me|past me|younger me|me at [a-z]+|она|он)$/u.test(label) ||
    (findConcepts(label).some(({ kind }) => kind === 'relation') && !/\s(?:for|gift|для|подарок)\s/u.test(` ${label}`))
  );
}

/** Somebody's words: quoted, or behind "she said", "ты говорил, что", "تقول". */
function isReported(clause: MessageClause, { start }: Found): boolean {
  if (clause.isQuoted) return true;
  const before = clause.before + clause.text.slice(0, start);
  const sentence = clause.before + clause.text + clause.following;
  if (isLabelled(clause.before + clause.text)) return true;
  if (DISOWNED.test(before) || SAID_BY_NEXT.test(clause.nextSentence)) return true;
  return [...sentence.matchAll(REPORTED)].some(
    (match) => !OWN_SPEECH.test(sentence.slice(0, match.index)) && !OWN_SPEECH_INSIDE.test(match[0]),
  );
}

const SAID_BY_NEXT = /^[\s"',-]*(?:said|says|сказал|говорит|говорят|قال|قالت|gal|galat)(?![\p{L}])/u;
const ONLY_LAUGHTER = new RegExp(`^[\\s.,!)]*(?:${LAUGHTER}|шучу|jk|just kidding|kidding|امزح|amza7)(?![\\p{L}])`, 'u');

function isIronic(clause: MessageClause): boolean {
  const sentence = clause.before + clause.text + clause.following;
  return (
    IRONIC.test(sentence) ||
    IRONIC_SIGN.test(sentence) ||
    ONLY_LAUGHTER.test(clause.nextSentence) ||
    IRONIC_SIGN.test(clause.nextSentence.slice(0, 4))
  );
}

function isDoubtful(clause: MessageClause): boolean {
  const { previous, next } = neighbours(clause);
  return UNSURE.test(clause.text) || isOnlyDoubt(previous) || isOnlyDoubt(next) || isOnlyDoubt(clause.nextSentence);
}

function isSupposed(clause: MessageClause, found: Found): boolean {
  const text = clause.text.replace(POLITE_IF, ' ');
  if (SUPPOSED.test(text)) return true;
  if (found.type !== 'hard_ban' && WISH.test(text)) return true;
  const { previous } = neighbours(clause);
  if (found.type !== 'hard_ban' && words(previous).length <= LONGEST_NEIGHBOUR_WORDS && WISH.test(previous))
    return true;
  return words(previous).length <= LONGEST_NEIGHBOUR_WORDS && SUPPOSED.test(previous.replace(POLITE_IF, ' '));
}

/** "Never suggest leather, except shoes", "I don't usually wear heels": not the rule that the memory would make of it. */
function isLimited(clause: MessageClause, { type, start }: Found): boolean {
  if (type === 'life_event' || type === 'allergy') return false;
  const { previous, next } = neighbours(clause);
  if (WHENEVER.test(clause.text) || WHENEVER_FIRST.test(previous) || WHENEVER_FIRST.test(next)) return true;
  if (type !== 'hard_ban') return false;
  return (
    EXCEPTED.test(clause.text + clause.following) ||
    EXCEPTED_NEXT.test(clause.nextSentence) ||
    (words(previous).length <= 4 && EXCEPTED.test(previous)) ||
    EXCEPTED.test(clause.text.slice(0, start))
  );
}

/** A message about a present for somebody, and a fact without an owner: it may be theirs. */
function isForSomebody(clause: MessageClause, { start, end }: Found): boolean {
  const around = clause.text.slice(Math.max(0, start - 24), end);
  if (FIRST_PERSON.test(around)) return false;
  return [...(clause.earlier + clause.before).matchAll(BENEFICIARY)].some((match) =>
    findConcepts(match[0]).some(({ kind }) => kind === 'relation'),
  );
}

const SENTENCE_END = /[?؟]/u;

/**
 * The sentences of a normalised text that state something in the user's own voice, joined by full stops: no questions,
 * quotes, reported words, irony, doubts or conditions. What corrects the memory is looked for in these only.
 */
export function plainStatements(text: string): string {
  return splitSentences(text)
    .filter(({ text: sentence, terminator }) => {
      if (SENTENCE_END.test(terminator) || INTERROGATIVE.test(sentence) || /["]/u.test(sentence)) return false;
      if (IRONIC.test(sentence) || IRONIC_SIGN.test(sentence) || UNSURE.test(sentence)) return false;
      if (SUPPOSED.test(sentence.replace(POLITE_IF, ' '))) return false;
      return [...sentence.matchAll(REPORTED)].every(
        (match) => OWN_SPEECH.test(sentence.slice(0, match.index)) || OWN_SPEECH_INSIDE.test(match[0]),
      );
    })
    .map(({ text: sentence }) => sentence.trim())
    .join('. ');
}

/**
 * Whether the user states the find about themselves and for good. Questions, quotes and reported words, irony, doubt,
 * wishes, conditions, rules with an exception and ownerless facts about a present for somebody are no statements: when in
 * doubt, nothing is written. @see knowledge.md EC-a, EC-d, EC-g
 */
export function isAsserted(clause: MessageClause, found: Found): boolean {
  return !(
    isAsked(clause) ||
    isReported(clause, found) ||
    isIronic(clause) ||
    isDoubtful(clause) ||
    isSupposed(clause, found) ||
    isLimited(clause, found) ||
    (found.type !== 'life_event' && isForSomebody(clause, found))
  );
}
