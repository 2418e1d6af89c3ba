import { normalizeText } from '#dialogue/model/language/normalize-text';
import { wordPattern } from '#dialogue/model/language/word-matcher';

/** Denials that mean nothing without the claim before them. Strong ones may stand before other sentences. @see knowledge.md O-49, O-116 */
const STRONG =
  "wrong|that's wrong|thats wrong|that is wrong|not true|that's not true|thats not true|that isn't true|not right|that's not right|incorrect|that's incorrect|not correct|no it's not|no it isn't|no way|неправда|не правда|это неправда|неправильно|это неправильно|неверно|это неверно|не так|это не так|все не так|ошибка|غلط|هذا غلط|خطا|هذا خطا|مو كذا|مش كذا|ما كذا|مو هيك|مش هيك|ما هيك|مو جذي|ما جذي|مو صح|مو صحيح|مش صحيح|غير صحيح|انا مو كذا|انا مش كذا|ghalat|ghala6|ghalat ghalat|msh kda|mish kda|msh hek|mish hek|mu kitha|mu chithi|mu sa7|msh sa7|mub sa7|no msh|no mub|no mu";
const WEAK =
  'no|nope|nah|noo|nooo|not at all|absolutely not|of course not|нет|неа|не|нет нет|нетнет|да нет|совсем нет|вовсе нет|لا|لا لا|كلا|la|la2|laa|la la';
const BARE = new RegExp(`^(?:(?:${WEAK})(?:\\s(?:${STRONG}|${WEAK}))*|(?:${STRONG}))$`, 'u');
const BARE_STRONG = new RegExp(`^(?:(?:${WEAK})\\s)?(?:${STRONG})$`, 'u');
const YES =
  /^(?:yes|yep|yeah|yup|right|correct|that's right|exactly|true|it is|sure|yes it is|yes right|yes correct|yes that's right|да|ага|верно|правильно|точно|все верно|да верно|да правильно|да точно|именно|так и есть|نعم|ايوه|اي|ايه|صح|صحيح|مضبوط|تمام|اي صح|نعم صحيح|aywa|aiwa|eeh|ee|sa7|sah|mazboot|tamam)$/u;

const AMBIGUOUS = wordPattern(
  "where did you get (?:that|this|it)(?: from| idea| info)?(?: even| exactly| though| يعني| ya3ni)?(?=\\s*(?:$|[?!.,]))|where (?:is|does) (?:that|this|it) (?:come |coming )?from|why (?:do|did|would) you (?:think|say|assume|write|put)(?: that| so| this)?(?=\\s*(?:$|[?!.,])|\\s(?:i|my|that i|i'm))|who (?:told|said)(?: you)? (?:that|so|this|it|i|that i|my)|who told you|what makes you think|you(?:'re| are) (?:mixing|confusing|mixed)[a-z ']{0,24}|you (?:mixed|confused) (?:me|it|this|something)[a-z ]{0,20}|you(?:'re| are) (?:mistaken|wrong)(?: about me| here)?|you got (?:me|it|that) wrong|you(?:'ve| have)? (?:got |mixed |confused )?(?:me|this|it|that|things|something) (?:all )?(?:mixed up|confused|wrong)[a-z ]{0,20}|that's not me|thats not me|that is not me|this is not me|not about me|с чего (?:ты |вы |это )*(?:взяла?|взяли|решила?|решили)|с чего бы|откуда (?:ты |вы |это |такая |у тебя )*(?:взяла?|взяли|решила?|информация|знаешь|такое|инфа)|почему (?:ты |вы )?(?:так )?(?:решила?|решили|думаешь|считаешь|сказала?|говоришь|написала?|взяла?),? что (?:я|у меня|мой)|кто (?:тебе |вам )?(?:это |такое )?сказал|ты (?:меня |что-то |все |опять |с кем-то |кого-то )*(?:путаешь|перепутал|перепутала|попутала?|ошибаешься|ошиблась|ошибся)|ты (?:меня )?(?:с кем-то )(?:путаешь|перепутал|перепутала)|ты неправильно (?:запомнила?|поняла?|записала?)|вы (?:меня )?(?:с кем-то )?путаете|это не (?:про меня|обо мне|я)(?=\\s*(?:$|[?!.,]))|من وين (?:جبت|جبتي|عرفت|عرفتي|لك|لج|قلت|طلعت)[\\p{L}]*|من اين (?:لك|جئت|عرفت)[\\p{L}]*|(?:منو|مين|من) (?:قال|قالج|قالك|قالت|قالكم)[\\p{L}]*|ليش (?:قلت|قلتي|حطيت|حطيتي|كتبت|كتبتي|تقول|تقولين)[\\p{L}]*|لماذا (?:قلت|تقول|تقولين)[\\p{L}]*|(?:انت |انتي |قاعده )?(?:غلطان|غلطانه|تخربط|تخربطين|مخربط|مخربطه|ملخبط|ملخبطه|تخلط|تخلطين|خلطت|خلطتي|خربطت|خربطتي)[\\p{L}]*|هذا مو انا|مو انا|min wein|mn wein|mn wain|min wain|min ween|meno gal|mino gal|manu gal|meen 2al|leesh gilti?|leish gilti?|laish gilti?|enti? ghal6ana?|inti? ghaltana?|t5arb6een|tkharbteen|mu ana|msh ana",
);
const WRONG_SUBJECT = wordPattern(
  "(?:that|it|this)(?:'s| was| is| were)? (?:all )?about (?:my|a|her|his)|that was (?:for|from) (?:my|a)|i was talking about (?:my|a|her|him)|i meant my|i meant (?:it )?for my|(?:that|this|it)(?:'s| is| was) my [a-z]+'s (?:size|budget|allergy)|that(?:'s| is| was) (?:her|his) (?:size|budget|allergy)|это (?:было |все )?(?:про|о|об)|это (?:размер|бюджет|аллергия)(?: у)?(?: мо[а-я]{1,3})?|я (?:говорила?|писала?) (?:про|о|об)|я имела? в виду|هذا (?:كان )?(?:عن|حق|مال|مقاس|عند)|كان عن|كنت (?:اتكلم|اقصد|احكي)(?: عن)?|اقصد|hatha (?:3an|7ag|ma2as)|kan 3an|aqsid|agsid",
);
const ENDING = /[\p{P}\p{S}\s]+/gu;

/** Words only, in one line, for whole-message tests. */
function wordsOf(text: string): string {
  return normalizeText(text)
    .text.replace(/[^\p{L}\p{M}\p{N}']+/gu, ' ')
    .replace(ENDING, (signs) => (signs.includes("'") ? signs : ' '))
    .trim();
}

/** "No!", "لا غلط", "это не так": the whole message is a denial, or its first sentence is a strong one. */
export function isBareNegation(text: string): boolean {
  if (BARE.test(wordsOf(text))) return true;
  const [first = ''] = text.split(/[.!?؟\n]/u);
  return BARE_STRONG.test(wordsOf(first));
}

/** "Yes", "верно", "صح": the whole message confirms. */
export function isBareConfirmation(text: string): boolean {
  return YES.test(wordsOf(text));
}

/** "Where did you get that?", "ты путаешь", "من وين جبت": doubt without a new truth. Text normalised. */
export function isAmbiguousDenial(text: string): boolean {
  return text.search(AMBIGUOUS) >= 0;
}

/** The end of "that was about ..." in a normalised text; the person follows. Undefined when it is not there. */
export function wrongSubjectEnd(text: string): number | undefined {
  const match = [...text.matchAll(WRONG_SUBJECT)][0];
  return match === undefined ? undefined : match.index + match[0].length;
}
