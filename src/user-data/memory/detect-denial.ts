import { findConcepts } from '#dialogue/model/language/concepts';
import { normalizeText } from '#dialogue/model/language/normalize-text';
import { findAmounts } from '#dialogue/model/language/parse-amount';
import { wordPattern } from '#dialogue/model/language/word-matcher';
import type { KnownFact } from '#user-data/knowledge/model/fact';
import { readAlphaSize, readNumericSize, readShoeSize } from '#user-data/knowledge/model/size';
import { plainStatements } from './clause-assertion.ts';
import { endsWithOther, hasTimeLimit } from './clause-guards.ts';

const SIZE = String.raw`([2-6]?(?:[xх]{1,4}[smlм]|[smlм])|\d{2}(?:[.,]5)?)`;
const SIZE_DENIAL = wordPattern(
  `(?:(?:my (?:shoe )?size (?:is not|isn't|isnt|is no longer)|my size not|i'm not|i am not|im not|i don't wear|i dont wear|i no longer wear|i never wear|мой размер (?:уже |больше |точно )?не|у меня (?:уже |больше )?не|я (?:уже |больше )?не ношу|я (?:уже |больше )?не|размер у меня не|مقاسي (?:مو|مب|مش|ليس|موب)|انا (?:مو|مب|مش)|ما البس|مو مقاسي|ma2asi (?:mu|mo|mub|msh|mish)|ana (?:mu|mo|mub|msh|mish)|ma albis)(?: a| an| size| the| размер| مقاس| размера)?\\s${SIZE})`,
);
const SIZE_DENIED_BEHIND = wordPattern(
  `${SIZE} (?:is not|isn't|isnt|is no longer|это (?:уже |больше )?не|(?:уже |больше )?не|مو|مب|مش|mu|mub|msh) (?:my size|mine|мой(?: размер)?|مقاسي|ma2asi)`,
);
const NOT_MY_SIZE = wordPattern(
  "(?:my|that|the) size is (?:wrong|incorrect|not right|not correct)|wrong size|размер (?:неправильный|неверный|не тот|не такой)|неправильный размер|المقاس غلط|مقاسي غلط|ma2asi ghalat|(?:that's|that is|it's|this is|thats) not my size|not my size|это не мой размер|не мой размер|مو مقاسي|هذا مو مقاسي|مش مقاسي|mu ma2asi|msh ma2asi",
  'u',
);
const ALLERGY_DENIAL = wordPattern(
  "(?:i'm|i am|im|i was|i've|i have) (?:not|never|no longer)(?: been)? (?:actually |really )?allergic|my (?:[a-z]+ )?allergy (?:to [a-z]+ )?(?:is gone|went away|has gone)|i (?:don't|do not|dont) have (?:an |any |a )?(?:[a-z]+ )?allerg(?:y|ies)|i have no (?:[a-z]+ )?allerg(?:y|ies)|no allerg(?:y|ies)|(?:у меня )?(?:нет|нету|больше нет|никогда не было) (?:никакой |никаких )?аллерги[а-я]+|аллергии (?:на [а-я]+ )?(?:у меня )?(?:нет|нету)|нет у меня (?:никакой )?(?:больше )?аллерги[а-я]+|аллерги[яи] (?:на [а-я]+ )?(?:прошла|пропала|исчезла)|у меня не аллергия|(?:ما|ماعندي|مو|مب|ليس|ما في) ?(?:عندي|لدي|فيني)? ?(?:اي )?حساسيه|ما اتحسس|(?:ma|mafi) ?(?:3indi|3ndi|indi)? ?[7h]asasiy?[ae]h?",
);
const LIFTED_BAN = wordPattern(
  "i (?:do|now|actually|started|have started|am) wear(?:ing)?|i (?:wear|love|like)|started wearing|i actually (?:do )?(?:wear|like)|you (?:can|may) (?:suggest|show|offer|include|recommend)(?: me)?|i'm (?:fine|ok|okay) with|is (?:fine|ok|okay|allowed)|are (?:fine|ok|okay|allowed)|okay with|bring back|i never said|i didn't say|можно|можешь предлагать|предлагай|показывай|разрешаю|нормально|ношу|начала? носить|полюбила?|нравится|все-таки ношу|на самом деле ношу|я не говорила|я не говорил|не против|عادي|صار عادي|اقبل|تقترح|تقترحين|البس|احب|تقدرين تقترحين|تقدر تقترح|صرت البس|ما قلت|مو مشكله|عادي عندي|3adi|3ady|a7ib|a7eb|albis|albes|t[aei]?[2q]?t[aei]?r[aei]?7(?:een|in|i)?|ma gilt|ma2ilt",
  'u',
);
const LIFT_MARK = wordPattern(
  "now|again|actually|anymore|changed? my mind|from now on|these days|after all|do wear|never said|didn't say|can suggest|can show|may suggest|передумал[аи]?|изменил[аи]? мнение|уже|теперь|снова|опять|все-таки|на самом деле|не говорила|не говорил|можно предлагать|можно показывать|غيرت رايي|غيرت راي|بطلت|رجعت|الحين|خلاص|مره ثانيه|صرت|صار|ما قلت|تقدرين|ghayyart rayi|ghayart rayi|8ayart rayi|8ayyart rayi|rej3t|al7een|el7een|il7een|5alas|khalas|ma gilt",
  'u',
);
const CALLED_OFF = wordPattern(
  "cancell?ed|called off|not happening|isn't happening|not going|postponed indefinitely|no wedding|no trip|отменил[а-я]*|отменяется|отмена|не будет|не еду|не поеду|не состоится|انلغ[\\p{L}]*|التغ[\\p{L}]*|تكنسل[\\p{L}]*|الغينا|الغيت|ما راح|ماراح|مافي|مو رايحه|tkansal|cancel|canselna",
  'u',
);
const NO_LIMIT = wordPattern(
  "no budget limit|budget (?:is no longer|isn't|is not)|no longer (?:have )?a budget|don't have a budget|budget doesn't matter|бюджет (?:больше |уже )?не|бюджет не ограничен|без ограничений по бюджету|нет (?:больше )?(?:бюджета|ограничений)|ميزانيتي مو|ما عندي ميزانيه|الميزانيه مفتوحه|بدون ميزانيه|budget mu|budget maftoo7",
  'u',
);

