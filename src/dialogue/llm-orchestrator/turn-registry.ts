import pLimit from 'p-limit';
import type { LimitFunction } from 'p-limit';
import { AppError } from '#kernel/error';
import type { Cache } from '#ports/cache';

/** The turn was cancelled or superseded: no answer, no alert, the message stays. @see dialogue.md D-14 */
export class TurnCancelledError extends AppError {
  constructor() {
    super({ status: 409, code: 'turn_cancelled', retry: 'never', expose: true }, 'The turn was cancelled.');
  }
}

const CANCEL_TTL_MS = 120_000;
const CANCEL_POLL_MS = 250;

/** Which turn: another user may use the same request id. @see DESIGN.md 8.10 */
export interface TurnIds {
  readonly userId: string;
  readonly requestId: string;
}

/** Key of the flag by which a turn of any instance is cancelled. @see dialogue.md D-05 */
export const cancelKey = ({ userId, requestId }: TurnIds): string => `cancelled:${userId}:${requestId}`;

/** A turn that runs here. */
export interface TurnSlot {
  /** Aborts with TurnCancelledError when the turn is cancelled, here or at another instance, or abandoned. */
  readonly signal: AbortSignal;
  /** Resolves when the turn is among those that may work at once; turns enter in the order in which they came. */
  readonly enter: () => Promise<void>;
  /** Stops what still works for a turn that ends without an answer. */
  readonly abandon: () => void;
  readonly close: () => void;
}

/** The turns that run in this process: how many work at once, and the way to stop them. */
export class TurnRegistry {
  readonly #cache: Cache;
  readonly #enter: LimitFunction;
  readonly #running = new Map<string, AbortController>();

  constructor(deps: { readonly cache: Cache; readonly slots: number }) {
    this.#cache = deps.cache;
    this.#enter = pLimit(deps.slots);
  }

  /** Whether a turn runs here. */
  isRunning(turn: TurnIds): boolean {
    return this.#running.has(cancelKey(turn));
  }

  get count(): number {
    return this.#running.size;
  }

  /** Makes a turn known, so that it can be cancelled. */
  open(turn: TurnIds): TurnSlot {
    const key = cancelKey(turn);
    const controller = new AbortController();
    this.#running.set(key, controller);
    const poll = setInterval(() => {
      this.#cache.get(key).then(
        (flag) => flag !== undefined && controller.abort(new TurnCancelledError()),
        () => undefined,
      );
    }, CANCEL_POLL_MS);
    let leave = (): void => undefined;
    const left = new Promise<void>((resolve) => (leave = resolve));
    return {
      signal: controller.signal,
      enter: () =>
        new Promise<void>((resolve, reject) => {
          if (controller.signal.aborted) return reject(new TurnCancelledError());
          controller.signal.addEventListener('abort', () => reject(new TurnCancelledError()), { once: true });
          void this.#enter(() => (resolve(), left));
        }),
      abandon: () => controller.abort(new TurnCancelledError()),
      close: () => {
        clearInterval(poll);
        leave();
        if (this.#running.get(key) === controller) this.#running.delete(key);
      },
    };
  }

  /** Stops a turn wherever it runs; true when it ran here. */
  async cancel(turn: TurnIds): Promise<boolean> {
    const controller = this.#running.get(cancelKey(turn));
    controller?.abort(new TurnCancelledError());
    await this.#cache.set(cancelKey(turn), '1', { ttlMs: CANCEL_TTL_MS });
    return controller !== undefined;
  }

  /** Resolves when no turn runs any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
