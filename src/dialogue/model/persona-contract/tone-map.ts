import type { Expression, RenderHints, ToneMode } from '../persona.ts';

/** Face, energy (0-1) and pace of a tone. @see persona.md 12, P-26 */
export interface ToneFace {
  readonly expression: Expression;
  readonly energy: number;
  readonly pace: RenderHints['pace'];
}

/** The tone map. `supportive` turns empathetic when feelings are shared. */
export const TONE_FACES: Readonly<Record<ToneMode, ToneFace>> = {
  warm: { expression: 'friendly', energy: 0.5, pace: 'normal' },
  playful: { expression: 'cheerful', energy: 0.7, pace: 'normal' },
  gentle: { expression: 'caring', energy: 0.3, pace: 'slow' },
  gentle_helpful: { expression: 'caring', energy: 0.4, pace: 'slow' },
  supportive: { expression: 'caring', energy: 0.3, pace: 'slow' },
  efficient: { expression: 'focused', energy: 0.5, pace: 'normal' },
  opinionated: { expression: 'focused', energy: 0.5, pace: 'normal' },
  excited: { expression: 'excited', energy: 0.8, pace: 'fast' },
};

/** One gesture an answer: the first of these that applies. The rest belongs to the client or the Mood Agent. */
export const GESTURE_PRIORITY = [
  'self_correction',
  'empathy_moment',
  'goal_achieved',
  'opinion_given',
  'user_laughed',
  'session_start',
] as const satisfies readonly RenderHints['gesture_event'][];
