import { z } from 'zod';
import { findConcepts } from '#dialogue/model/language/concepts';

/** A budget or the day of an event may stand in `value` or beside it. */
const factFields = {
  max_amount: z.number().nullish(),
  currency: z.string().nullish(),
  expires_on: z.string().nullish(),
};
const factValue = z.union([z.string(), z.number(), z.object(factFields)]);
const expectedFact = z.object({
  type: z.string(),
  key: z.string(),
  value: factValue.nullish(),
  value_any: z.array(factValue).nullish(),
  ...factFields,
});

/** A fact that a case expects. Names compare in lower case with `_` for space and hyphen. */
export type ExpectedFact = z.output<typeof expectedFact>;

const list = <T>(item: z.ZodType<T>) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

/** One case: what was said before, the message, and the rows that must be there afterwards. */
export const knowledgeCase = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  lang: z.string(),
  polarity: z.enum(['positive', 'negative']),
  basis: z.string().default('rule'),
  contested: z.boolean().default(false),
  now: z.string().default('2026-10-07T15:00:00+04:00'),
  history: list(
    z.object({
      role: z.enum(['user', 'assistant']),
      text: z.string().default(''),
      minutes_before: z.number().nullish(),
      memory_refs: list(z.object({ type: z.string(), key: z.string() })),
      artefact: z.boolean().nullish(),
    }),
  ),
  message: z.string(),
  expect: list(expectedFact),
  expect_inactive: list(expectedFact),
  expect_disputed: list(expectedFact),
  allow: list(expectedFact),
});
/** A parsed case. */
export type KnowledgeCase = z.output<typeof knowledgeCase>;

/** A stored fact, decrypted, as a case compares it. `value` of a concept is its name; `expiresOn` a day in Asia/Dubai. */
export interface StoredFact {
  readonly id: string;
  readonly type: string;
  readonly key: string;
  readonly value: string;
  readonly maxAmount: number | null;
  readonly currency: string | null;
  readonly expiresOn: string | null;
  readonly isActive: boolean;
  readonly isDisputed: boolean;
}

const NAMED = new Set(['allergy', 'hard_ban', 'life_event']);

/** Lower case, `_` for spaces and hyphens. */
export function nameOf(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/gu, '_');
}

/** All names under which a case knows one concept. */
function namesOf(expected: ExpectedFact): ReadonlySet<string> {
  const values = [expected.value, ...(expected.value_any ?? [])].filter((value) => typeof value === 'string');
  return new Set([expected.key, ...values].map(nameOf));
}

/** Whether a stored fact is the expected one. */
export function isSameFact(expected: ExpectedFact, stored: StoredFact): boolean {
  if (expected.type !== stored.type) return false;
  const day = expected.expires_on ?? (typeof expected.value === 'object' ? expected.value?.expires_on : undefined);
  if (NAMED.has(expected.type))
    return namesOf(expected).has(nameOf(stored.key)) && (day === undefined || day === null || day === stored.expiresOn);
  if (nameOf(expected.key) !== nameOf(stored.key)) return false;
  const values = [expected.value, ...(expected.value_any ?? [])].filter((value) => value !== undefined);
  if (expected.type === 'budget')
    return [...values, expected].some((value) => value !== null && isSameBudget(value, stored));
  return (
    values.length === 0 || values.some((value) => String(value).trim().toUpperCase() === stored.value.toUpperCase())
  );
}

function isSameBudget(value: z.output<typeof factValue> | ExpectedFact, stored: StoredFact): boolean {
  if (typeof value === 'object')
    return (
      value.max_amount !== undefined && value.max_amount === stored.maxAmount && value.currency === stored.currency
    );
  const [amount = '', currency = stored.currency] = String(value).trim().split(/\s+/u);
  return Number(amount) === stored.maxAmount && currency === stored.currency;
}

/**
 * The stored fact that an answer of the history used. A name that is not our own is looked up among the names that the
 * case gives the same fact, then in the dictionary of concepts.
 */
export function findReferenced(
  item: KnowledgeCase,
  ref: { readonly type: string; readonly key: string },
  facts: readonly StoredFact[],
): StoredFact | undefined {
  const name = nameOf(ref.key);
  const known = [...item.expect, ...item.expect_inactive, ...item.expect_disputed, ...item.allow]
    .filter((fact) => fact.type === ref.type && NAMED.has(fact.type))
    .map(namesOf);
  const names = new Set([name, ...known.filter((group) => group.has(name)).flatMap((group) => [...group])]);
  for (const { conceptId } of findConcepts(name.replaceAll('_', ' '))) names.add(conceptId);
  const active = facts.filter((fact) => fact.isActive && fact.type === ref.type);
  return active.find((fact) => nameOf(fact.key) === name) ?? active.find((fact) => names.has(nameOf(fact.key)));
}
