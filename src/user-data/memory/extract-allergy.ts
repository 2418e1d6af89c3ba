import { findConcepts } from '#dialogue/model/language/concepts';
import { wordPattern } from '#dialogue/model/language/word-matcher';
import { slugOf } from '#user-data/knowledge/model/fact';
import { belongsToOther, isConditional, isFormer, isUnsure } from './clause-guards.ts';
import type { ExtractionRule, Finding } from './fact-finding.ts';
import { readObjectsAfter } from './fact-objects.ts';
import type { FactObject } from './fact-objects.ts';
import { triggersOf } from './message-clauses.ts';
import type { MessageClause } from './message-clauses.ts';

/** The noun of any language before the preposition of any language: "у меня allergy на nickel", "عندي allergy من wool". */
const NOUN =
  'al+erg(?:y|ies|ia|iya)|al+ergic|al+егия|ал+ерги[яюи]|(?:ال)?حساسيه|حساسيتي|(?:ال)?تحسس|[7h]as+a?s+[ie]{0,2}y+[aei]?h?|ta7as+[ou]s';
const PREPOSITION = 'to|against|from|on|на|к|من|ل|ضد|تجاه|علي|min|men|mn|m|l|lil';
const TRIGGER = wordPattern(
  `(?:${NOUN})(?: (?:у меня|есть|сильная|страшная|ужасная|жуткая|дикая|reactions?|قويه|شديده|كبيره|gawiya|kbeera|kabeera|gawiyya)){0,2}\\s(?:${PREPOSITION})|(?:al+ergic|аллергичн[а-я]{1,2}) (?:to|на)|(?:بشرتي|جلدي|جسمي) (?:ت|ي)تحسس من|bashrati tit7as+as min|(?:moya )?кожа реагирует на|` +
    "allerg(?:y is|ies are) (?:to|only to)|(?:allergic(?: reactions?)?|allergy|allergies|intolerant)\\s(?:to|against|from)|(?:i'm |i am )?allergies?:|аллерги[яи](?: у меня)?\\s?[:-]|аллерги(?:я|ю|и|ей|чн[а-я]{1,2})(?: у меня| есть| сильная| страшная| ужасная){0,2}\\s(?:на|к)|аллергик на|(?:ال)?حساسيه(?: قويه| شديده| كبيره)?\\s(?:من|ل|ضد|تجاه|علي)|حساسيتي من|(?:ات)?تحسس\\s(?:من|ل)|اتحسس من|[7h]as+a?s+[ie]{0,2}y+[ae]h?(?: gawiya| kbeera)?\\s(?:min|men|mn|m|l|lil|on|to)|ta7ass?os\\s(?:min|mn|men)|at7asas\\s(?:min|mn|men)|3indi allergy\\s(?:min|to)",
);
const ARABIC_ATTACHED = wordPattern('حساسيه\\s(?=(?:لل|ل)[\\p{L}]{3,})');
/** Arabic often leaves the preposition out: "عندي حساسية نيكل". Known things only. */
const DIRECT = wordPattern('(?:عندي|لدي|اعاني من|معي|3indi|3ndi|3endi|indi) (?:حساسيه|[7h]as+a?s+[ie]{0,2}y+[ae]h?)');
/** "I can't wear wool, I'm allergic": the thing stands in the part before. */
const ALONE = wordPattern(
  "(?:i'm|i am|im) (?:very |severely |really )?allergic(?: to (?:it|them|that))?|у меня (?:на (?:нее|него|них) )?аллергия(?: на (?:нее|него|них|это))?|عندي حساسيه(?: (?:منه|منها|منهم))?",
);
const CAUSE = wordPattern(
  '(?:يسبب|تسبب|يسوي|تسوي|يعمل|تعمل|يجيب|تجيب)\\s?(?:لي|لى)?\\s?(?:ال)?حساسيه|(?:вызывает|вызывают) у меня аллергию|(?:gives?|causes?) me (?:an? )?(?:allergy|allergies|allergic reactions?)|makes? me allergic',
);
const REVERSED = wordPattern(
  '(?:у меня )?на\\s(?:[\\p{L}-]+\\s){1,3}(?:(?:у меня|есть|была|сильная|страшная|жуткая|дикая|тоже|очень)\\s){0,3}ал+ергия|al+erg(?:y|ies)',
);
const NEGATOR = wordPattern(
  "not|no|isn't|aren't|don't|dont|doesn't|never|without|neither|нет|не|нету|без|никакой|никогда|ما|مو|مب|مش|لا|ليس|ليست|بدون|ماعندي|مافي|مافيني|ولا|ma|mafi|mu|mo|msh|mish|mub|bidoon",
  'u',
);
const NEGATION_REACH_WORDS = 4;
const OWN = wordPattern(
  "i'm|i am|im|i have|i've|i|my|у меня|я|мне|моя|عندي|لدي|اعاني|انا|معي|معاي|3andi|3andy|فيني|3indi|3ndi|indi|endi|3endi|ana|اتحسس|حساسيتي|لي",
  'u',
);
/** The allergy is over. */
const OVERCOME = wordPattern(
  'outgrew|outgrown|got over|gone|cured|went away|disappeared|passed|no more|прошла|прошло|исчезла|пропала|вылечил[аи]?|переросл[аи]|راحت|اختفت|تعافيت|تشافيت|ra7at',
  'u',
);
/** Said about people and days, never about a fabric. @see knowledge.md EC-g */
const FIGURATIVE = wordPattern(
  'his|her|their|your|its|attitude|voice|face|smile|его|ее|их|твой|твоя|твое|твои|голос[а-я]*|صوت[\\p{L}]*|اسلوب[\\p{L}]*|كلام[\\p{L}]*|شكل[\\p{L}]*|9ot[a-z]*|sawt[a-z]*|fun|happiness|adulting|drama|mess|everything|stress|life|people|humans|spending|saving|early|alarms?|responsibilit(?:y|ies)|compliments?|questions?|advice|cheap|ugly|poverty|bullshit|bs|laziness|lazy|effort|math|exams?|homework|meetings?|deadlines?|cardio|gym|dating|commitment|relationships?|love|my ex|exes|kids|noise|sarcasm|waiting|cleaning|cooking|fashion|trends?|sundays?|fridays?|winter|summer|heat|prices?|queues?|lines?|traffic|rudeness|liars?|fake people|fakes?|idiots?|stupid|nonsense|комплимент[а-я]*|вопрос[а-я]*|совет[а-я]*|бедност[а-я]*|лень|лени|враньe|ложь|хамств[а-я]*|цен[аыу]|экзамен[а-я]*|учеб[а-я]*|уборк[а-я]*|готовк[а-я]*|начальник[а-я]*|дет[а-я]{1,3}|зим[ауы]|жар[ауы]|пробк[а-я]*|очеред[а-я]*|брак|отношени[а-я]*|глуп[а-я]*|дур[а-я]*|туп[а-я]*|идиот[а-я]*|жизнь|الغباء|غباء|الكذب|الفقر|الدراسه|دراسه|الامتحانات|الانتظار|الزحمه|الرجال|الحر|el nas|nas|el shughl|shughl|dawam|el dawam|el ghaba|ghaba|el kithb|mornings?|mondays?|people|men|women|drama|work|working|school|exercise|sports?|crowds?|small talk|bad taste|boredom|stupidity|nonsense|shopping|him|her|you|понедельник[а-я]*|утр[а-я]*|люд[а-я]*|мужчин[а-я]*|работ[а-я]*|спорт[а-я]*|глупост[а-я]*|скук[а-я]*|дурак[а-я]*|ناس|الناس|الدوام|الشغل|الصباح',
  'u',
);
/** Medication is a health record, no shopping matter. @see knowledge.md O-107 */
const MEDICATION = wordPattern(
  'penicillin|amoxicillin|ibuprofen|aspirin|paracetamol|antibiotics?|medications?|medicines?|medicine|vaccines?|anesthesia|пенициллин[а-я]*|антибиотик[а-я]*|аспирин[а-я]*|ибупрофен[а-я]*|лекарств[а-я]*|анальгин[а-я]*|прививк[а-я]*|البنسلين|بنسلين|دواء|ادويه|الادويه|مضاد حيوي',
  'u',
);
const BODY_PLACE = /^\s?(?:коже|лице|теле|руках|руке|шее|ногах)(?![\p{L}])/u;
const UNKNOWN_STOP = new Set(
  "and so but please because since which that i i'm my it it's is are in on when if to for with at from or this these those everything all me и или поэтому так но я мне в на когда с из за что это все всё если у не و او عشان لان في لما اذا انا هذا كل شي w o bas so".split(
    ' ',
  ),
);
const KINDS = new Set(['material', 'food', 'colour', 'garment', 'pattern']);
const LEADING = new Set(
  'the any all some certain pure real synthetic-ish любую любой все всю натуральную ال اي كل'.split(' '),
);

