import type { Intent } from '#dialogue/model/intent';
import type { AvatarState, RenderHints, ToneMode } from '#dialogue/model/persona';
import { GESTURE_PRIORITY, TONE_FACES } from '#dialogue/model/persona-contract/tone-map';
import { DISENGAGED } from './choose-tone.ts';
import type { FlatMood } from './contract.ts';

/** What face and gesture depend on. */
export interface AvatarInput {
  readonly tone: ToneMode;
  readonly intent: Intent;
  readonly mood: FlatMood;
  readonly isSessionStart: boolean;
  /** A memory correction fired in this turn. */
  readonly wasCorrected: boolean;
  /** The user took something that was shown. */
  readonly wereItemsAccepted: boolean;
  /** A crisis within the last 24 hours: no celebration, no laughing along. */
  readonly isCrisisWindow: boolean;
}

const IN_A_HURRY = 0.6;
const NERVOUS_VALENCE = 0.3;

/** The face of the answer and the hints for its drawing; the hints are those of the final answer (speaking). @see persona.md 12 */
export function directAvatar(input: AvatarInput): {
  readonly avatarState: AvatarState;
  readonly renderHints: RenderHints;
} {
  const face = TONE_FACES[input.tone];
  const avatarState: AvatarState = {
    expression: input.tone === 'supportive' && input.intent === 'emotional_share' ? 'empathetic' : face.expression,
    energy_level: input.tone === 'efficient' && input.mood.disengagement_score > DISENGAGED ? 0.4 : face.energy,
  };
  const gesture = chooseGesture(input);
  return {
    avatarState,
    renderHints: {
      ...avatarState,
      listen_state: 'speaking',
      pace: choosePace(input),
      look_at: 'user',
      ...(gesture ? { gesture_event: gesture } : {}),
    },
  };
}

function choosePace({ tone, mood }: AvatarInput): RenderHints['pace'] {
  const isFastTone = tone === 'efficient' || tone === 'playful';
  return isFastTone && mood.urgency > IN_A_HURRY ? 'fast' : TONE_FACES[tone].pace;
}

function chooseGesture(input: AvatarInput): RenderHints['gesture_event'] {
  const { tone, mood } = input;
  const isNervous = mood.dominant_emotion === 'anxiety' || mood.valence < NERVOUS_VALENCE;
  const applies: Readonly<Record<(typeof GESTURE_PRIORITY)[number], boolean>> = {
    self_correction: input.wasCorrected,
    empathy_moment: tone === 'supportive',
    goal_achieved: tone === 'excited' && input.wereItemsAccepted && !input.isCrisisWindow,
    opinion_given: tone === 'opinionated',
    user_laughed: mood.voice_signals?.laughter_detected === true && !isNervous && !input.isCrisisWindow,
    session_start: input.isSessionStart,
  };
  return GESTURE_PRIORITY.find((gesture) => applies[gesture]);
}
