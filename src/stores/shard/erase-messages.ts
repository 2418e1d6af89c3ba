import { clearDescriptions, clearNeighbourSnippets, findLinkedAnswers, suppressKeys } from './forget-messages.ts';
import type { ShardSession } from './shard-session.ts';

/** What stands in the place of an erased text. @see user-data.md 3.2 */
export const DELETED_TEXT = '[deleted]';

const ERASE = `
  UPDATE messages m
     SET content = '${DELETED_TEXT}', embedding = NULL, embedding_model = NULL, memory_snippet = NULL,
         memory_type = NULL, memory_confidence = NULL, response_description = NULL, reply_to_id = NULL,
         media_urls = NULL, mood_frame = NULL, cards = NULL, memory_refs = NULL, presentation = NULL, lang = NULL,
         is_embeddable = false, is_forgotten = true, deleted_at = coalesce(m.deleted_at, clock_timestamp())
   WHERE m.conversation_id = $1 AND m.id = ANY ($2::uuid[])
     AND (m.deleted_at IS NULL OR m.content <> '${DELETED_TEXT}')`;
const CLEAR_REACTIONS = `
  UPDATE messages m SET reply_to_id = NULL WHERE m.conversation_id = $1 AND m.reply_to_id = ANY ($2::uuid[])`;
const DELETE_FACTS = `
  DELETE FROM user_knowledge k WHERE k.user_id = $1 AND k.evidence_message_ids && $2::uuid[]
  RETURNING k.id, k.knowledge_key`;
const DELETE_CANDIDATES = `
  DELETE FROM knowledge_candidates c
   WHERE c.user_id = $1 AND (c.core_evidence_ids && $2::uuid[] OR c.target_knowledge_id = ANY ($3::uuid[]))`;
const DELETE_REVIEW_SAMPLES = `
  DELETE FROM knowledge_review_samples s
   WHERE s.user_id = $1 AND (s.core_evidence_ids && $2::uuid[] OR s.knowledge_id = ANY ($3::uuid[]))`;
/** What answers say about the memory they used may quote it: those parts go, the rest of the answer stays. */
const SCRUB_REFERENCES = `
  UPDATE messages m
     SET memory_refs = jsonb_build_object(
       'used', (SELECT coalesce(jsonb_agg(u.ref ORDER BY u.place), '[]'::jsonb)
                  FROM jsonb_array_elements(coalesce(m.memory_refs -> 'used', '[]'::jsonb)) WITH ORDINALITY AS u(ref, place)
                 WHERE NOT (coalesce(u.ref ->> 'message_id', '') = ANY ($2::text[])
                            OR coalesce(u.ref ->> 'knowledge_id', '') = ANY ($2::text[]))),
       'in_pack', (SELECT coalesce(jsonb_agg(p.ref ORDER BY p.place), '[]'::jsonb)
                     FROM jsonb_array_elements(coalesce(m.memory_refs -> 'in_pack', '[]'::jsonb)) WITH ORDINALITY AS p(ref, place)
                    WHERE NOT (p.ref #>> '{}' = ANY ($2::text[]))))
   WHERE m.conversation_id = $1 AND m.role = 'assistant' AND m.memory_refs IS NOT NULL
     AND EXISTS (SELECT FROM unnest($2::text[]) AS gone(id) WHERE position(gone.id IN m.memory_refs::text) > 0)`;
const FIND_ECHOES = `
  SELECT m.id FROM messages m
   WHERE m.conversation_id = $1 AND m.role = 'assistant' AND m.deleted_at IS NULL
     AND EXISTS (SELECT FROM unnest($2::text[]) AS said(text)
                  WHERE position(said.text IN lower(m.content)) > 0
                     OR position(said.text IN lower(coalesce(m.presentation ->> 'speech_text', ''))) > 0)`;
const LIST_MEDIA = `
  SELECT m.media_urls FROM messages m
   WHERE m.conversation_id = $1 AND m.id = ANY ($2::uuid[]) AND m.media_urls IS NOT NULL`;
