import { detachedCall, forward } from '#kernel/call';
import { toAppError } from '#kernel/error';
import type { AppError } from '#kernel/error';
import type { PeerClient } from '#kernel/service';
import type { llmOrchestratorContract, ReplyRequest } from '#dialogue/llm-orchestrator/contract';
import type { StreamEvent } from '#dialogue/model/stream-event';
import type { Cache } from '#ports/cache';
import type { EventLog } from './event-log.ts';
import type { GatewayEvents } from './events.ts';
import type { PendingMessages } from './pending-messages.ts';
import { findSuccessor } from './supersede-turns.ts';

/** What running a turn needs. */
export interface RunTurnDeps {
  readonly orchestrator: PeerClient<typeof llmOrchestratorContract>;
  readonly eventLog: EventLog;
  readonly pending: PendingMessages;
  readonly events: GatewayEvents;
  readonly cache: Cache;
  readonly options: { readonly turnTimeoutMs: number };
}

/** A started turn: `stored` settles as soon as the message is committed, or with the reason why it is not. */
export interface StartedTurn {
  readonly stored: Promise<'accepted' | 'done'>;
  readonly ended: Promise<void>;
}

/**
 * Runs a turn to its end, whoever listens: events go to the user's stream as they come. The client that sent the message
 * may be gone; the answer is stored all the same.
 */
export function runTurn(deps: RunTurnDeps, request: ReplyRequest, traceparent: string): StartedTurn {
  let announce: (outcome: 'accepted' | 'done') => void = () => undefined;
  let refuse: (error: AppError) => void = () => undefined;
  const stored = new Promise<'accepted' | 'done'>((resolve, reject) => {
    announce = resolve;
    refuse = reject;
  });
  stored.catch(() => undefined);
  const call = { ...detachedCall({ caller: 'gateway', requestId: request.request_id }), traceparent };
  // The rows are the truth: an event that could not be told is read by polling, the turn goes on.
  const tell = async (event: StreamEvent): Promise<void> => {
    try {
      await deps.eventLog.publish(request.user_id, event);
    } catch (error) {
      deps.events.publishFailed({ requestId: request.request_id, type: event.type, error });
    }
  };
  const run = async (): Promise<void> => {
    let hasStored = false;
    try {
      const stream = await deps.orchestrator.reply(request, forward(call, { timeoutMs: deps.options.turnTimeoutMs }));
      let hasAnnouncedAudio = !request.voice_mode;
      for await (const event of stream) {
        hasStored = true;
        announce(event.type === 'done' ? 'done' : 'accepted');
        if (event.type === 'text' && !hasAnnouncedAudio) {
          hasAnnouncedAudio = true;
          await tell({ type: 'audio', request_id: request.request_id, stream_id: request.request_id, available: true });
        }
        await tell(event.type === 'cancelled' ? await toLastEvent(deps, request) : event);
      }
    } catch (thrown) {
      const error = toAppError(thrown);
      refuse(error);
      if (error.status >= 500) deps.events.turnFailed({ requestId: request.request_id, error: thrown });
      // A message that was never stored has no events: its sender gets the error as the answer.
      if (hasStored) await tell(toErrorEvent(request.request_id, error));
    } finally {
      await deps.pending.settle(request.user_id, request.request_id).catch(() => undefined);
    }
  };
  return { stored, ended: run() };
}

/** A turn that another request took over ends with the name of that request. */
async function toLastEvent(
  deps: RunTurnDeps,
  { user_id: userId, request_id: requestId }: ReplyRequest,
): Promise<StreamEvent> {
  const by = await findSuccessor(deps.cache, userId, requestId).catch(() => undefined);
  return by === undefined
    ? { type: 'cancelled', request_id: requestId }
    : { type: 'superseded', request_id: requestId, by };
}

function toErrorEvent(requestId: string, error: AppError): StreamEvent {
  return {
    type: 'error',
    request_id: requestId,
    code: error.code,
    detail: error.expose ? error.message : 'The answer could not be made.',
    ...(error.retryAfterSeconds === undefined ? {} : { retry_after_seconds: error.retryAfterSeconds }),
  };
}
