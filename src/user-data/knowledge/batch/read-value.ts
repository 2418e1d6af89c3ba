import type { KnowledgeDelta } from '#ports/knowledge-extraction';
import type { FactType } from '#user-data/knowledge/model/fact';
import { extractInstantFacts } from '#user-data/memory/extract-instant-facts';
import { clausesOfQuote, isPlainDeclaration } from './declaration.ts';
import type { EvidenceMessage, ReadValue } from './proposal.ts';
import { QUOTE_READERS } from './quote-readers.ts';

/** Types that a batch may write: the guaranteed ones but the onboarding style (knowledge.md 7.4). */
export const BATCH_TYPES = ['body_params', 'budget', 'allergy', 'hard_ban', 'life_event'] as const;
const KNOWN: ReadonlySet<string> = new Set(BATCH_TYPES);

/** Whether a type may be written by a batch. @see knowledge.md 4.1 */
export function isBatchType(type: string): type is FactType {
  return KNOWN.has(type);
}

/**
 * The value of a delta as its quote really has it: a model may propose, but what is stored is read from the user's own
 * words. First with the rules of the instant extraction (a declaration by definition), else with a strict reading of the
 * quote alone. Undefined when the quote does not hold the proposed value.
 *
 * @see knowledge.md 8.3 (value per payload schema), EC-b
 */
export function readValue(
  delta: KnowledgeDelta,
  message: EvidenceMessage | undefined,
  context: { readonly timeZone: string; readonly currency: string },
): ReadValue | undefined {
  if (message === undefined || !isBatchType(delta.knowledge_type)) return undefined;
  const type = delta.knowledge_type;
  const clauses = clausesOfQuote(message.content, delta.quote);
  const reading = { delta, message, clauses, ...context };
  const wanted = QUOTE_READERS[type].wanted(delta, context.currency);
  if (wanted === undefined) return undefined;
  const drafts = extractInstantFacts({
    text: message.content,
    now: message.createdAt,
    timeZone: context.timeZone,
    defaultCurrency: context.currency,
    hasReplyTarget: false,
  });
  const draft = drafts.find(
    (found) => found.type === type && found.key === wanted.key && wanted.fits(found.payload) && touches(found, reading),
  );
  if (draft !== undefined) {
    const expiresAt = draft.expiresAt === undefined ? null : new Date(draft.expiresAt);
    return { type, key: draft.key, payload: draft.payload, expiresAt, isDeclared: true };
  }
  const read = QUOTE_READERS[type].read(reading);
  if (read === undefined || !wanted.fits(read.payload)) return undefined;
  return { type, ...read, isDeclared: isPlainDeclaration(type, clauses) };
}

/** The fact stands where the quote stands. */
function touches(
  found: { readonly start: number; readonly end: number },
  { delta, message }: { readonly delta: KnowledgeDelta; readonly message: EvidenceMessage },
): boolean {
  const start = message.content.indexOf(delta.quote);
  return start >= 0 && found.start < start + delta.quote.length && start < found.end;
}
