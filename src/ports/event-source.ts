import { definePort } from '#kernel/service';

/** Something that happens in a shop or a mall. */
export interface MallEvent {
  readonly id: string;
  /** Shop or venue. */
  readonly store: string;
  readonly type: 'sale' | 'premiere' | 'festival' | 'new_arrival';
  readonly title: string | null;
  /** As shown to people, such as `30%`. */
  readonly discount: string | null;
  /** Brands it is about, in any spelling. */
  readonly brands: readonly string[];
  /** Lower-case words such as `korean_thrillers`, `food`, `vintage`. */
  readonly tags: readonly string[];
  /** Local calendar days, YYYY-MM-DD, both inclusive. */
  readonly startsOn: string;
  readonly endsOn: string;
}

/** Tells what happens in a mall. */
export interface EventSource {
  /** Events that touch the days from `from` to `until` (YYYY-MM-DD, inclusive). */
  readonly findEvents: (
    input: { readonly mallId: string; readonly from: string; readonly until: string },
    signal?: AbortSignal,
  ) => Promise<readonly MallEvent[]>;
}

export const eventSourcePort = definePort<EventSource>('event-source');
