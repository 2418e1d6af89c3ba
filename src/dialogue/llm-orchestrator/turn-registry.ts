import { AppError, OverloadedError } from '#kernel/error';
import type { Cache } from '#ports/cache';

/** The turn was cancelled or superseded: no answer, no alert, the message stays. @see dialogue.md D-14 */
export class TurnCancelledError extends AppError {
  constructor() {
    super({ status: 409, code: 'turn_cancelled', retry: 'never', expose: true }, 'The turn was cancelled.');
  }
}

const CANCEL_TTL_MS = 120_000;
const CANCEL_POLL_MS = 250;

/** Key of the flag by which a turn of any instance is cancelled. @see dialogue.md D-05 */
export const cancelKey = (requestId: string): string => `cancelled:${requestId}`;

/** The turns that run in this process: their slots, and the way to stop them. */
export class TurnRegistry {
  readonly #cache: Cache;
  readonly #slots: number;
  readonly #running = new Map<string, AbortController>();

  constructor(deps: { readonly cache: Cache; readonly slots: number }) {
    this.#cache = deps.cache;
    this.#slots = deps.slots;
  }

  /** Whether a turn runs here. */
  isRunning(requestId: string): boolean {
    return this.#running.has(requestId);
  }

  get count(): number {
    return this.#running.size;
  }

  /**
   * Takes a slot. The signal aborts with TurnCancelledError when the turn is cancelled, here or at another instance.
   *
   * @throws OverloadedError when all slots are taken.
   */
  open(requestId: string): { readonly signal: AbortSignal; readonly close: () => void } {
    if (this.#running.size >= this.#slots) throw new OverloadedError('Every slot is taken.', { code: 'no_slot' });
    const controller = new AbortController();
    this.#running.set(requestId, controller);
    const poll = setInterval(() => {
      this.#cache.get(cancelKey(requestId)).then(
        (flag) => flag !== undefined && controller.abort(new TurnCancelledError()),
        () => undefined,
      );
    }, CANCEL_POLL_MS);
    return {
      signal: controller.signal,
      close: () => {
        clearInterval(poll);
        if (this.#running.get(requestId) === controller) this.#running.delete(requestId);
      },
    };
  }

  /** Stops a turn wherever it runs; true when it ran here. */
  async cancel(requestId: string): Promise<boolean> {
    const controller = this.#running.get(requestId);
    controller?.abort(new TurnCancelledError());
    await this.#cache.set(cancelKey(requestId), '1', { ttlMs: CANCEL_TTL_MS });
    return controller !== undefined;
  }

  /** Resolves when no turn runs any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
