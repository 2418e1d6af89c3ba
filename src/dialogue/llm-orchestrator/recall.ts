import type { Clock } from '#kernel/clock';
import { NotFoundError } from '#kernel/error';
import type { EmbeddingModel } from '#ports/embedding-model';
import { searchEpisodes } from '#stores/shard/search-episodes';
import type { EpisodeCandidate } from '#stores/shard/search-episodes';
import { searchMemory } from '#stores/shard/search-memory';
import type { MemoryCandidate } from '#stores/shard/search-memory';
import { buildTextQuery } from '#user-data/memory/build-text-query';
import { expandQuery } from '#user-data/memory/expand-query';
import { isShortQuery, needsSpan } from '#user-data/memory/needs-span';
import { rawExcerpt } from '#user-data/memory/raw-excerpt';
import { rankMemory, vectorWeight } from '#user-data/memory/rank-memory';
import { rankEpisodes, similarityThreshold } from '#user-data/memory/score-episodes';
import type { RankedEpisode } from '#user-data/memory/score-episodes';
import type { Routing } from '#user-data/routing/routing';
import type { OrchestratorEvents } from './events.ts';
import type { AcceptedMessage, Turn } from './turn.ts';

const RETRIEVAL_TOP_K = 15;
/** Candidates of the two branches and of both. @see knowledge.md 13.1, O-75 */
const VECTOR_TOP = 20;
const TEXT_TOP = 10;
const CANDIDATES = 40;
/** So many may be found that are in the prompt anyway: who searches does not know them yet. */
const RECENT_MESSAGES = 10;
const EXPANSION_TOP_K = 5;
const FEW_EPISODES = 3;
const EPISODES_PER_DAY = 3;

/** What recalling needs. */
export interface RecallDeps {
  readonly routing: Routing;
  readonly embeddingModel: EmbeddingModel;
  readonly events: OrchestratorEvents;
  readonly clock: Clock;
  readonly options: {
    readonly embeddingTimeoutMs: number;
    readonly timeZone: string;
    readonly similarityThreshold: number;
    readonly similarityThresholdMultilingual: number;
    readonly usesSpecifiedRanking: boolean;
  };
}

/** A found message with its excerpt and, where it is too short to be understood, what came before it. */
export interface FoundEpisode extends RankedEpisode<EpisodeCandidate> {
  readonly excerpt: string;
  readonly span: readonly { readonly role: string; readonly text: string }[];
}

/** What the search gave, before mood and density are applied. */
export interface Found {
  readonly episodes: readonly FoundEpisode[];
  readonly expansionAttempted: boolean;
  readonly expansionUsed: boolean;
  readonly isDegraded: boolean;
}

const NOTHING: Found = { episodes: [], expansionAttempted: false, expansionUsed: false, isDegraded: true };

/**
 * Searches the past by meaning and by words, in one statement on the user's shard. It needs nothing but the user's words,
 * so a turn starts it before the message is stored; nothing is found for someone who has no past.
 */
export async function searchPast(
  deps: Pick<RecallDeps, 'routing' | 'embeddingModel'> & {
    readonly options: Pick<RecallDeps['options'], 'usesSpecifiedRanking'>;
  },
  turn: Pick<Turn, 'userId' | 'requestId' | 'messages'>,
  { text, vector }: { readonly text: string; readonly vector: readonly number[] | null },
): Promise<readonly EpisodeCandidate[]> {
  const textQuery = buildTextQuery(text) ?? null;
  if (vector === null && textQuery === null) return [];
  try {
    const asked = {
      queryVector: vector,
      embeddingModel: deps.embeddingModel.name,
      excludeMessageIds: turn.messages.map(({ message_id: id }) => id),
      excludeRequestId: turn.requestId,
      vectorLimit: VECTOR_TOP + RECENT_MESSAGES,
    };
    return await deps.routing.read(turn.userId, (session) =>
      deps.options.usesSpecifiedRanking
        ? searchEpisodes(session, {
            ...asked,
            textQuery,
            textLimit: TEXT_TOP + RECENT_MESSAGES,
            limit: CANDIDATES + RECENT_MESSAGES,
          })
        : // A text that says too little to search by its words (knowledge.md O-72) is compared by its vector alone.
          searchMemory(session, { ...asked, text: textQuery === null ? '' : text }),
    );
  } catch (error) {
    if (error instanceof NotFoundError) return [];
    throw error;
  }
}

/** What a turn starts before its message is stored: the vector of its words, and with it the search. */
export interface Searching {
  readonly candidates: Promise<readonly EpisodeCandidate[]>;
  /** No vector came in time: only words are compared. */
  readonly isDegraded: Promise<boolean>;
}

/** Starts the search of a turn as soon as the vector of its words is there. */
export function startSearch(deps: RecallDeps, turn: Turn): Searching {
  const vector = embedQuery(deps, turn, turn.text);
  const candidates = vector.then((found) => searchPast(deps, turn, { text: turn.text, vector: found }));
  const isDegraded = vector.then((found) => found === null);
  // A turn that ends early asks for neither.
  candidates.catch(() => undefined);
  isDegraded.catch(() => undefined);
  return { candidates, isDegraded };
}

