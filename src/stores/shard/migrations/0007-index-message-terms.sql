-- The words of every message by user, so that a search can weigh them (BM25 needs document frequencies and lengths) and
-- add what was said just before and after (knowledge.md 13.7). Derived from `messages` by triggers alone: a message that
-- is forgotten or deleted leaves it in the same statement.

-- Where a message stands in its conversation: 1 after the message before it, 8 after it when a new session begins (more than
-- 30 minutes later), so that nothing within 7 places of a message belongs to another session.
ALTER TABLE messages ADD COLUMN place integer;
CREATE INDEX idx_messages_place ON messages (conversation_id, place);

-- Arabic words without what is written around them (after "light10" of Larkey et al.): marks and variants of letters, the
-- article with its particles, the common endings; never below three letters. The snowball stemmer of PostgreSQL cuts the
-- ending of a word with the article but not of the same word without it.
CREATE FUNCTION arabic_stems(content text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(
  regexp_replace(
    regexp_replace(
      translate(
        regexp_replace(regexp_replace(content, '[\u0610-\u061A\u0640\u064B-\u065F\u0670]+', '', 'g'),
          '[^\u0621-\u064A\u0660-\u0669]+', ' ', 'g'),
        'أإآىة', 'ااايه'),
      '(^| )(?:[وف]?(?:ال|بال|كال|لل)|و)(?=[\u0621-\u064A]{3})', '\1', 'g'),
    '([\u0621-\u064A]{3})(?:ها|هم|كم|نا|ي)(?= |$)', '\1', 'g'),
  '([\u0621-\u064A]{3})(?:ان|ات|ون|ين|يه|ه)(?= |$)', '\1', 'g');

-- Word stems of a text: English and Russian by the `russian` configuration (Latin letters go to the English stemmer),
-- Arabic by the rules above.
CREATE FUNCTION memory_lexemes(content text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF content ~ '[\u0600-\u06FF]' THEN
    RETURN to_tsvector('pg_catalog.russian', regexp_replace(content, '[\u0600-\u06FF]+', ' ', 'g'))
      || to_tsvector('pg_catalog.simple', arabic_stems(content));
  END IF;
  RETURN to_tsvector('pg_catalog.russian', content);
END
$$;

-- A stem as the index holds it: 32 bits of its hash, the same on every server. Words of one user seldom collide.
CREATE FUNCTION memory_term(lexeme text) RETURNS integer
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ('x' || left(md5(lexeme), 8))::bit(32)::integer;

-- The terms of a text, how often each stands in it, its length in words and where the term stands first.
CREATE FUNCTION memory_terms(content text)
  RETURNS TABLE (term integer, frequency integer, length integer, first_position integer)
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT memory_term(w.lexeme), cardinality(w.positions), sum(cardinality(w.positions)) OVER ()::integer,
         w.positions[1]::integer
    FROM unnest(memory_lexemes(content)) AS w(lexeme, positions, weights)
$$;

-- One row a term and stretch of 1,024 places. A posting is one integer: 10 bits place in the stretch, 12 bits length of
-- the message (at most 4,095), 9 bits frequency (at most 511). Arrays because a row a posting costs six times as much.
CREATE TABLE message_terms (
  conversation_id uuid NOT NULL,
  term integer NOT NULL,
  stretch integer NOT NULL,
  postings integer[] NOT NULL,
  PRIMARY KEY (conversation_id, term, stretch)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);

CREATE FUNCTION memory_posting(place integer, length integer, frequency integer) RETURNS integer
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ((place & 1023) << 21) | (least(length, 4095) << 9) | least(frequency, 511);

-- Which messages have terms: what was said by either side and may be shown to a model.
CREATE FUNCTION has_message_terms(m messages) RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
RETURN m.role IN ('user', 'assistant') AND NOT m.is_forgotten AND m.deleted_at IS NULL
  AND coalesce(m.model_used, '') NOT IN ('graceful_degradation', 'crisis_hardcoded');

CREATE FUNCTION searchable_text(m messages) RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
RETURN m.content || coalesce(' ' || m.response_description, '');

CREATE FUNCTION set_message_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT m.place + CASE WHEN abs(extract(epoch FROM NEW.created_at - m.created_at)) > 1800 THEN 8 ELSE 1 END
    INTO NEW.place
    FROM messages m
   WHERE m.conversation_id = NEW.conversation_id AND m.place IS NOT NULL
   ORDER BY m.place DESC LIMIT 1;
  NEW.place := coalesce(NEW.place, 1);
  RETURN NEW;
END
$$;

-- PL/pgSQL keeps the plans of its statements; an SQL function makes them again at every call.
CREATE FUNCTION add_message_terms(m messages) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- In the order of terms: two writers of one conversation wait for each other instead of blocking each other for good.
  INSERT INTO message_terms AS i (conversation_id, term, stretch, postings)
  SELECT m.conversation_id, t.term, m.place >> 10, array_agg(memory_posting(m.place, t.length, t.frequency))
    FROM memory_terms(searchable_text(m)) AS t
   GROUP BY t.term ORDER BY t.term
  ON CONFLICT (conversation_id, term, stretch) DO UPDATE SET postings = i.postings || EXCLUDED.postings;
END
$$;

CREATE FUNCTION remove_message_terms(m messages) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  terms integer[] := ARRAY(SELECT DISTINCT t.term FROM memory_terms(searchable_text(m)) AS t ORDER BY t.term);
BEGIN
  UPDATE message_terms AS i
     SET postings = ARRAY(SELECT p FROM unnest(i.postings) AS p WHERE p >> 21 <> m.place & 1023)
   WHERE i.conversation_id = m.conversation_id AND i.stretch = m.place >> 10 AND i.term = ANY (terms);
  DELETE FROM message_terms AS i
   WHERE i.conversation_id = m.conversation_id AND i.stretch = m.place >> 10 AND i.term = ANY (terms)
     AND cardinality(i.postings) = 0;
END
$$;

CREATE FUNCTION index_message_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.place IS NOT NULL AND has_message_terms(OLD) THEN
    PERFORM remove_message_terms(OLD);
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.place IS NOT NULL AND has_message_terms(NEW) THEN
    PERFORM add_message_terms(NEW);
  END IF;
  RETURN NULL;
END
$$;

-- What is there already.
WITH placed AS (
  SELECT n.conversation_id, n.id,
         sum(CASE WHEN n.created_at > n.previous + interval '30 minutes' THEN 8 ELSE 1 END)
           OVER (PARTITION BY n.conversation_id ORDER BY n.created_at, n.id)::integer AS place
    FROM (SELECT conversation_id, id, created_at,
                 lag(created_at) OVER (PARTITION BY conversation_id ORDER BY created_at, id) AS previous
            FROM messages) AS n
)
UPDATE messages m SET place = p.place FROM placed p WHERE m.conversation_id = p.conversation_id AND m.id = p.id;

INSERT INTO message_terms (conversation_id, term, stretch, postings)
SELECT m.conversation_id, t.term, m.place >> 10,
       array_agg(memory_posting(m.place, t.length, t.frequency) ORDER BY m.place)
  FROM messages m CROSS JOIN LATERAL memory_terms(searchable_text(m)) AS t
 WHERE has_message_terms(m)
 GROUP BY 1, 2, 3;

CREATE TRIGGER set_message_place BEFORE INSERT ON messages
  FOR EACH ROW EXECUTE FUNCTION set_message_place();
CREATE TRIGGER index_new_message AFTER INSERT OR DELETE ON messages
  FOR EACH ROW EXECUTE FUNCTION index_message_terms();
CREATE TRIGGER index_changed_message
  AFTER UPDATE OF content, response_description, is_forgotten, deleted_at, role, model_used ON messages
  FOR EACH ROW EXECUTE FUNCTION index_message_terms();

GRANT SELECT, INSERT, UPDATE, DELETE ON message_terms TO app_rw;
GRANT SELECT ON message_terms TO jobs_rw, retrieval_ro;
