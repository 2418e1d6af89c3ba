import type { SpeechAlignment, SpeechChunk, SpeechModel, SpeechRequest } from '#ports/speech-model';
import { timeCharacters } from './character-timing.ts';
import { ESPEAK_SAMPLE_RATE, findEspeak, speakByEspeak } from './espeak.ts';
import { hum } from './tone-track.ts';

/** Which engine shall speak. */
export interface LocalSpeechDeps {
  /** `auto`: espeak-ng where it is installed, else tones. */
  readonly engine?: 'auto' | 'tones';
  readonly espeakCommand?: string;
}

/**
 * Speech without a vendor: espeak-ng where it is installed (clearly a machine's voice), else a hummed tone track with
 * the timing of speech. Raw 16-bit little-endian mono samples, one chunk a word with its alignment.
 */
export async function createLocalSpeechModel(deps: LocalSpeechDeps = {}): Promise<SpeechModel> {
  const command = deps.espeakCommand ?? 'espeak-ng';
  const version = deps.engine === 'tones' ? undefined : await findEspeak(command);
  return {
    name: version === undefined ? 'local/tones-1' : `local/espeak-ng-${version}`,
    source: 'local',
    contentType: 'audio/pcm',
    sampleRate: ESPEAK_SAMPLE_RATE,
    speak: (request) => speak(request, version === undefined ? undefined : command),
  };
}

async function* speak(request: SpeechRequest, espeak: string | undefined): AsyncGenerator<SpeechChunk, void, void> {
  const { text, lang, signal } = request;
  const { speed } = request.settings;
  signal.throwIfAborted();
  if (!/[\p{L}\p{N}]/u.test(text)) return;
  if (espeak === undefined) {
    const alignment = timeCharacters({ text, lang, speed });
    yield* cutIntoWords(hum(alignment, ESPEAK_SAMPLE_RATE), alignment, signal);
    return;
  }
  const pcm = await speakByEspeak(espeak, { text, lang, speed, signal });
  const totalMs = (pcm.length / 2 / ESPEAK_SAMPLE_RATE) * 1_000;
  yield* cutIntoWords(pcm, timeCharacters({ text, lang, speed, totalMs }), signal);
}

/** One chunk a word and what follows it, as a vendor streams. */
function* cutIntoWords(
  pcm: Uint8Array,
  alignment: SpeechAlignment,
  signal: AbortSignal,
): Generator<SpeechChunk, void, void> {
  const byteAt = (ms: number): number => Math.min(pcm.length, 2 * Math.round((ms * ESPEAK_SAMPLE_RATE) / 1_000));
  const { characters, startMs, endMs } = alignment;
  let first = 0;
  let sentBytes = 0;
  for (let at = 0; at < characters.length; at++) {
    const isLast = at === characters.length - 1;
    const endsWord = /\s/u.test(characters[at] ?? '') && !/\s/u.test(characters[at + 1] ?? '');
    if (!isLast && !endsWord) continue;
    signal.throwIfAborted();
    const endByte = isLast ? pcm.length : byteAt(endMs[at] ?? 0);
    yield {
      audio: pcm.slice(sentBytes, endByte),
      alignment: {
        characters: characters.slice(first, at + 1),
        startMs: startMs.slice(first, at + 1),
        endMs: endMs.slice(first, at + 1),
      },
    };
    [first, sentBytes] = [at + 1, endByte];
  }
}
