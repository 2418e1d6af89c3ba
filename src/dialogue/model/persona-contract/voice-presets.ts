import type { ToneMode, VoiceParams } from '../persona.ts';

/** Numbers of the presets. @see persona.md 11 */
export const VOICE_PRESETS: Readonly<Record<VoiceParams['preset'], VoiceParams>> = {
  friendly_upbeat: { preset: 'friendly_upbeat', warmth: 0.8, tempo: 1.1, tension: 0.1, expressiveness: 'high' },
  friendly_warm: { preset: 'friendly_warm', warmth: 0.7, tempo: 1, tension: 0.2, expressiveness: 'warm' },
  soft_calm: { preset: 'soft_calm', warmth: 0.7, tempo: 0.9, tension: 0.1, expressiveness: 'subdued' },
  soft_empathetic: { preset: 'soft_empathetic', warmth: 0.9, tempo: 0.8, tension: 0.1, expressiveness: 'subdued' },
  neutral_confident: { preset: 'neutral_confident', warmth: 0.5, tempo: 1, tension: 0.3, expressiveness: 'moderate' },
  energetic_happy: { preset: 'energetic_happy', warmth: 0.8, tempo: 1.2, tension: 0.1, expressiveness: 'high' },
};

/** Which preset a tone sounds like. */
export const TONE_PRESETS: Readonly<Record<ToneMode, VoiceParams['preset']>> = {
  playful: 'friendly_upbeat',
  warm: 'friendly_warm',
  gentle: 'soft_calm',
  gentle_helpful: 'soft_calm',
  supportive: 'soft_empathetic',
  efficient: 'neutral_confident',
  opinionated: 'neutral_confident',
  excited: 'energetic_happy',
};

/** The voice of the fixed crisis answer. */
export const CRISIS_VOICE_PARAMS: VoiceParams = VOICE_PRESETS.soft_empathetic;
