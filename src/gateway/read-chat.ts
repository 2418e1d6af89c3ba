import { forward } from '#kernel/call';
import type { Call } from '#kernel/call';
import { NotFoundError } from '#kernel/error';
import type { PeerClient } from '#kernel/service';
import type { llmOrchestratorContract } from '#dialogue/llm-orchestrator/contract';
import type { StreamEvent } from '#dialogue/model/stream-event';
import { isFinal } from './event-log.ts';
import type { EventLog } from './event-log.ts';

/** What polling needs. */
export interface ReadChatDeps {
  readonly eventLog: EventLog;
  readonly orchestrator: PeerClient<typeof llmOrchestratorContract>;
}

/** The answer of a request once it is there, else where it stands; for clients that poll. @see dialogue.md 2.1 (D-03) */
export async function readChat(
  deps: ReadChatDeps,
  input: { readonly userId: string; readonly requestId: string },
  call: Call,
) {
  const { userId, requestId } = input;
  // Without the cache the rows still know.
  const told = await deps.eventLog.readRequest(userId, requestId, undefined).catch(() => []);
  const end = told.find(isFinal);
  if (end) return fromEvent(end);
  // Without an end the rows say where it stands: events may be lost, or belong to a message that was never stored.
  const state = await deps.orchestrator.turn({ user_id: userId, request_id: requestId }, forward(call));
  if (state.state === 'unknown') throw new NotFoundError('There is no such request.');
  if (state.state === 'done') return { status: 200 as const, body: { ...state.reply, status: 'done' as const } };
  if (state.state === 'superseded') return waiting(requestId, 'superseded', state.by);
  return waiting(requestId, state.state, null);
}

function fromEvent(event: StreamEvent) {
  if (event.type === 'done') return { status: 200 as const, body: { ...event.reply, status: 'done' as const } };
  if (event.type === 'superseded') return waiting(event.request_id, 'superseded', event.by);
  return waiting(event.request_id, event.type === 'cancelled' ? 'cancelled' : 'unanswered', null);
}

function waiting(requestId: string, status: 'running' | 'unanswered' | 'superseded' | 'cancelled', by: string | null) {
  return { status: 202 as const, body: { request_id: requestId, status, by } };
}
