import type { Clock } from '#kernel/clock';
import type { LanguageModel } from '#ports/language-model';
import type { SqlRunner } from '#stores/database/database';
import type { FactCipher } from '#user-data/memory/fact-cipher';
import type { Routing } from '#user-data/routing/routing';
import type { ExtractionEvents } from './extraction-events.ts';

/** What the extraction needs. */
export interface ExtractDeps {
  readonly routing: Routing;
  /** The registry of erased and forgotten messages lives there. */
  readonly production: SqlRunner;
  readonly cipher: FactCipher;
  /** Primary first. */
  readonly models: readonly LanguageModel[];
  readonly clock: Clock;
  readonly events: ExtractionEvents;
  readonly onUnreadable: (facts: { readonly type: string; readonly error: unknown }) => void;
  readonly options: { readonly timeZone: string; readonly currency: string; readonly llmTimeoutMs: number };
}
