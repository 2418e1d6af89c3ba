import { applyEmotionalFilter } from '#user-data/memory/apply-emotional-filter';
import { capMemoryDensity } from '#user-data/memory/cap-memory-density';
import type { MoodFrame } from '#dialogue/model/mood-frame';
import type { StoredMessage } from '#stores/shard/message';
import { describeAge } from './describe-age.ts';
import type { Found } from './recall.ts';
import type { AcceptedMessage, Recollection } from './turn.ts';

/**
 * Which of the found episodes go into the prompt: painful ones move back, none is removed by mood, and a young
 * acquaintance hears less of the past.
 *
 * @see dialogue.md 3.11
 */
export function selectEpisodes(input: {
  readonly accepted: AcceptedMessage;
  readonly found: Found;
  readonly mood: MoodFrame;
  readonly now: Date;
}): Recollection {
  const { accepted, found, mood, now } = input;
  const filtered = applyEmotionalFilter(found.episodes, {
    valence: mood.emotion.valence,
    queryText: accepted.turn.text,
  });
  const answers = accepted.stored.recentMessages.filter(({ role }) => role === 'assistant');
  const { maxEpisodes, isSuppressed } = capMemoryDensity({
    messageCount: accepted.stored.conversation.messageCount,
    recentAnswersUsedMemory: answers.map(usedMemory),
  });
  const mayRecall = !isSuppressed || accepted.queryLevel >= 2 || accepted.stored.referencedArtifact !== null;
  return {
    episodes: (mayRecall ? filtered.slice(0, maxEpisodes) : []).map((episode, index) => ({
      ref: `E${index + 1}`,
      messageId: episode.messageId,
      role: episode.role,
      excerpt: episode.excerpt,
      artifact: episode.role === 'assistant' ? episode.responseDescription : null,
      createdAt: episode.createdAt,
      age: describeAge(episode.createdAt, now),
      score: episode.finalScore,
      isContested: episode.contestedAt !== null,
      span: episode.span,
    })),
    isMemorySuppressed: !mayRecall,
    expansionAttempted: found.expansionAttempted,
    expansionUsed: found.expansionUsed,
    isDegraded: found.isDegraded,
  };
}

function usedMemory(answer: StoredMessage): boolean {
  const used = (answer.memoryRefs as { used?: readonly unknown[] } | null)?.used;
  return Array.isArray(used) && used.length > 0;
}
