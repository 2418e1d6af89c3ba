import type { KnowledgeRow, UserKeyRow } from '#stores/shard/knowledge';
import { findUserKey, listActiveFacts, listSuppressions } from '#stores/shard/knowledge-store';
import { listPendingCandidates } from '#stores/shard/candidate-store';
import type { CandidateRow } from '#stores/shard/candidate-store';
import type { ShardSession } from '#stores/shard/shard-session';
import type { FactPayload, FactType } from '#user-data/knowledge/model/fact';
import type { FactCipher } from '#user-data/memory/fact-cipher';
import type { ActiveFact, PendingCandidate } from './proposal.ts';

/** What is known and proposed of a user, decrypted. */
export interface KnownOfUser {
  readonly userKey: UserKeyRow | null;
  readonly facts: readonly ActiveFact[];
  readonly candidates: readonly PendingCandidate[];
  /** When a fact was forgotten, by its blind key. */
  readonly suppressions: ReadonlyMap<string, Date>;
}

/** What reading needs. */
export interface ReadKnowledgeDeps {
  readonly cipher: FactCipher;
  /** A row that cannot be read is skipped and told: never an empty fact. @see knowledge.md 19.1 */
  readonly onUnreadable: (facts: { readonly type: string; readonly error: unknown }) => void;
}

/** Reads the active facts, the waiting candidates and the suppressions of a user. */
export async function readKnowledge(deps: ReadKnowledgeDeps, session: ShardSession, now: Date): Promise<KnownOfUser> {
  const userKey = await findUserKey(session);
  const suppressions = await listSuppressions(session);
  if (userKey === null) return { userKey, facts: [], candidates: [], suppressions };
  const payloadOf = (row: KnowledgeRow | CandidateRow): FactPayload | undefined => {
    const identity = { userId: session.userId, id: row.id, type: row.knowledgeType, keyVersion: row.keyVersion };
    try {
      return deps.cipher.decrypt(identity, userKey, row) as FactPayload;
    } catch (error) {
      deps.onUnreadable({ type: row.knowledgeType, error });
      return undefined;
    }
  };
  const facts = (await listActiveFacts(session, now)).flatMap((row) => {
    const payload = payloadOf(row);
    return payload === undefined ? [] : [toActiveFact(row, payload)];
  });
  const candidates = (await listPendingCandidates(session, now)).flatMap((row) => {
    const payload = payloadOf(row);
    return payload === undefined ? [] : [toPendingCandidate(row, payload)];
  });
  return { userKey, facts, candidates, suppressions };
}

/** A row as the gate sees it. */
export function toActiveFact(row: KnowledgeRow, payload: FactPayload): ActiveFact {
  return {
    id: row.id,
    type: row.knowledgeType as FactType,
    key: payload.display_key,
    payload,
    confidence: row.confidence ?? 0,
    extractedFrom: row.extractedFrom,
    isDisputed: row.isDisputed,
    evidenceMessageIds: row.evidenceMessageIds,
    evidenceAt: row.evidenceAt,
    expiresAt: row.expiresAt,
    updatedAt: row.updatedAt,
  };
}

function toPendingCandidate(row: CandidateRow, payload: FactPayload): PendingCandidate {
  return {
    id: row.id,
    type: row.knowledgeType as FactType,
    key: payload.display_key,
    payload,
    operation: row.operation,
    confidence: row.confidence,
    coreEvidenceIds: row.coreEvidenceIds,
  };
}
