import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RerankingModel } from './reranking-model.ts';

/** An adapter and what to close after the suite. */
export interface RerankingModelUnderTest {
  readonly model: RerankingModel;
  readonly close?: () => Promise<void>;
}

const DOCUMENTS = [
  'the cinema opens at nine',
  'a jacket of soft leather',
  'blue jeans, straight cut',
  'soft jacket, no leather at all',
];

/** What every adapter of the reranking port has to do. */
export function describeRerankingModel(name: string, make: () => Promise<RerankingModelUnderTest>): void {
  describe(name, () => {
    let subject: RerankingModelUnderTest;
    beforeAll(async () => {
      subject = await make();
    });
    afterAll(async () => subject.close?.());
    const rerank = (documents: readonly string[], topN: number): ReturnType<RerankingModel['rerank']> =>
      subject.model.rerank({
        query: 'soft leather jacket',
        documents,
        topN,
        timeoutMs: 20_000,
        signal: new AbortController().signal,
      });

    test('orders documents by score, best first, each at most once', async () => {
      const ranking = await rerank(DOCUMENTS, DOCUMENTS.length);
      expect([...ranking].map(({ index }) => index).sort()).toEqual([0, 1, 2, 3]);
      expect([1, 3]).toContain(ranking[0]?.index);
      for (const { score } of ranking) expect(score >= 0 && score <= 1).toBe(true);
      expect([...ranking].sort((a, b) => b.score - a.score)).toEqual(ranking);
    });

    test('gives no more than the caller asks for', async () => {
      expect(await rerank(DOCUMENTS, 2)).toHaveLength(2);
      expect(await rerank(DOCUMENTS, 50)).toHaveLength(4);
      expect(await rerank([], 3)).toEqual([]);
    });
  });
}
