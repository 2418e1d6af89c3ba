import type { SpeechAlignment, SpeechChunk, SpeechModel } from '#ports/speech-model';
import type { Alignment, SpeechBody } from './api-schemas.ts';
import type { OutputFormat } from './output-format.ts';

/** Speaks a request of the vendor's API by the model that stands behind the emulator, in the format asked for. */
export async function* speakBody(
  model: SpeechModel,
  body: SpeechBody,
  format: OutputFormat,
  signal: AbortSignal,
): AsyncGenerator<SpeechChunk, void, void> {
  const settings = body.voice_settings;
  const chunks = model.speak({
    text: body.text,
    lang: toLanguage(body),
    settings: {
      stability: settings?.stability ?? 0.5,
      similarityBoost: settings?.similarity_boost ?? 0.75,
      style: settings?.style ?? 0,
      useSpeakerBoost: settings?.use_speaker_boost ?? true,
      speed: settings?.speed ?? 1,
    },
    timeoutMs: 60_000,
    signal,
  });
  for await (const { audio, alignment } of chunks) yield { audio: encode(audio, model.sampleRate, format), alignment };
}

function toLanguage(body: SpeechBody): 'en' | 'ru' | 'ar' {
  const code = body.language_code;
  if (code === 'en' || code === 'ru' || code === 'ar') return code;
  if (/\p{Script=Arabic}/u.test(body.text)) return 'ar';
  return /\p{Script=Cyrillic}/u.test(body.text) ? 'ru' : 'en';
}

function encode(pcm: Uint8Array, sampleRate: number, format: OutputFormat): Uint8Array {
  const samples = resample(toSamples(pcm), sampleRate / format.sampleRate);
  if (format.codec === 'ulaw') return Uint8Array.from(samples, toMuLaw);
  return new Uint8Array(samples.buffer);
}

function toSamples(pcm: Uint8Array): Int16Array {
  return new Int16Array(pcm.slice(0, pcm.length - (pcm.length % 2)).buffer);
}

/** Linear interpolation: good enough for a voice that is none. */
function resample(samples: Int16Array, step: number): Int16Array {
  if (step === 1) return samples;
  return Int16Array.from({ length: Math.floor(samples.length / step) }, (_, at) => {
    const [from, part] = [Math.floor(at * step), (at * step) % 1];
    return Math.round((samples[from] ?? 0) * (1 - part) + (samples[from + 1] ?? samples[from] ?? 0) * part);
  });
}

/** G.711 mu-law. */
function toMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), 32_635) + 132;
  const exponent = Math.floor(Math.log2(magnitude)) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

/** Moments in the vendor's unit. */
export function toVendorAlignment(alignment: SpeechAlignment | null): Alignment | null {
  if (!alignment) return null;
  const toSeconds = (ms: number): number => ms / 1_000;
  return {
    characters: [...alignment.characters],
    character_start_times_seconds: alignment.startMs.map(toSeconds),
    character_end_times_seconds: alignment.endMs.map(toSeconds),
  };
}
