import { InvalidInputError } from '#kernel/error';

/** An `output_format` of the vendor, taken apart. */
export interface OutputFormat {
  readonly codec: 'mp3' | 'pcm' | 'ulaw' | 'alaw' | 'opus';
  readonly sampleRate: number;
  readonly contentType: string;
}

const CONTENT_TYPES: Readonly<Record<OutputFormat['codec'], string>> = {
  mp3: 'audio/mpeg',
  pcm: 'audio/pcm',
  ulaw: 'audio/basic',
  alaw: 'audio/x-alaw-basic',
  opus: 'audio/ogg',
};

/** Every format the API documents. @see providers.md 10.1 */
export const OUTPUT_FORMATS: ReadonlySet<string> = new Set([
  'mp3_22050_32',
  ...[32, 64, 96, 128, 192].map((rate) => `mp3_44100_${rate}`),
  ...[8_000, 16_000, 22_050, 24_000, 44_100].map((rate) => `pcm_${rate}`),
  'ulaw_8000',
  'alaw_8000',
  ...[32, 64, 96, 128, 192].map((rate) => `opus_48000_${rate}`),
]);

/** @throws InvalidInputError for a format that the API does not have. */
export function parseOutputFormat(name: string): OutputFormat {
  const [codec, rate] = name.split('_') as [OutputFormat['codec'], string];
  if (!OUTPUT_FORMATS.has(name)) throw new InvalidInputError(`${name} is not an output format of ElevenLabs`);
  return { codec, sampleRate: Number(rate), contentType: CONTENT_TYPES[codec] };
}
