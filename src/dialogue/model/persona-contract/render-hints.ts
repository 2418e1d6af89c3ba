import type { AvatarState, RenderHints, ToneMode } from '../persona.ts';

const KEEPS_FACE: ReadonlySet<ToneMode> = new Set<ToneMode>(['gentle', 'gentle_helpful', 'supportive']);

/**
 * What the avatar shows while the answer is being made. Tones of care keep their face; all others look thoughtful.
 * @see persona.md P-27
 */
export function thinkingRenderHints(tone: ToneMode, hints: RenderHints): RenderHints {
  return {
    expression: KEEPS_FACE.has(tone) ? hints.expression : 'thoughtful',
    energy_level: 0.4,
    listen_state: 'thinking',
    pace: 'normal',
    look_at: 'thinking_up',
  };
}

/** What the avatar shows with the answer: it speaks, and looks at the cards when there are any. */
export function speakingRenderHints(hints: RenderHints, input: { readonly hasItems: boolean }): RenderHints {
  return { ...hints, listen_state: 'speaking', look_at: input.hasItems ? 'content' : 'user' };
}

/** The face of the fixed crisis answer. @see dialogue.md 3.4 */
export const CRISIS_AVATAR_STATE: AvatarState = { expression: 'caring', energy_level: 0.3 };

/** The hints of the fixed crisis answer. */
export const CRISIS_RENDER_HINTS: RenderHints = {
  ...CRISIS_AVATAR_STATE,
  listen_state: 'listening',
  pace: 'slow',
  look_at: 'user',
};
