import { findConcepts } from '#dialogue/model/language/concepts';
import { NEGATIVE_EVENTS } from '#dialogue/model/language/concepts/events';
import type { ConceptKind, ConceptMatch } from '#dialogue/model/language/concepts';
import { takeWords } from '#dialogue/model/language/code-points';
import { normalizeText } from '#dialogue/model/language/normalize-text';
import { findAmounts, readPriceRange } from '#dialogue/model/language/parse-amount';
import { tokenize } from '#dialogue/model/language/tokenize';
import { wordPattern } from '#dialogue/model/language/word-matcher';
import type { KnowledgeDelta } from '#ports/knowledge-extraction';
import { addDays, dayIn, endOfDay, isoDay } from '#user-data/knowledge/model/calendar';
import { QUOTE_LIMIT, slugOf } from '#user-data/knowledge/model/fact';
import type { BudgetPayload, FactPayload, FactType } from '#user-data/knowledge/model/fact';
import { resolveDate, speaksOfPast } from '#user-data/knowledge/model/resolve-date';
import { readAlphaSize, readNamedSize, readNumericSize, readShoeSize } from '#user-data/knowledge/model/size';
import type { Size } from '#user-data/knowledge/model/size';
import { MONTH_KEYS } from '#user-data/knowledge/model/time-lexicon';
import type { MessageClause } from '#user-data/memory/message-clauses';
import { hasNegation, isPassing } from './declaration.ts';
import type { EvidenceMessage } from './proposal.ts';

/** What a reader sees. */
export interface QuoteReading {
  readonly delta: KnowledgeDelta;
  readonly message: EvidenceMessage;
  /** The clauses that the quote touches. */
  readonly clauses: readonly MessageClause[];
  readonly timeZone: string;
  readonly currency: string;
}

/** What the delta asks for: its canonical key, and whether a payload says the same. */
interface Wanted {
  readonly key: string;
  readonly fits: (payload: FactPayload) => boolean;
}

interface QuoteReader {
  readonly wanted: (delta: KnowledgeDelta, currency: string) => Wanted | undefined;
  readonly read: (
    reading: QuoteReading,
  ) => { readonly key: string; readonly payload: FactPayload; readonly expiresAt: Date | null } | undefined;
}

const OWN_BUDGET = wordPattern(
  'budget[a-z]*|spend|spending|бюджет[а-я]*|потрати[а-я]*|трачу|тратить|ميزاني[\\p{L}]*|(?:ال)?بجت[\\p{L}]*|اصرف|bajt|mizani[a-z]*|asr[aou]f',
  'u',
);
const MATERIALS: readonly ConceptKind[] = ['material', 'food', 'colour', 'garment', 'pattern'];
const BANNABLE: readonly ConceptKind[] = ['material', 'cut', 'garment', 'brand', 'colour', 'pattern', 'style'];
/** Life of an event without a date. @see knowledge.md 10 */
const UNDATED_DAYS = 30;

const cutQuote = (quote: string): string => takeWords(quote.trim(), QUOTE_LIMIT);
const textOf = (clauses: readonly MessageClause[]): string => clauses.map(({ text }) => text).join(' ');

function anySize(word: string): Size | undefined {
  return readAlphaSize(word) ?? readNamedSize(word) ?? readNumericSize(word) ?? readShoeSize(word);
}

/** The concept of a ban or an allergy; a material and a garment together are one narrowed garment, as the instant rules have it. */
function conceptOf(
  text: string,
  kinds: readonly ConceptKind[],
): { id: string; parts: readonly ConceptMatch[] } | undefined {
  const found = findConcepts(text.replaceAll('_', ' ')).filter(({ kind }) => kinds.includes(kind));
  const unique = [...new Map(found.map((match) => [match.conceptId, match])).values()];
  const [first, second] = unique;
  if (first === undefined || unique.length > 2) return undefined;
  if (second === undefined) return { id: first.conceptId, parts: [first] };
  const garment = unique.find(({ kind }) => kind === 'garment');
  const modifier = unique.find(({ kind }) => kind !== 'garment');
  if (garment === undefined || modifier === undefined) return undefined;
  return { id: `${modifier.conceptId}_${garment.conceptId}`, parts: [modifier, garment] };
}

