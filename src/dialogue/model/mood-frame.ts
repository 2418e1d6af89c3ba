import { z } from 'zod';
import { score, timestamp } from './scalar.ts';

/** What the speech recogniser measured in the voice, as the client sends it. @see dialogue.md 4.2 */
export const voiceSignals = z.object({
  laughter_detected: z.boolean().default(false),
  speech_rate: z.enum(['fast', 'normal', 'slow']),
  utterance_duration_ms: z.number().int().min(0).max(600_000),
  word_count: z.number().int().min(0).optional(),
  pitch_mean: z.number().optional(),
  pitch_variance: z.number().optional(),
  energy_mean: z.number().optional(),
  voice_valence_estimate: score.optional(),
});
export type VoiceSignals = z.output<typeof voiceSignals>;

/** The strongest feeling of a message. @see dialogue.md D-41 */
export const dominantEmotion = z.enum(['neutral', 'joy', 'anticipation', 'sadness', 'anger', 'anxiety', 'fatigue']);
export type DominantEmotion = z.output<typeof dominantEmotion>;

/** Where the mood of the last messages goes. */
export const trajectory = z.enum(['escalating', 'de-escalating', 'stable', 'volatile', 'unknown']);
export type Trajectory = z.output<typeof trajectory>;

/** How lively a voice sounds. @see persona.md P-24 */
export const expressiveness = z.enum(['subdued', 'moderate', 'warm', 'high']);

/** How the user feels, read from one message and the window before it. @see dialogue.md 4.3 */
export const moodFrame = z.object({
  mood_frame_id: z.string(),
  timestamp: timestamp.nullable(),
  source: z.enum(['rules', 'llm', 'default']),
  emotion: z.object({ valence: score, arousal: score, dominance: score, dominant: dominantEmotion }),
  mood_confidence: score,
  signals: z.object({
    frustration: score,
    urgency: score,
    confidence: score,
    fatigue: score,
    sarcasm_detected: z.boolean(),
  }),
  voice_analysis: z.object({
    text_voice_mismatch: z.boolean(),
    text_valence: score,
    voice_valence: score,
    mismatch_delta: score,
  }),
  smoothed_baseline: z.object({ valence: score, arousal: score }),
  context_pattern: z.object({
    trajectory,
    escalation_detected: z.boolean(),
    disengagement_score: score,
    window_size: z.number().int(),
  }),
  topic: z.object({
    shift_detected: z.boolean(),
    emotional_reversal: z.boolean(),
    thread_break: z.boolean(),
    action: z.enum(['continue', 'switch', 'resume']),
  }),
  style_params: z.object({
    warmth: score,
    tempo: z.enum(['slow', 'normal', 'fast']),
    response_length: z.enum(['short', 'medium', 'long']),
    ask_clarification: z.boolean(),
    defuse_first: z.boolean(),
  }),
  rive_params: z.object({
    warmth: score,
    tension: score,
    tempo: z.number().min(0.5).max(1.5),
    gesture: z.enum(['topic_shift']).nullable(),
  }),
  voice_params: z.object({ warmth: score, tempo: z.number().min(0.5).max(1.5), tension: score, expressiveness }),
});
export type MoodFrame = z.output<typeof moodFrame>;

/** The frame that stands in when none came in time. @see dialogue.md 4.8 */
export const DEFAULT_MOOD_FRAME: MoodFrame = {
  mood_frame_id: 'default',
  timestamp: null,
  source: 'default',
  emotion: { valence: 0.5, arousal: 0.4, dominance: 0.5, dominant: 'neutral' },
  mood_confidence: 0.1,
  signals: { frustration: 0, urgency: 0.3, confidence: 0.5, fatigue: 0, sarcasm_detected: false },
  voice_analysis: { text_voice_mismatch: false, text_valence: 0.5, voice_valence: 0.5, mismatch_delta: 0 },
  smoothed_baseline: { valence: 0.5, arousal: 0.4 },
  context_pattern: { trajectory: 'unknown', escalation_detected: false, disengagement_score: 0, window_size: 5 },
  topic: { shift_detected: false, emotional_reversal: false, thread_break: false, action: 'continue' },
  style_params: {
    warmth: 0.6,
    tempo: 'normal',
    response_length: 'medium',
    ask_clarification: false,
    defuse_first: false,
  },
  rive_params: { warmth: 0.6, tension: 0.2, tempo: 1, gesture: null },
  voice_params: { warmth: 0.6, tempo: 1, tension: 0.2, expressiveness: 'moderate' },
};
