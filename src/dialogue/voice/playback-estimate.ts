import type { SpeechAlignment } from '#ports/speech-model';

interface PlayedSentence {
  readonly text: string;
  readonly startedAtMs: number;
  readonly moments: { atMs: number; readonly characters: number }[];
  endedAtMs: number | undefined;
}

const LETTERS_PER_SECOND = 15;

/**
 * How far the listener has heard, when the client does not say: playback is taken to start with the first chunk of a
 * sentence, or when the sentence before it ends. Counts UTF-16 units of the sentences joined by single spaces.
 *
 * @see dialogue.md D-55
 */
export class PlaybackEstimate {
  readonly #sentences: PlayedSentence[] = [];

  /** The first chunk of a sentence has been sent. */
  begin(text: string, nowMs: number): void {
    const previousEndMs = this.#sentences.at(-1)?.endedAtMs ?? 0;
    this.#sentences.push({ text, startedAtMs: Math.max(nowMs, previousEndMs), moments: [], endedAtMs: undefined });
  }

  add(alignment: SpeechAlignment): void {
    const sentence = this.#sentences.at(-1);
    if (!sentence) return;
    let characters = sentence.moments.at(-1)?.characters ?? 0;
    alignment.characters.forEach((character, at) => {
      characters += character.length;
      sentence.moments.push({ atMs: alignment.startMs[at] ?? 0, characters });
    });
  }

  end(durationMs: number): void {
    const sentence = this.#sentences.at(-1);
    if (sentence) sentence.endedAtMs = sentence.startedAtMs + durationMs;
  }

  spokenCharacters(nowMs: number): number {
    let total = 0;
    for (const [index, sentence] of this.#sentences.entries()) {
      if (sentence.startedAtMs >= nowMs && index > 0) break;
      total += (index > 0 ? 1 : 0) + spokenOf(sentence, nowMs);
    }
    return total;
  }
}

function spokenOf({ text, startedAtMs, moments, endedAtMs }: PlayedSentence, nowMs: number): number {
  const elapsedMs = nowMs - startedAtMs;
  if (endedAtMs !== undefined && nowMs >= endedAtMs) return text.length;
  const spoken =
    moments.length > 0
      ? (moments.findLast(({ atMs }) => atMs < elapsedMs)?.characters ?? 0)
      : Math.floor((Math.max(0, elapsedMs) / 1_000) * LETTERS_PER_SECOND);
  return Math.min(text.length, spoken);
}
