import { FUNCTION_WORDS } from './function-words.ts';
import { foldText, wordsOf } from './fold-text.ts';
import { topicsOf } from './topic-words.ts';

/** Weights of the kinds of features; found by hand on sentence pairs in three languages, see the test. */
const WEIGHT = { word: 1, pair: 0.35, grams: 1.1, concept: 2.2, topic: 1.6, functionWord: 0.12 } as const;
const GRAM_SIZES = [3, 4, 5];

/** Adds up features of one text by name. */
type FeatureCounts = Map<string, number>;

/** The features of a text with their weights: words, neighbouring words, character n-grams, topics, concepts. */
export function weighFeatures(
  text: string,
  concepts: (text: string) => readonly string[],
): ReadonlyMap<string, number> {
  const counts: FeatureCounts = new Map();
  const words = wordsOf(foldText(text));
  let previous: string | undefined;
  for (const word of words) {
    if (FUNCTION_WORDS.has(word)) {
      add(counts, `w ${word}`, WEIGHT.functionWord);
      continue;
    }
    add(counts, `w ${word}`, WEIGHT.word);
    addGrams(counts, word);
    if (previous !== undefined) add(counts, `p ${previous} ${word}`, WEIGHT.pair);
    previous = word;
  }
  for (const topic of topicsOf(words)) add(counts, `t ${topic}`, WEIGHT.topic);
  for (const concept of concepts(text)) add(counts, `c ${concept}`, WEIGHT.concept);
  // A text of signs only (emoji) is still a text of its own.
  if (counts.size === 0) for (const sign of text.trim() || ' ') add(counts, `s ${sign}`, 1);
  return counts;
}

/** All n-grams of a word together weigh about as much as the word, however long it is. */
function addGrams(counts: FeatureCounts, word: string): void {
  const letters = [...`<${word}>`];
  const grams = GRAM_SIZES.flatMap((size) =>
    Array.from({ length: Math.max(0, letters.length - size + 1) }, (_, at) => letters.slice(at, at + size).join('')),
  );
  const weight = WEIGHT.grams / Math.sqrt(Math.max(1, grams.length));
  for (const gram of grams) add(counts, `g ${gram}`, weight);
}

function add(counts: FeatureCounts, feature: string, weight: number): void {
  counts.set(feature, (counts.get(feature) ?? 0) + weight);
}

/** FNV-1a over UTF-16 units with a final mix; the same on every machine. */
export function hashText(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}
