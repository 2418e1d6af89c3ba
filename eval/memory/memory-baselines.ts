import type { EmbeddingModel } from '#ports/embedding-model';
import type { Dialogue } from './read-dialogues.ts';
import type { DialogueWords } from './dialogue-words.ts';

/** Orders the turns of one dialogue for its question of this number, the best first. */
export type Baseline = (question: number) => readonly number[];

const NEIGHBOUR_WEIGHTS = [0.4, 0.2];
const SPEAKER_BOOST = 1;
const VECTOR_SHARE = 0.15;

/**
 * The ways of others, in memory: full-text search with AND and with OR, the specified formula, BM25, BM25 with what was
 * said around a turn, the same with a boost for the named speaker, and fused with vectors.
 */
export async function memoryBaselines(
  dialogue: Dialogue,
  words: DialogueWords,
  embeddingModel: EmbeddingModel,
): Promise<Readonly<Record<string, Baseline>>> {
  const embed = (texts: readonly string[], purpose: 'document' | 'query') =>
    embeddingModel.embed({ texts, purpose, timeoutMs: 60_000, signal: new AbortController().signal });
  const turnVectors = await embed(
    dialogue.turns.map(({ content }) => content),
    'document',
  );
  const questionVectors = await embed(
    dialogue.questions.map(({ text }) => text),
    'query',
  );
  const vectorScores = (question: number) =>
    turnVectors.map((vector) => Math.max(0, product(vector, questionVectors[question] ?? [])));
  const bm25 = createBm25(words.turns);
  const single = (question: number) => bm25(words.questions[question]?.stems ?? []);
  const around = (question: number) => addNeighbours(dialogue, single(question));
  const spoken = (question: number) =>
    around(question).map((score, turn) =>
      dialogue.questions[question]?.text.includes(dialogue.turns[turn]?.speaker ?? '\n')
        ? score * (1 + SPEAKER_BOOST)
        : score,
    );
  return {
    full_text_and: (question) => words.questions[question]?.all ?? [],
    ts_rank_or: (question) => words.questions[question]?.any ?? [],
    vectors: (question) => byScore(vectorScores(question)),
    specified_formula: (question) =>
      byScore(
        vectorScores(question).map(
          (score, turn) => 0.7 * score + 0.3 * (words.questions[question]?.specified[turn] ?? 0),
        ),
      ),
    bm25: (question) => byScore(single(question)),
    bm25_neighbours: (question) => byScore(around(question)),
    bm25_neighbours_speaker: (question) => byScore(spoken(question)),
    bm25_neighbours_speaker_vectors: (question) => {
      const vectors = relative(vectorScores(question));
      return byScore(relative(spoken(question)).map((score, turn) => score + VECTOR_SHARE * (vectors[turn] ?? 0)));
    },
  };
}

/** Okapi BM25, k1 = 1.2, b = 0.75. */
function createBm25(turns: readonly ReadonlyMap<string, number>[]): (stems: readonly string[]) => readonly number[] {
  const lengths = turns.map((turn) => [...turn.values()].reduce((sum, count) => sum + count, 0));
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, turns.length);
  const turnsWith = new Map<string, number>();
  for (const turn of turns) for (const stem of turn.keys()) turnsWith.set(stem, (turnsWith.get(stem) ?? 0) + 1);
  return (stems) =>
    turns.map((turn, index) =>
      stems.reduce((score, stem) => {
        const count = turn.get(stem) ?? 0;
        const known = turnsWith.get(stem) ?? 0;
        const rarity = Math.log(1 + (turns.length - known + 0.5) / (known + 0.5));
        return score + (rarity * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * (lengths[index] ?? 0)) / mean));
      }, 0),
    );
}

/** Adds the scores of the turns before and after, within a session. */
function addNeighbours(dialogue: Dialogue, scores: readonly number[]): readonly number[] {
  return scores.map((score, index) =>
    NEIGHBOUR_WEIGHTS.reduce((sum, weight, step) => {
      const near = [index - step - 1, index + step + 1].filter(
        (neighbour) => dialogue.turns[neighbour]?.session === dialogue.turns[index]?.session,
      );
      return sum + weight * near.reduce((total, neighbour) => total + (scores[neighbour] ?? 0), 0);
    }, score),
  );
}

function relative(scores: readonly number[]): readonly number[] {
  const most = Math.max(1e-9, ...scores);
  return scores.map((score) => score / most);
}

/** Turns with a score, the best first; ties: the later. */
function byScore(scores: readonly number[]): readonly number[] {
  return scores
    .flatMap((score, turn) => (score > 0 ? [{ score, turn }] : []))
    .sort((one, other) => other.score - one.score || other.turn - one.turn)
    .map(({ turn }) => turn);
}

function product(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}
