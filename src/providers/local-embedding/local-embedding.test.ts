import { expect, test } from 'vitest';
import { describeEmbeddingModel, similarity } from '#ports/embedding-model.conformance';
import { describeRerankingModel } from '#ports/reranking-model.conformance';
import { createLocalEmbeddingModel, createLocalRerankingModel } from './local-embedding.ts';

/** A dictionary of three concepts stands in for the real one. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/dress|плать|فستان/u, 'garment:dress'],
  [/leather|кож|جلد/u, 'material:leather'],
  [/wedding|свадьб|عرس|زفاف/u, 'event:wedding'],
];
const concepts = (text: string): readonly string[] =>
  WORDS.filter(([word]) => word.test(text.toLowerCase())).map(([, id]) => id);

const model = createLocalEmbeddingModel({ concepts });
describeEmbeddingModel('the local embedding model', async () => ({ model }));
describeRerankingModel('the local reranking model', async () => ({ model: createLocalRerankingModel({ concepts }) }));

async function embed(...texts: string[]): Promise<readonly (readonly number[])[]> {
  return model.embed({ texts, purpose: 'document', timeoutMs: 1_000, signal: new AbortController().signal });
}

/** Whether the first candidate is the closest to the text. */
async function isClosest(text: string, ...candidates: string[]): Promise<boolean> {
  const [question = [], ...vectors] = await embed(text, ...candidates);
  const scores = vectors.map((vector) => similarity(question, vector));
  return scores.indexOf(Math.max(...scores)) === 0;
}

test('recognises word forms and typing errors', async () => {
  expect(await isClosest('куртками', 'куртка', 'картина', 'кофта')).toBe(true);
  expect(await isClosest('sneekers', 'sneakers', 'sandals', 'sweaters')).toBe(true);
  expect(await isClosest('الفساتين', 'فساتين', 'قميص', 'حذاء')).toBe(true);
});

test('carries known concepts from language to language', async () => {
  expect(
    await isClosest('a dress for the wedding', 'платье на свадьбу', 'кроссовки для бега', 'сумка для работы'),
  ).toBe(true);
  expect(await isClosest('никакой кожи', 'بدون جلد', 'قميص أبيض', 'حذاء رياضي')).toBe(true);
});

test('carries everyday topics from language to language', async () => {
  expect(await isClosest('how much can I spend?', 'мой бюджет 700 дирхам', 'мы смотрели фильм')).toBe(true);
  expect(await isClosest('ما هو مقاسي؟', 'My size is 38', 'My sister is here')).toBe(true);
});

test('does not let function words decide', async () => {
  expect(await isClosest('what is the size of my shoes', 'shoes in size 38', 'what is the name of the film')).toBe(
    true,
  );
});
