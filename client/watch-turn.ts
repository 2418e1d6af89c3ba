import type { StreamEvent } from '#dialogue/model/stream-event';
import type { ApiClient } from './api-client.ts';
import { backoffMs } from './time.ts';
import type { Time } from './time.ts';

const POLL = { baseMs: 500, capMs: 4_000 };
/** A turn is polled when the stream has said nothing about it for so long. */
const POLL_AFTER_MS = 4_000;
/** Beyond the hard limit of a turn on the server (45 s), an answer no longer comes by itself. */
const TURN_LIMIT_MS = 60_000;

/** What watching a turn needs. */
export interface WatchDeps {
  readonly time: Time;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly isStreamOpen: () => boolean;
  readonly isOver: () => boolean;
  /** Asks the server once; true when the turn is over. */
  readonly poll: () => Promise<boolean>;
}

/**
 * Polls a turn until it is over: often while no events come, now and then while they do, so that a lost `done` is found.
 * `late` when a minute brought nothing.
 */
export async function watchTurn(deps: WatchDeps): Promise<'over' | 'late'> {
  const startedMs = deps.time.nowMs();
  for (let attempt = 1; !deps.signal.aborted; attempt++) {
    const waitMs = deps.isStreamOpen() ? POLL_AFTER_MS : backoffMs(attempt, POLL, deps.random);
    await deps.time.sleep(waitMs, deps.signal);
    if (deps.signal.aborted || deps.isOver() || (await deps.poll())) return 'over';
    if (deps.time.nowMs() - startedMs > TURN_LIMIT_MS) return 'late';
  }
  return 'over';
}

/** Asks where a turn stands; its end as the event that the stream would have told, or null while there is none. */
export async function askForEnd(api: Pick<ApiClient, 'chat'>, requestId: string): Promise<StreamEvent | null> {
  const answer = await api.chat.get({ request_id: requestId }).catch(() => null);
  if (answer === null) return null;
  if (answer.status === 200) return { type: 'done', request_id: requestId, reply: answer.body };
  const { status, by } = answer.body;
  if (status === 'superseded' && by !== null) return { type: 'superseded', request_id: requestId, by };
  return status === 'cancelled' ? { type: 'cancelled', request_id: requestId } : null;
}
