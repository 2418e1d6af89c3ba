import type { ShardSession } from './shard-session.ts';

/** The other rows that an operation on messages reaches, for every statement here: $1 conversation, $2 message ids. */
const LINKED_ANSWERS = `
  SELECT DISTINCT a.id FROM unnest($2::uuid[]) AS wanted(id)
    JOIN messages t ON t.conversation_id = $1 AND t.id = wanted.id AND t.role = 'user'
   CROSS JOIN LATERAL (
     SELECT m.id FROM messages m
      WHERE m.conversation_id = $1 AND m.role = 'assistant' AND m.request_id = t.request_id
     UNION ALL
     (SELECT m.id FROM messages m
       WHERE m.conversation_id = $1 AND m.role = 'assistant' AND t.request_id IS NULL
         AND (m.created_at, m.id) > (t.created_at, t.id)
       ORDER BY m.created_at, m.id LIMIT 1)) AS a`;
const FORGET = `
  UPDATE messages m SET is_forgotten = true, embedding = NULL, embedding_model = NULL, memory_snippet = NULL
   WHERE m.conversation_id = $1 AND m.id = ANY ($2::uuid[]) AND m.deleted_at IS NULL`;
const REMEMBER_AGAIN = `
  UPDATE messages m SET is_forgotten = false, enrichment_retry_count = 0, last_retry_at = NULL
   WHERE m.conversation_id = $1 AND m.id = ANY ($2::uuid[]) AND m.deleted_at IS NULL AND m.is_forgotten RETURNING m.id`;
const CLEAR_NEIGHBOUR_SNIPPETS = `
  UPDATE messages m SET memory_snippet = NULL
   WHERE m.conversation_id = $1 AND m.memory_snippet IS NOT NULL AND m.id IN (
     SELECT n.id FROM unnest($2::uuid[]) AS wanted(id)
       JOIN messages t ON t.conversation_id = $1 AND t.id = wanted.id
      CROSS JOIN LATERAL (
        (SELECT p.id FROM messages p WHERE p.conversation_id = $1 AND (p.created_at, p.id) < (t.created_at, t.id)
          ORDER BY p.created_at DESC, p.id DESC LIMIT 1)
        UNION ALL
        (SELECT q.id FROM messages q WHERE q.conversation_id = $1 AND (q.created_at, q.id) > (t.created_at, t.id)
          ORDER BY q.created_at, q.id LIMIT 1)) AS n)`;
const CLEAR_DESCRIPTIONS = `
  UPDATE messages m SET response_description = NULL
   WHERE m.conversation_id = $1 AND m.response_description IS NOT NULL AND m.id = ANY ($2::uuid[])`;
const LIST_LOST_DESCRIPTIONS = `
  SELECT m.id, m.cards FROM messages m
   WHERE m.conversation_id = $1 AND m.id = ANY ($2::uuid[]) AND m.role = 'assistant' AND m.cards IS NOT NULL
     AND m.response_description IS NULL AND NOT m.is_forgotten AND m.deleted_at IS NULL`;
const SET_DESCRIPTION = `
  UPDATE messages m SET response_description = $3
   WHERE m.conversation_id = $1 AND m.id = $2 AND NOT m.is_forgotten AND m.deleted_at IS NULL`;
const DEACTIVATE_FACTS = `
  UPDATE user_knowledge k
     SET is_active = false, is_disputed = false, inactive_reason = 'forgotten', inactivated_by = $3, updated_at = now()
   WHERE k.user_id = $1 AND k.is_active AND k.extracted_from <> 'onboarding' AND k.evidence_message_ids && $2::uuid[]
  RETURNING k.id, k.knowledge_key`;
const REJECT_CANDIDATES = `
  UPDATE knowledge_candidates c SET status = 'rejected', reject_reason = 'suppressed'
   WHERE c.user_id = $1 AND c.status = 'pending' AND c.core_evidence_ids && $2::uuid[]`;
const SUPPRESS = `
  INSERT INTO knowledge_suppressions (user_id, knowledge_key, forgotten_at)
  SELECT $1, k.key, clock_timestamp() FROM unnest($2::text[]) AS k(key)
  ON CONFLICT (user_id, knowledge_key) DO UPDATE SET forgotten_at = excluded.forgotten_at`;
