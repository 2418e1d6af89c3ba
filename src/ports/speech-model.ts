import { definePort } from '#kernel/service';

/** The vendor's settings of one utterance. @see persona.md 11 */
export interface SpeechSettings {
  readonly stability: number;
  readonly similarityBoost: number;
  readonly style: number;
  readonly useSpeakerBoost: boolean;
  readonly speed: number;
}

/** One text to be spoken. */
export interface SpeechRequest {
  readonly text: string;
  readonly lang: 'en' | 'ru' | 'ar';
  readonly settings: SpeechSettings;
  readonly previousText?: string | undefined;
  readonly nextText?: string | undefined;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** A moment of speech: character offset and its start. */
export interface SpeechAlignment {
  readonly characters: readonly string[];
  readonly startMs: readonly number[];
  readonly endMs: readonly number[];
}

/** A piece of speech. */
export interface SpeechChunk {
  readonly audio: Uint8Array;
  /** Times are relative to the start of this text; null when the vendor gives none. */
  readonly alignment: SpeechAlignment | null;
}

/** Speaks. */
export interface SpeechModel {
  readonly name: string;
  readonly source: 'vendor' | 'emulated' | 'local';
  /** Media type of the chunks, such as `audio/mpeg`. */
  readonly contentType: string;
  readonly sampleRate: number;
  /** Chunks in order. Aborting the signal ends the vendor's call at once. */
  readonly speak: (request: SpeechRequest) => AsyncIterable<SpeechChunk>;
}

export const speechModelPort = definePort<SpeechModel>('speech-model');
