import { MESSAGE_COLUMNS, VISIBLE_TO_MODELS } from './message.ts';

/**
 * The statement of {@link acceptTurn}: one round trip from a user's words to everything that the answer needs and that
 * needs no embedding (`DESIGN.md` 8.7, 8.8).
 *
 * Parameters: $1 user, $2 conversation, $3 request, $4 messages (JSON), $5 superseded requests, $6 lease in ms, $7 the
 * turn's time. `conversation_id` is a parameter everywhere, so that the planner sees one partition of 64.
 *
 * All parts see the database as it was before the statement; only `conversation` (locked) is newer when another turn of
 * the user was committed meanwhile. `is_stale` tells it, and the caller runs the statement again.
 */
export const ACCEPT_TURN = `
WITH input AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset($4::jsonb) AS i(
    id uuid, content text, lang text, memory_type text, memory_confidence float8, is_embeddable boolean,
    is_sensitive boolean, input_type text, explicit_reply_to uuid, media_urls jsonb, model_used text,
    created_at timestamptz)
),
conversation AS MATERIALIZED (
  SELECT c.id, c.message_count, c.turn_request_id, c.turn_until
    FROM conversations c WHERE c.id = $2 AND c.user_id = $1 FOR UPDATE
),
stored AS MATERIALIZED (
  SELECT m.id, m.request_id, m.reply_to_id, m.deleted_at IS NOT NULL AS is_deleted,
         m.role = 'user' AND m.content = i.content AS is_same
    FROM input i JOIN messages m ON m.conversation_id = $2 AND m.id = i.id
),
answer AS MATERIALIZED (
  SELECT ${MESSAGE_COLUMNS} FROM messages m
   WHERE m.conversation_id = $2 AND m.request_id = $3 AND m.role = 'assistant'
),
superseded AS MATERIALIZED (
  SELECT coalesce(array_agg(s.request_id), '{}') AS request_ids FROM unnest($5::uuid[]) AS s(request_id)
   WHERE NOT EXISTS (SELECT FROM messages m
     WHERE m.conversation_id = $2 AND m.request_id = s.request_id AND m.role = 'assistant')
),
gate AS MATERIALIZED (
  SELECT has_conflict, is_answered, NOT has_conflict AND NOT is_answered AS is_open,
         NOT has_conflict AND NOT is_answered AND is_free AS is_taking
    FROM (
      SELECT EXISTS (SELECT FROM stored WHERE NOT is_same AND NOT is_deleted) AS has_conflict,
             EXISTS (SELECT FROM answer) AS is_answered,
             c.turn_request_id IS NULL OR c.turn_until <= clock_timestamp() OR c.turn_request_id = $3
               OR c.turn_request_id = ANY ($5::uuid[]) AS is_free
        FROM conversation c
    ) AS facts
),
artifact AS MATERIALIZED (
  SELECT m.id, m.created_at, m.response_description, m.cards FROM messages m
   WHERE m.conversation_id = $2 AND m.role = 'assistant' AND m.response_description IS NOT NULL
     AND ${VISIBLE_TO_MODELS} AND m.created_at > $7::timestamptz - interval '10 minutes'
   ORDER BY m.created_at DESC, m.id DESC LIMIT 10
),
-- The newest artefact, unless the one before it is less than a minute older: then the answer asks which one.
guessed_target AS MATERIALIZED (
  SELECT newest.id FROM (SELECT id, created_at FROM artifact ORDER BY created_at DESC, id DESC LIMIT 1) AS newest
   WHERE NOT EXISTS (SELECT FROM artifact a
     WHERE a.id <> newest.id AND a.created_at > newest.created_at - interval '60 seconds')
),
reply AS MATERIALIZED (
  SELECT i.id, coalesce(
           (SELECT m.id FROM messages m WHERE m.conversation_id = $2 AND m.id = i.explicit_reply_to
             AND m.role = 'assistant' AND m.response_description IS NOT NULL AND ${VISIBLE_TO_MODELS}),
           (SELECT g.id FROM guessed_target g)) AS reply_to_id
    FROM input i
),
inserted AS (
  INSERT INTO messages (id, conversation_id, role, content, request_id, reply_to_id, lang, memory_type,
                        memory_confidence, is_embeddable, is_sensitive, input_type, media_urls, model_used, created_at)
  SELECT i.id, $2, 'user', i.content, $3, r.reply_to_id, i.lang, i.memory_type, i.memory_confidence,
         i.is_embeddable, i.is_sensitive, i.input_type, i.media_urls, i.model_used, i.created_at
    FROM input i JOIN reply r ON r.id = i.id CROSS JOIN gate g
   WHERE g.is_open AND NOT EXISTS (SELECT FROM stored s WHERE s.id = i.id)
  ON CONFLICT (conversation_id, id) DO NOTHING
  RETURNING id
),
-- All rows of a burst carry the request that answers them (dialogue.md D-09).
moved AS (
  UPDATE messages m
     SET request_id = $3, superseded_request_ids = array_append(m.superseded_request_ids, m.request_id)
   WHERE m.conversation_id = $2 AND m.role = 'user'
     AND m.request_id = ANY ((SELECT request_ids FROM superseded)::uuid[]) AND (SELECT is_open FROM gate)
  RETURNING m.id
),
touched AS (
  UPDATE conversations c
     SET message_count = c.message_count + counted.rows,
         pending_extraction_count = c.pending_extraction_count + counted.rows,
         updated_at = clock_timestamp(),
         turn_request_id = CASE WHEN g.is_taking THEN $3
           WHEN g.is_answered AND c.turn_request_id = $3 THEN NULL ELSE c.turn_request_id END,
         turn_until = CASE WHEN g.is_taking THEN clock_timestamp() + $6::int * interval '1 millisecond'
           WHEN g.is_answered AND c.turn_request_id = $3 THEN NULL ELSE c.turn_until END
    FROM gate g, (SELECT count(*)::int AS rows FROM inserted) AS counted
   WHERE c.id = $2 AND c.user_id = $1
  RETURNING c.id, c.created_at, c.message_count, c.pending_extraction_count, c.last_extraction_at,
            c.turn_request_id, c.turn_until
)
SELECT
  (SELECT to_jsonb(t) FROM touched t) AS conversation,
  (SELECT to_jsonb(g) FROM gate g) AS gate,
  (SELECT c.message_count FROM conversation c)
    IS DISTINCT FROM (SELECT s.message_count FROM conversations s WHERE s.id = $2 AND s.user_id = $1) AS is_stale,
  (SELECT jsonb_agg(to_jsonb(s)) FROM stored s) AS stored,
  (SELECT jsonb_agg(i.id) FROM inserted i) AS inserted,
  (SELECT jsonb_agg(to_jsonb(r)) FROM reply r) AS reply,
  (SELECT to_jsonb(a) FROM answer a) AS answer,
  (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.created_at, x.id) FROM (
     SELECT ${MESSAGE_COLUMNS} FROM messages m
      WHERE m.conversation_id = $2 AND m.role = 'user' AND m.deleted_at IS NULL
        AND m.request_id = ANY ((SELECT array_append(request_ids, $3::uuid) FROM superseded)::uuid[])) AS x) AS turn,
  (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.created_at, x.id) FROM (
     SELECT ${MESSAGE_COLUMNS} FROM messages m
      WHERE m.conversation_id = $2 AND m.role IN ('user', 'assistant') AND ${VISIBLE_TO_MODELS}
        AND m.request_id IS DISTINCT FROM $3 AND m.model_used IS DISTINCT FROM 'graceful_degradation'
        AND (m.request_id IS NULL OR m.request_id <> ALL ((SELECT request_ids FROM superseded)::uuid[]))
      ORDER BY m.created_at DESC, m.id DESC LIMIT 10) AS x) AS recent,
  (SELECT jsonb_agg(to_jsonb(a) ORDER BY a.created_at, a.id) FROM artifact a) AS artifacts,
  (SELECT to_jsonb(x) FROM (
     SELECT m.id, m.created_at, m.response_description, m.cards FROM messages m
      WHERE m.conversation_id = $2
        AND m.id = (SELECT r.reply_to_id FROM reply r JOIN input i ON i.id = r.id
                     ORDER BY i.created_at DESC, i.id DESC LIMIT 1)) AS x) AS referenced,
  (SELECT jsonb_agg(x.meta) FROM (
     SELECT jsonb_build_object('message_id', m.id, 'created_at', m.created_at,
              'response_meta', m.presentation -> 'response_meta') AS meta
       FROM messages m
      WHERE m.conversation_id = $2 AND m.role = 'assistant' AND ${VISIBLE_TO_MODELS}
      ORDER BY m.created_at DESC, m.id DESC LIMIT 20) AS x) AS response_metas,
  (SELECT max(m.created_at) FROM messages m
    WHERE m.conversation_id = $2 AND m.role = 'assistant' AND m.model_used = 'crisis_hardcoded'
      AND m.created_at > $7::timestamptz - interval '24 hours') AS last_crisis_at,
  (SELECT jsonb_agg(to_jsonb(x)) FROM (
     SELECT k.id, encode(k.encrypted_data, 'base64') AS encrypted_data, encode(k.iv, 'base64') AS iv,
            encode(k.auth_tag, 'base64') AS auth_tag, k.key_version, k.knowledge_type, k.knowledge_key, k.version,
            k.extracted_from, k.confidence, k.is_active, k.is_disputed, k.inactive_reason, k.inactivated_by,
            k.evidence_message_ids, k.evidence_at, k.expires_at, k.created_at, k.updated_at
       FROM user_knowledge k
      WHERE k.user_id = $1 AND k.is_active AND (k.expires_at IS NULL OR k.expires_at > $7)) AS x) AS knowledge,
  (SELECT to_jsonb(x) FROM (
     SELECT encode(k.encrypted_dek, 'base64') AS encrypted_dek, k.kek_id, k.key_version
       FROM user_keys k WHERE k.user_id = $1) AS x) AS user_key,
  (SELECT to_jsonb(p) FROM persona_profile p WHERE p.user_id = $1) AS persona_profile,
  (SELECT to_jsonb(r) FROM relationship_stage r WHERE r.user_id = $1) AS relationship_stage,
  (SELECT jsonb_agg(to_jsonb(b)) FROM persona_temp_blocks b WHERE b.user_id = $1 AND b.until > $7) AS temp_blocks,
  (SELECT jsonb_object_agg(s.key, s.value) FROM user_settings s WHERE s.user_id = $1) AS settings
`;
