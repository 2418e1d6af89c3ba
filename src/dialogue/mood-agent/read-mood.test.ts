import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_MOOD_FRAME, moodFrame } from '#dialogue/model/mood-frame';
import type { VoiceSignals } from '#dialogue/model/mood-frame';
import { readDisengagement, readTrajectory } from './analyze-window.ts';
import { classifyText } from './classify-text.ts';
import type { TextMood } from './classify-text.ts';
import { combineVoice } from './combine-voice.ts';
import { deriveStyle } from './derive-style.ts';
import { composeMoodFrame, readTextMood } from './read-mood.ts';
import type { MoodInput } from './read-mood.ts';
import { smoothMood } from './smooth-mood.ts';

const NOW_MS = Date.parse('2026-10-07T11:00:00Z');
const voice = (signals: Partial<VoiceSignals>): VoiceSignals => ({
  laughter_detected: false,
  speech_rate: 'normal',
  utterance_duration_ms: 1500,
  ...signals,
});
const mood = (changes: Partial<TextMood>): TextMood => ({ ...classifyText('table'), language: 'en', ...changes });
const ask = (changes: Partial<MoodInput>): MoodInput => ({
  text: 'ok',
  voiceSignals: null,
  recentContext: [],
  previousFrame: null,
  lastMessageAt: null,
  nowMs: NOW_MS,
  ...changes,
});
const read = (changes: Partial<MoodInput>) =>
  composeMoodFrame(ask(changes), readTextMood(ask(changes)), { id: 'frame', source: 'rules' });
const user = (text: string, valence: number | null = null) => ({ role: 'user' as const, text, valence });

describe('combineVoice', () => {
  test('text 0.75 in a voice of 0.2 is sarcasm with valence 0.365', () => {
    const heard = combineVoice(mood({ valence: 0.75 }), voice({ voice_valence_estimate: 0.2 }));
    expect(heard).toMatchObject({ isMismatch: true, isSarcastic: true, textValence: 0.75 });
    expect(heard.valence).toBeCloseTo(0.365);
    expect(heard.mismatchDelta).toBeCloseTo(0.55);
  });

  test('a nervous laugh needs no voice estimate: the text is trusted, anxiety, frustration at least 0.7', () => {
    const heard = combineVoice(mood({ valence: 0.25 }), voice({ laughter_detected: true }));
    expect(heard).toMatchObject({ isMismatch: true, isSarcastic: false, dominant: 'anxiety', valence: 0.25 });
    expect(heard.frustration).toBeGreaterThanOrEqual(0.7);
  });

  test('understatement meets in the middle', () => {
    const heard = combineVoice(mood({ valence: 0.2 }), voice({ voice_valence_estimate: 0.8 }));
    expect(heard).toMatchObject({ isSarcastic: false, isMismatch: true });
    expect(heard.valence).toBeCloseTo(0.5);
  });

  test('any other mismatch keeps the valence and loses certainty', () => {
    const heard = combineVoice(mood({ valence: 0.5, moodConfidence: 0.8 }), voice({ voice_valence_estimate: 0.9 }));
    expect(heard.valence).toBe(0.5);
    expect(heard.moodConfidence).toBeCloseTo(0.56);
  });

  test('Arabic needs a larger difference', () => {
    const signals = voice({ voice_valence_estimate: 0.85 });
    expect(combineVoice(mood({ valence: 0.5 }), signals).isMismatch).toBe(true);
    expect(combineVoice(mood({ valence: 0.5, language: 'ar' }), signals).isMismatch).toBe(false);
  });

  test('a voice without an estimate contradicts nothing', () => {
    expect(combineVoice(mood({ valence: 0.95 }), voice({}))).toMatchObject({
      isMismatch: false,
      mismatchDelta: 0,
      voiceValence: 0.5,
    });
  });
});

describe('the window', () => {
  test.each([
    [[0.4, 0.3, 0.2, 0.365], 'escalating'],
    [[0.5, 0.4, 0.3], 'escalating'],
    [[0.1, 0.5, 0.7], 'de-escalating'],
    [[0.5, 0.5, 0.5, 0.5, 0.5], 'stable'],
    [[0.9, 0.1, 0.9, 0.1], 'volatile'],
    [[0.5, 0.5], 'unknown'],
    [[0.9, 0.8, 0.7], 'stable'],
  ] as const)('%j is %s', (valences, expected) => {
    expect(readTrajectory(valences)).toBe(expected);
  });

  test('five short replies are 0.8 disengaged, two say nothing', () => {
    expect(readDisengagement(['да', 'нет', 'ок', 'угу', 'следующий'], null)).toBeCloseTo(0.8);
    expect(readDisengagement(['да', 'нет'], null)).toBe(0);
  });

  test('praise after three falling messages, in a flat voice, is escalating sarcasm of about 0.3', () => {
    const frame = read({
      text: 'wonderful dress',
      voiceSignals: voice({ voice_valence_estimate: 0.2 }),
      recentContext: [
        user('hm', 0.4),
        { role: 'assistant', text: 'This one?', valence: null },
        user('no', 0.3),
        user('bad', 0.2),
      ],
    });
    expect(frame.context_pattern).toMatchObject({ trajectory: 'escalating', escalation_detected: true });
    expect(frame.signals.sarcasm_detected).toBe(true);
    expect(frame.emotion.valence).toBeCloseTo(0.365, 2);
  });
});

