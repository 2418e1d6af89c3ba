import { CohereClientV2, CohereError } from 'cohere-ai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Emulator } from '#kernel/emulator';
import type { EmbeddingModel } from '#ports/embedding-model';
import { describeEmbeddingModel, similarity } from '#ports/embedding-model.conformance';
import { describeRerankingModel } from '#ports/reranking-model.conformance';
import { createCohereEmbeddingModel, createCohereRerankingModel } from './client.ts';
import { createCohereEmulator } from './emulator.ts';
import { cutText, estimateTokens } from './cut-text.ts';

const modelName = 'embed-multilingual-v3.0';
const rerankName = 'rerank-multilingual-v3.0';
const apiKey = 'test-key';
const realKey = process.env['COHERE_API_KEY'];
const realUrl = 'https://api.cohere.com';

/** Counts letters: enough to tell texts apart. The real local model belongs to another adapter. */
const embeddingModel: EmbeddingModel = {
  name: 'test/letters',
  embed: async ({ texts }) =>
    texts.map((text) => {
      const vector = new Array<number>(1024).fill(0);
      for (const word of text.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
        let hash = 7;
        for (const letter of word) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1021;
        vector[hash] = (vector[hash] ?? 0) + 1;
      }
      vector[1023] = 0.01;
      const length = Math.hypot(...vector);
      return vector.map((value) => value / length);
    }),
};
const rerankingModel = {
  name: 'test/words',
  rerank: async ({ query, documents, topN }: { query: string; documents: readonly string[]; topN: number }) =>
    documents
      .map((document, index) => ({
        index,
        score: query.split(' ').filter((word) => document.includes(word)).length / 10,
      }))
      .sort((a, b) => b.score - a.score)
      .slice(0, topN),
};
const start = (): Promise<Emulator> => createCohereEmulator({ embeddingModel, rerankingModel });

describeEmbeddingModel('the Cohere client against the emulator', async () => {
  const emulator = await start();
  return { model: createCohereEmbeddingModel({ apiKey, baseUrl: emulator.url, modelName }), close: emulator.close };
});
describeRerankingModel('the Cohere reranker against the emulator', async () => {
  const emulator = await start();
  return {
    model: createCohereRerankingModel({ apiKey, baseUrl: emulator.url, modelName: rerankName }),
    close: emulator.close,
  };
});
if (realKey) {
  describeEmbeddingModel('the Cohere client against Cohere', async () => ({
    model: createCohereEmbeddingModel({ apiKey: realKey, baseUrl: realUrl, modelName }),
  }));
  describeRerankingModel('the Cohere reranker against Cohere', async () => ({
    model: createCohereRerankingModel({ apiKey: realKey, baseUrl: realUrl, modelName: rerankName }),
  }));
}

