import { estimateTokens } from '#dialogue/llm-orchestrator/estimate-tokens';
import { percentile } from '../bench/percentile.ts';
import { askMemory, askSpecified, TOKEN_BUDGET } from './memory/ask-memory.ts';
import { readDialogueWords } from './memory/dialogue-words.ts';
import { memoryBaselines } from './memory/memory-baselines.ts';
import { ingestDialogue, openMemoryShard } from './memory/memory-shard.ts';
import type { MemoryShard } from './memory/memory-shard.ts';
import { readDialogues } from './memory/read-dialogues.ts';
import type { Dialogue } from './memory/read-dialogues.ts';
import { RecallTally } from './memory/recall-tally.ts';
import type { Answered } from './memory/recall-tally.ts';

/** The categories that the top-level figures count; 5 asks for what was never said. */
const COUNTED = 4;
const DAY_MS = 86_400_000;

interface Tallies {
  readonly counted: RecallTally;
  readonly everything: RecallTally;
  readonly byCategory: Map<number, RecallTally>;
  readonly baselines: Map<string, RecallTally>;
  readonly searchMs: number[];
}

/**
 * Measures what the memory finds: every turn of a dialogue is said to a user's memory on an embedded shard, every question
 * is asked of it. No language model and no key. Top-level figures and baselines count the categories 1 to 4.
 *
 * @returns recall over the turns that are evidence, mean reciprocal rank, tokens, times of the search, and the same of
 * the ways of others in the same run.
 * @throws InvalidInputError when the file does not hold dialogues.
 */
export async function run(args: { readonly data: string }): Promise<object> {
  const dialogues = await readDialogues(args.data);
  const tallies: Tallies = {
    counted: new RecallTally(),
    everything: new RecallTally(),
    byCategory: new Map(),
    baselines: new Map(),
    searchMs: [],
  };
  const memory = await openMemoryShard();
  try {
    for (const [index, dialogue] of dialogues.entries()) {
      process.stderr.write(`memory: dialogue ${index + 1} of ${dialogues.length}, ${dialogue.turns.length} turns\n`);
      await measureDialogue(memory, dialogue, tallies);
    }
  } finally {
    await memory.close();
  }
  return toFigures(tallies);
}

async function measureDialogue(memory: MemoryShard, dialogue: Dialogue, tallies: Tallies): Promise<void> {
  const ingested = await ingestDialogue(memory, dialogue);
  const words = await readDialogueWords(memory.shard, dialogue);
  const baselines = await memoryBaselines(dialogue, words, memory.embeddingModel);
  const now = new Date((dialogue.turns.at(-1)?.createdAt.getTime() ?? 0) + DAY_MS);
  const tokensOf = (turn: number): number => estimateTokens(dialogue.turns[turn]?.content ?? '');
  for (const [index, question] of dialogue.questions.entries()) {
    const asked = { text: question.text, now };
    const startedAt = performance.now();
    const answered = await askMemory(memory, ingested, asked);
    tallies.searchMs.push(performance.now() - startedAt);
    tallies.everything.add(question, answered, tokensOf);
    tallyOf(tallies.byCategory, question.category).add(question, answered, tokensOf);
    if (question.category > COUNTED) continue;
    tallies.counted.add(question, answered, tokensOf);
    const rankings = {
      specified_as_built: await askSpecified(memory, ingested, asked),
      ...Object.fromEntries(Object.entries(baselines).map(([name, rank]) => [name, rank(index)])),
    };
    for (const [name, ranked] of Object.entries(rankings)) {
      const withSpans = addNeighbours(dialogue, ranked, tokensOf);
      tallyOf(tallies.baselines, name).add(question, { ranked, handed: withSpans }, tokensOf);
    }
  }
}

function tallyOf<Key>(tallies: Map<Key, RecallTally>, key: Key): RecallTally {
  const tally = tallies.get(key) ?? new RecallTally();
  tallies.set(key, tally);
  return tally;
}

/** Spans of a baseline: the turns right before and after each of the first k, as long as the tokens last. */
function addNeighbours(
  dialogue: Dialogue,
  ranked: readonly number[],
  tokensOf: (turn: number) => number,
): Answered['handed'] {
  return (k) => {
    const first = ranked.slice(0, k);
    const handed = new Set(first);
    let left = TOKEN_BUDGET - first.reduce((sum, turn) => sum + tokensOf(turn), 0);
    for (const neighbour of first.flatMap((turn) => [turn - 1, turn + 1])) {
      if (handed.has(neighbour) || dialogue.turns[neighbour] === undefined || tokensOf(neighbour) > left) continue;
      handed.add(neighbour);
      left -= tokensOf(neighbour);
    }
    return handed;
  };
}

function toFigures({ counted, everything, byCategory, baselines, searchMs }: Tallies): object {
  return {
    questions: counted.questions,
    recall_at_5: counted.mean('recall_at_5'),
    recall_at_10: counted.mean('recall_at_10'),
    recall_at_20: counted.mean('recall_at_20'),
    mrr: counted.mean('mrr'),
    tokens_at_10: counted.tokens('tokens_at_10'),
    with_span: {
      recall_at_5: counted.mean('with_span_recall_at_5'),
      recall_at_10: counted.mean('with_span_recall_at_10'),
      recall_at_20: counted.mean('with_span_recall_at_20'),
      tokens_at_10: counted.tokens('with_span_tokens_at_10'),
    },
    by_category: Object.fromEntries(
      [...byCategory]
        .sort(([one], [other]) => one - other)
        .map(([category, tally]) => [category, { recall_at_10: tally.mean('recall_at_10'), n: tally.questions }]),
    ),
    all_categories: { recall_at_10: everything.mean('recall_at_10') },
    search_p50_ms: percentile(searchMs, 0.5),
    search_p95_ms: percentile(searchMs, 0.95),
    baselines: Object.fromEntries(
      [...baselines].map(([name, tally]) => [
        name,
        {
          recall_at_10: tally.mean('recall_at_10'),
          with_span_recall_at_10: tally.mean('with_span_recall_at_10'),
          tokens_at_10: tally.tokens('tokens_at_10'),
        },
      ]),
    ),
  };
}
