import type { ShardSession } from './shard-session.ts';

const EXTEND = `
  UPDATE conversations SET turn_until = clock_timestamp() + $4::int * interval '1 millisecond'
   WHERE id = $2 AND user_id = $1 AND turn_request_id = $3`;
const RELEASE = `
  UPDATE conversations SET turn_request_id = NULL, turn_until = NULL
   WHERE id = $2 AND user_id = $1 AND turn_request_id = $3`;
const ACQUIRE = `
  UPDATE conversations
     SET turn_request_id = $3, turn_until = clock_timestamp() + $4::int * interval '1 millisecond'
   WHERE id = $2 AND user_id = $1
     AND (turn_request_id IS NULL OR turn_until <= clock_timestamp() OR turn_request_id = $3)`;

/** Which turn, and for how long from now. */
export interface TurnLease {
  readonly requestId: string;
  readonly leaseMs: number;
}

/** Takes the conversation for a turn that found it busy when it was accepted. False: another request still holds it. */
export async function acquireTurn(session: ShardSession, lease: TurnLease): Promise<boolean> {
  return await change(session, ACQUIRE, [lease.requestId, Math.trunc(lease.leaseMs)]);
}

/** Holds the conversation longer. False: the lease was lost, the turn must not store an answer. */
export async function extendTurn(session: ShardSession, lease: TurnLease): Promise<boolean> {
  return await change(session, EXTEND, [lease.requestId, Math.trunc(lease.leaseMs)]);
}

/** Gives the conversation back without an answer (cancelled, failed). {@link rememberAnswer} gives it back by itself. */
export async function releaseTurn(session: ShardSession, requestId: string): Promise<boolean> {
  return await change(session, RELEASE, [requestId]);
}

async function change(session: ShardSession, statement: string, parameters: readonly unknown[]): Promise<boolean> {
  const conversationId = await session.conversationId();
  const result = await session.query(statement, [session.userId, conversationId, ...parameters]);
  return result.rowCount === 1;
}
