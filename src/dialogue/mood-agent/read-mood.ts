import type { MoodFrame, VoiceSignals } from '#dialogue/model/mood-frame';
import { analyzeWindow, WINDOW_SIZE } from './analyze-window.ts';
import { classifyText } from './classify-text.ts';
import type { TextMood } from './classify-text.ts';
import { combineVoice } from './combine-voice.ts';
import { deriveStyle } from './derive-style.ts';
import { smoothMood } from './smooth-mood.ts';
import type { EarlierMood } from './smooth-mood.ts';

/** What a mood is read from; the parts of the request that matter. */
export interface MoodInput {
  readonly text: string;
  readonly voiceSignals: VoiceSignals | null;
  readonly recentContext: readonly {
    readonly role: 'user' | 'assistant';
    readonly text: string;
    readonly valence: number | null;
  }[];
  readonly previousFrame: MoodFrame | null;
  /** When the message before this one was written, from the chat history. */
  readonly lastMessageAt: string | null;
  readonly nowMs: number;
}

/** A longer silence ends a thread. @see dialogue.md 4.3 */
const THREAD_BREAK_MS = 1800 * 1000;

/** The user's messages before the current one, oldest first; valences that the caller does not know are read here. */
export function earlierMessages(
  input: Pick<MoodInput, 'recentContext'>,
): readonly { readonly text: string; readonly valence: number }[] {
  return input.recentContext
    .filter(({ role }) => role === 'user')
    .slice(1 - WINDOW_SIZE)
    .map(({ text, valence }) => ({ text, valence: valence ?? classifyText(text).valence }));
}

/** Level 1 for a message in its window. */
export function readTextMood(input: Pick<MoodInput, 'text' | 'recentContext'>): TextMood {
  return classifyText(
    input.text,
    earlierMessages(input).map(({ valence }) => valence),
  );
}

/**
 * Makes the whole frame from the mood of the text (by rules or by a model): voice, window, smoothing, style. Pure.
 *
 * @see dialogue.md 4.3-4.6
 */
export function composeMoodFrame(
  input: MoodInput,
  textMood: TextMood,
  stamp: { readonly id: string; readonly source: 'rules' | 'llm' },
): MoodFrame {
  const mood = combineVoice(textMood, input.voiceSignals);
  const earlier = earlierMessages(input);
  const isThreadBreak = hasThreadBreak(input);
  const window = analyzeWindow({
    texts: [...earlier.map(({ text }) => text), input.text],
    valences: [...earlier.map(({ valence }) => valence), mood.valence],
    voice: input.voiceSignals,
  });
  const smoothed = smoothMood({ ...mood, earlier: earlierMood(input, earlier), isThreadBreak });
  return {
    mood_frame_id: stamp.id,
    timestamp: new Date(input.nowMs).toISOString(),
    source: stamp.source,
    emotion: {
      valence: round(mood.valence),
      arousal: round(mood.arousal),
      dominance: round(mood.dominance),
      dominant: mood.dominant,
    },
    mood_confidence: round(mood.moodConfidence),
    signals: {
      frustration: round(mood.frustration),
      urgency: round(mood.urgency),
      confidence: round(mood.confidence),
      fatigue: round(mood.fatigue),
      sarcasm_detected: mood.isSarcastic,
    },
    voice_analysis: {
      text_voice_mismatch: mood.isMismatch,
      text_valence: round(mood.textValence),
      voice_valence: round(mood.voiceValence),
      mismatch_delta: round(mood.mismatchDelta),
    },
    smoothed_baseline: { valence: round(smoothed.valence), arousal: round(smoothed.arousal) },
    context_pattern: {
      trajectory: window.trajectory,
      escalation_detected: window.isEscalating,
      disengagement_score: round(window.disengagementScore),
      window_size: WINDOW_SIZE,
    },
    topic: {
      // Needs the embedding of the query, which only the orchestrator has.
      shift_detected: false,
      emotional_reversal: smoothed.isReversal,
      thread_break: isThreadBreak,
      action: isThreadBreak ? 'resume' : 'continue',
    },
    ...deriveStyle({ ...mood, disengagementScore: window.disengagementScore, hasTopicShift: false }),
  };
}

/** The gap comes from the chat history, because a frame expires after a day. @see dialogue.md D-46 */
function hasThreadBreak(input: MoodInput): boolean {
  const last = input.lastMessageAt ?? input.previousFrame?.timestamp ?? null;
  return last !== null && input.nowMs - Date.parse(last) > THREAD_BREAK_MS;
}

/** From the frame before; without one from the valences of the window, smoothed in their order. */
function earlierMood(input: MoodInput, earlier: readonly { readonly valence: number }[]): EarlierMood | undefined {
  const frame = input.previousFrame;
  if (frame && frame.source !== 'default') {
    const at = frame.timestamp === null ? input.nowMs : Date.parse(frame.timestamp);
    return {
      valence: frame.emotion.valence,
      smoothedValence: frame.smoothed_baseline.valence,
      smoothedArousal: frame.smoothed_baseline.arousal,
      ageMs: input.nowMs - at,
    };
  }
  const ageMs = input.lastMessageAt === null ? 0 : input.nowMs - Date.parse(input.lastMessageAt);
  let mood: EarlierMood | undefined;
  for (const { valence } of earlier) {
    const next = smoothMood({
      valence,
      arousal: 0.4,
      moodConfidence: 0.7,
      earlier: mood && { ...mood, ageMs: 0 },
      isThreadBreak: false,
    });
    mood = { valence, smoothedValence: next.valence, smoothedArousal: next.arousal, ageMs };
  }
  return mood;
}

function round(value: number): number {
  return Math.round(Math.max(0, Math.min(1, value)) * 1000) / 1000;
}
