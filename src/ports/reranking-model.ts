import { definePort } from '#kernel/service';

/** Orders documents by how well they answer a query. */
export interface RerankingModel {
  readonly name: string;
  /** @returns indexes into `documents` with scores in [0, 1], best first. */
  readonly rerank: (input: {
    readonly query: string;
    readonly documents: readonly string[];
    readonly topN: number;
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
  }) => Promise<readonly { readonly index: number; readonly score: number }[]>;
}

export const rerankingModelPort = definePort<RerankingModel>('reranking-model');
