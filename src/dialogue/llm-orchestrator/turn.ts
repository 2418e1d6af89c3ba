import type { Intent } from '#dialogue/model/intent';
import type { ProductCard } from '#dialogue/model/reply';
import type { ConsultItem, ConsultResult } from '#ports/stylist';
import type { AcceptedTurn } from '#stores/shard/accept-turn';
import type { KnownFact } from '#user-data/knowledge/model/fact';
import type { QueryConstraints } from '#dialogue/model/language/query-constraints';
import type { IncomingMessage } from './contract.ts';

/** Languages that the avatar answers in. */
export type ReplyLanguage = 'en' | 'ru' | 'ar';

/** A turn from the first step on: what was asked, and until when an answer counts. */
export interface Turn {
  readonly userId: string;
  readonly requestId: string;
  readonly messages: readonly IncomingMessage[];
  /** The newest message: its id names the turn. */
  readonly messageId: string;
  /** All messages of the burst joined by ". ": what retrieval and the model see. @see dialogue.md 2.4 */
  readonly text: string;
  readonly language: ReplyLanguage;
  readonly supersedes: readonly string[];
  readonly isVoice: boolean;
  readonly mallId: string | null;
  readonly isCrisisWindow: boolean;
  readonly startedAtMs: number;
  /** No step may run longer than this. @see dialogue.md D-29 */
  readonly deadlineAtMs: number;
  /** Aborts when the turn is cancelled, superseded or its caller is gone. */
  readonly signal: AbortSignal;
}

/** What a correction did to the memory in this turn. */
export interface CorrectionOutcome {
  readonly type: 'user_denied' | 'wrong_subject' | 'outdated' | 'ambiguous' | 'confirmed';
  readonly key: string | null;
  readonly oldValue: string | null;
  readonly newValue: string | null;
  readonly asksWhich: boolean;
}

/** A fact with what the answer needs to show its evidence. */
export interface EvidencedFact extends KnownFact {
  readonly confidence: number;
  readonly extractedFrom: string;
  readonly evidenceMessageIds: readonly string[];
  readonly evidenceAt: string;
  readonly expiresAt: string | null;
  /** Learned in this very turn. */
  readonly isNew: boolean;
}

/** A turn whose messages are stored and whose conversation is held. */
export interface AcceptedMessage {
  readonly turn: Turn;
  readonly stored: AcceptedTurn;
  readonly facts: readonly EvidencedFact[];
  readonly correction: CorrectionOutcome | null;
  readonly constraints: QueryConstraints;
  readonly intent: Intent;
  readonly requiresConsultant: boolean;
  readonly queryLevel: 1 | 2 | 3;
}

/** A past message as the prompt shows it. */
export interface Episode {
  readonly ref: string;
  readonly messageId: string;
  readonly role: 'user' | 'assistant' | 'system';
  readonly excerpt: string;
  readonly artifact: string | null;
  readonly createdAt: Date;
  readonly age: string;
  readonly score: number;
  readonly isContested: boolean;
  readonly span: readonly { readonly role: string; readonly text: string }[];
}

/** What was found in the past. */
export interface Recollection {
  readonly episodes: readonly Episode[];
  readonly isMemorySuppressed: boolean;
  readonly expansionAttempted: boolean;
  readonly expansionUsed: boolean;
  /** No vector came in time: only words were compared. */
  readonly isDegraded: boolean;
}

/** What the stylist found, after the deterministic filters. */
export interface Consultation {
  readonly result: ConsultResult | null;
  readonly items: readonly ConsultItem[];
  readonly cards: readonly ProductCard[];
  readonly ruleIds: readonly string[];
}
