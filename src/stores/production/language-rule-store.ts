import { inBatches } from '../database/batch.ts';
import type { SqlRunner } from '../database/database.ts';

/** A language that rules are written for. */
export type RuleLanguage = 'ru' | 'en' | 'ar' | 'arabizi' | 'mixed';

/** A pattern that finds or corrects a fact. */
export interface InstantPattern {
  readonly id: number;
  readonly kind: 'extract' | 'correct';
  readonly knowledgeType: string;
  readonly pattern: string;
  readonly language: RuleLanguage;
  readonly samplesPos: readonly string[];
  readonly samplesNeg: readonly string[];
  readonly experiment: string | null;
  readonly version: number;
}

/** A word for a thing that is the same thing in every language. */
export interface CanonicalConcept {
  readonly conceptId: string;
  readonly kind: string;
  readonly language: RuleLanguage;
  /** Normalised as the matcher normalises text. */
  readonly surfaceForm: string;
}

interface PatternRow {
  readonly id: number;
  readonly kind: 'extract' | 'correct';
  readonly knowledge_type: string;
  readonly pattern: string;
  readonly language: RuleLanguage;
  readonly samples_pos: readonly string[];
  readonly samples_neg: readonly string[];
  readonly experiment: string | null;
  readonly version: number;
}

const LIST_PATTERNS = `
  SELECT id, kind, knowledge_type, pattern, language, samples_pos, samples_neg, experiment, version
    FROM instant_patterns WHERE is_active ORDER BY id`;
const INSERT_PATTERN = `
  INSERT INTO instant_patterns (kind, knowledge_type, pattern, language, samples_pos, samples_neg, experiment, version)
  VALUES ($1, $2, $3, $4, $5::text[], $6::text[], $7, $8) RETURNING id`;
const LIST_CONCEPTS = `
  SELECT concept_id, kind, language, surface_form FROM canonical_concepts WHERE is_active
   ORDER BY concept_id, language, surface_form`;
const UPSERT_CONCEPTS = `
  INSERT INTO canonical_concepts (concept_id, kind, language, surface_form)
  SELECT i.concept_id, i.kind, i.language, i.surface_form
    FROM jsonb_to_recordset($1::jsonb) AS i(concept_id text, kind text, language text, surface_form text)
  ON CONFLICT (concept_id, language, surface_form) DO UPDATE SET kind = excluded.kind, is_active = true`;

/** The patterns in force. */
export async function listInstantPatterns(production: SqlRunner): Promise<readonly InstantPattern[]> {
  const result = await production.query<PatternRow>(LIST_PATTERNS);
  return result.rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    knowledgeType: row.knowledge_type,
    pattern: row.pattern,
    language: row.language,
    samplesPos: row.samples_pos,
    samplesNeg: row.samples_neg,
    experiment: row.experiment,
    version: row.version,
  }));
}

/** Adds a pattern and returns its id. */
export async function addInstantPattern(production: SqlRunner, pattern: Omit<InstantPattern, 'id'>): Promise<number> {
  const result = await production.query<{ id: number }>(INSERT_PATTERN, [
    pattern.kind,
    pattern.knowledgeType,
    pattern.pattern,
    pattern.language,
    [...pattern.samplesPos],
    [...pattern.samplesNeg],
    pattern.experiment,
    pattern.version,
  ]);
  return result.rows[0]?.id ?? 0;
}

/** The dictionary in force. */
export async function listConcepts(production: SqlRunner): Promise<readonly CanonicalConcept[]> {
  const result = await production.query<{
    concept_id: string;
    kind: string;
    language: RuleLanguage;
    surface_form: string;
  }>(LIST_CONCEPTS);
  return result.rows.map((row) => ({
    conceptId: row.concept_id,
    kind: row.kind,
    language: row.language,
    surfaceForm: row.surface_form,
  }));
}

/** Publishes words of the dictionary, in batches of 500. */
export async function publishConcepts(production: SqlRunner, concepts: readonly CanonicalConcept[]): Promise<void> {
  for (const batch of inBatches(concepts)) {
    const rows = batch.map((concept) => ({
      concept_id: concept.conceptId,
      kind: concept.kind,
      language: concept.language,
      surface_form: concept.surfaceForm,
    }));
    await production.query(UPSERT_CONCEPTS, [JSON.stringify(rows)]);
  }
}
