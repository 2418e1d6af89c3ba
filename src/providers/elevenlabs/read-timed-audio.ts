import type { SpeechAlignment, SpeechChunk } from '#ports/speech-model';
import { timedAudio } from './api-schemas.ts';
import type { Alignment } from './api-schemas.ts';

/** A line longer than this is a fault of the other side. */
const MOST_LINE_CHARACTERS = 16 * 1024 * 1024;

/** The JSON lines of a stream, whatever pieces the bytes came in; an unfinished last line is an error. */
export async function* readLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const piece of bytes) {
    rest += decoder.decode(piece, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MOST_LINE_CHARACTERS) throw new SyntaxError('The line does not end');
    for (const line of lines) if (line.trim() !== '') yield line;
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield rest;
}

/**
 * Turns the lines of `/stream/with-timestamps` into chunks whose times count from the start of the text. Whether the
 * vendor's times count from the text or from the chunk is not documented: times that step back count from the chunk.
 */
export class TimedAudioReader {
  #lastEndMs = 0;

  /** @throws SyntaxError, ZodError for anything but a line of the vendor. */
  read(line: string): SpeechChunk {
    const part = timedAudio.parse(JSON.parse(line));
    const audio = new Uint8Array(Buffer.from(part.audio_base64, 'base64'));
    return { audio, alignment: part.alignment ? this.#align(part.alignment) : null };
  }

  #align(times: Alignment): SpeechAlignment | null {
    const count = times.characters.length;
    if (count === 0) return null;
    const startMs = times.character_start_times_seconds.map(toMs);
    const endMs = times.character_end_times_seconds.map(toMs);
    if (startMs.length !== count || endMs.length !== count) throw new SyntaxError('The alignment has gaps');
    const offsetMs = (startMs[0] ?? 0) + 1 < this.#lastEndMs ? this.#lastEndMs : 0;
    const moved = {
      characters: times.characters,
      startMs: startMs.map((ms) => ms + offsetMs),
      endMs: endMs.map((ms) => ms + offsetMs),
    };
    this.#lastEndMs = moved.endMs.at(-1) ?? this.#lastEndMs;
    return moved;
  }
}

function toMs(seconds: number): number {
  return Math.round(seconds * 1_000);
}
