import { findConcepts } from '#dialogue/model/language/concepts';
import { wordPattern } from '#dialogue/model/language/word-matcher';
import type { MessageClause } from './message-clauses.ts';

const OTHER_PERSON = wordPattern(
  "dog|cat|puppy|kitten|pet|кот|кота|кошка|кошки|собака|собаки|пес|щенок|قطوتي|قطتي|كلبي|у (?!меня(?![а-я])|нас(?![а-я])|моей кожи)[а-я]+|her|hers|his|him|their|them|she|he|they|she's|he's|they're|someone|somebody|people|everyone|some people|ее|его|их|ей|ему|им|она|он|они|у нее|у него|у них|ней|него|мамин[а-я]*|папин[а-я]*|сестрин[а-я]*|кто-то|люди|عندها|عنده|عندهم|هي|هو|هم|لها|له|لهم|حقها|حقه|3indha|3indah|hiya|huwa|7agha|7agah",
);
const FIRST_PERSON = wordPattern(
  "i|i'm|im|i've|i am|me|myself|we|я|у меня|мне|меня|мы|у нас|انا|عندي|لي|علي|عندنا|احنا|ana|3indi|3ndi|indi|endi|3endi|ehna",
  'gu',
);
const JOINT = wordPattern(
  '(?:and|и|و) (?:i|me|я|у меня|انا)|(?:me|i|я|انا) (?:and|и|و|с)|we both|both of us|у нас обеих|мы с',
  'u',
);
const BENEFICIARY = wordPattern(
  "(?:for|to|of|on|in|with|у|для|к|на|حق|عند|مال|7ag|7agg|3ind)\\s(?:my |a |the |моей |моего |моих )?[\\p{L}\\p{M}\\p{N}']+|(?:ل|لل)[\\p{L}]{2,}",
);
const CONDITIONAL = wordPattern(
  'if|what if|suppose|imagine|unless|in case|wish|если|если бы|допустим|вдруг|представь|لو|اذا|ان كان|law|itha|iza',
  'u',
);
const UNSURE = wordPattern(
  "not sure|don't know|dont know|maybe|perhaps|might|i think|i guess|probably|не знаю|не уверена|не уверен|может быть|наверное|кажется|вроде|возможно|ما ادري|مدري|يمكن|ربما|احتمال|ma adri|madri|yimkin",
  'u',
);
const FORMER = wordPattern(
  'used to|was|were|had been|back then|in those days|back when|тогда|в то время|وقتها|ايام زمان|once|in the past|as a child|no longer|not anymore|anymore|previously|раньше|прежде|была|был|было|когда-то|в детстве|больше нет|уже нет|прошла|прошел|كنت|كان|كانت|زمان|من قبل|قبل كنت|kint|kan|kanat|awwal',
  'u',
);

/** An owner stands within so many characters. */
const REACH = 160;

function lastIndexOf(pattern: RegExp, text: string): number {
  let last = -1;
  for (const match of text.matchAll(pattern)) last = match.index;
  return last;
}

function lastRelation(text: string): number {
  return (
    findConcepts(text)
      .filter(({ kind }) => kind === 'relation')
      .at(-1)?.start ?? -1
  );
}

/**
 * Whether what stands at `at` in a clause belongs to someone else: the nearest owner before it, in the sentence, is
 * another person ("my sister is allergic", "у мамы"), or a beneficiary follows ("for my sister", "حق أختي").
 * `isOwn` = the words of the rule already name the user ("my size"); then only what follows counts. @see knowledge.md O-32
 */
export function belongsToOther(clause: MessageClause, at: number, end: number, isOwn: boolean): boolean {
  const after = clause.text.slice(end, end + REACH);
  for (const match of after.matchAll(BENEFICIARY)) {
    if (findConcepts(match[0]).some(({ kind }) => kind === 'relation')) return true;
  }
  if (isOwn) return false;
  const before = (clause.before + clause.text.slice(0, at)).slice(-REACH);
  if (JOINT.test(before)) return false;
  return endsWithOther(before);
}

/** Whether the nearest owner in a text that ends before a find is somebody else: "у мамы нет", "my mom has no". */
export function endsWithOther(before: string): boolean {
  const other = Math.max(lastIndexOf(OTHER_PERSON, before), lastRelation(before));
  return other >= 0 && other > lastIndexOf(FIRST_PERSON, before);
}

/** "if", "если", "لو" before the place: nothing is stated. */
export function isConditional(clause: MessageClause, at: number): boolean {
  return CONDITIONAL.test(clause.text.slice(Math.max(0, at - REACH), at));
}

/** "maybe", "не уверена", "يمكن" in the clause: when in doubt, do not write. @see knowledge.md EC-a */
export function isUnsure(clause: MessageClause): boolean {
  return UNSURE.test(clause.text);
}

/** "used to", "раньше", "كنت" in the clause: it was so once. */
export function isFormer(clause: MessageClause): boolean {
  return FORMER.test(clause.text);
}

const DEMONSTRATIVE = wordPattern(
  'this|these|those|it|them|one|ones|such|like that|kind of|этот|эта|это|эти|этого|этой|этому|этим|этих|эту|тот|та|те|ту|тех|такой|такая|такое|такие|такую|его|ее|их|هذا|هذه|هذي|هاذا|هاذي|هاي|هاذ|ذا|ذي|هذول|هذيل|هذيك|تلك|ذلك|[لبعك]?هال[\\p{L}]{2,}|[لب]هذا|[لب]هذي|hada|hatha|hathi|hadi|hadha|hay|haik',
  'u',
);
const TIME_LIMIT = wordPattern(
  'today|tonight|tomorrow|now|right now|this time|(?:just )?this once|for once|one time|один раз|разок|разочек|مره وحده|marra wa7da|for now|at the moment|currently|yet|this (?:week|weekend|evening|morning|month|season|summer|winter)|anymore today|сегодня|завтра|сейчас|пока|пока что|в этот раз|на этот раз|в данный момент|этим летом|этой зимой|на этой неделе|вечером|утром|اليوم|الليله|الحين|الان|حاليا|هالمره|هالمرة|بكره|هالاسبوع|الويكند|alyoum|elyoum|elyom|al7een|al7in|il7een|hal marra|bukra',
  'u',
);

/** A pointing word ("this", "этот", "هذا", "it"): a reaction to one thing, no rule. @see knowledge.md O-30 */
export function hasDemonstrative(text: string): boolean {
  return DEMONSTRATIVE.test(text);
}

/** A limit in time ("today", "сейчас", "الحين"): a wish of the moment, no rule. @see knowledge.md O-30 */
export function hasTimeLimit(text: string): boolean {
  return TIME_LIMIT.test(text);
}
