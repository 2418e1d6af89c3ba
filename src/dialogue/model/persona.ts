import { z } from 'zod';
import { expressiveness } from './mood-frame.ts';
import { score } from './scalar.ts';

/** How the avatar speaks. @see persona.md 7 */
export const toneMode = z.enum([
  'playful',
  'warm',
  'gentle',
  'gentle_helpful',
  'supportive',
  'efficient',
  'opinionated',
  'excited',
]);
export type ToneMode = z.output<typeof toneMode>;

/** One line of a directive with the id of the rule that it comes from. @see persona.md P-32 */
export const directiveRule = z.object({ id: z.string(), text: z.string() });
export type DirectiveRule = z.output<typeof directiveRule>;

/** How to speak: the persona's part of the system prompt. @see persona.md 8 */
export const personaDirective = z.object({
  identity: z.string().min(1),
  tone_rules: z.array(directiveRule).min(1),
  relationship_style: z.array(directiveRule),
  situational_rules: z.array(directiveRule),
  hard_bans: z.array(directiveRule).min(1),
  optional_spice: z.string().nullable(),
  params: z.object({
    tone_mode: toneMode,
    relationship_stage: z.number().int().min(0).max(3),
    verbosity: z.enum(['concise', 'balanced', 'detailed']),
    formality: z.enum(['very_casual', 'casual', 'neutral', 'formal']),
    humor_ok: z.boolean(),
    max_emoji: z.number().int().min(0).max(3),
  }),
});
export type PersonaDirective = z.output<typeof personaDirective>;

/** Names of the voice presets. @see persona.md 11 */
export const voicePreset = z.enum([
  'friendly_upbeat',
  'friendly_warm',
  'soft_calm',
  'soft_empathetic',
  'neutral_confident',
  'energetic_happy',
]);

/** How to sound. */
export const voiceParams = z.object({
  preset: voicePreset,
  warmth: score,
  tempo: z.number().min(0.5).max(1.5),
  tension: score,
  expressiveness,
});
export type VoiceParams = z.output<typeof voiceParams>;

/** The seven faces. @see persona.md 12 */
export const expression = z.enum(['cheerful', 'friendly', 'caring', 'empathetic', 'focused', 'thoughtful', 'excited']);
export type Expression = z.output<typeof expression>;

/** How to look. */
export const avatarState = z.object({ expression, energy_level: score });
export type AvatarState = z.output<typeof avatarState>;

/** The contract with the drawing, `render_hints_v1`. @see persona.md 12 */
export const renderHints = z.object({
  expression,
  energy_level: score,
  listen_state: z.enum(['listening', 'thinking', 'speaking', 'idle']),
  pace: z.enum(['slow', 'normal', 'fast']),
  gesture_event: z
    .enum([
      'user_laughed',
      'outfit_saved',
      'outfit_rejected',
      'session_start',
      'goal_achieved',
      'self_correction',
      'opinion_given',
      'empathy_moment',
      'topic_shift',
    ])
    .optional(),
  look_at: z.enum(['user', 'content', 'thinking_up']).optional(),
});
export type RenderHints = z.output<typeof renderHints>;

/** The default voice, also of the fallback persona. @see persona.md 14.3 */
export const DEFAULT_VOICE_PARAMS: VoiceParams = {
  preset: 'friendly_warm',
  warmth: 0.7,
  tempo: 1,
  tension: 0.2,
  expressiveness: 'warm',
};
