import { createCohere } from '@ai-sdk/cohere';
import { DependencyError } from '#kernel/error';
import { retry, withTimeout } from '#kernel/retry';
import { EMBEDDING_DIMENSION } from '#ports/embedding-model';
import type { EmbeddingModel } from '#ports/embedding-model';
import type { RerankingModel } from '#ports/reranking-model';
import { cutText } from './cut-text.ts';
import { toCohereError } from './error.ts';

/** How to reach Cohere, or its emulator. */
export interface CohereDeps {
  readonly apiKey: string;
  /** Without `/v2`. */
  readonly baseUrl: string;
  readonly modelName: string;
  /**
   * Name of the vectors, stored on every row. By default `cohere/<model>`; behind the emulator it has to be the name of
   * what really made them, or they would be compared with real ones later.
   */
  readonly name?: string;
}

/** The API takes at most so many texts a call. */
const TEXTS_PER_CALL = 96;
const CALLS_AT_ONCE = 4;

/** Cohere's embeddings. Long texts are embedded in pieces, averaged and brought back to unit length. */
export function createCohereEmbeddingModel(deps: CohereDeps): EmbeddingModel {
  const model = connect(deps).embedding(deps.modelName);
  return {
    name: deps.name ?? `cohere/${deps.modelName}`,
    embed: async ({ texts, purpose, timeoutMs, signal }) => {
      signal.throwIfAborted();
      const pieces = texts.map((text) => cutText(text.trim() === '' ? '.' : text));
      const inputType = purpose === 'query' ? 'search_query' : 'search_document';
      const embed = async (values: string[], abortSignal: AbortSignal): Promise<readonly number[][]> => {
        const { embeddings } = await model.doEmbed({
          values,
          abortSignal,
          providerOptions: { cohere: { inputType, truncate: 'END' } },
        });
        return requireVectors(embeddings, values.length);
      };
      const vectors = await call('embed', { timeoutMs, signal }, (inner) =>
        embedInBatches(pieces.flat(), (values) => embed(values, inner)),
      );
      return pieces.map((own, at) => meanVector(takePieces(vectors, pieces, at, own.length)));
    },
  };
}

/** Cohere's reranking. */
export function createCohereRerankingModel(deps: CohereDeps): RerankingModel {
  const model = connect(deps).reranking(deps.modelName);
  return {
    name: deps.name ?? `cohere/${deps.modelName}`,
    rerank: async ({ query, documents, topN, timeoutMs, signal }) => {
      signal.throwIfAborted();
      if (documents.length === 0 || topN < 1) return [];
      const { ranking } = await call('rerank', { timeoutMs, signal }, async (abortSignal) =>
        model.doRerank({
          query,
          documents: { type: 'text', values: [...documents] },
          topN: Math.min(topN, documents.length),
          abortSignal,
        }),
      );
      if (!ranking.every(({ index }) => Number.isInteger(index) && documents[index] !== undefined))
        throw malformed('rerank');
      return ranking
        .map(({ index, relevanceScore }) => ({ index, score: Math.min(1, Math.max(0, relevanceScore)) }))
        .sort((a, b) => b.score - a.score);
    },
  };
}

function connect(deps: CohereDeps): ReturnType<typeof createCohere> {
  return createCohere({ apiKey: deps.apiKey, baseURL: `${deps.baseUrl.replace(/\/+$/, '')}/v2` });
}

/** One call within its time: a failure that may pass is tried once more. Embeddings are pure, so a repeat is safe. */
async function call<T>(
  operation: string,
  limits: { readonly timeoutMs: number; readonly signal: AbortSignal },
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const attempt = async (signal: AbortSignal): Promise<T> => {
    try {
      return await run(signal);
    } catch (error) {
      throw toCohereError(error, operation);
    }
  };
  const isRetryable = (error: unknown): boolean => error instanceof DependencyError && error.isRetryable;
  return withTimeout(
    (signal) => retry(() => attempt(signal), { attempts: 2, firstDelayMs: 100, maxDelayMs: 200, isRetryable, signal }),
    {
      ...limits,
      operation: `cohere.${operation}`,
    },
  );
}

async function embedInBatches(
  texts: readonly string[],
  embed: (texts: string[]) => Promise<readonly number[][]>,
): Promise<readonly number[][]> {
  const batches: string[][] = [];
  for (let at = 0; at < texts.length; at += TEXTS_PER_CALL) batches.push(texts.slice(at, at + TEXTS_PER_CALL));
  const results: (readonly number[][])[] = [];
  for (let at = 0; at < batches.length; at += CALLS_AT_ONCE) {
    results.push(...(await Promise.all(batches.slice(at, at + CALLS_AT_ONCE).map(embed))));
  }
  return results.flat();
}

function takePieces(
  vectors: readonly number[][],
  pieces: readonly (readonly string[])[],
  at: number,
  count: number,
): readonly number[][] {
  const start = pieces.slice(0, at).reduce((sum, own) => sum + own.length, 0);
  return vectors.slice(start, start + count);
}

function meanVector(vectors: readonly number[][]): readonly number[] {
  const sum = new Float64Array(EMBEDDING_DIMENSION);
  for (const vector of vectors) vector.forEach((value, at) => (sum[at] = (sum[at] ?? 0) + value));
  const length = Math.sqrt(sum.reduce((total, value) => total + value * value, 0));
  if (length === 0) throw malformed('embed');
  return Array.from(sum, (value) => value / length);
}

function requireVectors(vectors: readonly number[][], count: number): readonly number[][] {
  const areGood = vectors.every((vector) => vector.length === EMBEDDING_DIMENSION && vector.every(Number.isFinite));
  if (vectors.length !== count || !areGood) throw malformed('embed');
  return vectors;
}

function malformed(operation: string): DependencyError {
  return new DependencyError(`Cohere's answer to ${operation} has another shape than asked for`, {
    code: 'malformed_response',
    vendor: 'cohere',
    operation,
    isRetryable: false,
  });
}
