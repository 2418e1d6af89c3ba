import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { composeMoodFrame, readTextMood } from '#dialogue/mood-agent/read-mood';
import type { MoodInput } from '#dialogue/mood-agent/read-mood';
import { voiceSignals } from '#dialogue/model/mood-frame';
import type { MoodFrame } from '#dialogue/model/mood-frame';
import { InvalidInputError } from '#kernel/error';

const range = z.tuple([z.number(), z.number()]);
const RANGES = ['valence', 'arousal', 'frustration', 'urgency', 'fatigue', 'mood_confidence'] as const;

const moodCase = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  lang: z.string(),
  context: z
    .array(
      z.object({ role: z.enum(['user', 'assistant']), text: z.string().default(''), valence: z.number().nullish() }),
    )
    .nullish()
    .transform((context) => context ?? []),
  text: z.string(),
  voice_signals: z.record(z.string(), z.unknown()).nullish(),
  expect: z.object({
    ...Object.fromEntries(RANGES.map((field) => [field, range.optional()])),
    sarcasm: z.boolean().optional(),
    trajectory: z.string().optional(),
  }),
});
type MoodCase = z.output<typeof moodCase>;

interface Tally {
  cases: number;
  passed: number;
}

/** A moment that stands still, so that the same file always gives the same figures. */
const NOW_MS = Date.parse('2026-10-07T11:00:00Z');

/**
 * Measures the rules of the mood agent against a file of cases, one JSON object a line. No model is called.
 *
 * @returns cases, passed, by_lang, by_field, failures.
 * @throws InvalidInputError when a line is not a case.
 */
export async function run(args: { readonly data: string }): Promise<object> {
  const byLang: Record<string, Tally> = {};
  const byField: Record<string, Tally> = {};
  const failures: string[] = [];
  const cases = parseCases(await readFile(args.data, 'utf8'));
  for (const item of cases) {
    const checks = checkCase(item, readFrame(item));
    for (const [field, isMet] of Object.entries(checks)) count(byField, field, isMet);
    const isPassed = Object.values(checks).every(Boolean);
    count(byLang, item.lang, isPassed);
    if (!isPassed) failures.push(item.id);
  }
  return { cases: cases.length, passed: cases.length - failures.length, by_lang: byLang, by_field: byField, failures };
}

function parseCases(text: string): readonly MoodCase[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [moodCase.parse(JSON.parse(line))];
    } catch (cause) {
      throw new InvalidInputError(`Line ${index + 1} is not a mood case`, { cause });
    }
  });
}

function readFrame(item: MoodCase): MoodFrame {
  const input: MoodInput = {
    text: item.text,
    voiceSignals: item.voice_signals
      ? voiceSignals.parse({ speech_rate: 'normal', utterance_duration_ms: 2000, ...item.voice_signals })
      : null,
    recentContext: item.context.map(({ role, text, valence }) => ({ role, text, valence: valence ?? null })),
    previousFrame: null,
    lastMessageAt: null,
    nowMs: NOW_MS,
  };
  return composeMoodFrame(input, readTextMood(input), { id: 'eval', source: 'rules' });
}

/** Whether each expectation of a case holds. */
function checkCase(item: MoodCase, frame: MoodFrame): Record<string, boolean> {
  const actual = {
    valence: frame.emotion.valence,
    arousal: frame.emotion.arousal,
    frustration: frame.signals.frustration,
    urgency: frame.signals.urgency,
    fatigue: frame.signals.fatigue,
    mood_confidence: frame.mood_confidence,
  };
  const expected = item.expect as Partial<Record<(typeof RANGES)[number], [number, number]>> &
    Pick<MoodCase['expect'], 'sarcasm' | 'trajectory'>;
  const checks: Record<string, boolean> = {};
  for (const field of RANGES) {
    const bounds = expected[field];
    if (bounds) checks[field] = actual[field] >= bounds[0] && actual[field] <= bounds[1];
  }
  if (expected.sarcasm !== undefined) checks['sarcasm'] = frame.signals.sarcasm_detected === expected.sarcasm;
  if (expected.trajectory !== undefined)
    checks['trajectory'] = frame.context_pattern.trajectory === expected.trajectory;
  return checks;
}

function count(tallies: Record<string, Tally>, key: string, isPassed: boolean): void {
  const tally = (tallies[key] ??= { cases: 0, passed: 0 });
  tally.cases += 1;
  if (isPassed) tally.passed += 1;
}