function wantedConcept(delta: KnowledgeDelta, kinds: readonly ConceptKind[]): Wanted {
  const concept = conceptOf(delta.value, kinds) ?? conceptOf(delta.knowledge_key, kinds);
  const key = concept?.id ?? slugOf(delta.value);
  return { key, fits: (payload) => payload.display_key === key };
}

const readSize: QuoteReader = {
  wanted: ({ knowledge_key: key, value }) => {
    const word = normalizeText(value).text.trim();
    const size = anySize(word)?.value ?? word.toUpperCase();
    if (key !== 'size' && key !== 'shoe_size') return undefined;
    return { key, fits: (payload) => 'value' in payload && payload.value === size };
  },
  // A bare number needs an anchor that only the instant rules know how to find (IG-1): letters only.
  read: ({ delta, clauses }) => {
    const text = textOf(clauses);
    if (delta.knowledge_key !== 'size' || hasNegation(text)) return undefined;
    const sizes = tokenize(normalizeText(delta.quote).text).flatMap(
      ({ text: word }) => readAlphaSize(word) ?? readNamedSize(word) ?? [],
    );
    const values = new Set(sizes.map(({ value }) => value));
    const [size] = sizes;
    if (size === undefined || values.size > 1) return undefined;
    const payload = { display_key: 'size', display_value: size.value, quote: cutQuote(delta.quote), ...size };
    return { key: 'size', payload, expiresAt: null };
  },
};

const readBudget: QuoteReader = {
  wanted: (delta, currency) => {
    const asked = rangeOf(delta.value, currency);
    if (asked === undefined) return undefined;
    return {
      key: 'general',
      fits: (payload) => {
        const budget = payload as BudgetPayload;
        return budget.currency === asked.currency && [budget.max_amount, budget.min_amount].includes(asked.amount);
      },
    };
  },
  read: ({ delta, message, clauses, currency }) => {
    const { text } = normalizeText(delta.quote);
    const amounts = findAmounts(text);
    const range = amounts.length === 0 ? undefined : readPriceRange(text, amounts);
    // Conditions of one request are no budget (O-33).
    const isOwn = OWN_BUDGET.test(normalizeText(message.content).text);
    if (
      range === undefined ||
      range.currency === undefined ||
      !isOwn ||
      hasNegation(textOf(clauses)) ||
      isPassing(clauses)
    )
      return undefined;
    const { minAmount, maxAmount } = range;
    const shown = [minAmount, maxAmount].filter((amount) => amount !== undefined).join('-');
    const payload = {
      display_key: 'general',
      display_value: `${maxAmount === undefined ? 'from ' : ''}${shown} ${range.currency}`,
      quote: cutQuote(delta.quote),
      currency: range.currency ?? currency,
      ...(maxAmount === undefined ? {} : { max_amount: maxAmount }),
      ...(minAmount === undefined ? {} : { min_amount: minAmount }),
    };
    return { key: 'general', payload, expiresAt: null };
  },
};

function rangeOf(value: string, currency: string): { amount: number; currency: string } | undefined {
  const { text } = normalizeText(value);
  const amounts = findAmounts(/\p{L}/u.test(text) ? text : `${text} ${currency.toLowerCase()}`);
  const range = amounts.length === 0 ? undefined : readPriceRange(text, amounts);
  const amount = range?.maxAmount ?? range?.minAmount;
  return amount === undefined ? undefined : { amount, currency: range?.currency ?? currency };
}

const readAllergy: QuoteReader = {
  wanted: (delta) => wantedConcept(delta, MATERIALS),
  // What the dictionary does not know is left to the instant rules: "allergic to Mondays" is none (EC-g).
  read: ({ delta, clauses }) => {
    const concept = conceptOf(delta.value, MATERIALS) ?? conceptOf(delta.knowledge_key, MATERIALS);
    const named = findConcepts(normalizeText(delta.quote).text).find(({ conceptId }) => conceptId === concept?.id);
    if (concept === undefined || named === undefined || hasNegation(textOf(clauses))) return undefined;
    const { id } = concept;
    const payload = {
      display_key: id,
      display_value: id,
      quote: cutQuote(delta.quote),
      concept_id: id,
      label_raw: named.surface,
    };
    return { key: id, payload, expiresAt: null };
  },
};

