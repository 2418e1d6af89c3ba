import { definePort } from '#kernel/service';

/** Dimension of every text vector; fixed in the schema of the shard. */
export const EMBEDDING_DIMENSION = 1024;

/** Turns texts into vectors. */
export interface EmbeddingModel {
  /** Provider and model, stored on every row; rows of another name are never compared. */
  readonly name: string;
  /**
   * @returns one unit-length vector of 1,024 numbers a text, in the order of the input.
   * @throws DependencyError, DependencyTimeoutError
   */
  readonly embed: (input: {
    readonly texts: readonly string[];
    readonly purpose: 'query' | 'document';
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
  }) => Promise<readonly (readonly number[])[]>;
}

export const embeddingModelPort = definePort<EmbeddingModel>('embedding-model');