/** A turn that runs may hold the words in its prompt: it loses the conversation, its answer is not stored. */
const TAKE_CONVERSATION = `
  UPDATE conversations c SET turn_request_id = $3, turn_until = clock_timestamp(), updated_at = clock_timestamp()
   WHERE c.user_id = $1 AND c.id = $2 AND c.turn_until > clock_timestamp()`;

const COUNT_LEFT = `
  SELECT count(*)::int AS count FROM messages m
   WHERE m.conversation_id = $1 AND m.id = ANY ($2::uuid[])
     AND CASE WHEN $3 THEN m.content <> '${DELETED_TEXT}' ELSE NOT m.is_forgotten END`;

/** What an erasure did. */
export interface EraseOutcome {
  readonly erased: number;
  readonly snippetsCleared: number;
  /** Facts that are gone, onboarding included. */
  readonly facts: readonly string[];
}

/** Answers whose words repeat one of some lower-case texts: they would keep what is to be erased. */
export async function findEchoes(session: ShardSession, texts: readonly string[]): Promise<readonly string[]> {
  if (texts.length === 0) return [];
  const result = await session.query<{ id: string }>(FIND_ECHOES, [await session.conversationId(), [...texts]]);
  return result.rows.map((row) => row.id);
}

/** Keys of the media objects of messages, as they are stored. */
export async function listMedia(session: ShardSession, messageIds: readonly string[]): Promise<readonly string[]> {
  const result = await session.query<{ media_urls: unknown }>(LIST_MEDIA, [
    await session.conversationId(),
    [...messageIds],
  ]);
  return result.rows.flatMap(({ media_urls: urls }) =>
    Array.isArray(urls) ? urls.filter((url): url is string => typeof url === 'string') : [],
  );
}

/** Takes the conversation from a turn that runs now: its answer would be made of what is being erased. */
export async function takeConversation(session: ShardSession, operationId: string): Promise<void> {
  await session.query(TAKE_CONVERSATION, [session.userId, await session.conversationId(), operationId]);
}

/**
 * Erases messages and everything derived from them; call it in a transaction. The rows stay, empty, so that nothing can
 * come back under their ids. Facts that rest on them are deleted and are not learned again. Doing it again changes nothing.
 *
 * @see knowledge.md 18.2 (O-100), user-data.md 7.2
 */
export async function eraseMessages(
  session: ShardSession,
  operation: { readonly messageIds: readonly string[] },
): Promise<EraseOutcome> {
  const conversationId = await session.conversationId();
  const ids = [...operation.messageIds];
  const snippetsCleared = await clearNeighbourSnippets(session, ids);
  const answers = await findLinkedAnswers(session, ids);
  const erased = await session.query(ERASE, [conversationId, ids]);
  await session.query(CLEAR_REACTIONS, [conversationId, ids]);
  await clearDescriptions(session, answers);
  const deleted = await session.query<{ id: string; knowledge_key: string }>(DELETE_FACTS, [session.userId, ids]);
  const facts = deleted.rows.map((row) => ({ id: row.id, knowledgeKey: row.knowledge_key }));
  const factIds = facts.map(({ id }) => id);
  await session.query(DELETE_CANDIDATES, [session.userId, ids, factIds]);
  await session.query(DELETE_REVIEW_SAMPLES, [session.userId, ids, factIds]);
  await suppressKeys(session, facts);
  await session.query(SCRUB_REFERENCES, [conversationId, [...ids, ...factIds]]);
  return { erased: erased.rowCount, snippetsCleared, facts: factIds };
}

/** The proof: messages that should be erased (or, softly, forgotten) and are not. @see user-data.md 14 */
export async function countLeft(
  session: ShardSession,
  wanted: { readonly messageIds: readonly string[]; readonly isErased: boolean },
): Promise<number> {
  const result = await session.query<{ count: number }>(COUNT_LEFT, [
    await session.conversationId(),
    [...wanted.messageIds],
    wanted.isErased,
  ]);
  return result.rows[0]?.count ?? 0;
}
