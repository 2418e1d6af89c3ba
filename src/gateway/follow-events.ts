import { forward } from '#kernel/call';
import type { Call } from '#kernel/call';
import { NotFoundError } from '#kernel/error';
import type { PeerClient } from '#kernel/service';
import type { llmOrchestratorContract } from '#dialogue/llm-orchestrator/contract';
import type { StreamEvent } from '#dialogue/model/stream-event';
import { isFinal, requireEventId } from './event-log.ts';
import type { EventLog } from './event-log.ts';

/** Answers that are rebuilt for a client whose place in the stream was lost. */
const REBUILT_ANSWERS = 10;

/** What following needs. */
export interface FollowDeps {
  readonly eventLog: EventLog;
  readonly orchestrator: PeerClient<typeof llmOrchestratorContract>;
  readonly shutdown: AbortSignal;
}

/**
 * All events of a user from a place on. When the cache has lost that place, the newest answers are rebuilt from the shard
 * as `done` events; a client takes each request once, whatever comes twice. @see DESIGN.md 8.3
 */
export async function* followUser(deps: FollowDeps, userId: string, call: Call): AsyncGenerator<StreamEvent, void, void> {
  const after = requireEventId(call.lastEventId);
  const signal = AbortSignal.any([call.signal, deps.shutdown]);
  const { isComplete } = await deps.eventLog.read(userId, after);
  if (after !== undefined && !isComplete) yield* rebuild(deps, userId, call);
  // Without a place the stream starts now; what is past is read by request or from the history.
  const from = after ?? (await deps.eventLog.read(userId, undefined)).lastId;
  yield* deps.eventLog.follow(userId, from, signal);
}

/** Events of one request until its last one. @throws NotFoundError for a request that nobody knows. */
export async function* followRequest(deps: FollowDeps, input: { readonly userId: string; readonly requestId: string }, call: Call): AsyncGenerator<StreamEvent, void, void> {
  const { userId, requestId } = input;
  const after = requireEventId(call.lastEventId);
  const signal = AbortSignal.any([call.signal, deps.shutdown]);
  const { events } = await deps.eventLog.read(userId, undefined);
  const known = events.filter((event) => event.request_id === requestId);
  if (known.length === 0) {
    const state = await deps.orchestrator.turn({ user_id: userId, request_id: requestId }, forward(call));
    if (state.state === 'unknown') throw new NotFoundError('There is no such request.');
    if (state.state === 'done') return yield { type: 'done', request_id: requestId, reply: state.reply };
    if (state.state === 'superseded') return yield { type: 'superseded', request_id: requestId, by: state.by };
  }
  if (after !== undefined && known.some(isFinal)) {
    const rest = await deps.eventLog.read(userId, after);
    // The place lies behind the end, or was lost: the end is told again and the stream closes.
    if (!rest.events.some((event) => event.request_id === requestId)) {
      const end = known.findLast(isFinal);
      if (end) yield end;
      return;
    }
  }
  for await (const event of deps.eventLog.follow(userId, after, signal)) {
    if (event.request_id !== requestId) continue;
    yield event;
    if (isFinal(event)) return;
  }
}

async function* rebuild(deps: FollowDeps, userId: string, call: Call): AsyncGenerator<StreamEvent, void, void> {
  const { messages } = await deps.orchestrator.history({ user_id: userId, limit: 2 * REBUILT_ANSWERS }, forward(call));
  for (const { role, request_id: requestId } of messages) {
    if (role !== 'assistant' || requestId === null) continue;
    const state = await deps.orchestrator.turn({ user_id: userId, request_id: requestId }, forward(call));
    if (state.state === 'done') yield { type: 'done', request_id: requestId, reply: state.reply };
  }
}