describe('smoothMood', () => {
  const earlier = (valence: number, smoothedValence: number, ageMs = 0) => ({
    valence,
    smoothedValence,
    smoothedArousal: 0.4,
    ageMs,
  });

  test('previous 0.5, baseline 0.5, current 0.7 gives 0.56', () => {
    const smoothed = smoothMood({
      valence: 0.7,
      arousal: 0.4,
      moodConfidence: 0.8,
      earlier: earlier(0.5, 0.5),
      isThreadBreak: false,
    });
    expect(smoothed.valence).toBeCloseTo(0.56);
    expect(smoothed.isReversal).toBe(false);
  });

  test('previous 0.1, baseline 0.2, current 0.5 gives 0.44 and a reversal, the threshold included', () => {
    const smoothed = smoothMood({
      valence: 0.5,
      arousal: 0.4,
      moodConfidence: 0.8,
      earlier: earlier(0.1, 0.2),
      isThreadBreak: false,
    });
    expect(smoothed.valence).toBeCloseTo(0.44);
    expect(smoothed.isReversal).toBe(true);
  });

  test('the first message is its own baseline', () => {
    expect(
      smoothMood({ valence: 0.9, arousal: 0.7, moodConfidence: 0.8, earlier: undefined, isThreadBreak: false }),
    ).toEqual({ valence: 0.9, arousal: 0.7, isReversal: false });
  });

  test('an unsure jump from the baseline is a spike, not a reversal', () => {
    const smoothed = smoothMood({
      valence: 0.9,
      arousal: 0.4,
      moodConfidence: 0.3,
      earlier: earlier(0.3, 0.3),
      isThreadBreak: false,
    });
    expect(smoothed.isReversal).toBe(false);
    expect(smoothed.valence).toBeCloseTo(0.3 * 0.9 + 0.7 * 0.3);
  });

  test('two hours of silence halve the way back to rest', () => {
    const smoothed = smoothMood({
      valence: 0.5,
      arousal: 0.4,
      moodConfidence: 0.8,
      earlier: earlier(0.1, 0.1, 2 * 3_600_000),
      isThreadBreak: true,
    });
    expect(smoothed.valence).toBeCloseTo(0.3 * 0.5 + 0.7 * 0.3);
  });
});

describe('composeMoodFrame', () => {
  test('a user who comes back after a week breaks the thread although no frame is left', () => {
    const frame = read({ text: 'привет, что нового?', lastMessageAt: new Date(NOW_MS - 7 * 86_400_000).toISOString() });
    expect(frame.topic).toMatchObject({ thread_break: true, action: 'resume' });
    expect(read({ lastMessageAt: new Date(NOW_MS - 1_800_000).toISOString() }).topic.thread_break).toBe(false);
  });

  test('an anxious laugh reaches the frame', () => {
    const frame = read({ text: 'ничего не подходит', voiceSignals: voice({ laughter_detected: true }) });
    expect(frame.emotion.dominant).toBe('anxiety');
    expect(frame.voice_analysis.text_voice_mismatch).toBe(true);
  });

  test('"yes, simply perfect" in a flat voice is sarcasm', () => {
    expect(
      read({ text: 'да, просто идеально', voiceSignals: voice({ voice_valence_estimate: 0.2 }) }).signals
        .sarcasm_detected,
    ).toBe(true);
  });

  test('without a frame the window gives the baseline and the reversal', () => {
    const frame = read({ text: 'love it, amazing', recentContext: [user('terrible', 0.1), user('awful', 0.15)] });
    expect(frame.topic.emotional_reversal).toBe(true);
    expect(frame.smoothed_baseline.valence).toBeGreaterThan(0.6);
  });

  test('the default frame is no mood to smooth against', () => {
    expect(read({ text: 'I am sad', previousFrame: DEFAULT_MOOD_FRAME }).topic.emotional_reversal).toBe(false);
  });

  test('any input gives a frame of the schema', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.array(
          fc.record({
            role: fc.constantFrom('user' as const, 'assistant' as const),
            text: fc.string({ maxLength: 20 }),
            valence: fc.option(fc.float({ min: 0, max: 1, noNaN: true })),
          }),
          { maxLength: 6 },
        ),
        fc.option(fc.float({ min: 0, max: 1, noNaN: true })),
        (text, recentContext, estimate) => {
          const frame = read({
            text,
            recentContext,
            voiceSignals:
              estimate === null ? null : voice({ voice_valence_estimate: estimate, laughter_detected: estimate > 0.5 }),
          });
          expect(moodFrame.safeParse(frame).success).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('deriveStyle', () => {
  const style = {
    valence: 0.5,
    arousal: 0.4,
    urgency: 0.3,
    frustration: 0,
    fatigue: 0,
    moodConfidence: 0.8,
    disengagementScore: 0,
    hasTopicShift: false,
  };

  test('sadness of 0.25 is answered warm 0.85, tension at most 0.1, slow 0.7', () => {
    expect(deriveStyle({ ...style, valence: 0.25 }).rive_params).toEqual({
      warmth: 0.85,
      tension: 0.1,
      tempo: 0.7,
      gesture: null,
    });
  });

  test('frustration above 0.6 is defused first, an unsure mood is asked unless the user is leaving', () => {
    expect(deriveStyle({ ...style, frustration: 0.7 }).style_params.defuse_first).toBe(true);
    expect(deriveStyle({ ...style, moodConfidence: 0.2 }).style_params.ask_clarification).toBe(true);
    expect(deriveStyle({ ...style, moodConfidence: 0.2, disengagementScore: 0.8 }).style_params.ask_clarification).toBe(
      false,
    );
  });

  test('urgency does not hurry the avatar: the client adds that itself', () => {
    expect(deriveStyle({ ...style, urgency: 1 }).rive_params.tempo).toBe(
      deriveStyle({ ...style, urgency: 0 }).rive_params.tempo,
    );
  });
});
