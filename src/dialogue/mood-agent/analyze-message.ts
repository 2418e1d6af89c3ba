import type { MoodFrame } from '#dialogue/model/mood-frame';
import { wordMatcher } from '#dialogue/model/language/word-matcher';
import { normalizeText } from '#dialogue/model/language/normalize-text';
import type { Clock } from '#kernel/clock';
import { newId } from '#kernel/id';
import type { Cache } from '#ports/cache';
import type { LanguageModel } from '#ports/language-model';
import { classifyWithModel } from './classify-with-model.ts';
import type { TextMood } from './classify-text.ts';
import type { AnalyzeRequest } from './contract.ts';
import type { MoodEvents } from './events.ts';
import { refineLatestMood, storeMood } from './mood-cache.ts';
import { composeMoodFrame, readTextMood } from './read-mood.ts';
import type { MoodInput } from './read-mood.ts';

/** What the use case works with. */
export interface AnalyzeDeps {
  /** Undefined: rules only. */
  readonly model: Pick<LanguageModel, 'generateObject'> | undefined;
  readonly cache: Pick<Cache, 'get' | 'set'>;
  readonly events: MoodEvents;
  readonly clock: Clock;
  /** Runs on after the answer; the service waits for it when it drains. */
  readonly background: (work: Promise<void>) => void;
  /** Aborts when the service stops. */
  readonly stopping: AbortSignal;
  /** How long the answer waits for the model, from the start of the call. */
  readonly modelDeadlineMs: number;
  /** How long a late model may still refine the newest frame. */
  readonly lateDeadlineMs: number;
}

/** So unsure a reading ("ok") no model makes surer. */
const NOTHING_TO_REFINE = 0.3;

const SARCASM_DENIAL = wordMatcher([
  "i'm not being sarcastic",
  'not sarcastic',
  'no sarcasm',
  'i really mean it',
  'i mean it',
  "i'm serious",
  'без сарказма',
  'это не сарказм',
  'я серьезно',
  'я не шучу',
  'я искренне',
  'مو سخرية',
  'مب سخرية',
  'ما أتمصخر',
  'ما أتمسخر',
  'أتكلم جد',
  'من قلبي',
  'mo sarcasm',
  'mub sarcasm',
  'atkallam jad',
]);

/**
 * Reads the mood of one message. Level 1 (rules) always answers; the model runs beside it and refines the frame when it
 * is in time, or the newest frame for the next turn when it is late. A partial transcript is read by rules only and
 * stored nowhere.
 *
 * @see dialogue.md 4.1, D-38
 */
export async function analyzeMessage(deps: AnalyzeDeps, request: AnalyzeRequest): Promise<MoodFrame> {
  const startedAt = performance.now();
  const input = toMoodInput(request, deps.clock.nowMs());
  const rules = readTextMood(input);
  const id = newId();
  const byRules = composeMoodFrame(input, rules, { id, source: 'rules' });
  if (!request.partial) countDenial(deps, request);
  const canRefine = !request.partial && rules.moodConfidence > NOTHING_TO_REFINE && request.text.trim() !== '';
  const reading = canRefine && deps.model ? startModel(deps, deps.model, request, rules) : undefined;
  const refined = reading && (await firstOf(reading, deps.modelDeadlineMs - (performance.now() - startedAt)));
  const frame = refined ? composeMoodFrame(input, refined, { id, source: 'llm' }) : byRules;
  if (!request.partial) await store(deps, request, frame);
  if (refined) deps.events.modelAnswered('in_time');
  else if (reading)
    deps.background(
      refineLater(deps, request, reading, (mood) => composeMoodFrame(input, mood, { id, source: 'llm' })),
    );
  deps.events.analyzed({
    requestId: request.request_id,
    latencyMs: performance.now() - startedAt,
    source: frame.source,
    language: rules.language,
    isSarcastic: frame.signals.sarcasm_detected && !request.partial,
  });
  return frame;
}

function toMoodInput(request: AnalyzeRequest, nowMs: number): MoodInput {
  return {
    text: request.text,
    voiceSignals: request.voice_signals,
    recentContext: request.recent_context,
    previousFrame: request.previous_mood_frame,
    lastMessageAt: request.last_message_at,
    nowMs,
  };
}

/** Resolves to undefined when the model fails; never rejects. */
function startModel(
  deps: AnalyzeDeps,
  model: Pick<LanguageModel, 'generateObject'>,
  request: AnalyzeRequest,
  rules: TextMood,
): Promise<TextMood | undefined> {
  return classifyWithModel(
    { model },
    {
      text: request.text,
      rules,
      timeoutMs: deps.lateDeadlineMs,
      signal: AbortSignal.any([deps.stopping, AbortSignal.timeout(deps.lateDeadlineMs)]),
    },
  ).catch((error: unknown) => {
    deps.events.modelFailed({ requestId: request.request_id, error });
    return undefined;
  });
}

async function firstOf<T>(work: Promise<T>, waitMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, waitMs));
  });
  const first = await Promise.race([work, late]);
  clearTimeout(timer);
  return first;
}

async function refineLater(
  deps: AnalyzeDeps,
  request: AnalyzeRequest,
  reading: Promise<TextMood | undefined>,
  compose: (mood: TextMood) => MoodFrame,
): Promise<void> {
  const mood = await reading;
  if (!mood) return;
  deps.events.modelAnswered('late');
  try {
    await refineLatestMood(deps, { userId: request.user_id, frame: compose(mood) });
  } catch (error) {
    deps.events.cacheFailed({ requestId: request.request_id, error });
  }
}

/** A frame that could not be cached is still an answer. */
async function store(deps: AnalyzeDeps, request: AnalyzeRequest, frame: MoodFrame): Promise<void> {
  try {
    await storeMood(deps, { userId: request.user_id, messageId: request.message_id, frame });
  } catch (error) {
    deps.events.cacheFailed({ requestId: request.request_id, error });
  }
}

function countDenial(deps: AnalyzeDeps, request: AnalyzeRequest): void {
  const wasSarcastic = request.previous_mood_frame?.signals.sarcasm_detected ?? false;
  if (wasSarcastic && SARCASM_DENIAL.test(normalizeText(request.text).text)) deps.events.sarcasmDenied();
}
