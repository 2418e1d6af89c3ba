/**
 * The statement of `searchMemory`.
 *
 * Parameters: $1 conversation, $2 text, $3 vector or null, $4 its model, $5 excluded messages, $6 excluded request,
 * $7 candidates by words, $8 candidates by meaning, $9 user.
 *
 * Words: BM25 with k1 = 1.2 and b = 0.3 (lengths matter little: an answer of three sentences is not worse evidence than
 * one of three words). A message counts each word once, from itself or, weaker, from the nearest of the two messages before
 * (0.9, 0.7) or after it (0.6, 0.4): so a window wins that has the different words of the question, not one that repeats
 * a single word. A word of more than a fifth of the messages is left out unless nothing rarer is asked. Windows are
 * computed around the 60 messages that are best by their own words; wider than that changed nothing that was measured.
 */
export const SEARCH_MEMORY = `
WITH asked AS MATERIALIZED (
  SELECT t.term FROM memory_terms($2) AS t ORDER BY t.first_position LIMIT 32
),
size AS MATERIALIZED (
  SELECT greatest(c.message_count, 1)::float8 AS messages FROM conversations c WHERE c.user_id = $9
),
listed AS MATERIALIZED (
  SELECT i.term, i.stretch, i.postings, sum(cardinality(i.postings)) OVER (PARTITION BY i.term)::float8 AS messages
    FROM message_terms i WHERE i.conversation_id = $1 AND i.term = ANY (ARRAY(SELECT a.term FROM asked a))
),
weighed AS MATERIALIZED (
  SELECT l.term, l.stretch, l.postings,
         ln(1 + greatest(s.messages - l.messages + 0.5, 0.5) / (l.messages + 0.5)) AS rarity
    FROM (SELECT *, dense_rank() OVER (ORDER BY messages, term) AS rank FROM listed) AS l CROSS JOIN size s
   WHERE l.rank <= 2 OR l.messages <= greatest(20, s.messages / 5)
),
posted AS MATERIALIZED (
  SELECT w.term, w.stretch * 1024 + (p >> 21) AS place, (p >> 9) & 4095 AS length, p & 511 AS frequency, w.rarity
    FROM weighed w CROSS JOIN LATERAL unnest(w.postings) AS p
),
own AS MATERIALIZED (
  SELECT p.place, p.term,
         p.rarity * 2.2 * p.frequency / (p.frequency + 1.2 * (0.7 + 0.3 * p.length / a.length)) AS score
    FROM posted p CROSS JOIN (SELECT greatest(avg(length), 1)::float8 AS length FROM posted) AS a
),
best AS MATERIALIZED (
  SELECT o.place FROM own o GROUP BY o.place ORDER BY sum(o.score) DESC, o.place DESC LIMIT 60
),
centres AS MATERIALIZED (
  SELECT DISTINCT b.place + shift AS place FROM best b CROSS JOIN generate_series(-2, 2) AS shift
),
by_words AS MATERIALIZED (
  SELECT t.place, sum(t.score) AS score
    FROM (SELECT c.place, o.term, max(o.score * w.weight) AS score
            FROM centres c
           CROSS JOIN (VALUES (-2, 0.7::float8), (-1, 0.9), (0, 1), (1, 0.6), (2, 0.4)) AS w(shift, weight)
            JOIN own o ON o.place = c.place + w.shift
           GROUP BY c.place, o.term) AS t
   GROUP BY t.place ORDER BY 2 DESC, t.place DESC LIMIT $7
),
distances AS MATERIALIZED (
  SELECT m.id, m.embedding <=> $3::halfvec AS distance
    FROM messages m
   WHERE $8::integer > 0 AND $3 IS NOT NULL AND m.conversation_id = $1 AND m.role = 'user' AND m.is_embeddable
     AND NOT m.is_forgotten AND m.deleted_at IS NULL AND m.embedding IS NOT NULL AND m.embedding_model = $4
     AND m.id <> ALL ($5::uuid[]) AND ($6::uuid IS NULL OR m.request_id IS DISTINCT FROM $6)
),
candidates AS MATERIALIZED (
  SELECT m.id FROM by_words b JOIN messages m ON m.conversation_id = $1 AND m.place = b.place
  UNION
  (SELECT d.id FROM distances d ORDER BY d.distance, d.id LIMIT $8)
)
SELECT m.id, m.role, m.content, m.request_id, m.reply_to_id, m.created_at, m.lang, m.memory_type, m.memory_confidence,
       m.memory_snippet, m.response_description, m.is_sensitive, m.contested_at, m.place,
       m.role = 'user' OR m.response_description IS NOT NULL AS is_evidence,
       coalesce(b.score, 0)::float8 AS word_score,
       CASE WHEN m.embedding_model = $4 AND m.role = 'user' AND m.is_embeddable
            THEN coalesce(greatest(0, 1 - (m.embedding <=> $3::halfvec)), 0) ELSE 0 END::float8 AS vec_score,
       (SELECT jsonb_agg(jsonb_build_object('role', p.role, 'text', left(coalesce(p.response_description, p.content), 200))
                         ORDER BY p.place)
          FROM messages p
         WHERE p.conversation_id = $1 AND p.place BETWEEN m.place - 2 AND m.place - 1
           AND NOT p.is_forgotten AND p.deleted_at IS NULL AND p.role IN ('user', 'assistant')) AS preceding
  FROM candidates c
  JOIN messages m ON m.conversation_id = $1 AND m.id = c.id
  LEFT JOIN by_words b ON b.place = m.place
 WHERE NOT m.is_forgotten AND m.deleted_at IS NULL AND m.role IN ('user', 'assistant')
   AND coalesce(m.model_used, '') NOT IN ('graceful_degradation', 'crisis_hardcoded')
   AND m.id <> ALL ($5::uuid[]) AND ($6::uuid IS NULL OR m.request_id IS DISTINCT FROM $6)
 ORDER BY word_score DESC, m.created_at DESC, m.id DESC
`;
