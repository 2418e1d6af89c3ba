import { detachedCall, forward } from '#kernel/call';
import type { PeerClient } from '#kernel/service';
import type { llmOrchestratorContract } from '#dialogue/llm-orchestrator/contract';
import type { Cache } from '#ports/cache';
import type { GatewayEvents } from './events.ts';

const CANCEL_TIMEOUT_MS = 1_000;
const TTL_MS = 600_000;

/** What superseding needs. */
export interface SupersedeDeps {
  readonly orchestrator: PeerClient<typeof llmOrchestratorContract>;
  readonly cache: Cache;
  readonly events: GatewayEvents;
}

/**
 * Stops turns whose messages another request has taken over. Whoever runs such a turn, here or at another instance, reads
 * who took it over when it ends cancelled, and says so as its one last event; a turn that was quicker ends with its answer.
 * It is no part of the new request: what fails here costs an answer too many, never the new message.
 */
export async function supersedeTurns(
  deps: SupersedeDeps,
  input: { readonly userId: string; readonly requestIds: Iterable<string>; readonly by: string },
): Promise<void> {
  const stop = async (requestId: string): Promise<void> => {
    try {
      await deps.cache.set(keyOf(input.userId, requestId), input.by, { ttlMs: TTL_MS });
      const call = detachedCall({ caller: 'gateway', requestId: input.by });
      await deps.orchestrator.cancel(
        { user_id: input.userId, request_id: requestId },
        forward(call, { timeoutMs: CANCEL_TIMEOUT_MS }),
      );
    } catch (error) {
      deps.events.supersedeFailed({ requestId, by: input.by, error });
    }
  };
  await Promise.all([...input.requestIds].map(stop));
}

/** The request that took this one over; undefined when it was simply cancelled. */
export async function findSuccessor(cache: Cache, userId: string, requestId: string): Promise<string | undefined> {
  return cache.get(keyOf(userId, requestId));
}

function keyOf(userId: string, requestId: string): string {
  return `superseded:${userId}:${requestId}`;
}
