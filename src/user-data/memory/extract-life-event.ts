import { NEGATIVE_EVENTS, PERSONAL_EVENTS } from '#dialogue/model/language/concepts/events';
import type { ConceptMatch } from '#dialogue/model/language/concepts';
import { wordPattern } from '#dialogue/model/language/word-matcher';
import { addDays, dayIn, endOfDay, isoDay } from '#user-data/knowledge/model/calendar';
import { resolveDate, speaksOfPast } from '#user-data/knowledge/model/resolve-date';
import type { ResolvedDate } from '#user-data/knowledge/model/resolve-date';
import { MONTH_KEYS } from '#user-data/knowledge/model/time-lexicon';
import { belongsToOther, isConditional, isUnsure } from './clause-guards.ts';
import type { ExtractionContext, ExtractionRule, Finding } from './fact-finding.ts';
import type { MessageClause } from './message-clauses.ts';

/** Life of an event without a date, renewed when it is mentioned again. @see knowledge.md 6.3 */
const UNDATED_DAYS = 30;
const PLANNED = wordPattern(
  "soon|planning|preparing|getting ready|going to|going on|upcoming|coming up|i have(?! to)|i've got|we have(?! to)|there's|there is|invited|getting married|get married|выхожу замуж|женюсь|скоро|планиру[а-я]*|готовлюсь|готовимся|готовиться|собираюсь|собираемся|еду|едем|лечу|летим|уезжаю|предстоит|предстоящ[а-я]*|будет|у меня|у нас|пригласили|приглашена|приглашен|عندي|عندنا|قريب|قريبا|قربت|قرب|اجهز|نجهز|احضر(?= ل)|نحضر(?= ل)|استعد|نستعد|استعد|بسافر|رايحه|معزومه|3indi|3ndi|indi|3indna|qareeb|gareeb|ajahiz|ajhz|asta3id|ma3zooma",
  'u',
);
const CALLED_OFF = wordPattern(
  "cancell?ed|called off|postponed|not going|no longer|won't|isn't happening|skip|skipping|отмен[а-я]*|перенес[а-я]*|не еду|не пойду|не будет|не поеду|передумал[а-я]*|انلغ[\\p{L}]*|التغ[\\p{L}]*|تكنسل[\\p{L}]*|الغيت|الغينا|تاجل[\\p{L}]*|ما راح اروح|ماراح اروح|مو رايحه|cancel",
  'u',
);
const ASKED = wordPattern('when|is|are|was|do|does|did|когда|متي|متى|هل|mata|emta', 'u');
const EXPLICITLY_AHEAD =
  /^(?:in|within|after|через|بعد|خلال|ba3d|b3d|5ilal|next|tomorrow|завтра|послезавтра|следующ|на следующ|غدا|بكره|باجر|bukra|on the|the day after)/u;
const FOREIGN_OWNER = wordPattern(
  "her|his|their|your|she|he|they|she's|he's|она|он|они|у нее|у него|عندها|عنده|ее|его|их|твой|твоя|твое|عرسها|عرسه|زواجها|زواجه",
  'u',
);
const WORK = /^(?:work|office|corporate|работ|офис|корпоратив|شغل|الشغل|بالشغل|دوام|الدوام|عمل|العمل)/u;

