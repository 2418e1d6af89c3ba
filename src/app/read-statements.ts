import type { StatementReader } from '#providers/rules/extract-deltas';
import { extractInstantFacts } from '#user-data/memory/extract-instant-facts';

/**
 * What a language model would find, found by rules: the facts that a user states in one message. Behind the emulated
 * models only; a real one reads more than this.
 */
export const readStatements: StatementReader = (text, { saidAt, timeZone, currency }) =>
  extractInstantFacts({ text, now: saidAt, timeZone, defaultCurrency: currency }).map(
    ({ type, key, payload, quote, confidence }) => ({
      type,
      key,
      value: payload.display_value,
      quote,
      confidence,
      date: 'date' in payload ? (payload.date ?? null) : null,
    }),
  );
