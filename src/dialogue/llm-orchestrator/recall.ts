import type { Clock } from '#kernel/clock';
import type { EmbeddingModel } from '#ports/embedding-model';
import { findPreceding } from '#stores/shard/message-store';
import { searchEpisodes } from '#stores/shard/search-episodes';
import type { EpisodeCandidate } from '#stores/shard/search-episodes';
import { buildTextQuery } from '#user-data/memory/build-text-query';
import { expandQuery } from '#user-data/memory/expand-query';
import { isShortQuery, needsSpan } from '#user-data/memory/needs-span';
import { rawExcerpt } from '#user-data/memory/raw-excerpt';
import { rankEpisodes, similarityThreshold } from '#user-data/memory/score-episodes';
import type { RankedEpisode } from '#user-data/memory/score-episodes';
import type { Routing } from '#user-data/routing/routing';
import type { OrchestratorEvents } from './events.ts';
import type { AcceptedMessage, Turn } from './turn.ts';

const RETRIEVAL_TOP_K = 15;
const EXPANSION_TOP_K = 5;
const FEW_EPISODES = 3;
const EPISODES_PER_DAY = 3;
const SPAN_LENGTH = 200;

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
 * Finds the past messages that bear on this one: by meaning and by words, in one statement on the user's shard. A missing
 * vector leaves the words; a failing search leaves nothing; neither costs the answer.
 *
 * @see dialogue.md 3.9-3.10, knowledge.md 13-15
 */
export async function recall(deps: RecallDeps, accepted: AcceptedMessage, queryVector: QueryVector): Promise<Found> {
  const { turn, queryLevel } = accepted;
  try {
    const first = await search(deps, accepted, { text: turn.text, vector: await queryVector, limit: RETRIEVAL_TOP_K });
    const expanded =
      queryLevel >= 2 && first.episodes.length < FEW_EPISODES
        ? await expand(deps, accepted, first.episodes)
        : undefined;
    const ranked = expanded?.episodes ?? first.episodes;
    return {
      episodes: await addSpans(deps, accepted, ranked),
      expansionAttempted: expanded !== undefined && expanded.isAttempted,
      expansionUsed: expanded !== undefined && expanded.isUsed,
      isDegraded: first.isDegraded,
    };
  } catch (error) {
    if (turn.signal.aborted) throw error;
    deps.events.stepDegraded({ requestId: turn.requestId, step: 'recall', error });
    return NOTHING;
  }
}

interface Search {
  readonly text: string;
  readonly vector: readonly number[] | null;
  readonly limit: number;
}

async function search(deps: RecallDeps, { turn, stored }: AcceptedMessage, { text, vector, limit }: Search) {
  const textQuery = buildTextQuery(text) ?? null;
  const languages = stored.personaProfile?.fields['languages_comfort'] as { value?: unknown } | undefined;
  const threshold = similarityThreshold(Array.isArray(languages?.value) ? (languages.value as string[]) : [], {
    one: deps.options.similarityThreshold,
    several: deps.options.similarityThresholdMultilingual,
  });
  const candidates =
    vector === null && textQuery === null
      ? []
      : await deps.routing.read(turn.userId, (session) =>
          searchEpisodes(session, {
            queryVector: vector,
            embeddingModel: deps.embeddingModel.name,
            textQuery,
            excludeMessageIds: [
              ...stored.recentMessages.map(({ id }) => id),
              ...turn.messages.map(({ message_id: id }) => id),
            ],
            excludeRequestId: turn.requestId,
          }),
        );
  const episodes = rankEpisodes(candidates, {
    threshold,
    now: deps.clock.now(),
    timeZone: deps.options.timeZone,
    limit,
    perDay: EPISODES_PER_DAY,
  });
  return { episodes, isDegraded: vector === null };
}

/** The vector of a query; null when the vendor did not give one in time. */
export type QueryVector = Promise<readonly number[] | null>;

/**
 * Asks for the vector of the user's words. A turn starts it before anything else, so that the vendor works while the
 * message is stored; a failure leaves the words to search by.
 */
export async function embedQuery(
  deps: Pick<RecallDeps, 'embeddingModel' | 'events' | 'options'>,
  { requestId, signal }: Pick<Turn, 'requestId' | 'signal'>,
  text: string,
): QueryVector {
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
  const recent = accepted.stored.recentMessages.slice(-5).map(({ content }) => content);
  const queries = expandQuery({ text: accepted.turn.text, recent });
  if (queries.length === 0) return { episodes: found, isAttempted: false, isUsed: false };
  const results = await Promise.all(
    queries.map(async (query) =>
      search(deps, accepted, {
        text: query,
        vector: await embedQuery(deps, accepted.turn, query),
        limit: EXPANSION_TOP_K,
      }),
    ),
  );
  const best = new Map(found.map((episode) => [episode.messageId, episode]));
  for (const episode of results.flatMap(({ episodes }) => episodes)) {
    const known = best.get(episode.messageId);
    if (!known || known.finalScore < episode.finalScore) best.set(episode.messageId, episode);
  }
  const episodes = [...best.values()].sort((a, b) => b.finalScore - a.finalScore).slice(0, RETRIEVAL_TOP_K);
  return { episodes, isAttempted: true, isUsed: best.size > found.length };
}

async function addSpans(
  deps: RecallDeps,
  { turn }: AcceptedMessage,
  episodes: readonly RankedEpisode<EpisodeCandidate>[],
): Promise<readonly FoundEpisode[]> {
  const plain = episodes.map((episode): FoundEpisode => ({
    ...episode,
    excerpt: rawExcerpt(episode.content, episode.memoryType ?? 'general'),
    span: [],
  }));
  const wanting = plain.filter(({ excerpt }) => needsSpan(excerpt)).map(({ messageId }) => messageId);
  if (wanting.length === 0) return plain;
  const preceding = await deps.routing.read(turn.userId, (session) =>
    findPreceding(session, { messageIds: wanting, count: 2 }),
  );
  const onlyAnswers = isShortQuery(turn.text);
  return plain.map((episode) => {
    if (!wanting.includes(episode.messageId)) return episode;
    const span = preceding
      .filter(
        (message) =>
          message.createdAt <= episode.createdAt &&
          message.id !== episode.messageId &&
          (!onlyAnswers || message.role === 'assistant'),
      )
      .slice(0, 2)
      .reverse()
      .map((message) => ({
        role: message.role,
        text: (message.responseDescription ?? message.content).slice(0, SPAN_LENGTH),
      }));
    return { ...episode, span };
  });
}
