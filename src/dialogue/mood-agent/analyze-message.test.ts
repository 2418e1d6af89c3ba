import { describe, expect, test } from 'vitest';
import type { MoodFrame } from '#dialogue/model/mood-frame';
import { fixedClock } from '#kernel/clock';
import { DependencyError } from '#kernel/error';
import { newId } from '#kernel/id';
import { silentLogger } from '#kernel/log';
import { createMetrics } from '#kernel/metric';
import type { LanguageModel } from '#ports/language-model';
import { analyzeMessage } from './analyze-message.ts';
import type { AnalyzeDeps } from './analyze-message.ts';
import { analyzeRequest } from './contract.ts';
import { createMoodEvents } from './events.ts';
import { frameKeys } from '#dialogue/model/frame-keys';

const USER = newId();
const NUMBERS = {
  valence: 0.9,
  arousal: 0.6,
  dominance: 0.5,
  frustration: 0,
  urgency: 0.1,
  confidence: 0.5,
  fatigue: 0,
  mood_confidence: 0.8,
};
type Model = Pick<LanguageModel, 'generateObject'>;

/** A model that answers when its gate opens. */
function modelOf(answer: () => Promise<unknown>): Model {
  return {
    generateObject: async ({ schema }) => ({
      value: schema.parse(await answer()),
      outcome: { model: 'test', finishReason: 'stop', usage: { inputTokens: undefined, outputTokens: undefined } },
    }),
  };
}

function setUp(model: Model | undefined, changes: Partial<AnalyzeDeps> = {}) {
  const entries = new Map<string, string>();
  const work: Promise<void>[] = [];
  const metrics = createMetrics('mood-agent');
  const deps: AnalyzeDeps = {
    model,
    cache: { get: async (key) => entries.get(key), set: async (key, value) => void entries.set(key, value) },
    events: createMoodEvents({ log: silentLogger, metrics }),
    clock: fixedClock('2026-10-07T15:00:00+04:00'),
    background: (promise) => void work.push(promise),
    stopping: new AbortController().signal,
    modelDeadlineMs: 1000,
    lateDeadlineMs: 2000,
    ...changes,
  };
  const analyze = (text: string, more: object = {}) =>
    analyzeMessage(
      deps,
      analyzeRequest.parse({ user_id: USER, request_id: newId(), message_id: newId(), text, ...more }),
    );
  const latest = (): MoodFrame | undefined => {
    const value = entries.get(frameKeys.latestMood(USER));
    return value === undefined ? undefined : (JSON.parse(value) as MoodFrame);
  };
  return { analyze, entries, latest, metrics, settle: () => Promise.all(work) };
}

describe('analyzeMessage', () => {
  test('rules answer when there is no model, and the frame is kept under both keys', async () => {
    const { analyze, entries, latest } = setUp(undefined);
    const messageId = newId();
    const frame = await analyze('I love this dress', { message_id: messageId });
    expect(frame.source).toBe('rules');
    expect(frame.emotion.valence).toBeGreaterThan(0.7);
    expect(entries.has(frameKeys.mood(USER, messageId))).toBe(true);
    expect(latest()?.mood_frame_id).toBe(frame.mood_frame_id);
  });

  test('a model in time refines the frame', async () => {
    const { analyze } = setUp(modelOf(async () => NUMBERS));
    const frame = await analyze('what a day this was for all of us');
    expect(frame.source).toBe('llm');
    expect(frame.emotion.valence).toBe(0.9);
  });

  test('a late model changes only the newest frame, under the same id', async () => {
    const gate = Promise.withResolvers<unknown>();
    const { analyze, latest, settle } = setUp(
      modelOf(() => gate.promise),
      { modelDeadlineMs: 0 },
    );
    const frame = await analyze('what a day this was for all of us');
    expect(frame.source).toBe('rules');
    gate.resolve(NUMBERS);
    await settle();
    expect(latest()).toMatchObject({ mood_frame_id: frame.mood_frame_id, source: 'llm' });
  });

  test('a late model never replaces the frame of a newer message', async () => {
    const gate = Promise.withResolvers<unknown>();
    const { analyze, latest, settle } = setUp(
      modelOf(() => gate.promise),
      { modelDeadlineMs: 0 },
    );
    await analyze('what a day this was for all of us');
    const newer = await analyze('ok');
    gate.resolve(NUMBERS);
    await settle();
    expect(latest()).toMatchObject({ mood_frame_id: newer.mood_frame_id, source: 'rules' });
  });

  test.each([
    ['fails', async () => Promise.reject(new DependencyError('down'))],
    ['answers out of range', async () => ({ ...NUMBERS, valence: 7 })],
    ['answers words', async () => 'very happy'],
    ['adds a field', async () => ({ ...NUMBERS, advice: 'smile' })],
  ])('a model that %s is ignored', async (_, answer) => {
    const { analyze, metrics } = setUp(modelOf(answer));
    expect((await analyze('what a day this was for all of us')).source).toBe('rules');
    expect(await metrics.expose()).toMatch(/mood_agent_model_total\{outcome="failed"[^}]*\} 1/);
  });

  test('"ok" and partial transcripts never cost a model call', async () => {
    let calls = 0;
    const { analyze, entries } = setUp(
      modelOf(async () => {
        calls += 1;
        return NUMBERS;
      }),
    );
    await analyze('ok');
    entries.clear();
    await analyze('I am so happy about', { partial: true });
    expect(calls).toBe(0);
    expect(entries.size).toBe(0);
  });

  test('a dead cache costs nothing but the cache', async () => {
    const dead = async () => Promise.reject(new DependencyError('cache is gone'));
    const { analyze } = setUp(undefined, { cache: { get: dead, set: dead } });
    expect((await analyze('мне грустно')).emotion.dominant).toBe('sadness');
  });

  test('sarcasm is counted by language, and so is its denial', async () => {
    const { analyze, metrics } = setUp(undefined);
    const sarcastic = await analyze('Great, another delay');
    await analyze("I'm not being sarcastic", { previous_mood_frame: sarcastic });
    const text = await metrics.expose();
    expect(text).toMatch(/unde_sarcasm_detected_total\{lang="en"[^}]*\} 1/);
    expect(text).toMatch(/unde_sarcasm_override_total(\{[^}]*\})? 1/);
  });
});
