import type { ToneMode, VoiceParams } from '#dialogue/model/persona';
import { TONE_PRESETS, VOICE_PRESETS } from '#dialogue/model/persona-contract/voice-presets';

/** How a tone sounds: its preset. @see persona.md 11, P-24 */
export function directVoice(tone: ToneMode): VoiceParams {
  return VOICE_PRESETS[TONE_PRESETS[tone]];
}
