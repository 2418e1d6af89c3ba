import { findConcepts } from '#dialogue/model/language/concepts';
import { normalizeText } from '#dialogue/model/language/normalize-text';
import { findAmounts, readPriceRange } from '#dialogue/model/language/parse-amount';
import { tokenize } from '#dialogue/model/language/tokenize';
import { endOfDay, isoDay, lastDayOfMonth } from '#user-data/knowledge/model/calendar';
import { slugOf } from '#user-data/knowledge/model/fact';
import type {
  AllergyPayload,
  BudgetPayload,
  FactPayload,
  FactType,
  HardBanPayload,
  LifeEventPayload,
  OnboardingStylePayload,
  SizePayload,
} from '#user-data/knowledge/model/fact';
import { resolveDate } from '#user-data/knowledge/model/resolve-date';
import { readAlphaSize, readNamedSize, readNumericSize, readShoeSize } from '#user-data/knowledge/model/size';

/** A value that the user typed for a fact, read by the rules of its type. */
export interface FactValue {
  readonly key: string;
  readonly payload: FactPayload;
  readonly expiresAt: Date | null;
}

/** What reading needs beside the words. */
export interface ValueContext {
  readonly type: FactType;
  readonly key: string;
  readonly before: FactPayload;
  readonly now: Date;
  readonly timeZone: string;
  readonly currency: string;
}

/** The value behind some typed words in any language, or undefined when they are no value of this type: never a guess. */
export function readFactValue(value: string, context: ValueContext): FactValue | undefined {
  switch (context.type) {
    case 'body_params':
      return readBody(value, context);
    case 'budget':
      return readBudget(value, context);
    case 'allergy':
    case 'hard_ban':
      return readThing(value, context);
    case 'life_event':
      return readEvent(value, context);
    case 'onboarding_style':
      return readStyle(value, context);
  }
}

const FOREIGN_SIZE = /^(uk|us|eu|fr|it|w)\s?(\d{1,2}(?:\.5)?)$/u;
/** Centimetres and kilograms of people. */
const MEASURES: Readonly<Record<string, readonly [least: number, most: number]>> = {
  height: [100, 230],
  weight: [30, 250],
};

function readBody(value: string, { key }: ValueContext): FactValue | undefined {
  const text = normalizeText(value).text.trim();
  const words = tokenize(text).map((token) => token.text);
  const only = <T>(read: (word: string) => T | undefined): T | undefined => {
    const found = words.flatMap((word) => read(word) ?? []);
    return found.length === 1 ? found[0] : undefined;
  };
  const foreign = FOREIGN_SIZE.exec(text);
  const size = ((): Pick<SizePayload, 'value' | 'system'> | undefined => {
    const range = MEASURES[key];
    if (range) {
      const number = Number(/^\d{2,3}(?=\D|$)/u.exec(text)?.[0] ?? Number.NaN);
      return number >= range[0] && number <= range[1] ? { value: String(number), system: 'numeric' } : undefined;
    }
    if (foreign) return { value: `${(foreign[1] ?? '').toUpperCase()} ${foreign[2]}`, system: 'numeric' };
    if (key === 'shoe_size') return readShoeSize(text) ?? only(readShoeSize);
    return readAlphaSize(text) ?? only((word) => readAlphaSize(word) ?? readNamedSize(word) ?? readNumericSize(word));
  })();
  if (!size) return undefined;
  const payload: SizePayload = { display_key: key, display_value: size.value, quote: value, ...size };
  return { key, payload, expiresAt: null };
}

function readBudget(value: string, { key, currency: usual }: ValueContext): FactValue | undefined {
  const text = normalizeText(value).text;
  const range = readPriceRange(text, findAmounts(text));
  if (!range) return undefined;
  const { minAmount, maxAmount, currency = usual } = range;
  const shown = [minAmount, maxAmount].filter((amount) => amount !== undefined).join('-');
  const payload: BudgetPayload = {
    display_key: key,
    display_value: `${maxAmount === undefined ? 'from ' : ''}${shown} ${currency}`,
    quote: value,
    currency,
    ...(maxAmount === undefined ? {} : { max_amount: maxAmount }),
    ...(minAmount === undefined ? {} : { min_amount: minAmount }),
  };
  return { key, payload, expiresAt: null };
}

const MOST_WORDS = 4;

/** Known things under their concept; unknown ones are kept as they were written, because an allergy is never dropped. */
function readThing(value: string, { type, before }: ValueContext): FactValue | undefined {
  const concepts = findConcepts(value);
  const words = tokenize(normalizeText(value).text);
  if (words.length === 0 || words.length > MOST_WORDS + concepts.length) return undefined;
  const slug = slugOf(value);
  const id = concepts.length > 0 ? concepts.map(({ conceptId }) => conceptId).join('_') : slug;
  if (id === '') return undefined;
  const shown = { display_key: id, display_value: id, quote: value, concept_id: id, label_raw: value };
  const payload: AllergyPayload | HardBanPayload =
    type === 'allergy'
      ? { ...shown, ...(concepts.length > 0 ? {} : { needs_review: true }) }
      : {
          ...shown,
          concept_ids: concepts.length > 0 ? concepts.map(({ conceptId }) => conceptId) : [slug],
          kind: concepts.at(-1)?.kind ?? (before as HardBanPayload).kind,
        };
  return { key: id, payload, expiresAt: null };
}

/** Of an event the date can be corrected; what it is stays. */
function readEvent(value: string, { key, before, now, timeZone }: ValueContext): FactValue | undefined {
  const date = resolveDate(normalizeText(value).text, now, timeZone);
  if (!date || date.isPast) return undefined;
  const lastDay =
    date.precision === 'month' ? { ...date.day, day: lastDayOfMonth(date.day.year, date.day.month) } : date.day;
  const payload: LifeEventPayload = {
    ...(before as LifeEventPayload),
    quote: value,
    date: isoDay(lastDay),
    date_precision: date.precision,
  };
  return { key, payload, expiresAt: endOfDay(timeZone, lastDay) };
}

function readStyle(value: string, { key }: ValueContext): FactValue | undefined {
  const concepts = findConcepts(value);
  const ofKind = (kind: string): string[] => [
    ...new Set(concepts.filter((concept) => concept.kind === kind).map(({ conceptId }) => conceptId)),
  ];
  const [styles, colours] = [ofKind('style'), ofKind('colour')];
  if (styles.length + colours.length === 0) return undefined;
  const payload: OnboardingStylePayload = {
    display_key: key,
    display_value: [...styles, ...colours].join(', '),
    quote: value,
    styles,
    colours,
  };
  return { key, payload, expiresAt: null };
}
