import type { Database } from '#stores/database/database';
import { buildTextQuery } from '#user-data/memory/build-text-query';
import type { Dialogue } from './read-dialogues.ts';

/** Full-text facts of one question that the baselines start from. */
export interface QuestionWords {
  /** Turns that hold all words, by ts_rank. */
  readonly all: readonly number[];
  /** Turns that hold any word, by ts_rank. */
  readonly any: readonly number[];
  /** `min(1, ts_rank x 10)` of every turn for the specified OR query. */
  readonly specified: readonly number[];
  readonly stems: readonly string[];
}

/** The words of a dialogue as PostgreSQL's English configuration stems them. */
export interface DialogueWords {
  /** Stems of every turn with their number. */
  readonly turns: readonly ReadonlyMap<string, number>[];
  readonly questions: readonly QuestionWords[];
}

const TURNS = `
  SELECT (SELECT coalesce(jsonb_object_agg(w.lexeme, cardinality(w.positions)), '{}')
            FROM unnest(to_tsvector('english', t.content)) AS w) AS stems
    FROM unnest($1::text[]) WITH ORDINALITY AS t(content, at) ORDER BY t.at`;
const QUESTIONS = `
  WITH turns AS MATERIALIZED (
    SELECT (at - 1)::integer AS at, to_tsvector('english', content) AS stems, to_tsvector('simple', content) AS words
      FROM unnest($1::text[]) WITH ORDINALITY AS t(content, at)
  ),
  questions AS MATERIALIZED (
    SELECT q.at, websearch_to_tsquery('english', q.text) AS all_words,
           replace(plainto_tsquery('english', q.text)::text, ' & ', ' | ')::tsquery AS any_word,
           to_tsquery('simple', q.specified) AS specified, tsvector_to_array(to_tsvector('english', q.text)) AS stems
      FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS q(text, specified, at)
  )
  SELECT q.stems,
         ARRAY(SELECT t.at FROM turns t WHERE t.stems @@ q.all_words
                ORDER BY ts_rank(t.stems, q.all_words) DESC, t.at DESC LIMIT 20) AS "all",
         ARRAY(SELECT t.at FROM turns t WHERE t.stems @@ q.any_word
                ORDER BY ts_rank(t.stems, q.any_word) DESC, t.at DESC LIMIT 20) AS "any",
         ARRAY(SELECT coalesce(least(1, ts_rank(t.words, q.specified) * 10), 0)::float8 FROM turns t ORDER BY t.at)
           AS specified
    FROM questions q ORDER BY q.at`;

/** Reads stems and full-text ranks of a dialogue from the database's own text search; nothing is stored. */
export async function readDialogueWords(database: Database, dialogue: Dialogue): Promise<DialogueWords> {
  const contents = dialogue.turns.map(({ content }) => content);
  const texts = dialogue.questions.map(({ text }) => text);
  const turns = await database.query<{ stems: Readonly<Record<string, number>> }>(TURNS, [contents]);
  const questions = await database.query<QuestionWords>(QUESTIONS, [
    contents,
    texts,
    texts.map((text) => buildTextQuery(text) ?? ''),
  ]);
  return { turns: turns.rows.map(({ stems }) => new Map(Object.entries(stems))), questions: questions.rows };
}
