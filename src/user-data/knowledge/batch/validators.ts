import { PERSONAL_EVENTS } from '#dialogue/model/language/concepts/events';
import type { RejectReason } from '#stores/shard/candidate-store';
import type { LifeEventPayload } from '#user-data/knowledge/model/fact';
import { detectDenials } from '#user-data/memory/detect-denial';
import { hasAnchor } from './anchors.ts';
import { clausesOfQuote, isAboutOther } from './declaration.ts';
import { countIndependent } from './independence.ts';
import type { EvidenceMessage, GateContext, Proposal } from './proposal.ts';
import { isBatchType } from './read-value.ts';
import { findSensitiveCategory } from './sensitive-category.ts';

/** A check of one proposal: the reason to refuse it, or undefined. Pure. */
export type Validator = (proposal: Proposal, context: GateContext) => RejectReason | undefined;

const LEAST_CONFIDENCE = 0.8;
/** Types of the persona and of taste: they stay in the messages. @see knowledge.md 4.1 */
const SOFT_TYPES: ReadonlySet<string> = new Set([
  'emotional_patterns',
  'behavior_patterns',
  'color_preferences',
  'brand_preferences',
  'brand_preference',
  'onboarding_style',
]);

/** The user's message that the quote was cut from. */
export function quotedMessage(proposal: Proposal): EvidenceMessage | undefined {
  const { quote } = proposal.delta;
  if (quote.trim() === '') return undefined;
  return proposal.core.find(
    ({ id, content }) => proposal.delta.evidence_message_ids.includes(id) && content.includes(quote),
  );
}

/** V1: confidence at least 0.8. */
export const v1Confidence: Validator = ({ delta }) =>
  delta.confidence >= LEAST_CONFIDENCE ? undefined : 'low_confidence';

/** V2: every cited message was supplied. */
export const v2EvidenceSupplied: Validator = ({ delta }, { suppliedIds }) =>
  delta.evidence_message_ids.length > 0 && delta.evidence_message_ids.every((id) => suppliedIds.has(id))
    ? undefined
    : 'bad_evidence';

/** V3: the user's words hold an anchor of the type. An answer's words are no evidence, so "42" alone stays nothing (K25). */
export const v3Anchor: Validator = ({ delta, core }) => {
  if (delta.operation === 'REMOVE') return undefined;
  const text = core.map(({ content }) => content).join('\n');
  return isBatchType(delta.knowledge_type) && hasAnchor(delta.knowledge_type, text) ? undefined : 'no_anchor';
};

/** V4: about the user, as the model says and as the quote says: "my sister is allergic to nickel" is not. */
export const v4Subject: Validator = (proposal) => {
  const { delta, value } = proposal;
  if (delta.subject !== 'user') return 'wrong_subject';
  const message = quotedMessage(proposal);
  if (message === undefined || delta.operation === 'REMOVE') return undefined;
  // A sister's wedding is an event of the user; her trip is not.
  if (value?.type === 'life_event' && !PERSONAL_EVENTS.has((value.payload as LifeEventPayload).event_type))
    return undefined;
  return isAboutOther(clausesOfQuote(message.content, delta.quote)) ? 'wrong_subject' : undefined;
};

/** V5: at least one cited message is the user's own; answers never count. */
export const v5Role: Validator = ({ core }) => (core.length > 0 ? undefined : 'wrong_role');

/** V6: a type that a batch may write. */
export const v6Type: Validator = ({ delta }) => {
  if (isBatchType(delta.knowledge_type)) return undefined;
  return SOFT_TYPES.has(delta.knowledge_type) ? 'soft_type' : 'unknown_type';
};

/** V7: the quote is a verbatim part of one of the user's cited messages. */
export const v7Quote: Validator = (proposal) => (quotedMessage(proposal) === undefined ? 'bad_evidence' : undefined);

/** V8: the row that is to change is active, the user's own and of this type; UPDATE and CONFIRM keep its key. */
export const v8Target: Validator = ({ delta, value }, { facts }) => {
  if (delta.operation === 'ADD') return undefined;
  const target = facts.find(({ id }) => id === delta.knowledge_id);
  if (target === undefined || target.type !== delta.knowledge_type) return 'bad_evidence';
  if (delta.operation === 'REMOVE') return undefined;
  if (value !== undefined && value.key !== target.key) return 'bad_evidence';
  const isSame = value?.payload.display_value === target.payload.display_value;
  return delta.operation === 'CONFIRM' && value !== undefined && !isSame ? 'bad_evidence' : undefined;
};

/** V9: nothing cited is forgotten, and the fact was not forgotten after it was said. */
export const v9Suppression: Validator = ({ delta, value, core }, { messages, forgottenAt }) => {
  if (delta.evidence_message_ids.some((id) => !messages.has(id))) return 'suppressed';
  const forgotten = value === undefined ? undefined : forgottenAt(value.type, value.key);
  if (forgotten === undefined) return undefined;
  return newestOf(core) > forgotten.getTime() ? undefined : 'suppressed';
};

/** V10: promotion rule 5: stated plainly, or confirmed by two independent messages. @see knowledge.md 8.4, 8.5 */
export const v10Promotion: Validator = ({ delta, value, core }, { timeZone }) => {
  if (delta.operation === 'REMOVE' || delta.operation === 'CONFIRM') return undefined;
  return value?.isDeclared === true || countIndependent(core, timeZone) >= 2 ? undefined : 'not_independent';
};

/** V11: no sensitive category. @see knowledge.md 19.2 */
export const v11Sensitive: Validator = ({ delta, value }) => {
  const text = [delta.knowledge_type, delta.knowledge_key.replaceAll('_', ' '), delta.value, delta.quote].join('\n');
  return findSensitiveCategory(text, value) === undefined ? undefined : 'sensitive';
};

/** V12: newer than the row that it would replace or end. */
export const v12Newer: Validator = ({ delta, value, core, target }) => {
  if (target === undefined || delta.operation === 'CONFIRM') return undefined;
  const isSame = value?.payload.display_value === target.payload.display_value;
  if (delta.operation !== 'REMOVE' && isSame) return undefined;
  return newestOf(core) > target.evidenceAt.getTime() ? undefined : 'stale';
};

/** V13: the quote holds the proposed value: an anchor and a true quote do not make "XXL" out of "my size is M". */
export const v13Value: Validator = ({ delta, value }) =>
  delta.operation === 'REMOVE' || value !== undefined ? undefined : 'bad_evidence';

/** Whether the user denies the row in plain words. Else a REMOVE becomes a doubt. @see knowledge.md 8.6 */
export function isExplicitDenial({ core, target }: Proposal): boolean {
  if (target === undefined) return false;
  const known = { ...target, updatedAt: target.updatedAt.toISOString() };
  return core.some(({ content }) => detectDenials(content, [known], []).some(({ fact }) => fact.id === target.id));
}

/** Time of the newest of some messages, milliseconds; 0 for none. */
export function newestOf(messages: readonly EvidenceMessage[]): number {
  return Math.max(0, ...messages.map(({ createdAt }) => createdAt.getTime()));
}
