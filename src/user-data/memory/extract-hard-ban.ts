import { findConceptsInTokens } from '#dialogue/model/language/concepts';
import { tokenize } from '#dialogue/model/language/tokenize';
import { wordPattern } from '#dialogue/model/language/word-matcher';
import { slugOf } from '#user-data/knowledge/model/fact';
import { belongsToOther, hasDemonstrative, hasTimeLimit, isConditional, isFormer } from './clause-guards.ts';
import type { ExtractionContext, ExtractionRule, Finding } from './fact-finding.ts';
import { readObjectsAfter, readObjectsBefore } from './fact-objects.ts';
import type { FactObject } from './fact-objects.ts';
import { triggersOf } from './message-clauses.ts';
import type { MessageClause } from './message-clauses.ts';

/** How a ban is worded: an order to UNDE, a habit of wearing, a wish or taste. */
type BanClass = 'suggest' | 'wear' | 'want';

const OFFER_AR =
  'تقترح|تقترحين|تقترحي|تقترحون|تعرض|تعرضين|تعرضي|تعرضون|توريني|تورينا|تورين|تورني|ترشح|ترشحين|ترشحي|تنصحيني|تنصحني|تنصحين|تجيبين|تجيب|تجيبي|تحطين|تحط|تختارين|تختار';
const OFFER_ARABIZI =
  't[aei]?[2qg8][aei]?t[aei]?r[aei]?7(?:een|ain|in|i|y)?|t[aei]?3[aei]?r[aei]?(?:d|ḍ|9|th|dh)(?:een|ain|in|i|y)?|twarr?[ie]{0,2}ni|twareen|twareeni|tjeebeen|tjeebi|tjibi|tjeeb';
