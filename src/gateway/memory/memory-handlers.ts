import { forward } from '#kernel/call';
import type { Call } from '#kernel/call';
import { NotFoundError, RateLimitedError } from '#kernel/error';
import type { PeerClient } from '#kernel/service';
import type { z } from 'zod';
import type { llmOrchestratorContract } from '#dialogue/llm-orchestrator/contract';
import type { Cache } from '#ports/cache';
import type { Database } from '#stores/database/database';
import { findDeletion } from '#stores/production/tombstone-store';
import type { eraseBody, FactChange, forgetBody, MemorySettings } from '#user-data/knowledge/controls/contract';
import type { Identity } from '../access-token.ts';
import type { GatewayEvents } from '../events.ts';
import type { Sessions } from '../sessions.ts';

const WINDOW_MS = 60_000;
/** Changes of the memory by one user in a minute; parts of an export are counted apart. */
const MOST_CHANGES = 60;
const MOST_EXPORT_PARTS = 120;
/** Questions about a deletion from one address in a minute: nobody finds an id by trying. */
const MOST_QUESTIONS = 30;

/** What the memory's doors need. */
export interface MemoryDeps {
  readonly orchestrator: PeerClient<typeof llmOrchestratorContract>;
  readonly sessions: Pick<Sessions, 'identify' | 'forgetLiveness'>;
  readonly production: Database;
  readonly cache: Cache;
  readonly events: GatewayEvents;
}

/** The user's hand on the memory: authenticate, limit, hand on. Whose memory it is says the token alone. @see knowledge.md O-94 */
export function createMemoryHandlers(deps: MemoryDeps) {
  const { orchestrator, sessions } = deps;
  const identify = (call: Call): Promise<Identity> => sessions.identify(call);
  const change = async (call: Call): Promise<{ user_id: string }> => {
    const { userId } = await identify(call);
    await limit(deps, `memory:${userId}`, MOST_CHANGES);
    return { user_id: userId };
  };
  return {
    facts: async (_input: unknown, call: Call) =>
      orchestrator.facts({ user_id: (await identify(call)).userId }, forward(call)),
    refs: async ({ message_id: messageId }: { message_id: string }, call: Call) =>
      orchestrator.memory.refs({ user_id: (await identify(call)).userId, message_id: messageId }, forward(call)),
    forgotten: async (_input: unknown, call: Call) =>
      orchestrator.memory.forgotten({ user_id: (await identify(call)).userId }, forward(call)),
    settings: async (_input: unknown, call: Call) =>
      orchestrator.memory.readSettings({ user_id: (await identify(call)).userId }, forward(call)),
    changeSettings: async (settings: MemorySettings, call: Call) =>
      orchestrator.memory.writeSettings({ ...(await change(call)), ...settings }, forward(call)),
    changeFact: async ({ knowledge_id, ...factChange }: { knowledge_id: string } & FactChange, call: Call) =>
      orchestrator.memory.changeFact(
        { ...(await change(call)), knowledge_id, change: factChange as FactChange },
        forward(call),
      ),
    forgetFact: async (input: { knowledge_id: string; operation_id: string }, call: Call) =>
      orchestrator.memory.forgetFact({ ...(await change(call)), ...input }, forward(call)),
    forget: async (body: z.output<typeof forgetBody>, call: Call) =>
      orchestrator.memory.forget({ ...(await change(call)), ...body }, forward(call)),
    undo: async ({ operation_id }: { operation_id: string }, call: Call) =>
      orchestrator.memory.undo({ ...(await change(call)), operation_id }, forward(call)),
    erase: async (body: z.output<typeof eraseBody>, call: Call) => {
      const result = await orchestrator.memory.erase({ ...(await change(call)), ...body }, forward(call));
      if (body.all) sessions.forgetLiveness();
      return result;
    },
    erasure: async ({ operation_id }: { operation_id: string }, call: Call) => {
      await limit(deps, `erasure:${call.http?.remoteAddress ?? ''}`, MOST_QUESTIONS);
      const found = await findDeletion(deps.production, operation_id);
      if (!found) throw new NotFoundError('There is no such deletion.', { code: 'operation_unknown' });
      return { operation_id, status: found.status, requested_at: found.deletedAt.toISOString() };
    },
    export: async ({ after }: { after: string | null }, call: Call) => {
      const { userId } = await identify(call);
      await limit(deps, `export:${userId}`, MOST_EXPORT_PARTS);
      return orchestrator.memory.export({ user_id: userId, after }, forward(call));
    },
  };
}

async function limit({ cache, events }: MemoryDeps, key: string, most: number): Promise<void> {
  const counted = await cache.count([{ key, windowMs: WINDOW_MS, limit: most }]);
  if (counted.isAllowed) return;
  events.limited('memory');
  throw new RateLimitedError('Too many changes of the memory: wait a moment.', {
    retryAfterSeconds: Math.max(1, Math.ceil(counted.retryAfterMs / 1000)),
  });
}
