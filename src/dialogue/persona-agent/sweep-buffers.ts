import { flushExchange } from './flush-exchange.ts';
import type { PersonaDeps } from './persona-deps.ts';

/** Buffers live 10 minutes; older than this they are flushed before they are lost. @see persona.md P-15 */
const FLUSH_AGE_MS = 9 * 60_000;

/** Flushes buffers that nobody has asked to flush. A failure leaves the buffer for the next round. */
export async function sweepBuffers(deps: PersonaDeps): Promise<void> {
  for (const buffer of deps.buffers.openLongerThan(FLUSH_AGE_MS)) {
    try {
      await flushExchange(deps, buffer);
    } catch (error) {
      deps.events.failed('sweep', buffer.exchangeId, error);
    }
  }
}

const SWEEP_EVERY_MS = 30_000;

/** Takes over the buffers of an earlier process and sweeps every 30 seconds; returns what ends it. */
export async function startSweeping(deps: PersonaDeps): Promise<() => void> {
  await deps.buffers.restore().catch((error: unknown) => deps.events.storeUnavailable('restore buffers', error));
  const timer = setInterval(() => void sweepBuffers(deps), SWEEP_EVERY_MS).unref();
  return () => clearInterval(timer);
}