/**
 * Chooses the past messages that bear on this one among what the search found. A missing vector leaves the words; a failing
 * search leaves nothing; neither costs the answer.
 *
 * @see dialogue.md 3.9-3.10, knowledge.md 13-15
 */
export async function recall(deps: RecallDeps, accepted: AcceptedMessage, searching: Searching): Promise<Found> {
  const { turn, queryLevel } = accepted;
  try {
    const first = rank(deps, accepted, await searching.candidates, {
      question: turn.text,
      limit: RETRIEVAL_TOP_K,
    });
    const expanded = queryLevel >= 2 && first.length < FEW_EPISODES ? await expand(deps, accepted, first) : undefined;
    return {
      episodes: addSpans(turn, expanded?.episodes ?? first),
      expansionAttempted: expanded !== undefined && expanded.isAttempted,
      expansionUsed: expanded !== undefined && expanded.isUsed,
      isDegraded: await searching.isDegraded,
    };
  } catch (error) {
    if (turn.signal.aborted) throw error;
    deps.events.stepDegraded({ requestId: turn.requestId, step: 'recall', error });
    return NOTHING;
  }
}

/** The best of the candidates that are not in the prompt anyway. */
function rank(
  deps: RecallDeps,
  { stored }: AcceptedMessage,
  candidates: readonly EpisodeCandidate[],
  { question, limit }: { readonly question: string; readonly limit: number },
): readonly RankedEpisode<EpisodeCandidate>[] {
  const inPrompt = new Set(stored.recentMessages.map(({ id }) => id));
  const languages = stored.personaProfile?.fields['languages_comfort'] as { value?: unknown } | undefined;
  const eligible = candidates.filter(({ messageId }) => !inPrompt.has(messageId));
  const options = {
    threshold: similarityThreshold(Array.isArray(languages?.value) ? (languages.value as string[]) : [], {
      one: deps.options.similarityThreshold,
      several: deps.options.similarityThresholdMultilingual,
    }),
    now: deps.clock.now(),
    timeZone: deps.options.timeZone,
  };
  if (deps.options.usesSpecifiedRanking) return rankEpisodes(eligible, { ...options, limit, perDay: EPISODES_PER_DAY });
  return rankMemory(eligible.filter(isMemoryCandidate), {
    ...options,
    question,
    vectorWeight: vectorWeight(deps.embeddingModel.name),
  })
    .filter(({ isEvidence }) => isEvidence)
    .slice(0, limit);
}

function isMemoryCandidate(candidate: EpisodeCandidate): candidate is MemoryCandidate {
  return 'wordScore' in candidate;
}

/** The vector of a query, or null when the vendor did not give one in time: then the words are left to search by. */
async function embedQuery(
  deps: RecallDeps,
  { requestId, signal }: Turn,
  text: string,
): Promise<readonly number[] | null> {
  try {
    const [vector] = await deps.embeddingModel.embed({
      texts: [text],
      purpose: 'query',
      timeoutMs: deps.options.embeddingTimeoutMs,
      signal,
    });
    return vector ?? null;
  } catch (error) {
    if (signal.aborted) throw error;
    deps.events.stepDegraded({ requestId, step: 'embed', error });
    return null;
  }
}

async function expand(deps: RecallDeps, accepted: AcceptedMessage, found: readonly RankedEpisode<EpisodeCandidate>[]) {
  const { turn, stored } = accepted;
  const recent = stored.recentMessages.slice(-5).map(({ content }) => content);
  const queries = expandQuery({ text: turn.text, recent });
  if (queries.length === 0) return { episodes: found, isAttempted: false, isUsed: false };
  const results = await Promise.all(
    queries.map(async (text) => {
      const candidates = await searchPast(deps, turn, { text, vector: await embedQuery(deps, turn, text) });
      return rank(deps, accepted, candidates, { question: text, limit: EXPANSION_TOP_K });
    }),
  );
  const best = new Map(found.map((episode) => [episode.messageId, episode]));
  for (const episode of results.flat()) {
    const known = best.get(episode.messageId);
    if (!known || known.finalScore < episode.finalScore) best.set(episode.messageId, episode);
  }
  const episodes = [...best.values()].sort((a, b) => b.finalScore - a.finalScore).slice(0, RETRIEVAL_TOP_K);
  return { episodes, isAttempted: true, isUsed: best.size > found.length };
}

function addSpans({ text }: Turn, episodes: readonly RankedEpisode<EpisodeCandidate>[]): readonly FoundEpisode[] {
  const onlyAnswers = isShortQuery(text);
  return episodes.map((episode) => {
    const excerpt = rawExcerpt(episode.content, episode.memoryType ?? 'general');
    const span = needsSpan(excerpt) ? episode.preceding.filter(({ role }) => !onlyAnswers || role === 'assistant') : [];
    return { ...episode, excerpt, span };
  });
}
