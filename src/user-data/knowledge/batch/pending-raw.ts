import { codePointLength, takeLastWords, takeWords } from '#dialogue/model/language/code-points';
import { listPendingRaw } from '#stores/shard/list-pending-raw';
import type { PendingMessage } from '#stores/shard/list-pending-raw';
import type { ShardSession } from '#stores/shard/shard-session';

/** From more waiting messages than this the pack shows the newest of them as they are. @see knowledge.md 8.8 */
const PENDING_LIMIT = 10;
const LINES = 5;
const WHOLE_LENGTH = 300;
const HEAD = 180;
const TAIL = 120;

/**
 * The layer `pending_raw` of a pack (title: "not analysed yet, but the user said"): the newest user messages that wait for the batch, head and tail of each, oldest
 * first; none while the batch is off, while few wait, or of messages that the pack shows anyway.
 *
 * @see knowledge.md 8.8 (O-44, O-45)
 */
export function selectPendingRaw(input: {
  readonly isBatchOn: boolean;
  readonly pendingCount: number;
  /** Newest last. */
  readonly unanalysed: readonly PendingMessage[];
  /** Ids of the recent messages in the pack. */
  readonly shownIds: ReadonlySet<string>;
}): readonly string[] {
  if (!input.isBatchOn || input.pendingCount <= PENDING_LIMIT) return [];
  return input.unanalysed
    .filter(({ id }) => !input.shownIds.has(id))
    .slice(-LINES)
    .map(({ content }) =>
      codePointLength(content) <= WHOLE_LENGTH
        ? content
        : `${takeWords(content, HEAD)} [...] ${takeLastWords(content, TAIL)}`,
    );
}

/** Recent messages in a pack: so many more are read, in case all of them wait too. */
const RECENT = 10;

/** Reads and selects the layer in one round trip; none at all while the batch is off. @see knowledge.md 8.8 */
export async function readPendingRaw(
  session: ShardSession,
  input: { readonly isBatchOn: boolean; readonly shownIds: ReadonlySet<string> },
): Promise<readonly string[]> {
  if (!input.isBatchOn) return [];
  const { pendingCount, messages } = await listPendingRaw(session, LINES + RECENT);
  return selectPendingRaw({ ...input, pendingCount, unanalysed: messages });
}