/** The words of permission with a negation, or another person's habit: nothing is lifted. */
const STILL_BANNED = wordPattern(
  "(?:still|never|not|don't|dont|do not|won't|isn't|aren't|can't) (?:[a-z]+ ){0,2}(?:wear|like|love|suggest|show|fine|ok|okay|allowed)|she|he|they|her|his|все еще|все равно не|не (?:ношу|люблю|нравится|предлагай|показывай|можно|надо|хочу|буду)|нельзя|она|он|они|у нее|(?:ما|لا|مو|مب|مش|مابي|مابغي) ?(?:البس|احب|تقترح[\\p{L}]*|عادي|ابي|ابغي)|مابي|مابغي|هي|هو|(?:ma|la|mu|mub|msh) (?:albis|albes|a7ib|a7eb|t[aei]?[2q]?t[aei]?r[aei]?7(?:een|in|i)?|3adi|abi)|mabi|mabgha|just to (?:look|see)|просто посмотреть|for (?:my|a) (?:sister|mom|friend|husband|mother|daughter)",
  'u',
);

function sizesDenied(text: string, facts: readonly KnownFact[], claimed: readonly KnownFact[]): readonly KnownFact[] {
  if (!facts.some(({ type }) => type === 'body_params')) return [];
  const values = [...text.matchAll(SIZE_DENIAL), ...text.matchAll(SIZE_DENIED_BEHIND)].map(
    (match) =>
      (readAlphaSize(match[1] ?? '') ?? readNumericSize(match[1] ?? '') ?? readShoeSize(match[1] ?? ''))?.value,
  );
  const sizes = facts.filter(({ type }) => type === 'body_params');
  const denied = sizes.filter(({ payload }) => values.includes(payload.display_value));
  if (denied.length > 0 || values.length > 0 || !NOT_MY_SIZE.test(text)) return denied;
  return sizes.filter(({ id }) => claimed.some((fact) => fact.id === id));
}

