import { estimateTokens } from '#dialogue/llm-orchestrator/estimate-tokens';
import { searchEpisodes } from '#stores/shard/search-episodes';
import { searchMemory } from '#stores/shard/search-memory';
import { buildTextQuery } from '#user-data/memory/build-text-query';
import { chooseSpans, rankMemory, vectorWeight } from '#user-data/memory/rank-memory';
import { rankEpisodes, similarityThreshold } from '#user-data/memory/score-episodes';
import type { Ingested, MemoryShard } from './memory-shard.ts';
import type { Answered } from './recall-tally.ts';

/** Tokens of episodes and spans together. */
export const TOKEN_BUDGET = 1200;
const TIME_ZONE = 'Asia/Dubai';
const LIMIT = 20;

/** What is asked of whom, and when. */
export interface Question {
  readonly text: string;
  readonly now: Date;
}

/** Asks through the search by weighed words, neighbours and meaning, on the shard. */
export async function askMemory(
  memory: MemoryShard,
  { userId, indexes }: Ingested,
  question: Question,
): Promise<Answered> {
  const queryVector = await embedQuestion(memory, question);
  const candidates = await memory.routing.read(userId, (session) =>
    searchMemory(session, {
      text: question.text,
      queryVector,
      embeddingModel: memory.embeddingModel.name,
      excludeMessageIds: [],
    }),
  );
  const ranked = rankMemory(candidates, {
    question: question.text,
    now: question.now,
    timeZone: TIME_ZONE,
    threshold: similarityThreshold(['en']),
    vectorWeight: vectorWeight(memory.embeddingModel.name),
  });
  const episodes = ranked.filter(({ isEvidence }) => isEvidence);
  const toTurns = (found: readonly { readonly messageId: string }[]) =>
    found.flatMap(({ messageId }) => indexes.get(messageId) ?? []);
  return {
    ranked: toTurns(episodes.slice(0, LIMIT)),
    handed: (k) => {
      const first = episodes.slice(0, k);
      const used = first.reduce((sum, { content }) => sum + estimateTokens(content), 0);
      const spans = chooseSpans(ranked, { episodes: first, tokens: TOKEN_BUDGET - used, countTokens: estimateTokens });
      return new Set(toTurns([...first, ...spans]));
    },
  };
}

/** Asks through the specified formula as it is built: threshold, recency, at most three of a day; on the shard. */
export async function askSpecified(
  memory: MemoryShard,
  { userId, indexes }: Ingested,
  question: Question,
): Promise<readonly number[]> {
  const candidates = await memory.routing.read(userId, async (session) =>
    searchEpisodes(session, {
      queryVector: await embedQuestion(memory, question),
      embeddingModel: memory.embeddingModel.name,
      textQuery: buildTextQuery(question.text) ?? null,
      excludeMessageIds: [],
    }),
  );
  const ranked = rankEpisodes(candidates, {
    threshold: similarityThreshold(['en']),
    now: question.now,
    timeZone: TIME_ZONE,
    limit: LIMIT,
  });
  return ranked.flatMap(({ messageId }) => indexes.get(messageId) ?? []);
}

async function embedQuestion(memory: MemoryShard, { text }: Question): Promise<readonly number[] | null> {
  const [vector] = await memory.embeddingModel.embed({
    texts: [text],
    purpose: 'query',
    timeoutMs: 3_000,
    signal: new AbortController().signal,
  });
  return vector ?? null;
}