function isNegated(clause: MessageClause, at: number): boolean {
  const words = clause.tokens.filter(({ end }) => end <= at).slice(-NEGATION_REACH_WORDS);
  return (
    words.some(({ text }) => NEGATOR.test(text)) &&
    !words.some(
      ({ text, index }) => /^(?:only|just)$/u.test(text) && NEGATOR.test(clause.tokens[index - 1]?.text ?? ''),
    )
  );
}

/** Words that may stand before an allergy that names no owner: "heads up: severe allergy to latex". */
const BEFORE_OWNERLESS = new Set(
  (
    'a an the and also plus but so too hi hello hey ok okay oh please note heads up fyi btw by way remember important warning attention got have having severe strong bad serious terrible horrible huge big mild slight slightly very really highly extremely super deadly unfortunately sadly am life-threatening pure extreme health known food skin contact well yes no one thing info just quick reminder confirmed diagnosed officially still always since childhood here both ' +
    'и а но еще ещё также да ой кстати учти учтите запомни запомните помни пожалуйста важно внимание есть сильная сильнейшая страшная ужасная жуткая дикая серьезная небольшая легкая пищевая контактная с со детства давно увы жаль плюс напомню напоминаю всегда тоже на к моя имеется ну привет сразу скажу предупреждаю ' +
    'و ترى تري بس ايضا كمان للاسف انتبه انتبهي مهم قويه شديده كبيره خفيفه على فكره علي لو سمحتي هلا مرحبا اهلا من زمان دايم عندي ال طبعا ' +
    'tara w bas kaman ana ya 3ala fikra lil2asaf 3indi gawiya kbeera walla wallah hala habibti 7abibti min 9ghari'
  ).split(' '),
);

