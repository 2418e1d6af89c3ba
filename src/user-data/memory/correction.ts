import type { TextSpan } from '#dialogue/model/language/normalize-text';
import type { FactDraft, FactType, KnownFact } from '#user-data/knowledge/model/fact';

/** Why a fact was corrected. @see knowledge.md 3.6 */
export type CorrectionType = 'user_denied' | 'wrong_subject' | 'outdated' | 'ambiguous';

/**
 * One thing to do to an active fact. `supersede`: a replacement of the same key follows (in `replacements` or in the
 * instant facts of the same message); log it, the new row switches the old one off. `restore`: the dispute is over.
 */
export type CorrectionAction = {
  readonly action: 'deactivate' | 'dispute' | 'restore' | 'supersede';
  readonly type: FactType;
  readonly key: string;
  readonly factId?: string;
  readonly correctionType?: CorrectionType;
};

/** A message of the last five. `createdAt` ISO 8601; `usedFacts` the facts an assistant message rests on (memory_refs). */
export type RecentMessage = {
  readonly id: string;
  readonly role: 'user' | 'assistant' | 'system';
  readonly content: string;
  readonly createdAt: string;
  readonly usedFacts?: readonly { readonly type: FactType; readonly key: string }[];
};

/**
 * What a message corrects. `replacements` are new facts to store, `consumed` the ranges of the message that the instant
 * extraction must not read again, `correctedMessageId` the assistant message that was wrong, `askWhich` that the user has
 * to be asked which memory is meant.
 */
export type Correction = {
  readonly actions: readonly CorrectionAction[];
  readonly replacements: readonly FactDraft[];
  readonly consumed: readonly TextSpan[];
  readonly correctedMessageId?: string;
  readonly askWhich: boolean;
};

/** Everything the detection looks at. `recent` oldest first, without the message itself; `facts` the active ones. */
export type CorrectionInput = {
  readonly text: string;
  readonly now: Date;
  readonly recent: readonly RecentMessage[];
  readonly facts: readonly KnownFact[];
};

/** The facts an assistant message rests on, as far as they are still active. */
export function usedFactsOf(message: RecentMessage | undefined, facts: readonly KnownFact[]): readonly KnownFact[] {
  const used = message?.usedFacts ?? [];
  return facts.filter((fact) => used.some(({ type, key }) => type === fact.type && key === fact.key));
}

/** An action on one fact. */
export function actOn(
  fact: KnownFact,
  action: CorrectionAction['action'],
  correctionType?: CorrectionType,
): CorrectionAction {
  return {
    action,
    type: fact.type,
    key: fact.key,
    factId: fact.id,
    ...(correctionType === undefined ? {} : { correctionType }),
  };
}