const PATTERNS: readonly { readonly banClass: BanClass; readonly pattern: RegExp; readonly isDurable: boolean }[] = [
  {
    banClass: 'suggest',
    isDurable: true,
    pattern: wordPattern(
      `(?:don't|dont|do not) ever (?:show|give|pick|choose|send|include|bring)|(?:please )?(?:never ever|never|don't ever|dont ever|do not ever|don't|dont|do not|stop|quit)(?: again)? (?:suggest|offer|recommend|propose|suggesting|offering|recommending)(?:ing)?|никогда не (?:надо|нужно)|не (?:надо|нужно|стоит)(?: мне)? (?:предлагать|советовать|рекомендовать)|(?:никогда |больше |мне ){0,3}не (?:предлагать|советовать|рекомендовать|предлагайте)|never (?:ever )?(?:show|give|pick|choose|send|include|bring|put|dress)|(?:никогда |больше |пожалуйста |мне ){0,3}не (?:предлагай|предлагайте|советуй|советуйте|рекомендуй|рекомендуйте|подбирай|подбирайте)|никогда (?:мне )?не (?:показывай|показывайте|присылай)|و?(?:لا|ما) (?:${OFFER_AR})(?:ه|ها|هم)?|و?لا عاد (?:${OFFER_AR})|(?:la|ma) (?:${OFFER_ARABIZI})|ابدا لا (?:${OFFER_AR})`,
    ),
  },
  {
    banClass: 'suggest',
    isDurable: false,
    pattern: wordPattern(
      "(?:please )?(?:don't|dont|do not|stop|quit) (?:show|showing|give|giving|pick|picking|send|sending|include|including)|(?:больше |пожалуйста |мне ){0,3}не (?:показывай|показывайте|присылай|присылайте|давай|надо предлагать)",
    ),
  },
  {
    banClass: 'wear',
    isDurable: false,
    pattern: wordPattern(
      "(?:i |we )?(?:never(?: ever)?|don't|dont|do not|won't|will not|will never|would never|wouldn't|refuse to) (?:ever )?wear|(?:i've |i have |i )?(?:stopped|quit|gave up|given up) wearing|i (?:don't|dont|do not|never) do(?= )|(?:я |мы )?(?:никогда |больше |вообще |принципиально |совсем ){0,2}(?:перестал[аи]? носить|не (?:ношу|буду носить|надену|надеваю|одеваю|одену|буду надевать))|(?:никогда |больше ){0,2}не (?:покупаю|буду покупать)|و?(?:ما|لا|مش|مستحيل|ابدا ما|عمري ما) (?:البس|بلبس|ارتدي|البسه|البسها|نلبس|بلبس)|مالبس|عمري ما لبست|(?:ma|la|mosta7eel|abadan ma) (?:balb[ie]s|albi?a?e?s|alabis|albss)|malbas|mal?bis",
    ),
  },
  {
    banClass: 'want',
    isDurable: false,
    pattern: wordPattern(
      "(?:i |we )?(?:never|don't|dont|do not|really don't|will never) (?:really |ever )?(?:want|wanna|like)(?: to (?:wear|buy|see))?|(?:я |мы )?(?:никогда |больше |вообще |совсем |очень ){0,2}не (?:хочу|люблю|буду|захочу)(?: больше)?(?: носить| видеть| надевать| покупать)?|و?(?:ما|لا|مش) (?:بدي|ودي|بحب|عايز|عايزه|عاوز|عاوزه|ابي|ابا|ابغي|ابغا|احب|اريد|نبي|ابيه|ابيها|احبه|احبها|اطيق|ودي)(?: البس)?|مابي|مابدي|مابحبش|مابحب|مابغي|مابغا|ماابي|مااحب|ماحب|مااريد|مبي|(?:ma|la|mish|msh) (?:bidd?i|badd?i|b7eb|ba7eb|3ayza|3ayez|abi|aby|abgha|abghi|abga|a7ib|a7eb|7ib|7eb|ureed|areed|aba)|mabi|mabgha|mabghi|mabga|maby|ma7ib|ma7eb",
    ),
  },
];
const NO_AT_ALL = wordPattern(
  '(?:absolutely |please )?(?:no|never any|nothing in|nothing with)|никаких|никакого|никакой|никакую',
);
const DURABLE = wordPattern(
  'never|ever|always|forever|under no circumstances|strictly|никогда|ни за что|всегда|навсегда|ни в коем случае|принципиально|بالمره|ابدا|نهائيا|دايم|دائما|للابد|عمري|abadan|bilmarra|bel marra|dayman|nihayi2an',
  'u',
);
const FROM_NOW_ON = wordPattern(
  'from now on|from today on|from today|min elyoum w ra[yi7]+|min al7een w ra[yi7]+|с этого момента|с сегодняшнего дня|отныне|من الحين ورايح|من اليوم ورايح|من اليوم',
  'gu',
);
const ADDRESSED_TO_OTHER = wordPattern(
  'you|they|he|she|we|stylists|shops|stores|people|why|ты|они|он|она|почему|ليش|انت|انتي',
  'u',
);
const SPEND = /^\s?(?:to )?(?:spend|pay|тратить|платить|اصرف|صرف|ادفع|asrof|asrif|asruf|adfa3)/u;
const VERB_NEXT = /^\s?(?:to (?!wear|buy|see|me)|[\p{Script=Cyrillic}]{2,}(?:ть|ти|чь|ться)(?![\p{L}])|ان )/u;
const CONTRAST = wordPattern(
  'show|find|give|need|want|prefer|rather|instead|looking for|хочу|покажи|найди|нужн[а-я]{1,2}|давай|лучше|ищу|подбери|ابي|ابغي|اعرض|اعرضي|وريني|ورني|اريد|احتاج|abi|abgha|warini|wareeni',
  'u',
);
const ARTICLE = /(?:^|\s)(?:a|an)\s$/u;
const DEFINITE = /(?:^|\s)the\s$/u;
/** Behind the object these say that only some of it is meant ("dresses that are too tight", "jeans to work"). */
const SCOPE = new Set(
  'after before lil fil fel lel 7ag 7agg that which who when if for unless except but to at in on with without under over above below where during because until than так который которая которое которые которую если когда кроме для под на в с за без только чем اللي الي لما اذا لو الا غير مع في بدون تحت فوق لـ illi elli lama itha ma3a bedoon except'.split(
    ' ',
  ),
);
const SCOPE_EXCEPTION =
  /^\s?(?:to me|for me|at all|in general|in my (?:looks?|outfits?|life|wardrobe|closet)|в (?:моем )?(?:гардероб[а-я]*|шкафу|жизни)|on me|with me|в образ[а-я]*|на себе|в одежде|без исключений|для меня|في حياتي|في ملابسي|لو سمحت[يو]?|لو تكرمت[يو]?|اذا ممكن|if (?:possible|you can)|if that.s ok|если можно)/u;
