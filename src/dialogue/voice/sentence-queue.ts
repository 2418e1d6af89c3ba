/** One sentence to be spoken. */
export interface Sentence {
  readonly index: number;
  readonly text: string;
  readonly previousText: string | undefined;
}

/** Sentences that wait for their turn; whoever takes one waits until there is one. */
export class SentenceQueue {
  readonly #waiting: Sentence[] = [];
  #taker: ((sentence: Sentence | undefined) => void) | undefined;
  #hasEnded = false;
  #watchers: (() => void)[] = [];

  get size(): number {
    return this.#waiting.length;
  }

  push(sentence: Sentence): void {
    if (this.#hasEnded) return;
    const taker = this.#taker;
    this.#taker = undefined;
    if (taker) taker(sentence);
    else this.#waiting.push(sentence);
    this.#tell();
  }

  /** No more will come; what waits is still taken. */
  end(): void {
    this.#hasEnded = true;
    this.#taker?.(undefined);
    this.#tell();
  }

  /** No more will come and nothing of what waits is wanted. */
  drop(): void {
    this.#waiting.length = 0;
    this.end();
  }

  /** The text of the sentence that would be taken next, when it is already here. */
  peekText(): string | undefined {
    return this.#waiting[0]?.text;
  }

  /** Resolves when it is known what comes next: a sentence, or nothing more. */
  untilNextIsKnown(): Promise<void> {
    if (this.#waiting.length > 0 || this.#hasEnded) return Promise.resolve();
    return new Promise((resolve) => this.#watchers.push(resolve));
  }

  take(): Promise<Sentence | undefined> {
    const sentence = this.#waiting.shift();
    if (sentence || this.#hasEnded) return Promise.resolve(sentence);
    return new Promise((resolve) => (this.#taker = resolve));
  }

  #tell(): void {
    if (this.#waiting.length === 0 && !this.#hasEnded) return;
    for (const resolve of this.#watchers.splice(0)) resolve();
  }
}
