import type { SpeechAlignment } from '#ports/speech-model';
import { isPause, isVowel } from './character-timing.ts';

const LOUDNESS = 0.16;
const BASE_HZ = 196;
/** Steps of a pentatonic scale: any order of them sounds calm. */
const STEPS = [1, 9 / 8, 5 / 4, 3 / 2, 5 / 3];
const EDGE_SECONDS = 0.03;

/**
 * A soft hum with one tone a syllable where the text would be spoken, silence where it pauses: no voice, but the right
 * timing. The same text gives the same bytes.
 *
 * @returns 16-bit little-endian mono samples.
 */
export function hum(alignment: SpeechAlignment, sampleRate: number): Uint8Array {
  const totalMs = alignment.endMs.at(-1) ?? 0;
  const samples = new Int16Array(Math.round((totalMs * sampleRate) / 1_000));
  let [startMs, step] = [0, 0];
  const close = (endMs: number): void => {
    if (endMs > startMs)
      addTone(samples, { startMs, endMs, hertz: BASE_HZ * (STEPS[step++ % STEPS.length] ?? 1) }, sampleRate);
    startMs = endMs;
  };
  let hasVowel = false;
  alignment.characters.forEach((character, at) => {
    const [from, to] = [alignment.startMs[at] ?? 0, alignment.endMs[at] ?? 0];
    if (isPause(character)) {
      if (/\p{M}/u.test(character)) return;
      close(from);
      startMs = to;
      hasVowel = false;
    } else if (isVowel(character)) {
      if (hasVowel) close(from);
      hasVowel = true;
    }
  });
  close(totalMs);
  return new Uint8Array(samples.buffer);
}

interface Tone {
  readonly startMs: number;
  readonly endMs: number;
  readonly hertz: number;
}

function addTone(samples: Int16Array, { startMs, endMs, hertz }: Tone, sampleRate: number): void {
  const from = Math.round((startMs * sampleRate) / 1_000);
  const to = Math.min(samples.length, Math.round((endMs * sampleRate) / 1_000));
  const edge = Math.min((to - from) / 2, EDGE_SECONDS * sampleRate);
  for (let at = from; at < to; at++) {
    const turn = (2 * Math.PI * hertz * (at - from)) / sampleRate;
    const wave = Math.sin(turn) + 0.35 * Math.sin(2 * turn) + 0.12 * Math.sin(3 * turn);
    const envelope = Math.min(1, (at - from) / edge, (to - at) / edge);
    samples[at] = Math.round(wave * envelope * LOUDNESS * 0x7fff);
  }
}