const REQUEST_SCOPE = wordPattern(
  'for (?:the |my |a |this )?[\\p{L}]+|(?:на|для|к) [\\p{L}]+|(?:لل|حق )[\\p{L}]+',
  'gu',
);
const BAN_KINDS = new Set(['garment', 'material', 'cut', 'brand', 'colour', 'pattern']);

/** Seasons and places of a habit: only part of the time is meant. */
const PART_OF_LIFE = wordPattern(
  'in (?:the )?(?:summer|winter|spring|autumn|fall|office|mall)|at (?:work|home|night|the office|weddings|parties)|on (?:weekdays|weekends|dates)|летом|зимой|весной|осенью|по (?:будням|выходным|вечерам)|на работу|на работе|в офис[е]?|дома|(?:في|ب)(?: )?(?:ال)?(?:صيف|شتا|شتاء|دوام|بيت|اعراس)|(?:لل|حق ال)(?:دوام|شغل|بيت|جامعه)|fil (?:9aif|saif|shita|dawam|bait)|lil (?:dawam|shughl|jam3a)|7ag el (?:dawam|shughl)',
  'u',
);
/** Words that may stand between nothing and "never wear": another one is the subject ("Ann and Kate never wear ..."). */
const BEFORE_OWN_HABIT =
  /^(?:i|we|and|but|so|also|really|just|honestly|personally|still|absolutely|actually|please|because|since|that|as|or|hey|hi|ok|okay|btw|note|fyi|remember|plus|then|well|yes|yeah|no|sorry|however|though|me|us|too|now|generally|simply|literally|definitely|also:?|и|но|я|а|ana|w|bas|[^a-z].*|.*\d.*|[smlx]+)$/u;

type Trigger = {
  readonly banClass: BanClass;
  readonly start: number;
  readonly end: number;
  readonly isDurable: boolean;
};

function findTriggers(clause: MessageClause): readonly Trigger[] {
  const found = PATTERNS.flatMap(({ banClass, pattern, isDurable }) =>
    [...triggersOf(clause, pattern)].map((match) => ({
      banClass,
      start: match.index,
      end: match.index + match[0].length,
      isDurable: isDurable || DURABLE.test(clause.text),
    })),
  );
  const bare =
    DURABLE.test(clause.text) || DURABLE.test(clause.following.slice(0, 20))
      ? [...triggersOf(clause, NO_AT_ALL)].map((match) => ({
          banClass: 'suggest' as const,
          start: match.index,
          end: match.index + match[0].length,
          isDurable: true,
        }))
      : [];
  const sorted = [...found, ...(found.length > 0 ? [] : bare)].sort(
    (left, right) => left.start - right.start || right.end - left.end,
  );
  return sorted.filter((trigger, at) => !sorted.slice(0, at).some((earlier) => earlier.end > trigger.start));
}

function isRefused(clause: MessageClause, trigger: Trigger): boolean {
  const before = clause.text.slice(0, trigger.start);
  const lastWord = clause.tokens.findLast(({ end }) => end <= trigger.start)?.text ?? '';
  if (isConditional(clause, trigger.start) || ADDRESSED_TO_OTHER.test(lastWord)) return true;
  const isSuggested = trigger.banClass === 'suggest';
  if (
    !isSuggested &&
    /^(?:never|don't|dont|do not|won't|will|would|refuse|stopped|quit|gave|given|really)/u.test(
      clause.text.slice(trigger.start),
    ) &&
    lastWord !== '' &&
    !BEFORE_OWN_HABIT.test(lastWord)
  )
    return true;
  if (!isSuggested && PART_OF_LIFE.test(clause.text)) return true;
  if (trigger.banClass === 'wear' && isFormer({ ...clause, text: before })) return true;
  const isOwn =
    trigger.banClass !== 'wear' ||
    /(?:^|\s)(?:i|я)\s?$/u.test(before) ||
    /^(?:i|я)\s/u.test(clause.text.slice(trigger.start));
  if (belongsToOther(clause, trigger.start, trigger.end, isOwn)) return true;
  return hasTimeLimit(clause.text.replace(FROM_NOW_ON, ' '));
}