function allergiesDenied(text: string, facts: readonly KnownFact[]): readonly KnownFact[] {
  const allergies = facts.filter(({ type }) => type === 'allergy');
  if (allergies.length === 0) return [];
  const denial = [...text.matchAll(ALLERGY_DENIAL)][0];
  if (denial === undefined || endsWithOther(text.slice(0, denial.index))) return [];
  const named = new Set(
    findConcepts(text.slice(denial.index, denial.index + denial[0].length + 60)).map(({ conceptId }) => conceptId),
  );
  if (named.size > 0) return allergies.filter(({ key }) => named.has(key));
  return allergies.length === 1 && text.slice(denial.index + denial[0].length).trim().length <= 12 ? allergies : [];
}

function bansLifted(text: string, facts: readonly KnownFact[]): readonly KnownFact[] {
  if (
    !facts.some(({ type }) => type === 'hard_ban') ||
    !LIFTED_BAN.test(text) ||
    !LIFT_MARK.test(text) ||
    hasTimeLimit(text.replace(/now|теперь|сейчас|الحين|[aei]l7een/gu, ' ')) ||
    STILL_BANNED.test(text)
  )
    return [];
  const named = new Set(findConcepts(text).map(({ conceptId }) => conceptId));
  return facts.filter((fact) => fact.type === 'hard_ban' && named.has(fact.key));
}

function eventsCalledOff(text: string, facts: readonly KnownFact[]): readonly KnownFact[] {
  if (!facts.some(({ type }) => type === 'life_event') || !CALLED_OFF.test(text)) return [];
  const concepts = findConcepts(text);
  const named = new Set(concepts.filter(({ kind }) => kind === 'event').map(({ conceptId }) => conceptId));
  const events = facts.filter(
    (fact) => fact.type === 'life_event' && 'event_type' in fact.payload && named.has(fact.payload.event_type),
  );
  const relations = new Set(concepts.filter(({ kind }) => kind === 'relation').map(({ conceptId }) => conceptId));
  const owned = events.filter(
    (fact) => 'relation' in fact.payload && fact.payload.relation !== undefined && relations.has(fact.payload.relation),
  );
  return owned.length > 0 ? owned : events.length === 1 ? events : [];
}

function budgetDenied(text: string, facts: readonly KnownFact[]): readonly KnownFact[] {
  if (!facts.some(({ type }) => type === 'budget') || !NO_LIMIT.test(text)) return [];
  const amounts = findAmounts(text).map(({ value }) => value);
  return facts.filter(
    (fact) =>
      fact.type === 'budget' &&
      (amounts.length === 0 ||
        ('max_amount' in fact.payload &&
          fact.payload.max_amount !== undefined &&
          amounts.includes(fact.payload.max_amount))),
  );
}

/** Facts that a message denies by name, with the reason: the user never was so, or is not so any more. */
export function detectDenials(
  message: string,
  facts: readonly KnownFact[],
  claimed: readonly KnownFact[],
): readonly { readonly fact: KnownFact; readonly reason: 'user_denied' | 'outdated' }[] {
  if (facts.length === 0) return [];
  const text = plainStatements(normalizeText(message).text);
  if (text === '') return [];
  const denied = [
    ...sizesDenied(text, facts, claimed),
    ...allergiesDenied(text, facts),
    ...budgetDenied(text, facts),
  ].map((fact) => ({ fact, reason: 'user_denied' as const }));
  const over = [...bansLifted(text, facts), ...eventsCalledOff(text, facts)].map((fact) => ({
    fact,
    reason: 'outdated' as const,
  }));
  return [...denied, ...over];
}

const DENIALS = [SIZE_DENIAL, SIZE_DENIED_BEHIND, NOT_MY_SIZE, ALLERGY_DENIAL, LIFTED_BAN, CALLED_OFF, NO_LIMIT];

/** Whether a normalised text could deny any fact at all, whatever is known of the user. */
export function mayDeny(text: string): boolean {
  const plain = plainStatements(text);
  return DENIALS.some((pattern) => plain.search(pattern) >= 0);
}