/** "Tell me about nickel allergies", "расскажи про аллергию": a topic, nobody's allergy. */
function isTopic(clause: MessageClause, start: number): boolean {
  if (OWN.test(clause.text)) return false;
  const from = Math.max(clause.text.lastIndexOf(':', start), clause.text.lastIndexOf(' - ', start), 0);
  return clause.tokens.some(
    (token) =>
      token.start >= from &&
      token.end <= start &&
      !BEFORE_OWNERLESS.has(token.text) &&
      !clause.concepts.some(({ kind, start: at, end }) => KINDS.has(kind) && token.start >= at && token.end <= end),
  );
}

function fromObject(clause: MessageClause, object: FactObject, start: number): Finding {
  const id = object.conceptIds.length > 1 ? (object.conceptIds[0] ?? object.id) : object.id;
  const payload = { display_key: id, display_value: id, concept_id: id, label_raw: object.surface };
  return { type: 'allergy', key: id, payload, start, end: Math.max(start, object.end) };
}

/** An allergy to something that the dictionary does not know is kept under a slug, never dropped. @see knowledge.md O-17 */
function unknownAllergy(clause: MessageClause, from: number, start: number): readonly Finding[] {
  const words: string[] = [];
  let end = from;
  for (const token of clause.tokens.filter((candidate) => candidate.start >= from)) {
    if (words.length === 0 && LEADING.has(token.text)) continue;
    if (UNKNOWN_STOP.has(token.text) || words.length === 3 || /\d/u.test(token.text)) break;
    words.push(token.text);
    end = token.end;
  }
  if (words.length === 0) return [];
  const surface = words.join(' ');
  const id = slugOf(surface.replace(/^ال(?=\p{L}{2})/u, ''));
  return [
    {
      type: 'allergy',
      key: id,
      payload: { display_key: id, display_value: id, concept_id: id, label_raw: surface, needs_review: true },
      start,
      end,
    },
  ];
}

