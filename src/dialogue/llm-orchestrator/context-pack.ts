import type { PromptMessage } from '#ports/language-model';
import type { Direction } from './direct.ts';
import type { Sensed } from './sense.ts';
import type { AcceptedMessage, Consultation, Episode, EvidencedFact, Recollection } from './turn.ts';

/** Everything of a turn that the model sees. */
export interface PackInput {
  readonly accepted: AcceptedMessage;
  readonly sensed: Sensed;
  readonly direction: Direction;
  readonly recollection: Recollection;
  readonly consultation: Consultation;
  readonly now: Date;
}

/** A finished prompt, and what its ordinals stand for. */
export interface ContextPack {
  readonly system: string;
  readonly messages: readonly PromptMessage[];
  readonly facts: readonly (EvidencedFact & { readonly ref: string })[];
  readonly episodes: readonly Episode[];
  readonly ruleIds: readonly string[];
  readonly isTrimmed: boolean;
}
