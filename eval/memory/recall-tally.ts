import { toShare } from '../read-cases.ts';
import type { DialogueQuestion } from './read-dialogues.ts';

/** What one retrieval gave for one question. */
export interface Answered {
  /** Indexes of turns, the best first; at least 20 where there are as many. */
  readonly ranked: readonly number[];
  /** Everything that would be handed over with the first k episodes: they and their spans. */
  readonly handed: (k: number) => ReadonlySet<number>;
}

const CUTS = [5, 10, 20] as const;

/** Adds up recall, rank and tokens of one retrieval over many questions. */
export class RecallTally {
  #questions = 0;
  readonly #sums = new Map<string, number>();

  add(question: DialogueQuestion, answered: Answered, tokensOf: (turn: number) => number): void {
    const share = (turns: ReadonlySet<number>) =>
      question.evidence.filter((turn) => turns.has(turn)).length / question.evidence.length;
    const tokens = (turns: Iterable<number>) => [...turns].reduce((sum, turn) => sum + tokensOf(turn), 0);
    this.#questions += 1;
    for (const k of CUTS) {
      this.#count(`recall_at_${k}`, share(new Set(answered.ranked.slice(0, k))));
      this.#count(`with_span_recall_at_${k}`, share(answered.handed(k)));
    }
    const first = answered.ranked.findIndex((turn) => question.evidence.includes(turn));
    this.#count('mrr', first < 0 ? 0 : 1 / (first + 1));
    this.#count('tokens_at_10', tokens(answered.ranked.slice(0, 10)));
    this.#count('with_span_tokens_at_10', tokens(answered.handed(10)));
  }

  get questions(): number {
    return this.#questions;
  }

  /** A mean with four digits; null without questions. */
  mean(figure: string): number | null {
    return toShare(this.#sums.get(figure) ?? 0, this.#questions);
  }

  /** A mean of tokens, whole. */
  tokens(figure: 'tokens_at_10' | 'with_span_tokens_at_10'): number | null {
    const mean = this.mean(figure);
    return mean === null ? null : Math.round(mean);
  }

  #count(figure: string, amount: number): void {
    this.#sums.set(figure, (this.#sums.get(figure) ?? 0) + amount);
  }
}
