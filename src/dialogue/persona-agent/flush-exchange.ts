import { applyExchanges } from './apply-exchanges.ts';
import type { PersonaDeps } from './persona-deps.ts';
import { rememberUser } from './persona-deps.ts';
import type { DiscardedSignal, SignalResolution } from './resolve-signals.ts';
import { resolveSignals } from './resolve-signals.ts';
import { transactProfile } from './write-fields.ts';

/** What a flush did. */
export interface FlushOutcome {
  /** Types of the winning signals. */
  readonly resolved: string[];
  readonly discarded: DiscardedSignal[];
  /** What changed, such as `humor_receptivity +0.100`. */
  readonly applied: string[];
  /** Other exchanges of the user whose buffers were flushed first. */
  readonly stale_flushed: string[];
}

interface PendingExchange extends SignalResolution {
  readonly exchangeId: string;
  readonly isCounted: boolean;
}

/**
 * Resolves and applies the signals of an exchange: first every other open buffer of the user, oldest first, then this
 * one. Also counts the exchange toward the stage. Repeating it changes nothing.
 *
 * Buffers go away only after the database has the result, so a crash in between costs nothing.
 *
 * @see persona.md 6.1, 6.5, P-15
 */
export function flushExchange(
  deps: PersonaDeps,
  input: { readonly userId: string; readonly exchangeId: string },
): Promise<FlushOutcome> {
  return deps.lock.run(input.userId, () => flush(deps, input));
}

async function flush(
  deps: PersonaDeps,
  { userId, exchangeId }: { readonly userId: string; readonly exchangeId: string },
): Promise<FlushOutcome> {
  const stale = deps.buffers.openExchanges(userId).filter((open) => open !== exchangeId);
  const pending: PendingExchange[] = [];
  for (const id of [...stale, exchangeId]) pending.push(await readPending(deps, userId, id));
  const outcome: FlushOutcome = {
    resolved: pending.flatMap(({ winners }) => winners.map(({ type }) => type)),
    discarded: pending.flatMap(({ discarded }) => discarded),
    applied: [...(await write(deps, userId, pending))],
    stale_flushed: [...stale],
  };
  const { resolved, discarded, stale_flushed } = outcome;
  rememberUser(deps, userId, { lastFlush: { resolved, discarded, stale_flushed } });
  deps.events.flushed(userId, {
    winners: outcome.resolved.length,
    losers: outcome.discarded.length,
    applied: outcome.applied,
  });
  return outcome;
}

async function readPending(deps: PersonaDeps, userId: string, exchangeId: string): Promise<PendingExchange> {
  const [buffer, isFlushed] = await Promise.all([
    deps.buffers.read(userId, exchangeId),
    deps.buffers.isFlushed(userId, exchangeId),
  ]);
  const { winners, discarded } = resolveSignals(buffer?.signals ?? []);
  return { exchangeId, winners, discarded: [...(buffer?.discarded ?? []), ...discarded], isCounted: !isFlushed };
}

async function write(
  deps: PersonaDeps,
  userId: string,
  pending: readonly PendingExchange[],
): Promise<readonly string[]> {
  const countedExchanges = pending.filter(({ isCounted }) => isCounted).length;
  const signalIds = pending.flatMap(({ winners }) => winners.map(({ id }) => id));
  if (countedExchanges === 0 && signalIds.length === 0) {
    for (const { exchangeId } of pending) await deps.buffers.close(userId, exchangeId);
    return [];
  }
  const now = deps.clock.now();
  const done = await transactProfile(deps.store, userId, (rows) =>
    applyExchanges(rows, { exchanges: pending, countedExchanges, now }),
  );
  await deps.buffers.markApplied(userId, signalIds);
  for (const { exchangeId } of pending) {
    await deps.buffers.markFlushed(userId, exchangeId);
    await deps.buffers.close(userId, exchangeId);
  }
  const blocks = deps.states.get(userId)?.blocks;
  rememberUser(deps, userId, {
    fields: done.fields,
    ...(blocks ? { blocks: { ...blocks, list: [...blocks.list, ...done.blocks] } } : {}),
  });
  if (done.stageAfter.stage !== done.stageBefore.stage)
    deps.events.stageChanged(userId, done.stageBefore.stage, done.stageAfter.stage);
  return done.applied;
}
