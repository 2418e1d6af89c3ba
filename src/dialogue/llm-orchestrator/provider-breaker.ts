import type { Clock } from '#kernel/clock';

const FAILURES_TO_OPEN = 5;
const OPEN_MS = 30_000;

/**
 * Remembers which providers fail. After five failures in a row a provider steps back for 30 s, so that the next one is
 * the first choice and providers three and four are reached across turns. @see dialogue.md D-29
 */
export class ProviderBreaker {
  readonly #clock: Clock;
  readonly #failures = new Map<string, { count: number; openUntilMs: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The same providers, those that rest moved to the end. */
  order<P extends { readonly provider: string }>(providers: readonly P[]): readonly P[] {
    const isResting = ({ provider }: P): boolean =>
      (this.#failures.get(provider)?.openUntilMs ?? 0) > this.#clock.nowMs();
    return [...providers.filter((provider) => !isResting(provider)), ...providers.filter(isResting)];
  }

  succeeded(provider: string): void {
    this.#failures.delete(provider);
  }

  failed(provider: string): void {
    const count = (this.#failures.get(provider)?.count ?? 0) + 1;
    this.#failures.set(provider, { count, openUntilMs: count >= FAILURES_TO_OPEN ? this.#clock.nowMs() + OPEN_MS : 0 });
  }
}
