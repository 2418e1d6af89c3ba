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
export function followUser(deps: FollowDeps, userId: string, call: Call): AsyncGenerator<StreamEvent, void, void> {
  // Refused here, before the stream begins: once it has begun there is no status left to say it with.
  return streamUser(deps, { userId, after: requireEventId(call.lastEventId) }, call);
}

async function* streamUser(
  deps: FollowDeps,
  { userId, after }: { readonly userId: string; readonly after: string | undefined },
  call: Call,
): AsyncGenerator<StreamEvent, void, void> {
  const signal = AbortSignal.any([call.signal, deps.shutdown]);
  const { isComplete } = await deps.eventLog.read(userId, after);
  if (after !== undefined && !isComplete) yield* rebuild(deps, userId, call);
  // Without a place the stream starts now; what is past is read by request or from the history.
  const from = after ?? (await deps.eventLog.read(userId, undefined)).lastId;
  yield* deps.eventLog.follow(userId, from, signal);
}

/** Where the events of a request come from: what is known and an end that is told again, or the log from a place on. */
type RequestSource =
  { readonly known: readonly StreamEvent[]; readonly end: StreamEvent } | { readonly after: string | undefined };

/** Events of one request until its last one. @throws NotFoundError for a request that nobody knows, before the stream begins. */
export async function followRequest(
  deps: FollowDeps,
  input: { readonly userId: string; readonly requestId: string },
  call: Call,
): Promise<AsyncGenerator<StreamEvent, void, void>> {
  return streamRequest(deps, { ...input, source: await findSource(deps, input, call) }, call);
}

async function findSource(
  deps: FollowDeps,
  { userId, requestId }: { readonly userId: string; readonly requestId: string },
  call: Call,
): Promise<RequestSource> {
  const after = requireEventId(call.lastEventId);
  const ofRequest = (from: string | undefined): Promise<readonly StreamEvent[]> =>
    deps.eventLog.readRequest(userId, requestId, from);
  const end = (await ofRequest(undefined)).find(isFinal);
  if (end) {
    // The place lies behind the end, or was lost: the end is told again and the stream closes.
    return after !== undefined && (await ofRequest(after)).length === 0 ? { known: [], end } : { after };
  }
  const state = await deps.orchestrator.turn({ user_id: userId, request_id: requestId }, forward(call));
  if (state.state === 'unknown') throw new NotFoundError('There is no such request.');
  const known = (await ofRequest(after)).filter((event) => !isFinal(event));
  if (state.state === 'done') return { known, end: { type: 'done', request_id: requestId, reply: state.reply } };
  if (state.state === 'superseded') return { known, end: { type: 'superseded', request_id: requestId, by: state.by } };
  return { after };
}

async function* streamRequest(
  deps: FollowDeps,
  {
    userId,
    requestId,
    source,
  }: { readonly userId: string; readonly requestId: string; readonly source: RequestSource },
  call: Call,
): AsyncGenerator<StreamEvent, void, void> {
  if ('end' in source) return yield* [...source.known, source.end];
  const signal = AbortSignal.any([call.signal, deps.shutdown]);
  for await (const event of deps.eventLog.follow(userId, source.after, signal)) {
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