const readHardBan: QuoteReader = {
  wanted: (delta) => wantedConcept(delta, BANNABLE),
  read: ({ delta, clauses }) => {
    const concept = conceptOf(delta.value, BANNABLE) ?? conceptOf(delta.knowledge_key, BANNABLE);
    const named = new Set(findConcepts(normalizeText(delta.quote).text).map(({ conceptId }) => conceptId));
    if (concept === undefined || !concept.parts.every(({ conceptId }) => named.has(conceptId))) return undefined;
    if (!hasNegation(textOf(clauses)) || isPassing(clauses)) return undefined;
    const payload = {
      display_key: concept.id,
      display_value: concept.id,
      quote: cutQuote(delta.quote),
      concept_id: concept.id,
      ...(concept.parts.length > 1 ? { concept_ids: concept.parts.map(({ conceptId }) => conceptId) } : {}),
      kind: concept.parts.length > 1 ? 'garment' : (concept.parts[0]?.kind ?? 'garment'),
      label_raw: concept.parts.map(({ surface }) => surface).join(' '),
    };
    return { key: concept.id, payload, expiresAt: null };
  },
};

function eventOf(text: string): { event: ConceptMatch; relation: ConceptMatch | undefined } | undefined {
  const concepts = findConcepts(text);
  const event =
    concepts.find(({ kind, conceptId }) => kind === 'event' && conceptId !== 'party') ??
    concepts.find(({ kind }) => kind === 'event');
  return event === undefined ? undefined : { event, relation: concepts.find(({ kind }) => kind === 'relation') };
}

const readLifeEvent: QuoteReader = {
  wanted: (delta) => {
    const asked = eventOf(`${delta.knowledge_key} ${delta.value}`.replaceAll('_', ' '));
    if (asked === undefined) return undefined;
    const { conceptId } = asked.event;
    // The model names the event; whose it is and when comes from the quote.
    return { key: delta.knowledge_key, fits: (payload) => 'event_type' in payload && payload.event_type === conceptId };
  },
  read: ({ delta, message, clauses, timeZone }) => {
    const text = textOf(clauses);
    const found = eventOf(normalizeText(delta.quote).text);
    const date = resolveDate(text, message.createdAt, timeZone);
    if (found === undefined || date?.isPast === true || speaksOfPast(text) || hasNegation(text)) return undefined;
    const { event, relation } = found;
    const month = date?.month === undefined ? undefined : MONTH_KEYS[date.month - 1];
    const suffix = relation?.conceptId ?? month;
    const key = suffix === undefined ? event.conceptId : `${event.conceptId}_${suffix}`;
    const lastDay = date?.day ?? addDays(dayIn(timeZone, message.createdAt), UNDATED_DAYS);
    const payload = {
      display_key: key,
      display_value: key,
      quote: cutQuote(delta.quote),
      event_type: event.conceptId,
      ...(relation === undefined ? {} : { relation: relation.conceptId }),
      ...(date === undefined ? {} : { date: isoDay(date.day) }),
      date_precision: date?.precision ?? ('none' as const),
      emotional_valence: NEGATIVE_EVENTS.has(event.conceptId) ? ('negative' as const) : ('positive' as const),
      context_tags: [],
    };
    return { key, payload, expiresAt: endOfDay(timeZone, lastDay) };
  },
};

/** A strict reader a type: what the quote itself says, without the help of a model. */
export const QUOTE_READERS: Readonly<Record<FactType, QuoteReader>> = {
  body_params: readSize,
  budget: readBudget,
  allergy: readAllergy,
  hard_ban: readHardBan,
  life_event: readLifeEvent,
  onboarding_style: { wanted: () => undefined, read: () => undefined },
};
