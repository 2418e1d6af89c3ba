import type { KnowledgeRow, UserKeyRow } from '#stores/shard/knowledge';
import type { FactPayload, FactType } from '#user-data/knowledge/model/fact';
import type { FactCipher } from '#user-data/memory/fact-cipher';
import type { OrchestratorEvents } from './events.ts';
import type { EvidencedFact } from './turn.ts';

/**
 * Decrypts the active facts of a user. A row that cannot be read is skipped and counted: it never blocks an answer and
 * never turns into an empty fact. @see knowledge.md 19.1
 */
export function readFacts(
  deps: { readonly cipher: FactCipher; readonly events: OrchestratorEvents },
  input: {
    readonly userId: string;
    readonly rows: readonly KnowledgeRow[];
    readonly userKey: UserKeyRow | null;
    readonly now: Date;
  },
): readonly EvidencedFact[] {
  const { userId, rows, userKey, now } = input;
  if (!userKey) return [];
  return rows.flatMap((row) => {
    if (!row.isActive || (row.expiresAt && row.expiresAt <= now)) return [];
    try {
      const identity = { userId, id: row.id, type: row.knowledgeType, keyVersion: row.keyVersion };
      const payload = deps.cipher.decrypt(identity, userKey, row) as FactPayload;
      return [
        {
          id: row.id,
          type: row.knowledgeType as FactType,
          key: payload.display_key,
          payload,
          isDisputed: row.isDisputed,
          updatedAt: row.updatedAt.toISOString(),
          confidence: row.confidence ?? 0,
          extractedFrom: row.extractedFrom,
          evidenceMessageIds: row.evidenceMessageIds,
          evidenceAt: row.evidenceAt.toISOString(),
          expiresAt: row.expiresAt?.toISOString() ?? null,
          isNew: false,
        },
      ];
    } catch (error) {
      deps.events.factUnreadable({ type: row.knowledgeType, error });
      return [];
    }
  });
}
