import { spawn } from 'node:child_process';
import { DependencyError } from '#kernel/error';
import type { SpeechLanguage } from './character-timing.ts';

/** Rate of everything that espeak-ng says, in samples a second. */
export const ESPEAK_SAMPLE_RATE = 22_050;

const VOICES: Readonly<Record<SpeechLanguage, string>> = { en: 'en-us+f3', ru: 'ru+f3', ar: 'ar+f3' };
const WORDS_PER_MINUTE: Readonly<Record<SpeechLanguage, number>> = { en: 165, ru: 155, ar: 145 };
const WAV_HEADER_BYTES = 44;
/** A text of 2,000 characters gives about 6 MB; what goes beyond this is a fault. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Runs a program with a text on its standard input and gives its whole output. */
async function run(
  command: string,
  input: { readonly words: readonly string[]; readonly text: string; readonly signal?: AbortSignal },
): Promise<Buffer> {
  const child = spawn(command, input.words, {
    stdio: ['pipe', 'pipe', 'ignore'],
    signal: input.signal,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // A process that dies early breaks the pipe; its exit says so.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input.text);
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  child.stdout.on('data', (piece: Buffer) => {
    pieces.push(piece);
    sizeBytes += piece.length;
    if (sizeBytes > MOST_BYTES) child.kill('SIGKILL');
  });
  const code = await ended;
  if (code !== 0)
    throw new DependencyError(`espeak-ng ended with ${code}`, {
      vendor: 'espeak-ng',
      operation: 'speak',
      isRetryable: false,
    });
  return Buffer.concat(pieces);
}

/** The version of the installed espeak-ng, or undefined when there is none. */
export async function findEspeak(command: string): Promise<string | undefined> {
  try {
    const answer = await run(command, { words: ['--version'], text: '' });
    return /(\d+(?:\.\d+)+)/u.exec(answer.toString())?.[1];
  } catch {
    return undefined;
  }
}

/**
 * Speaks a text by espeak-ng in a process of its own (GPL: a separate program, never linked). The text goes through
 * standard input, so that it shows in no process list.
 *
 * @returns 16-bit little-endian mono samples at {@link ESPEAK_SAMPLE_RATE}.
 */
export async function speakByEspeak(
  command: string,
  input: { readonly text: string; readonly lang: SpeechLanguage; readonly speed: number; readonly signal: AbortSignal },
): Promise<Uint8Array> {
  const rate = Math.round(Math.min(450, Math.max(80, WORDS_PER_MINUTE[input.lang] * input.speed)));
  const words = ['-v', VOICES[input.lang], '-s', String(rate), '-b', '1', '-a', '90', '--stdin', '--stdout'];
  const wav = await run(command, { words, text: input.text, signal: input.signal });
  return cutSilence(wav.subarray(WAV_HEADER_BYTES, wav.length - ((wav.length - WAV_HEADER_BYTES) % 2)));
}

/** The program ends each text with a long silence; keeps 80 ms of it. */
function cutSilence(pcm: Buffer): Uint8Array {
  let end = pcm.length;
  while (end >= 2 && Math.abs(pcm.readInt16LE(end - 2)) < 64) end -= 2;
  const kept = Math.min(pcm.length, end + 2 * Math.round(ESPEAK_SAMPLE_RATE * 0.08));
  return new Uint8Array(pcm.subarray(0, kept));
}
