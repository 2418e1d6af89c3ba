import { NotFoundError } from '#kernel/error';
import { findExchange, findSuccessor } from '#stores/shard/message-store';
import type { Routing } from '#user-data/routing/routing';
import type { TurnState } from './contract.ts';
import { readStoredReply } from './remember.ts';
import { stillUsable } from './still-usable.ts';
import type { TurnRegistry } from './turn-registry.ts';

/** What reading needs. */
export interface ReadTurnDeps {
  readonly routing: Routing;
  readonly turns: TurnRegistry;
  readonly signingKey: Buffer;
}

/** Where a request stands, from the rows of the shard: what caches have lost is rebuilt from here. @see DESIGN.md 8.3 */
export async function readTurn(
  deps: ReadTurnDeps,
  input: { readonly userId: string; readonly requestId: string },
): Promise<TurnState> {
  const { requestId } = input;
  try {
    return await deps.routing.read(input.userId, async (session): Promise<TurnState> => {
      const rows = await findExchange(session, requestId);
      const answer = rows.find(({ role }) => role === 'assistant');
      if (answer?.deletedAt) return { state: 'unknown' };
      if (answer) {
        const reply = readStoredReply(deps, answer, await session.conversationId());
        return { state: 'done', reply: { ...reply, memory_used: await stillUsable(session, reply.memory_used) } };
      }
      const question = rows.findLast(({ role }) => role === 'user');
      if (!question) {
        const by = await findSuccessor(session, requestId);
        return by === null ? { state: 'unknown' } : { state: 'superseded', request_id: requestId, by };
      }
      return {
        state: deps.turns.isRunning(input) ? 'running' : 'unanswered',
        request_id: requestId,
        message_id: question.id,
      };
    });
  } catch (error) {
    if (error instanceof NotFoundError) return { state: 'unknown' };
    throw error;
  }
}