const REACTIVATE_FACTS = `
  UPDATE user_knowledge k
     SET is_active = true, inactive_reason = NULL, inactivated_by = NULL, updated_at = now()
   WHERE k.user_id = $1 AND NOT k.is_active AND k.inactive_reason = 'forgotten' AND k.inactivated_by = ANY ($2::uuid[])
     AND NOT EXISTS (SELECT FROM user_knowledge n
                      WHERE n.user_id = $1 AND n.is_active AND n.knowledge_type = k.knowledge_type
                        AND n.knowledge_key = k.knowledge_key)
     AND NOT EXISTS (SELECT FROM messages m
                      WHERE m.conversation_id = $3 AND m.id = ANY (k.evidence_message_ids)
                        AND (m.is_forgotten OR m.deleted_at IS NOT NULL))
     AND NOT EXISTS (SELECT FROM user_knowledge v
                      WHERE v.user_id = $1 AND v.knowledge_type = k.knowledge_type
                        AND v.knowledge_key = k.knowledge_key AND v.version > k.version
                        AND v.inactivated_by = ANY ($2::uuid[]))
  RETURNING k.id, k.knowledge_key`;
const LIFT_SUPPRESSIONS = `
  DELETE FROM knowledge_suppressions WHERE user_id = $1 AND knowledge_key = ANY ($2::text[])`;
const FACTS_OF_OPERATION = `
  SELECT k.id, k.knowledge_key FROM user_knowledge k
   WHERE k.user_id = $1 AND k.inactivated_by = $2 AND k.inactive_reason = 'forgotten' ORDER BY k.id`;
const REPLACE_EVIDENCE = `
  UPDATE user_knowledge k
     SET evidence_message_ids = $3::uuid[], evidence_at = $4, encrypted_data = $5, iv = $6, auth_tag = $7, updated_at = now()
   WHERE k.user_id = $1 AND k.id = $2 AND k.is_active`;
const LOCK_CONVERSATION = 'SELECT id FROM conversations WHERE user_id = $1 AND id = $2 FOR UPDATE';

/** A fact that an operation reached, with its blind key. */
interface ReachedFact {
  readonly id: string;
  readonly knowledgeKey: string;
}

/** The snippets of the message before and the one after each: they may quote it. @returns how many there were. */
export async function clearNeighbourSnippets(session: ShardSession, messageIds: readonly string[]): Promise<number> {
  return (await session.query(CLEAR_NEIGHBOUR_SNIPPETS, [await session.conversationId(), [...messageIds]])).rowCount;
}

/** What retrieval would find of the looks of some answers. @returns how many there were. */
export async function clearDescriptions(session: ShardSession, messageIds: readonly string[]): Promise<number> {
  return (await session.query(CLEAR_DESCRIPTIONS, [await session.conversationId(), [...messageIds]])).rowCount;
}

/** What a cascade did. @see knowledge.md 18.1 */
export interface ForgetOutcome {
  readonly forgotten: number;
  readonly snippetsCleared: number;
  readonly descriptionsCleared: number;
  readonly facts: readonly string[];
}

/**
 * Operations on the memory of one user follow each other, and none runs while an answer is being stored: the first
 * statement of each of their transactions.
 */
export async function lockConversation(session: ShardSession): Promise<void> {
  await session.query(LOCK_CONVERSATION, [session.userId, await session.conversationId()]);
}

/** The answers that belong to messages of the user: of the same request, else the next one. @see user-data.md U11 */
export async function findLinkedAnswers(
  session: ShardSession,
  messageIds: readonly string[],
): Promise<readonly string[]> {
  const result = await session.query<{ id: string }>(LINKED_ANSWERS, [await session.conversationId(), [...messageIds]]);
  return result.rows.map((row) => row.id);
}

/**
 * Steps 1 to 4 of a soft forget; call it in a transaction. Doing it again changes nothing. What was learned from the
 * messages is off and is not learned again, facts of the onboarding stay.
 *
 * @see knowledge.md 18.1, 18.5
 */
