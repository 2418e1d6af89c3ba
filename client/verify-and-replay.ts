import type { ApiClient } from './api-client.ts';
import { toApiError } from './api-error.ts';
import { MAX_ATTEMPTS } from './pair-buffer.ts';
import type { PairBuffer } from './pair-buffer.ts';
import { replayableMessages } from './pair.ts';
import type { Pair, PairMessage } from './pair.ts';
import { backoffMs } from './time.ts';
import type { Time } from './time.ts';

/** What recovery works with. */
export interface RecoveryDeps {
  readonly api: Pick<ApiClient, 'chat'>;
  readonly buffer: PairBuffer;
  readonly time: Time;
  readonly random: () => number;
}

/** How a recovery ended. */
export interface RecoveryResult {
  /** Whether the server could be asked at all; false after three failed attempts. */
  readonly reached: boolean;
  /** Request ids whose message has no answer yet and is to be sent again, oldest first. */
  readonly resend: readonly string[];
  /** Request ids that were given up: ask the user to repeat. */
  readonly givenUp: readonly string[];
  /** Request ids of pairs that another, stored answer belongs to: show that one. */
  readonly replaced: readonly string[];
}

/** Between two attempts while a failover runs. @see user-data.md 13.3 */
const FAILOVER_WAIT = { baseMs: 30_000, capMs: 30_000 };
/** Of one call; pairs that do not fit wait for the next recovery. */
const MAX_MESSAGES = 20;
/** The server takes one pair a second and user. */
const PAIR_INTERVAL_MS = 1_000;

/**
 * Shows the server what this client holds and brings it what is missing: all unconfirmed pairs with the ids of the last
 * three confirmed ones, then the confirmed pairs that the server lost. Up to three attempts with 15-30 s between them.
 * Without a conversation id nothing was ever confirmed, and only `resend` has content. @see user-data.md 13.3
 */
export async function verifyAndReplay(
  deps: RecoveryDeps,
  input: {
    readonly conversationId: string | null;
    readonly signal?: AbortSignal;
    readonly wake?: () => AbortSignal;
    readonly onWaiting?: () => void;
  },
): Promise<RecoveryResult> {
  const replaced = new Set<string>();
  let reached = input.conversationId === null;
  for (let attempt = 1; input.conversationId !== null && attempt <= MAX_ATTEMPTS && !input.signal?.aborted; attempt++) {
    const tried = deps.buffer.unconfirmed();
    try {
      const missing = await exchange(deps, input.conversationId, tried, deps.buffer.recentConfirmedIds(), replaced);
      const lost = deps.buffer.pairs.filter((pair) => pair.messages.some((message) => missing.includes(message.id)));
      if (lost.length > 0) await exchange(deps, input.conversationId, lost, [], replaced);
      reached = true;
      break;
    } catch (thrown) {
      const error = toApiError(thrown);
      for (const pair of tried) await deps.buffer.countAttempt(pair.requestId);
      if (!error.isTransient) break;
      if (attempt < MAX_ATTEMPTS) {
        input.onWaiting?.();
        const waitMs =
          error.retryAfterSeconds === null
            ? backoffMs(attempt, FAILOVER_WAIT, deps.random)
            : error.retryAfterSeconds * 1000;
        const ends = [input.signal, input.wake?.()].filter((signal) => signal !== undefined);
        await deps.time.sleep(Math.max(waitMs, PAIR_INTERVAL_MS), AbortSignal.any(ends));
      }
    }
  }
  const givenUp = deps.buffer.pairs.filter((pair) => pair.status !== 'confirmed' && pair.attempts >= MAX_ATTEMPTS);
  return {
    reached,
    resend: deps.buffer.pairs.filter((pair) => needsAnswer(pair)).map((pair) => pair.requestId),
    givenUp: givenUp.map((pair) => pair.requestId),
    replaced: [...replaced],
  };
}

/** A message whose answer the client cannot show: never seen, or only seen in part and without its signature. */
function needsAnswer(pair: Pair): boolean {
  if (pair.attempts >= MAX_ATTEMPTS) return false;
  return pair.status === 'pending' || (pair.status === 'unconfirmed' && !hasSignedAnswer(pair));
}

function hasSignedAnswer(pair: Pair): boolean {
  return pair.messages.some((message) => message.role === 'assistant' && message.signature !== null);
}

/** One call; returns the confirmed ids that the server does not have. */
async function exchange(
  deps: RecoveryDeps,
  conversationId: string,
  pairs: readonly Pair[],
  confirmedIds: readonly string[],
  replaced: Set<string>,
): Promise<readonly string[]> {
  if (pairs.length === 0 && confirmedIds.length === 0) return [];
  const messages = pairs.reduce<readonly PairMessage[]>((taken, pair) => {
    const together = [...taken, ...replayableMessages(pair)];
    return together.length <= MAX_MESSAGES ? together : taken;
  }, []);
  const answer = await deps.api.chat.verifyAndReplay({
    conversation_id: conversationId,
    unconfirmed: [...messages],
    recent_confirmed_ids: [...confirmedIds],
  });
  const results = new Map(answer.results.map((result) => [result.id, result]));
  for (const pair of pairs) {
    const own = replayableMessages(pair).map((message) => results.get(message.id));
    if (own.some((result) => result === undefined)) continue;
    if (own.some((result) => result?.stored_answer_id)) replaced.add(pair.requestId);
    if (own.some((result) => result?.status === 'tombstoned')) await deps.buffer.remove(pair.requestId);
    else if (own.some((result) => result?.status === 'rejected')) await deps.buffer.countAttempt(pair.requestId);
    else if (hasSignedAnswer(pair)) await deps.buffer.confirm(pair.requestId);
  }
  return answer.missing_confirmed;
}
