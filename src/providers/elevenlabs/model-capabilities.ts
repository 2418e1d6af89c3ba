import type { SpeechSettings } from '#ports/speech-model';

/** What a model understands; anything else is left out of the request. */
export interface ModelCapabilities {
  readonly maxCharacters: number;
  /** `previous_text` and `next_text`. */
  readonly supportsContext: boolean;
  readonly supportsLanguageCode: boolean;
  readonly supportsWebsocket: boolean;
  /** Of the settings only `stability`. */
  readonly readsStabilityOnly: boolean;
  readonly minSpeed: number;
  readonly maxSpeed: number;
}

const STANDARD: ModelCapabilities = {
  maxCharacters: 10_000,
  supportsContext: true,
  supportsLanguageCode: false,
  supportsWebsocket: true,
  readsStabilityOnly: false,
  minSpeed: 0.7,
  maxSpeed: 1.2,
};

/** Asks for nothing that some model refuses. */
const CONSERVATIVE: ModelCapabilities = {
  ...STANDARD,
  maxCharacters: 3_000,
  supportsContext: false,
  supportsWebsocket: false,
};

/** Models by name. @see dialogue.md D-51, providers.md 10.3 */
export const MODEL_CAPABILITIES: Readonly<Record<string, ModelCapabilities>> = {
  eleven_flash_v2_5: { ...STANDARD, maxCharacters: 40_000, supportsLanguageCode: true },
  eleven_turbo_v2_5: { ...STANDARD, maxCharacters: 40_000, supportsLanguageCode: true },
  eleven_flash_v2: { ...STANDARD, maxCharacters: 30_000 },
  eleven_turbo_v2: { ...STANDARD, maxCharacters: 30_000 },
  eleven_multilingual_v2: STANDARD,
  eleven_v3: { ...CONSERVATIVE, readsStabilityOnly: true },
};

/** What a model understands; of an unknown one as little as possible is expected. */
export function capabilitiesOf(modelName: string): ModelCapabilities {
  return MODEL_CAPABILITIES[modelName] ?? CONSERVATIVE;
}

/** The vendor's own names of the settings, clamped to what the model takes. */
export function toVoiceSettings(
  settings: SpeechSettings,
  capabilities: ModelCapabilities,
): Readonly<Record<string, number | boolean>> {
  const stability = clamp(settings.stability, 0, 1);
  if (capabilities.readsStabilityOnly) return { stability };
  return {
    stability,
    similarity_boost: clamp(settings.similarityBoost, 0, 1),
    style: clamp(settings.style, 0, 1),
    use_speaker_boost: settings.useSpeakerBoost,
    speed: clamp(settings.speed, capabilities.minSpeed, capabilities.maxSpeed),
  };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
