import { takeAround, takeWords } from '#dialogue/model/language/code-points';
import { originalSpan } from '#dialogue/model/language/normalize-text';
import { instantConfidence, QUOTE_LIMIT } from '#user-data/knowledge/model/fact';
import type { FactDraft, FactPayload, FactType } from '#user-data/knowledge/model/fact';
import type { AnalyzedMessage, MessageClause } from './message-clauses.ts';

/** What the rules are told beside the text. */
export type ExtractionContext = {
  readonly now: Date;
  readonly timeZone: string;
  readonly defaultCurrency: string;
  /** The message reacts to an artefact (reply_to_id is set): one-off reactions are no rules. */
  readonly hasReplyTarget: boolean;
};

/** A payload before its quote is known. */
export type FindingPayload = DistributedOmit<FactPayload>;
type DistributedOmit<Payload> = Payload extends FactPayload ? Omit<Payload, 'quote'> : never;

/** What one rule found: type, key and payload without its quote; positions within the clause. */
export type Finding = {
  readonly type: FactType;
  readonly key: string;
  readonly payload: FindingPayload;
  readonly expiresAt?: string;
  readonly start: number;
  readonly end: number;
};

/** A rule for one type of fact over one clause. Pure; returns nothing in doubt. */
export type ExtractionRule = (clause: MessageClause, context: ExtractionContext) => readonly Finding[];

/** Makes a fact of a finding: adds the verbatim quote (the clause, at most 160 code points around the find). */
export function toFactDraft(message: AnalyzedMessage, clause: MessageClause, finding: Finding): FactDraft {
  const { normalized } = message;
  const whole = originalSpan(normalized, clause.offset, clause.offset + clause.text.length);
  const found = originalSpan(normalized, clause.offset + finding.start, clause.offset + finding.end);
  const clauseText = normalized.original.slice(whole.start, whole.end);
  const quote = takeWords(
    takeAround(clauseText, { start: found.start - whole.start, end: found.end - whole.start }, QUOTE_LIMIT),
    QUOTE_LIMIT,
  );
  return {
    type: finding.type,
    key: finding.key,
    payload: { ...finding.payload, quote } as FactPayload,
    quote,
    confidence: instantConfidence(finding.type),
    ...(finding.expiresAt === undefined ? {} : { expiresAt: finding.expiresAt }),
    start: found.start,
    end: found.end,
  };
}