function isScoped(clause: MessageClause, object: FactObject, nextToken: number): boolean {
  const next = clause.tokens[nextToken];
  if (next === undefined || object.end >= clause.text.length) return false;
  if (SCOPE_EXCEPTION.test(clause.text.slice(object.end))) return false;
  return SCOPE.has(next.text) || hasDemonstrative(next.text) || (next.text.startsWith('لل') && next.text.length > 3);
}

/** An occasion in front ("for the party I don't want leather") makes it a condition of one request. @see knowledge.md O-33 */
function isForOneRequest(clause: MessageClause, trigger: Trigger): boolean {
  const before = clause.before + clause.text.slice(0, trigger.start);
  return [...before.matchAll(REQUEST_SCOPE)].some((match) =>
    clause.concepts.some(
      ({ kind, start }) =>
        (kind === 'occasion' || kind === 'event') && start >= match.index && start < match.index + match[0].length,
    ),
  );
}

function isPromoted(
  clause: MessageClause,
  trigger: Trigger,
  object: FactObject,
  nextToken: number,
  context: ExtractionContext,
): boolean {
  const region = clause.text.slice(Math.min(trigger.start, object.start), Math.max(object.end, trigger.end));
  if (hasDemonstrative(region) || isScoped(clause, object, nextToken)) return false;
  if (trigger.isDurable) return true;
  if (hasDemonstrative(clause.text)) return false;
  if (context.hasReplyTarget || isForOneRequest(clause, trigger) || !BAN_KINDS.has(object.kind)) return false;
  if (trigger.banClass !== 'want') return true;
  const lead = clause.text.slice(0, object.start);
  if (DEFINITE.test(lead)) return false;
  const isWhim = object.kind === 'garment' || object.kind === 'colour';
  return !(isWhim && (ARTICLE.test(lead) || CONTRAST.test(clause.following) || CONTRAST.test(clause.before)));
}

function toFinding(object: FactObject, trigger: Trigger): Finding {
  const payload = {
    display_key: object.id,
    display_value: object.id,
    concept_id: object.id,
    concept_ids: object.conceptIds,
    kind: object.kind,
    label_raw: object.surface,
  };
  return {
    type: 'hard_ban',
    key: object.id,
    payload,
    start: Math.min(trigger.start, object.start),
    end: Math.max(trigger.end, object.end),
  };
}

const UNKNOWN_WORD = /^[\p{L}\p{M}-]{3,20}$/u;
/** "дорогое", "короткие": a quality, not a thing. */
const RUSSIAN_ADJECTIVE = /(?:ое|ее|ые|ие|ого|его|ых|их|ую|юю)$/u;
const UNKNOWN_STOP = wordPattern(
  'it|that|this|them|me|you|him|her|anything|something|nothing|everything|again|because|how|what|when|where|to|the|such|one|ones|so|too|very|more|less|no|not|мне|это|его|ее|их|так|как|что|ничего|себя|тебя|такое|больше|меньше|мало|много|дорого|дешево|اي|شي|شيء|هذا|كذا|اكثر|اقل|كل|ay|shay|dear|over|above|expensive|cheap',
  'u',
);

/** What may stand between the order and a thing that nobody knows: "never suggest me ponchos", not "me to Anna". */
const DIRECTLY = /^\s*(?:(?:me|any|мне|никаких|никакие|لي|علي|اي|3alay|li)\s){0,2}$/u;

/** A durable order about something the dictionary does not know ("never suggest ponchos") is kept as it was said. */
function unknownObject(clause: MessageClause, trigger: Trigger, firstToken: number): FactObject | undefined {
  const words = clause.tokens.slice(firstToken);
  const [first, second] = words;
  if (first !== undefined && !DIRECTLY.test(clause.text.slice(trigger.end, first.start))) return undefined;
  if (
    first === undefined ||
    words.length > 3 ||
    words.some(({ text }) => UNKNOWN_STOP.test(text) || /\d/u.test(text) || SCOPE.has(text))
  )
    return undefined;
  if (!UNKNOWN_WORD.test(first.text) || RUSSIAN_ADJECTIVE.test(first.text) || trigger.banClass === 'want')
    return undefined;
  const last = second !== undefined && words.length === 2 ? second : first;
  const surface = clause.text.slice(first.start, last.end);
  return {
    id: slugOf(surface),
    conceptIds: [slugOf(surface)],
    kind: 'garment',
    surface,
    start: first.start,
    end: last.end,
  };
}

