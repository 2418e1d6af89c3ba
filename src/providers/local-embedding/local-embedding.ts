import { InvalidInputError } from '#kernel/error';
import { EMBEDDING_DIMENSION } from '#ports/embedding-model';
import type { EmbeddingModel } from '#ports/embedding-model';
import type { RerankingModel } from '#ports/reranking-model';
import { hashText, weighFeatures } from './hash-features.ts';

/** What the local models need. */
export interface LocalEmbeddingDeps {
  /** Language-independent ids of what a text speaks about, such as `material:leather`; may be empty. */
  readonly concepts: (text: string) => readonly string[];
}

/** Stored on every row; changes whenever the vectors do. */
export const LOCAL_EMBEDDING_NAME = 'local/hashed-ngrams-1';

/** Each feature goes to so many places, so that two features seldom meet in all of them. */
const PLACES = 2;

/**
 * Embeddings without a model: hashed words and character n-grams (word forms and typing errors) plus the concept
 * dictionary (the only bridge between languages). Weak: it finds shared words and known concepts, not meaning.
 *
 * @see DESIGN.md 8.16
 */
export function createLocalEmbeddingModel(deps: LocalEmbeddingDeps): EmbeddingModel {
  return {
    name: LOCAL_EMBEDDING_NAME,
    embed: async ({ texts, signal }) => {
      signal.throwIfAborted();
      return texts.map((text) => embedText(deps, text));
    },
  };
}

/** Reranking without a model: the same features, counted on how much of the query a document holds. */
export function createLocalRerankingModel(deps: LocalEmbeddingDeps): RerankingModel {
  return {
    name: 'local/feature-overlap-1',
    rerank: async ({ query, documents, topN, signal }) => {
      signal.throwIfAborted();
      const wanted = weighFeatures(query, deps.concepts);
      const scored = documents.map((document, index) => ({
        index,
        score: coverage(wanted, weighFeatures(document, deps.concepts)),
      }));
      return scored.sort((a, b) => b.score - a.score || a.index - b.index).slice(0, Math.max(0, topN));
    },
  };
}

function embedText(deps: LocalEmbeddingDeps, text: string): readonly number[] {
  const vector = new Float64Array(EMBEDDING_DIMENSION);
  for (const [feature, weight] of weighFeatures(text, deps.concepts)) {
    // Repetition says less and less.
    const amount = Math.sqrt(weight);
    for (let place = 0; place < PLACES; place++) {
      const hash = hashText(feature, place);
      const at = hash % EMBEDDING_DIMENSION;
      vector[at] = (vector[at] ?? 0) + (hash & 0x8000_0000 ? -amount : amount);
    }
  }
  return toUnitLength(vector);
}

function toUnitLength(vector: Float64Array): readonly number[] {
  const length = Math.hypot(...vector);
  // Features may cancel each other out, if only in theory.
  if (length === 0) vector[0] = 1;
  const unit = Array.from(vector, (value) => value / (length || 1));
  if (!unit.every(Number.isFinite)) throw new InvalidInputError('The text has no vector');
  return unit;
}

function coverage(wanted: ReadonlyMap<string, number>, held: ReadonlyMap<string, number>): number {
  let [shared, all] = [0, 0];
  for (const [feature, weight] of wanted) {
    all += weight;
    shared += Math.min(weight, held.get(feature) ?? 0);
  }
  return all === 0 ? 0 : Math.min(1, shared / all);
}
