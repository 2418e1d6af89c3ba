import { codePointLength } from '#dialogue/model/language/code-points';
import { findConceptsInTokens } from '#dialogue/model/language/concepts';
import { normalizeText } from '#dialogue/model/language/normalize-text';
import { tokenize } from '#dialogue/model/language/tokenize';
import { wordMatcher, wordPattern } from '#dialogue/model/language/word-matcher';

/** 1 simple, 2 leans on the past, 3 a task of several steps. @see knowledge.md 15 */
export type QueryLevel = 1 | 2 | 3;

const COMPLEX = wordMatcher([
  'капсул*',
  'на неделю',
  'на всю неделю',
  'на месяц',
  'полный гардероб',
  'весь гардероб',
  'capsule',
  'capsules',
  'for a week',
  'for the week',
  'for the whole week',
  'for a month',
  'full wardrobe',
  'whole wardrobe',
  'weekly outfit',
  'weekly outfits',
  'outfits for the week',
  'كبسول',
  'كبسولة',
  'لأسبوع',
  'للأسبوع',
  'لمدة أسبوع',
  'خزانة كاملة',
  'ملابس الأسبوع',
  'kabsoola',
  'capsoola',
  'lil usboo3',
  'l usboo3',
]);
const CONNECTORS = wordPattern('и|но|кроме|and|but|except|و|بس|غير|w|bas|ghair');
const ATTACHED_AND =
  /(?<![\p{L}\p{M}\p{N}])و(?=(?:ال|ما|لا|مع|ابي|ابغي|يكون|تكون|فستان|جاكيت|حذاء|شنطه|بنطلون|تنوره)[\p{L}]*)/gu;
const CONTEXTUAL = wordMatcher([
  'помнишь',
  'помните',
  'как тогда',
  'как в прошлый раз',
  'в прошлый раз',
  'как мы',
  'то самое',
  'тот самый',
  'та самая',
  'как раньше',
  'remember',
  'last time',
  'like before',
  'as before',
  'the one we',
  'that we saw',
  'you showed me',
  'we talked about',
  'we looked at',
  'تذكر',
  'تذكرين',
  'تتذكر',
  'تتذكرين',
  'مثل قبل',
  'مثل المرة',
  'زي المرة',
  'زي قبل',
  'المرة اللي فاتت',
  'المرة الماضية',
  'titthakar',
  'titthakareen',
  'tithakreen',
  'tadhkureen',
  'mithl gabl',
  'zay abl',
  'nafs el marra',
]);
const DEMONSTRATIVES = new Set([
  'тот',
  'та',
  'то',
  'те',
  'того',
  'той',
  'ту',
  'тех',
  'that',
  'those',
  'مثل',
  'ذاك',
  'هذاك',
  'هذيك',
  'ذيك',
  'hadhak',
  'thak',
  'haik',
]);
const EXCLUSIONS = wordPattern(
  "не|без|кроме|not|without|except|no|don't|dont|بدون|غير|مو|مابي|مابغي|mu|bedoon|bidoon|ghair|mabi",
);
const LONG = 200;
const NOUN_REACH = 2;

/** A bare "that" or "тот" (not "какое-то") counts only with a thing of the catalogue within two words. @see knowledge.md O-88 */
function pointsAtThing(text: string): boolean {
  const tokens = tokenize(text);
  const things = findConceptsInTokens(text, tokens).filter(({ kind }) => kind === 'garment');
  return tokens.some(
    ({ text: word, index, start }) =>
      DEMONSTRATIVES.has(word) &&
      text[start - 1] !== '-' &&
      things.some(({ tokenStart }) => tokenStart > index && tokenStart - index <= NOUN_REACH),
  );
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

/** The level of a query: whole words only, three languages and Arabizi. @see knowledge.md 15, dialogue.md 3.8, D-22 */
export function classifyComplexity(message: string): QueryLevel {
  const { text } = normalizeText(message);
  const connectors = count(text, CONNECTORS) + count(text, ATTACHED_AND);
  const points = (COMPLEX.test(text) ? 2 : 0) + (connectors >= 3 ? 1 : 0) + (codePointLength(message) > LONG ? 1 : 0);
  if (points >= 2) return 3;
  return CONTEXTUAL.test(text) || pointsAtThing(text) || count(text, EXCLUSIONS) >= 2 ? 2 : 1;
}
