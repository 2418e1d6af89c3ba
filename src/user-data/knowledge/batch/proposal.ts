import type { KnowledgeDelta } from '#ports/knowledge-extraction';
import type { RejectReason } from '#stores/shard/candidate-store';
import type { KnowledgeSource } from '#stores/shard/knowledge';
import type { FactPayload, FactType } from '#user-data/knowledge/model/fact';

/** A message that a proposal may cite. */
export interface EvidenceMessage {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly content: string;
  /** Groups the user's message(s) and the answer: one exchange. */
  readonly requestId: string | null;
  readonly createdAt: Date;
}

/** An active fact, decrypted. */
export interface ActiveFact {
  readonly id: string;
  readonly type: FactType;
  readonly key: string;
  readonly payload: FactPayload;
  readonly confidence: number;
  readonly extractedFrom: KnowledgeSource;
  readonly isDisputed: boolean;
  readonly evidenceMessageIds: readonly string[];
  readonly evidenceAt: Date;
  readonly expiresAt: Date | null;
  /** A doubt is as old as this. */
  readonly updatedAt: Date;
}

/** A proposal that waits for more evidence, decrypted. */
export interface PendingCandidate {
  readonly id: string;
  readonly type: FactType;
  readonly key: string;
  readonly payload: FactPayload;
  readonly operation: string;
  readonly confidence: number;
  readonly coreEvidenceIds: readonly string[];
}

/** What the gate knows beside the proposal; read in the transaction that applies. */
export interface GateContext {
  readonly timeZone: string;
  readonly currency: string;
  /** Every message that the model was given and that no forgetting has taken away since, by id. */
  readonly messages: ReadonlyMap<string, EvidenceMessage>;
  /** Ids that the model was given. */
  readonly suppliedIds: ReadonlySet<string>;
  readonly facts: readonly ActiveFact[];
  readonly candidates: readonly PendingCandidate[];
  /** When a fact of this type and key was forgotten. @see knowledge.md 18.5 */
  readonly forgottenAt: (type: FactType, key: string) => Date | undefined;
}

/** What a delta says, read with the rules of the instant extraction: the value that its quote really holds. */
export interface ReadValue {
  readonly type: FactType;
  readonly key: string;
  readonly payload: FactPayload;
  readonly expiresAt: Date | null;
  /** The user states it plainly, in the first person. @see knowledge.md 8.4 rule 5b */
  readonly isDeclared: boolean;
}

/** A delta with everything that the validators look at. */
export interface Proposal {
  readonly delta: KnowledgeDelta;
  /** Undefined when the quote does not hold the value. */
  readonly value: ReadValue | undefined;
  /** The user's own messages among the cited ones and those of the waiting candidate, oldest first. */
  readonly core: readonly EvidenceMessage[];
  /** The active row that the delta names, or that its key would replace. */
  readonly target: ActiveFact | undefined;
  /** The waiting candidate with the same fact. */
  readonly candidate: PendingCandidate | undefined;
}

/** What a proposal did. `unchanged`: all of it was known. `disputed`: the row stands, marked as doubtful. */
export type AppliedAs = 'add' | 'update' | 'confirm' | 'remove' | 'disputed' | 'unchanged';

/** What became of a delta. */
export type Verdict = { readonly accepted: AppliedAs } | { readonly rejected: RejectReason };
