import type { FeelingName } from '../feelings.ts';

/**
 * The words of one language that carry mood.
 *
 * Terms are separated by commas. In a term `*` at a word's end stands for any ending, `a|b` for either word, `#` for a number, `~` for up
 * to three other words in between. The longest match wins, so a phrase masks the words in it: "no rush" is no refusal.
 * Words are written as people do; spelling is folded like the text (`normalizeText`).
 */
export interface MoodLexicon {
  /** Feeling, strength (1 is standard), terms. */
  readonly feelings: readonly (readonly [feeling: FeelingName, strength: number, terms: string])[];
  /** Words that turn what follows into its opposite. */
  readonly negators: string;
  /** Words that may stand between a negator and what it negates. */
  readonly transparent: string;
  readonly intensifiers: string;
  readonly softeners: string;
  /** Verbs and nouns of a wish or a search: what follows describes goods, not the user. */
  readonly requests: string;
  /** Words after which the second half of a sentence counts more. */
  readonly contrasts: string;
  /** Words of a condition or a purpose: what follows is not (yet) so. */
  readonly conditions: string;
  /** Words and phrases that make praise suspicious. */
  readonly ironyCues: string;
  /** One-word answers that say next to nothing about a mood. */
  readonly fillers: string;
  /** Things that went wrong; bare praise beside them is irony. */
  readonly mishaps: string;
}