function readAfter(clause: MessageClause, start: number, end: number): readonly Finding[] {
  const rest = clause.text.slice(end);
  if (BODY_PLACE.test(rest) || FIGURATIVE.test(rest.slice(0, 24)) || MEDICATION.test(rest)) return [];
  const { objects } = readObjectsAfter(clause, end);
  const known = objects.filter(({ kind }) => KINDS.has(kind));
  return known.length > 0
    ? known.map((object) => fromObject(clause, object, start))
    : unknownAllergy(clause, end, start);
}

/** The one material or food named just before: in the clause itself, else in the part of the sentence before it. */
function lastThing(clause: MessageClause, own: string): FactObject | undefined {
  const part = own.trim() === '' ? (clause.before.split(/[,،]/u).findLast((text) => text.trim() !== '') ?? '') : own;
  const things = findConcepts(part).filter(({ kind }) => kind === 'material' || kind === 'food');
  const [only] = things;
  if (only === undefined || things.length > 1) return undefined;
  return { id: only.conceptId, conceptIds: [only.conceptId], kind: only.kind, surface: only.surface, start: 0, end: 0 };
}

/** "nickel allergy", "на никель у меня аллергия", "الصوف يسبب لي حساسية": the thing stands in front. */
function readBefore(clause: MessageClause, start: number, end: number, isCause: boolean): readonly Finding[] {
  const known = clause.concepts.filter(
    ({ kind, start: at, end: stop }) =>
      KINDS.has(kind) &&
      (isCause || /на/u.test(clause.text.slice(start, end)) ? at < end : stop <= start && start - stop <= 1),
  );
  return known.map(({ conceptId, kind, surface, start: at }) =>
    fromObject(clause, { id: conceptId, conceptIds: [conceptId], kind, surface, start: at, end }, Math.min(at, start)),
  );
}

/**
 * Allergies of the user in one clause, with the negation, doubt, past and third-person guards: "I'm not allergic to wool",
 * "у мамы аллергия на шерсть" give nothing. Several materials are split. @see knowledge.md 6.2, O-17, O-29, O-31, O-32
 */
export const extractAllergy: ExtractionRule = (clause) => {
  const found: Finding[] = [];
  const accept = (start: number, end: number): boolean => {
    const isOwn = OWN.test(clause.text.slice(0, end)) && !belongsToOther(clause, start, end, false);
    return (
      !isNegated(clause, start) &&
      !isTopic(clause, start) &&
      !belongsToOther(clause, start, end, isOwn) &&
      !isConditional(clause, start) &&
      !isFormer(clause) &&
      !OVERCOME.test(clause.text) &&
      !isUnsure(clause)
    );
  };
  for (const match of [...triggersOf(clause, TRIGGER), ...triggersOf(clause, ARABIC_ATTACHED)]) {
    const end = match.index + match[0].length;
    if (accept(match.index, end)) found.push(...readAfter(clause, match.index, end));
  }
  if (found.length > 0) return found;
  for (const match of triggersOf(clause, DIRECT)) {
    const end = match.index + match[0].length;
    const known = readObjectsAfter(clause, end).objects.filter(
      ({ kind, start }) => KINDS.has(kind) && start - end <= 4,
    );
    if (known.length > 0 && accept(match.index, end))
      return known.map((object) => fromObject(clause, object, match.index));
  }
  for (const match of triggersOf(clause, ALONE)) {
    const end = match.index + match[0].length;
    const isLast = clause.text.slice(end).trim() === '';
    const thing = isLast ? lastThing(clause, clause.text.slice(0, match.index)) : undefined;
    if (thing !== undefined && accept(match.index, end))
      return [fromObject(clause, { ...thing, start: match.index, end }, match.index)];
  }
  for (const [pattern, isCause] of [
    [REVERSED, false],
    [CAUSE, true],
  ] as const) {
    for (const match of triggersOf(clause, pattern)) {
      const end = match.index + match[0].length;
      if (accept(match.index, end)) found.push(...readBefore(clause, match.index, end, isCause));
    }
  }
  return found;
};
