import type { SpeechChunk, SpeechModel } from '#ports/speech-model';

type Format = Pick<SpeechModel, 'contentType' | 'sampleRate'>;

/** Sounding letters a second, where nothing better is known. */
const LETTERS_PER_SECOND = 15;
const HEADER_BYTES = 44;

/** Bytes in pieces of at most `sizeBytes`, never through the middle of a 16-bit sample. */
export class AudioCutter {
  readonly #sizeBytes: number;
  #odd: Uint8Array = new Uint8Array();

  constructor(sizeBytes: number) {
    this.#sizeBytes = Math.max(2, sizeBytes - (sizeBytes % 2));
  }

  cut(audio: Uint8Array): readonly Uint8Array[] {
    const bytes = this.#odd.length === 0 ? audio : Buffer.concat([this.#odd, audio]);
    const even = bytes.length - (bytes.length % 2);
    this.#odd = bytes.slice(even);
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < even; at += this.#sizeBytes)
      pieces.push(bytes.subarray(at, Math.min(at + this.#sizeBytes, even)));
    return pieces;
  }

  /** What is left of formats with an odd number of bytes. */
  end(): readonly Uint8Array[] {
    const rest = this.#odd;
    this.#odd = new Uint8Array();
    return rest.length === 0 ? [] : [rest];
  }
}

/** Measures how long a text sounds, chunk by chunk. */
export class SpeechLength {
  readonly #format: Format;
  readonly #text: string;
  #sizeBytes = 0;
  #alignedMs = 0;

  constructor(format: Format, text: string) {
    this.#format = format;
    this.#text = text;
  }

  add({ audio, alignment }: SpeechChunk): void {
    this.#sizeBytes += audio.length;
    this.#alignedMs = Math.max(this.#alignedMs, alignment?.endMs.at(-1) ?? 0);
  }

  /** From the samples where they are raw, else from the alignment, else guessed from the text. */
  get durationMs(): number {
    if (this.#sizeBytes === 0) return 0;
    if (this.#format.contentType === 'audio/pcm')
      return Math.round((this.#sizeBytes / 2 / this.#format.sampleRate) * 1_000);
    return Math.round(this.#alignedMs || (this.#text.length / LETTERS_PER_SECOND) * 1_000);
  }
}

/** Makes whole audio playable by itself: raw samples get a WAV header. */
export function toPlayable(
  audio: Uint8Array,
  format: Format,
): { readonly audio: Uint8Array; readonly contentType: string } {
  if (format.contentType !== 'audio/pcm') return { audio, contentType: format.contentType };
  const wav = Buffer.alloc(HEADER_BYTES + audio.length);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + audio.length, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(format.sampleRate, 24);
  wav.writeUInt32LE(format.sampleRate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(audio.length, 40);
  wav.set(audio, HEADER_BYTES);
  return { audio: wav, contentType: 'audio/wav' };
}
