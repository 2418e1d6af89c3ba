import type { JobQueue } from '#kernel/job';
import type { Cache } from '#ports/cache';
import type { Reply } from '#dialogue/model/reply';
import { embedMessageJob } from '#user-data/knowledge/contract';
import { extendTurn, releaseTurn } from '#stores/shard/turn-lease';
import type { Routing } from '#user-data/routing/routing';
import { toCompactView, writeCompactView } from './compact-view.ts';
import type { OrchestratorEvents } from './events.ts';
import type { Sensed } from './sense.ts';
import type { AcceptedMessage, Turn } from './turn.ts';

/** What finishing needs. */
export interface FinishDeps {
  readonly routing: Routing;
  readonly cache: Cache;
  readonly jobs: JobQueue;
  readonly events: OrchestratorEvents;
  /** Gives the conversation back when a turn ends without an answer. */
  readonly release: (turn: Turn) => Promise<void>;
  /** Keeps the conversation until the returned function is called. */
  readonly hold: (turn: Turn) => () => void;
}

/** What follows the answer and keeps nobody waiting: the vector of the message, and the view for the sensors. */
export function finishTurn(
  deps: FinishDeps,
  { accepted, sensed, answer }: { readonly accepted: AcceptedMessage; readonly sensed: Sensed; readonly answer: Reply },
): void {
  const { turn, stored } = accepted;
  deps.events.turnDone({
    requestId: turn.requestId,
    intent: answer.intent,
    queryLevel: answer.query_level,
    model: answer.model_used,
    durationMs: answer.duration_ms,
    items: answer.items.length,
    isDegraded: answer.degraded,
  });
  const later = async (): Promise<void> => {
    await writeCompactView(deps.cache, turn.userId, toCompactView({ accepted, sensed, answer }));
    const { shardId } = await deps.routing.place(turn.userId);
    const database = `shard-${shardId}`;
    await deps.jobs.send(
      embedMessageJob,
      { user_id: turn.userId, conversation_id: stored.conversation.id },
      { database },
    );
    deps.jobs.wake(embedMessageJob, database);
  };
  later().catch((error: unknown) => deps.events.stepDegraded({ requestId: turn.requestId, step: 'finish', error }));
}

/** Gives the conversation back; a lease that cannot be given back ends by itself. */
export function createRelease(deps: { readonly routing: Routing; readonly events: OrchestratorEvents }) {
  return async (turn: Turn): Promise<void> => {
    try {
      await deps.routing.autocommit(turn.userId, (session) => releaseTurn(session, turn.requestId));
    } catch (error) {
      deps.events.stepDegraded({ requestId: turn.requestId, step: 'release', error });
    }
  };
}

/**
 * Holds the conversation for as long as the turn works: the lease is short, so that a killed process blocks nobody for
 * long, and is extended thrice in its life. @returns the end of holding.
 */
export function createHold(deps: {
  readonly routing: Routing;
  readonly events: OrchestratorEvents;
  readonly options: { readonly leaseMs: number };
}) {
  const { leaseMs } = deps.options;
  return (turn: Turn): (() => void) => {
    const timer = setInterval(
      () => {
        // A lease that was lost shows when the answer is to be stored.
        deps.routing
          .autocommit(turn.userId, (session) => extendTurn(session, { requestId: turn.requestId, leaseMs }))
          .catch((error: unknown) => deps.events.stepDegraded({ requestId: turn.requestId, step: 'hold', error }));
      },
      Math.ceil(leaseMs / 3),
    );
    return () => clearInterval(timer);
  };
}
