import { takeWords } from '#dialogue/model/language/code-points';
import { replaceEvidence } from '#stores/shard/forget-messages';
import { findUserKey, listActiveFacts } from '#stores/shard/knowledge-store';
import { findMessages } from '#stores/shard/message-store';
import type { ShardTransaction } from '#stores/shard/shard-session';
import { QUOTE_LIMIT } from '#user-data/knowledge/model/fact';
import type { ControlsDeps } from './controls-deps.ts';
import { decryptFact } from './decrypt-fact.ts';

/**
 * Facts that the user wants to keep although a message that proves them is forgotten: they stand on their other messages
 * from now on, with a quote of the newest of these. A fact that nothing else proves is not kept.
 *
 * @see knowledge.md O-99
 */
export async function keepFacts(
  deps: Pick<ControlsDeps, 'cipher' | 'events'>,
  transaction: ShardTransaction,
  input: { readonly messageIds: readonly string[]; readonly factIds: readonly string[] },
): Promise<void> {
  if (input.factIds.length === 0) return;
  const gone = new Set(input.messageIds);
  const userKey = await findUserKey(transaction);
  for (const row of await listActiveFacts(transaction, new Date(0))) {
    if (!input.factIds.includes(row.id) || !row.evidenceMessageIds.some((id) => gone.has(id))) continue;
    const others = await findMessages(
      transaction,
      row.evidenceMessageIds.filter((id) => !gone.has(id)),
    );
    const proofs = others.filter(({ isForgotten, deletedAt }) => !isForgotten && deletedAt === null);
    const newest = proofs.at(-1);
    const payload = decryptFact(deps, { userId: transaction.userId, userKey }, row);
    if (!newest || !payload || !userKey) continue;
    const identity = { userId: transaction.userId, id: row.id, type: row.knowledgeType, keyVersion: row.keyVersion };
    await replaceEvidence(transaction, {
      id: row.id,
      evidenceMessageIds: proofs.map(({ id }) => id),
      evidenceAt: newest.createdAt,
      ...deps.cipher.encrypt(identity, userKey, { ...payload, quote: takeWords(newest.content, QUOTE_LIMIT) }),
    });
  }
}