describe('with a running emulator', () => {
  let emulator: Emulator;
  let model: EmbeddingModel;
  beforeAll(async () => {
    emulator = await start();
    model = createCohereEmbeddingModel({ apiKey, baseUrl: emulator.url, modelName });
  });
  beforeEach(() => emulator.reset());
  afterAll(() => emulator.close());
  const embed = (
    text: string,
    timeoutMs = 5_000,
    signal = new AbortController().signal,
  ): ReturnType<EmbeddingModel['embed']> => model.embed({ texts: [text], purpose: 'query', timeoutMs, signal });

  test('sends at most 96 texts a call', async () => {
    const texts = Array.from({ length: 200 }, (_, n) => `text ${n}`);
    await model.embed({ texts, purpose: 'document', timeoutMs: 5_000, signal: new AbortController().signal });
    expect(emulator.journal().map(({ path, status }) => [path, status])).toEqual(Array(3).fill(['/v2/embed', 200]));
  });

  test('hears also the end of a long text', async () => {
    const [plain = []] = await embed('Some words. '.repeat(800));
    const [marked = []] = await embed(`${'Some words. '.repeat(800)}${'leather '.repeat(300)}`);
    expect(similarity(plain, marked)).toBeLessThan(0.99);
  });

  test('repeats what may pass once and gives up on what may not', async () => {
    emulator.control({ faults: [{ kind: 'status', status: 503, count: 1 }] });
    await expect(embed('x')).resolves.toHaveLength(1);
    emulator.reset();
    emulator.control({ faults: [{ kind: 'status', status: 401, count: null }] });
    await expect(embed('x')).rejects.toMatchObject({
      vendor: 'cohere',
      vendorStatus: 401,
      isRetryable: false,
      code: 'key_refused',
    });
    expect(emulator.journal()).toHaveLength(1);
  });

  test.each([
    ['[[fault:429]] x', { vendorStatus: 429, isRetryable: true }],
    ['[[fault:500]] x', { vendorStatus: 500, isRetryable: true }],
    ['[[fault:garbage]] x', { code: 'malformed_response' }],
    ['[[fault:cut]] x', { vendor: 'cohere', status: 502 }],
  ])('turns %s into one failure with the vendor in it', async (text, expected) => {
    await expect(embed(text)).rejects.toMatchObject(expected);
  });

  test('waits no longer than it is told, and not at all for a caller who has gone', async () => {
    await expect(embed('[[fault:timeout]]', 100)).rejects.toMatchObject({ status: 504 });
    const caller = new AbortController();
    const pending = embed('[[fault:timeout]]', 60_000, caller.signal);
    setTimeout(() => caller.abort(), 50);
    await expect(pending).rejects.toThrow(/abort/i);
    await expect
      .poll(() => emulator.journal().map(({ ended }) => ended))
      .toEqual(['closed_by_client', 'closed_by_client']);
  });

  describe('the official SDK', () => {
    const sdk = (token = apiKey): CohereClientV2 => new CohereClientV2({ token, baseUrl: emulator.url, maxRetries: 0 });

    test('reads embeddings in every form, in the order of the texts', async () => {
      const types = ['float', 'int8', 'uint8', 'binary', 'ubinary'] as const;
      const answer = await sdk().embed({
        model: modelName,
        inputType: 'search_document',
        texts: ['a dress', 'a bag'],
        embeddingTypes: [...types],
      });
      expect(answer.embeddings.float?.map((vector) => vector.length)).toEqual([1024, 1024]);
      expect(answer.embeddings.int8?.[0]).toHaveLength(1024);
      expect(answer.embeddings.binary?.[0]).toHaveLength(128);
      expect(answer.embeddings.ubinary?.[1]?.every((byte) => byte >= 0 && byte < 256)).toBe(true);
      expect([answer.texts, answer.meta?.billedUnits?.inputTokens]).toEqual([['a dress', 'a bag'], 5]);
    });

    test('reads a ranking', async () => {
      const answer = await sdk().rerank({
        model: 'rerank-v3.5',
        query: 'red dress',
        documents: ['a bag', 'a red dress'],
        topN: 1,
      });
      expect(answer.results).toEqual([{ index: 1, relevanceScore: 0.2 }]);
      expect(answer.meta?.billedUnits?.searchUnits).toBe(1);
    });

    test('hears the texts of the refusals', async () => {
      const request = { model: modelName, inputType: 'search_query' as const, texts: ['x'] };
      const failures: [Promise<unknown>, number, RegExp][] = [
        [sdk().embed({ ...request, model: 'embed-multilingual-v3' }), 404, /not found/],
        [sdk().embed({ ...request, texts: Array(104).fill('x') }), 400, /at most 96 - received 104/],
        [sdk().embed({ ...request, texts: [] }), 400, /must be provided/],
        [sdk('invalid').embed(request), 401, /invalid api token/],
        [sdk().rerank({ model: 'rerank-v9', query: 'x', documents: ['y'] }), 404, /not found/],
        [sdk().embed({ ...request, texts: ['[[fault:429]]'] }), 429, /limited/],
      ];
      for (const [failure, status, text] of failures) {
        const error = await failure.catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(CohereError);
        expect(error).toMatchObject({ statusCode: status, body: { message: expect.stringMatching(text) } });
      }
    });
  });
});

describe('cutting a text for the model', () => {
  test('leaves short texts alone and cuts long ones at sentence ends without loss', () => {
    expect(cutText('Short. Very short.')).toEqual(['Short. Very short.']);
    const text = 'Это предложение про куртку без кожи. '.repeat(100);
    const pieces = cutText(text);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('')).toBe(text);
    for (const piece of pieces) {
      expect(estimateTokens(piece)).toBeLessThanOrEqual(450);
      expect(piece.trimEnd()).toMatch(/кожи\.$/);
    }
  });

  test('cuts sentences and words that are too long for one piece', () => {
    for (const text of ['word '.repeat(2_000), 'ы'.repeat(5_000), '🔥'.repeat(1_000), '7'.repeat(3_000)]) {
      const pieces = cutText(text);
      expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      expect(pieces.every((piece) => estimateTokens(piece) <= 450)).toBe(true);
    }
  });
});