const PRONOUN = /^\s?(?:it|them|that|those|их|ее|его|это|такое)\s?(?:to me|again|please|ever|мне|больше)?\s*$/u;

/** "I hate heels, never suggest them": the one thing named in the part of the sentence just before. */
function thingBefore(clause: MessageClause): FactObject | undefined {
  const part = clause.before.split(/[,،]/u).findLast((text) => text.trim() !== '') ?? '';
  const tokens = tokenize(part);
  const things = findConceptsInTokens(part, tokens).filter(({ kind }) => BAN_KINDS.has(kind));
  const [only] = things;
  if (only === undefined || things.length > 1 || hasDemonstrative(part) || /(?:^|\s)(?:the|that)\s/u.test(part))
    return undefined;
  return { id: only.conceptId, conceptIds: [only.conceptId], kind: only.kind, surface: only.surface, start: 0, end: 0 };
}

/** "Не люблю шерсть": a thing that only ends like a verb. */
function startsWithThing(clause: MessageClause, position: number): boolean {
  const first = clause.tokens.find(({ start }) => start >= position);
  return clause.concepts.some(({ start }) => start === first?.start);
}

function readTrigger(
  clause: MessageClause,
  trigger: Trigger,
  limit: number,
  context: ExtractionContext,
): readonly Finding[] {
  const rest = clause.text.slice(trigger.end);
  if (
    SPEND.test(rest) ||
    (trigger.banClass === 'want' && VERB_NEXT.test(rest) && !startsWithThing(clause, trigger.end))
  )
    return [];
  const { objects, nextToken, firstToken } = readObjectsAfter(clause, trigger.end);
  const ahead = objects.filter(({ start }) => start < limit);
  if (ahead.length > 0) {
    const last = ahead.at(-1);
    const isLast = (object: FactObject): boolean => object === last;
    const isListScoped = last !== undefined && isScoped(clause, last, nextToken);
    return isListScoped
      ? []
      : ahead
          .filter((object) => isPromoted(clause, trigger, object, isLast(object) ? nextToken : -1, context))
          .map((object) => toFinding(object, trigger));
  }
  const behind = readObjectsBefore(clause, trigger.start);
  if (behind.length > 0)
    return behind
      .filter((object) => isPromoted(clause, trigger, object, -1, context))
      .map((object) => toFinding(object, trigger));
  const named = trigger.isDurable && PRONOUN.test(rest) ? thingBefore(clause) : undefined;
  if (named !== undefined) return [toFinding({ ...named, start: trigger.start, end: trigger.end }, trigger)];
  const unknown =
    trigger.isDurable && trigger.banClass !== 'want' && firstToken < clause.tokens.length
      ? unknownObject(clause, trigger, firstToken)
      : undefined;
  return unknown !== undefined && !hasDemonstrative(clause.text.slice(trigger.end))
    ? [toFinding(unknown, trigger)]
    : [];
}

/**
 * Hard bans in one clause: an order ("never suggest leather", "кожу не предлагай", "لا تقترحين جلد"), a habit ("I don't
 * wear mini") or a taste ("مابغى جلد ولا صوف"), always with a negation. Reactions to one thing, wishes of the moment and
 * conditions of one request are no bans. @see knowledge.md 6.2, O-29, O-30, O-31, O-32, O-33
 */
export const extractHardBan: ExtractionRule = (clause, context) => {
  const triggers = findTriggers(clause).filter((trigger) => !isRefused(clause, trigger));
  const seen = new Set<string>();
  return triggers.flatMap((trigger, at) => {
    const found = readTrigger(clause, trigger, triggers[at + 1]?.start ?? Infinity, context);
    return found.filter(({ key }) => !seen.has(key) && seen.add(key));
  });
};
