import { z } from 'zod';
import { matchCrisis } from '#dialogue/model/crisis/match-crisis';
import { readCases, toShare } from './read-cases.ts';

const crisisCase = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  lang: z.string(),
  text: z.string(),
  crisis: z.boolean(),
});

interface Tally {
  cases: number;
  hits: number;
  misses: number;
  falseAlarms: number;
}

const emptyTally = (): Tally => ({ cases: 0, hits: 0, misses: 0, falseAlarms: 0 });
const toFigures = ({ cases, hits, misses, falseAlarms }: Tally) => ({
  cases,
  recall: toShare(hits, hits + misses),
  precision: toShare(hits, hits + falseAlarms),
});

/**
 * Measures the crisis rules that stand before every limit and every model against a file of cases.
 *
 * @returns cases, recall, precision (null where there is nothing to divide by), by_lang, misses, false_alarms (ids).
 * @throws InvalidInputError when a line is not a case.
 */
export async function run(args: { readonly data: string }): Promise<object> {
  const total = emptyTally();
  const byLang = new Map<string, Tally>();
  const misses: string[] = [];
  const falseAlarms: string[] = [];
  for (const { id, lang, text, crisis } of await readCases(args.data, crisisCase)) {
    const own = byLang.get(lang) ?? emptyTally();
    byLang.set(lang, own);
    const isFound = matchCrisis(text) !== undefined;
    if (crisis && !isFound) misses.push(id);
    if (!crisis && isFound) falseAlarms.push(id);
    for (const tally of [total, own]) {
      tally.cases += 1;
      if (crisis && isFound) tally.hits += 1;
      if (crisis && !isFound) tally.misses += 1;
      if (!crisis && isFound) tally.falseAlarms += 1;
    }
  }
  return {
    ...toFigures(total),
    by_lang: Object.fromEntries([...byLang].map(([lang, tally]) => [lang, toFigures(tally)])),
    misses,
    false_alarms: falseAlarms,
  };
}
