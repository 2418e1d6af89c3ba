import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EMBEDDING_DIMENSION } from './embedding-model.ts';
import type { EmbeddingModel } from './embedding-model.ts';

/** An adapter and what to close after the suite. */
export interface EmbeddingModelUnderTest {
  readonly model: EmbeddingModel;
  readonly close?: () => Promise<void>;
}

const never = new AbortController().signal;

/** The cosine of two unit vectors. */
export function similarity(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

/** What every adapter of the embedding port has to do. */
export function describeEmbeddingModel(name: string, make: () => Promise<EmbeddingModelUnderTest>): void {
  describe(name, () => {
    let subject: EmbeddingModelUnderTest;
    beforeAll(async () => {
      subject = await make();
    });
    afterAll(async () => subject.close?.());
    const embed = (
      texts: readonly string[],
      purpose: 'query' | 'document' = 'document',
    ): ReturnType<EmbeddingModel['embed']> => subject.model.embed({ texts, purpose, timeoutMs: 20_000, signal: never });

    test('names provider and model', () => expect(subject.model.name).toMatch(/^[\w.-]+\/[\w.:-]+$/));

    test('gives unit vectors of 1,024 finite numbers for texts of any language and length', async () => {
      const texts = [
        'a red dress',
        'красное платье',
        'فستان أحمر',
        '🔥🔥',
        ' ',
        'x',
        'Long. '.repeat(1_700),
        'ы'.repeat(10_000),
      ];
      const vectors = await embed(texts);
      expect(vectors).toHaveLength(texts.length);
      for (const vector of vectors) {
        expect(vector).toHaveLength(EMBEDDING_DIMENSION);
        expect(vector.every(Number.isFinite)).toBe(true);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 3);
      }
    });

    test('keeps the order of many texts and repeats itself', async () => {
      const texts = Array.from({ length: 200 }, (_, n) => `shirt number ${n} of the collection`);
      const [all, again, last] = await Promise.all([embed(texts), embed(texts), embed(texts.slice(-1))]);
      expect(all).toHaveLength(200);
      all.forEach((vector, at) => expect(similarity(vector, again[at] ?? [])).toBeGreaterThan(0.999));
      expect(similarity(all[199] ?? [], last[0] ?? [])).toBeGreaterThan(0.999);
    });

    test('puts what belongs together closer than what does not', async () => {
      const [question] = await embed(['a soft jacket without leather'], 'query');
      const [near, far] = await embed(['soft leather-free jackets', 'the cinema opens at nine tomorrow']);
      expect(similarity(question ?? [], near ?? [])).toBeGreaterThan(similarity(question ?? [], far ?? []));
    });

    test('needs no call for no texts, and none for a caller who has gone', async () => {
      expect(await embed([])).toEqual([]);
      const signal = AbortSignal.abort();
      await expect(subject.model.embed({ texts: ['x'], purpose: 'query', timeoutMs: 1_000, signal })).rejects.toThrow();
    });
  });
}