export async function forgetMessages(
  session: ShardSession,
  operation: { readonly operationId: string; readonly messageIds: readonly string[] },
): Promise<ForgetOutcome> {
  const { operationId } = operation;
  const conversationId = await session.conversationId();
  const ids = [...operation.messageIds];
  const forgotten = await session.query(FORGET, [conversationId, ids]);
  const snippetsCleared = await clearNeighbourSnippets(session, ids);
  const answers = await findLinkedAnswers(session, ids);
  const descriptionsCleared = await clearDescriptions(session, [...answers, ...ids]);
  const facts = toReached(await session.query<ReachedRow>(DEACTIVATE_FACTS, [session.userId, ids, operationId]));
  await session.query(REJECT_CANDIDATES, [session.userId, ids]);
  await suppressKeys(session, facts);
  return {
    forgotten: forgotten.rowCount,
    snippetsCleared,
    descriptionsCleared,
    facts: facts.map(({ id }) => id),
  };
}

/** What taking an operation back did. */
export interface RestoreOutcome {
  readonly restored: readonly string[];
  readonly facts: readonly string[];
}

/**
 * Takes a soft forget back; call it in a transaction. Facts come back unless the key has a newer one or another of their
 * messages is still forgotten. The vectors are made again by the enrichment.
 *
 * @param operation.operationIds the operation, and earlier ones that were taken back: a fact that two operations reached
 * comes back with the second.
 * @param operation.describe makes an answer's description anew from its cards.
 * @see knowledge.md O-95, user-data.md U30, U31
 */
export async function restoreMessages(
  session: ShardSession,
  operation: {
    readonly operationIds: readonly string[];
    readonly messageIds: readonly string[];
    readonly describe: (cards: unknown) => string | null;
  },
): Promise<RestoreOutcome> {
  const conversationId = await session.conversationId();
  const ids = [...operation.messageIds];
  const restored = await session.query<{ id: string }>(REMEMBER_AGAIN, [conversationId, ids]);
  const answers = await findLinkedAnswers(session, ids);
  const lost = await session.query<{ id: string; cards: unknown }>(LIST_LOST_DESCRIPTIONS, [
    conversationId,
    [...answers, ...ids],
  ]);
  for (const { id, cards } of lost.rows)
    await session.query(SET_DESCRIPTION, [conversationId, id, operation.describe(cards)]);
  const facts = await reactivateFacts(session, operation.operationIds);
  return { restored: restored.rows.map(({ id }) => id), facts };
}

/** Switches on again what operations had switched off; returns the facts. */
export async function reactivateFacts(
  session: ShardSession,
  operationIds: readonly string[],
): Promise<readonly string[]> {
  const facts = toReached(
    await session.query<ReachedRow>(REACTIVATE_FACTS, [
      session.userId,
      [...operationIds],
      await session.conversationId(),
    ]),
  );
  if (facts.length > 0)
    await session.query(LIFT_SUPPRESSIONS, [session.userId, facts.map(({ knowledgeKey }) => knowledgeKey)]);
  return facts.map(({ id }) => id);
}

/** What an operation has switched off and what is still off. */
export async function findFactsOfOperation(
  session: ShardSession,
  operationId: string,
): Promise<readonly ReachedFact[]> {
  return toReached(await session.query<ReachedRow>(FACTS_OF_OPERATION, [session.userId, operationId]));
}

/** Lets a fact stand on other messages. The ciphertext is new, because the payload quotes one of them. */
export async function replaceEvidence(
  session: ShardSession,
  fact: {
    readonly id: string;
    readonly evidenceMessageIds: readonly string[];
    readonly evidenceAt: Date;
    readonly encryptedData: Buffer;
    readonly iv: Buffer;
    readonly authTag: Buffer;
  },
): Promise<void> {
  const { id, evidenceMessageIds, evidenceAt, encryptedData, iv, authTag } = fact;
  const parameters = [session.userId, id, [...evidenceMessageIds], evidenceAt, encryptedData, iv, authTag];
  await session.query(REPLACE_EVIDENCE, parameters);
}

/** Keeps facts from being learned again from anything said before now. @see knowledge.md 18.5 */
export async function suppressKeys(session: ShardSession, facts: readonly ReachedFact[]): Promise<void> {
  if (facts.length > 0) await session.query(SUPPRESS, [session.userId, facts.map(({ knowledgeKey }) => knowledgeKey)]);
}

interface ReachedRow {
  readonly id: string;
  readonly knowledge_key: string;
}

function toReached(result: { readonly rows: readonly ReachedRow[] }): readonly ReachedFact[] {
  return result.rows.map((row) => ({ id: row.id, knowledgeKey: row.knowledge_key }));
}
