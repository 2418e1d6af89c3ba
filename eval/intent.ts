import { z } from 'zod';
import { intent } from '#dialogue/model/intent';
import { classifyIntent } from '#dialogue/model/language/classify-intent';
import { findConcepts } from '#dialogue/model/language/concepts';
import { readCases, toShare } from './read-cases.ts';

const intentCase = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  lang: z.string(),
  text: z.string(),
  context: z
    .array(z.object({ role: z.enum(['user', 'assistant']), text: z.string().default('') }))
    .nullish()
    .transform((context) => context ?? []),
  gap_hours: z.number().nullish(),
  intent,
  intent_any: z.array(intent).nullish(),
});
type IntentCase = z.output<typeof intentCase>;

const HOUR_MS = 3_600_000;
/** How long something shown can be reacted to without being named. @see dialogue.md 3.5 */
const REACTION_MS = 10 * 60_000;

interface Tally {
  cases: number;
  right: number;
}

/**
 * Measures the rules that classify the aim of a message. A case is right when the class is `intent` or one of
 * `intent_any`. What the live path knows from stored rows is read from the context: an assistant line that names garments
 * counts as something that was shown.
 *
 * @returns cases, accuracy, by_lang, confusion {expected: {got: n}}, failures.
 * @throws InvalidInputError when a line is not a case.
 */
export async function run(args: { readonly data: string }): Promise<object> {
  const byLang: Record<string, Tally> = {};
  const confusion: Record<string, Record<string, number>> = {};
  const failures: string[] = [];
  const cases = await readCases(args.data, intentCase);
  for (const item of cases) {
    const got = classify(item);
    const isRight = got === item.intent || (item.intent_any ?? []).includes(got);
    const expected = isRight && got !== item.intent ? got : item.intent;
    const row = (confusion[expected] ??= {});
    row[got] = (row[got] ?? 0) + 1;
    const tally = (byLang[item.lang] ??= { cases: 0, right: 0 });
    tally.cases += 1;
    if (isRight) tally.right += 1;
    else failures.push(item.id);
  }
  return {
    cases: cases.length,
    accuracy: toShare(cases.length - failures.length, cases.length),
    by_lang: Object.fromEntries(
      Object.entries(byLang).map(([lang, { cases: n, right }]) => [lang, { cases: n, accuracy: toShare(right, n) }]),
    ),
    confusion,
    failures,
  };
}

function classify({ text, context, gap_hours: gapHours }: IntentCase): z.output<typeof intent> {
  const gapMs = gapHours === null || gapHours === undefined ? undefined : gapHours * HOUR_MS;
  const previous = context.findLast(({ role }) => role === 'assistant')?.text;
  const hasShown = previous !== undefined && findConcepts(previous).some(({ kind }) => kind === 'garment');
  return classifyIntent({
    text,
    ...(gapMs === undefined ? {} : { gapMs }),
    ...(previous === undefined ? {} : { previousAssistantText: previous }),
    isReplyToArtefact: hasShown && (gapMs ?? 0) <= REACTION_MS,
  }).intent;
}
