import type { KnowledgeRow, UserKeyRow } from '#stores/shard/knowledge';
import type { FactPayload } from '#user-data/knowledge/model/fact';
import type { ControlsDeps } from './controls-deps.ts';

/** The payload of a fact, or undefined when it cannot be read: counted and told, never an empty fact. @see knowledge.md 19.1 */
export function decryptFact(
  deps: Pick<ControlsDeps, 'cipher' | 'events'>,
  owner: { readonly userId: string; readonly userKey: UserKeyRow | null },
  row: KnowledgeRow,
): FactPayload | undefined {
  if (!owner.userKey) return undefined;
  try {
    const identity = { userId: owner.userId, id: row.id, type: row.knowledgeType, keyVersion: row.keyVersion };
    return deps.cipher.decrypt(identity, owner.userKey, row) as FactPayload;
  } catch (error) {
    deps.events.unreadable({ type: row.knowledgeType, error });
    return undefined;
  }
}