/** "No wedding", "нет отпуска", "ما عندي سفر": a negation close in front. */
const NEGATION = wordPattern(
  "no|not|don't|dont|doesn't|haven't|hasn't|didn't|isn't|without|never|нет|нету|не|без|никакого|никакой|никаких|ما|مافي|ماعندي|ماعندنا|مو|مب|مش|لا|بدون|ma|mafi|mafe|mu|mub|msh|bidoon|bdoon",
  'u',
);
const NEGATION_REACH_WORDS = 5;
/** Negations that announce: "can't wait for the wedding", "не забудь". */
const ANNOUNCES =
  /(?:can't|cannot|can not|cant) (?:even )?wait|don't forget|do not forget|not only|no joke|не забудь|не забывай|не могу дождаться|не терпится|не только|لا تنسين?|ما اقدر اصبر|la tinsain?|la tinsi|ma agdar a9bir/gu;
/** "Not in March": that day is not meant. */
const NEGATED_TIME =
  /(?<![\p{L}\p{M}\p{N}])(?:not|isn't|не|مو|مب|مش|mu|mub|msh)\s(?:in|on|at|this|until|в|во|на|через|этим|في|يوم|بعد|هذا|fi|yom|ba3d)\s[^,،]{1,24}?(?=\s(?:but|а|но|بل|bas|بس)\s|[,،]|$)/gu;

function isNegated(clause: MessageClause, event: ConceptMatch): boolean {
  const text = clause.text.replace(ANNOUNCES, (words) => ' '.repeat(words.length));
  const first = clause.tokens[Math.max(0, event.tokenStart - NEGATION_REACH_WORDS)]?.start ?? 0;
  return NEGATION.test(text.slice(first, event.start));
}

/** Whose event it is, for the key: "wedding_sister", "presentation_work", else the month's name. @see knowledge.md O-34 */
function suffixOf(
  clause: MessageClause,
  event: ConceptMatch,
  date: ResolvedDate | undefined,
): { relation?: string; suffix?: string } {
  const relation = clause.concepts
    .filter(({ kind }) => kind === 'relation')
    .sort((left, right) => Math.abs(left.start - event.start) - Math.abs(right.start - event.start))[0];
  if (relation !== undefined) return { relation: relation.conceptId, suffix: relation.conceptId };
  if (clause.tokens.some(({ text }) => WORK.test(text)) && event.conceptId !== 'move')
    return { relation: 'work', suffix: 'work' };
  const month = date?.month === undefined ? undefined : MONTH_KEYS[date.month - 1];
  return month === undefined ? {} : { suffix: month };
}

/** "birthday dress", "wedding guest": the event only describes something else. */
function isAttribute(clause: MessageClause, event: ConceptMatch): boolean {
  const next = clause.tokens[event.tokenEnd]?.text ?? '';
  if (!/^[a-z]/u.test(event.surface)) return false;
  return (
    clause.concepts.some(({ kind, tokenStart }) => kind === 'garment' && tokenStart === event.tokenEnd) ||
    /^(?:guest|gift|present|look|outfit|season|style|theme|shoes|wear|mood|vibes?|card)s?$/u.test(next)
  );
}

/** "Через две недели, свадьба сестры" / "у меня свадьба, в марте": a short neighbour may hold the time. */
function findDate(clause: MessageClause, context: ExtractionContext): ResolvedDate | undefined {
  const text = clause.text.replace(NEGATED_TIME, (words) => ' '.repeat(words.length));
  const inside = resolveDate(text, context.now, context.timeZone);
  if (inside !== undefined) return inside;
  const previous = clause.before.split(/[,،]/u).at(-2) ?? '';
  const following = /^\s?[,،]([^,،]*)/u.exec(clause.following)?.[1] ?? '';
  for (const neighbour of [previous, following]) {
    if (neighbour.trim() === '' || neighbour.trim().split(' ').length > 5) continue;
    const found = resolveDate(neighbour, context.now, context.timeZone);
    if (found !== undefined) return { ...found, start: 0, end: 0 };
  }
  return undefined;
}

const PLANNED_REACH_WORDS = 4;
/** "A dress from my wedding", "после свадьбы", "about the trip": a mention, no plan. */
const MENTIONED =
  /(?<![\p{L}\p{N}])(?:from|after|about|since|like|of|at|during|после|про|о|об|из|с|на|عن|من|3an)\s(?:my |the |our |a |his |her |моей |нашей |своей )?$/u;

/** A word that announces, close to the event: "soon moving", "скоро отпуск", "готовлюсь к экзамену". */
function isPlanned(clause: MessageClause, event: ConceptMatch): boolean {
  if (MENTIONED.test(clause.text.slice(0, event.start))) return false;
  const first = clause.tokens[Math.max(0, event.tokenStart - PLANNED_REACH_WORDS)]?.start ?? 0;
  const last = clause.tokens[Math.min(clause.tokens.length, event.tokenEnd + 3) - 1]?.end ?? event.end;
  const near = clause.text.slice(first, last);
  const hasThing = clause.concepts.some(
    ({ kind, start }) => kind === 'garment' && start >= first && start < event.start,
  );
  return PLANNED.test(near) && !hasThing;
}

function isStated(clause: MessageClause, event: ConceptMatch, date: ResolvedDate | undefined): boolean {
  if (
    date?.isPast === true ||
    CALLED_OFF.test(clause.text) ||
    isConditional(clause, event.start) ||
    isUnsure(clause) ||
    isNegated(clause, event) ||
    isAttribute(clause, event)
  )
    return false;
  const isAhead =
    date !== undefined &&
    date.end > 0 &&
    date.precision === 'day' &&
    EXPLICITLY_AHEAD.test(clause.text.slice(date.start, date.end));
  if (!isAhead && speaksOfPast(clause.text)) return false;
  const lead = clause.text.slice(Math.max(0, event.start - 24), event.end);
  const hasNamedOwner = clause.concepts.some(({ kind, start }) => kind === 'relation' && start < event.start);
  if (FOREIGN_OWNER.test(lead) && !hasNamedOwner) return false;
  if (PERSONAL_EVENTS.has(event.conceptId) && belongsToOther(clause, event.start, clause.text.length, false))
    return false;
  if (clause.isQuestion && (date === undefined || ASKED.test(clause.tokens[0]?.text ?? ''))) return false;
  if (NEGATIVE_EVENTS.has(event.conceptId)) return date !== undefined;
  return date !== undefined || isPlanned(clause, event);
}

function toFinding(
  clause: MessageClause,
  event: ConceptMatch,
  date: ResolvedDate | undefined,
  context: ExtractionContext,
): Finding {
  const { relation, suffix } = suffixOf(clause, event, date);
  const key = suffix === undefined ? event.conceptId : `${event.conceptId}_${suffix}`;
  const lastDay = date?.day ?? addDays(dayIn(context.timeZone, context.now), UNDATED_DAYS);
  const payload = {
    display_key: key,
    display_value: key,
    event_type: event.conceptId,
    ...(relation === undefined ? {} : { relation }),
    ...(date === undefined ? {} : { date: isoDay(date.day) }),
    date_precision: date?.precision ?? ('none' as const),
    emotional_valence: NEGATIVE_EVENTS.has(event.conceptId) ? ('negative' as const) : ('positive' as const),
    context_tags: clause.concepts.filter(({ kind }) => kind === 'occasion').map(({ conceptId }) => conceptId),
  };
  const start = date === undefined || date.end === 0 ? event.start : Math.min(event.start, date.start);
  const end = date === undefined ? event.end : Math.max(event.end, date.end);
  return { type: 'life_event', key, payload, expiresAt: endOfDay(context.timeZone, lastDay).toISOString(), start, end };
}

/**
 * Upcoming events of the user in one clause: an event and a time in any order ("свадьба сестры в марте", "عندي عرس أختي
 * بعد شهر"), or an event that is said to come ("скоро переезд"). Without a date it lives 30 days; past, cancelled,
 * foreign and hypothetical events give nothing. @see knowledge.md 6.2, 6.3, O-34, O-107
 */
export const extractLifeEvent: ExtractionRule = (clause, context) => {
  const events = clause.concepts.filter(({ kind }) => kind === 'event');
  if (events.length === 0) return [];
  const date = findDate(clause, context);
  const main = events.filter((event) => event.conceptId !== 'party' || events.length === 1).slice(0, 2);
  return main.filter((event) => isStated(clause, event, date)).map((event) => toFinding(clause, event, date, context));
};
