import { USED_LINE_PREFIX } from '#ports/reply-brief';

/**
 * Keeps the last line of an answer ("USED: K1, E2") out of what is shown, although it arrives in the same stream. Holds
 * back only the start of a line that may still become that line.
 */
export class UsedLineFilter {
  /** The start of a line that is not judged yet. */
  #lineStart = '';
  /** Whether the current line was judged to be text. */
  #isText = false;
  #used: string | undefined;

  /** Takes a piece of the stream; returns what may be shown. */
  push(piece: string): string {
    let shown = '';
    for (const character of piece) shown += this.#take(character);
    return shown;
  }

  /** The rest that turned out not to be the line. */
  end(): string {
    const rest = this.#lineStart;
    this.#lineStart = '';
    return rest;
  }

  /** Ordinals of the line, such as `K1`; empty without one. */
  get refs(): readonly string[] {
    return [...(this.#used ?? '').matchAll(/[KE]\d{1,3}/gu)].map(([ref]) => ref);
  }

  #take(character: string): string {
    if (this.#used !== undefined) {
      this.#used += character;
      return '';
    }
    if (this.#isText) {
      if (character === '\n') this.#isText = false;
      return character;
    }
    this.#lineStart += character;
    const line = this.#lineStart.trimStart().toUpperCase();
    if (line.startsWith(USED_LINE_PREFIX)) {
      this.#used = '';
      this.#lineStart = '';
      return '';
    }
    if (USED_LINE_PREFIX.startsWith(line)) return '';
    const text = this.#lineStart;
    this.#lineStart = '';
    this.#isText = character !== '\n';
    return text;
  }
}
