import type { KnowledgeDelta } from '#ports/knowledge-extraction';
import type { RejectReason } from '#stores/shard/candidate-store';
import type { EvidenceMessage, GateContext, Proposal } from './proposal.ts';
import { readValue } from './read-value.ts';
import {
  quotedMessage,
  v10Promotion,
  v11Sensitive,
  v12Newer,
  v13Value,
  v1Confidence,
  v2EvidenceSupplied,
  v3Anchor,
  v4Subject,
  v5Role,
  v6Type,
  v7Quote,
  v8Target,
  v9Suppression,
} from './validators.ts';
import type { Validator } from './validators.ts';

/**
 * The gate, first failure wins. What must not be kept at all comes first (V11, V9), what only needs time comes last
 * (V10): a proposal that waits has passed everything else.
 */
const GATE: readonly Validator[] = [
  v11Sensitive,
  v6Type,
  v2EvidenceSupplied,
  v9Suppression,
  v5Role,
  v7Quote,
  v1Confidence,
  v3Anchor,
  v4Subject,
  v13Value,
  v8Target,
  v12Newer,
  v10Promotion,
];

/** Gathers what the validators look at. Pure. */
export function buildProposal(delta: KnowledgeDelta, context: GateContext): Proposal {
  const cited = userMessages(delta.evidence_message_ids, context);
  const quoted = quotedMessage({ delta, core: cited, value: undefined, target: undefined, candidate: undefined });
  const value = readValue(delta, quoted, context);
  const candidate = context.candidates.find(
    ({ type, key, payload }) =>
      value !== undefined &&
      type === value.type &&
      key === value.key &&
      payload.display_value === value.payload.display_value,
  );
  const forgottenAt = value === undefined ? undefined : context.forgottenAt(value.type, value.key);
  const core = [
    ...new Map(
      [...userMessages(candidate?.coreEvidenceIds ?? [], context), ...cited].map((message) => [message.id, message]),
    ).values(),
  ]
    .filter(({ createdAt }) => forgottenAt === undefined || createdAt > forgottenAt)
    .sort((left, right) => left.createdAt.getTime() - right.createdAt.getTime());
  const target =
    delta.operation === 'ADD'
      ? context.facts.find(({ type, key }) => type === value?.type && key === value.key)
      : context.facts.find(({ id }) => id === delta.knowledge_id);
  return { delta, value, core, target, candidate };
}

function userMessages(ids: readonly string[], { messages }: GateContext): readonly EvidenceMessage[] {
  return ids.flatMap((id) => {
    const message = messages.get(id);
    return message?.role === 'user' ? [message] : [];
  });
}

/** Applies the gate: undefined lets the proposal pass. @see knowledge.md 8.6 */
export function validateProposal(proposal: Proposal, context: GateContext): RejectReason | undefined {
  for (const validator of GATE) {
    const reason = validator(proposal, context);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
