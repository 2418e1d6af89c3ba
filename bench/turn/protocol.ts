import type { TurnMarks } from './turn-probe.ts';

/** What the bench asks of the process that hosts the services. */
export type ServerRequest =
  | { readonly kind: 'fill'; readonly userIds: readonly string[]; readonly messages: number }
  | { readonly kind: 'baseline'; readonly userId: string; readonly turns: number }
  | { readonly kind: 'take' }
  | { readonly kind: 'stop' };

/** The three statements of a turn alone, in ms. */
export interface Baseline {
  readonly accept: readonly number[];
  readonly search: readonly number[];
  readonly remember: readonly number[];
}

/** What it answers; in order, one answer a request. */
export type ServerAnswer =
  | { readonly kind: 'ready'; readonly url: string; readonly databases: Readonly<Record<string, string>> }
  | { readonly kind: 'filled' }
  | { readonly kind: 'baseline'; readonly baseline: Baseline }
  | {
      readonly kind: 'taken';
      readonly marks: Readonly<Record<string, TurnMarks>>;
      readonly rssBytes: number;
      readonly cpuMs: number;
    }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly reason: string };
