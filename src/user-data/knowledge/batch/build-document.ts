import { matchCrisis } from '#dialogue/model/crisis/match-crisis';
import { countTokens } from '#ports/emulated-answer';
import type { ExtractionDocument } from '#ports/knowledge-extraction';
import type { UnanalysedMessage } from '#stores/shard/extraction-store';
import { SESSION_GAP_MS } from './independence.ts';
import type { ActiveFact, EvidenceMessage, PendingCandidate } from './proposal.ts';

/** Longest part of the conversation that one request carries. @see knowledge.md 8.2 */
export const MESSAGE_BUDGET_TOKENS = 6_000;
/** Characters of an artefact's description that help to understand "the second one". */
const ARTEFACT_LIMIT = 400;

/** A message with its session, counted from 1 in the range. */
export interface NumberedMessage extends UnanalysedMessage {
  readonly sessionNo: number;
}

/** Numbers the sessions of a range, oldest first. */
export function numberSessions(messages: readonly UnanalysedMessage[]): readonly NumberedMessage[] {
  let sessionNo = 1;
  return messages.map((message, index) => {
    const previous = messages[index - 1];
    if (previous !== undefined && message.createdAt.getTime() - previous.createdAt.getTime() > SESSION_GAP_MS)
      sessionNo++;
    return { ...message, sessionNo };
  });
}

/**
 * The part of a range that fits one request, oldest first: cut at the last border between sessions that fits, else, when
 * one session alone is longer, at a border between times (two messages of one moment stay together, or the watermark
 * would pass one of them). At least one moment always goes.
 */
export function takeRange(
  messages: readonly UnanalysedMessage[],
  budgetTokens = MESSAGE_BUDGET_TOKENS,
): readonly UnanalysedMessage[] {
  const numbered = numberSessions(messages);
  let tokens = 0;
  let fitting = 0;
  for (const { content } of numbered) {
    tokens += content === null ? 0 : countTokens(content);
    if (tokens > budgetTokens && fitting > 0) break;
    fitting++;
  }
  if (fitting === numbered.length) return messages;
  const next = numbered[fitting];
  const isBorder = (index: number): boolean =>
    index > 0 && numbered[index]?.sessionNo !== numbered[index - 1]?.sessionNo;
  for (let index = fitting; index > 0; index--) if (isBorder(index)) return messages.slice(0, index);
  for (let index = fitting; index > 0; index--)
    if (numbered[index]?.createdAt.getTime() !== numbered[index - 1]?.createdAt.getTime())
      return messages.slice(0, index);
  return messages.filter(({ createdAt }) => createdAt.getTime() <= (next?.createdAt.getTime() ?? 0));
}

/** Messages that a model may read: nothing forgotten, deleted, tombstoned or said in a crisis. @see knowledge.md O-79, O-108 */
export function readableMessages<M extends UnanalysedMessage>(
  messages: readonly M[],
  tombstones: ReadonlySet<string>,
): readonly (M & { readonly content: string })[] {
  return messages.flatMap((message) => {
    const { content } = message;
    if (content === null || tombstones.has(message.id)) return [];
    return message.role === 'user' && matchCrisis(content) !== undefined ? [] : [{ ...message, content }];
  });
}

/** What a message is as evidence. */
export function toEvidence(message: UnanalysedMessage & { readonly content: string }): EvidenceMessage {
  const { id, role, content, requestId, createdAt } = message;
  return { id, role, content, requestId, createdAt };
}

/** The document of one request. @see knowledge.md 8.2 */
export function buildDocument(input: {
  readonly now: Date;
  readonly timeZone: string;
  readonly currency: string;
  readonly facts: readonly ActiveFact[];
  readonly candidates: readonly PendingCandidate[];
  readonly messages: readonly (NumberedMessage & { readonly content: string })[];
}): ExtractionDocument {
  return {
    version: 1,
    now: input.now.toISOString(),
    timezone: input.timeZone,
    default_currency: input.currency,
    current_knowledge: input.facts.map((fact) => ({
      knowledge_id: fact.id,
      type: fact.type,
      key: fact.key,
      value: fact.payload.display_value,
      confidence: fact.confidence,
      extracted_from: fact.extractedFrom,
      is_disputed: fact.isDisputed,
      expires_at: fact.expiresAt?.toISOString() ?? null,
    })),
    pending_candidates: input.candidates.map((candidate) => ({
      operation: candidate.operation,
      type: candidate.type,
      key: candidate.key,
      value: candidate.payload.display_value,
      confidence: candidate.confidence,
      core_evidence_ids: [...candidate.coreEvidenceIds],
    })),
    new_messages: input.messages.map((message) => ({
      id: message.id,
      role: message.role,
      created_at: message.createdAt.toISOString(),
      session_no: message.sessionNo,
      content: message.content,
    })),
    artefacts: Object.fromEntries(
      input.messages.flatMap(({ id, responseDescription }) =>
        responseDescription === null ? [] : [[id, responseDescription.slice(0, ARTEFACT_LIMIT)] as const],
      ),
    ),
  };
}
