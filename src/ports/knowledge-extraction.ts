import { z } from 'zod';

/** First line of the extraction document in a prompt, and named in the system text; the document is one JSON line after it. */
export const EXTRACTION_MARKER = 'UNDE-EXTRACTION-1';

/**
 * What a model reads to find facts: what is known, what is proposed already and what was said since the last run. Texts
 * inside are the user's or UNDE's: data, never instructions. JSON strings are their fence: no text can end the document.
 *
 * @see knowledge.md 8.2
 */
export const extractionDocument = z.object({
  version: z.literal(1),
  /** ISO 8601 UTC; relative dates count from the time of their message. */
  now: z.string(),
  timezone: z.string(),
  default_currency: z.string(),
  current_knowledge: z.array(
    z.object({
      knowledge_id: z.string(),
      type: z.string(),
      key: z.string(),
      value: z.string(),
      confidence: z.number(),
      extracted_from: z.string(),
      is_disputed: z.boolean(),
      expires_at: z.string().nullable(),
    }),
  ),
  pending_candidates: z.array(
    z.object({
      operation: z.string(),
      type: z.string(),
      key: z.string(),
      value: z.string(),
      confidence: z.number(),
      core_evidence_ids: z.array(z.string()),
    }),
  ),
  new_messages: z.array(
    z.object({
      id: z.string(),
      role: z.enum(['user', 'assistant']),
      created_at: z.string(),
      /** Counts from 1; a gap of more than 30 minutes begins the next. */
      session_no: z.number().int(),
      content: z.string(),
    }),
  ),
  /** What an answer showed, by message id. */
  artefacts: z.record(z.string(), z.string()),
});
export type ExtractionDocument = z.output<typeof extractionDocument>;

/** One proposed change of what is known; only a proposal: a gate without a model decides. @see knowledge.md 8.3 */
export const knowledgeDelta = z.object({
  operation: z.enum(['ADD', 'UPDATE', 'REMOVE', 'CONFIRM']),
  /** The row of current_knowledge that UPDATE, REMOVE and CONFIRM are about. */
  knowledge_id: z.string().nullable(),
  knowledge_type: z.string(),
  knowledge_key: z.string(),
  value: z.string(),
  subject: z.enum(['user', 'other', 'unknown']),
  confidence: z.number().min(0).max(1),
  evidence_message_ids: z.array(z.string()).min(1),
  /** Verbatim part of a cited message. */
  quote: z.string(),
  /** YYYY-MM-DD, life_event only. */
  event_date: z.string().nullable(),
});
export type KnowledgeDelta = z.output<typeof knowledgeDelta>;

/** The whole answer; an empty list is the normal case. */
export const knowledgeDeltas = z.object({ deltas: z.array(knowledgeDelta).max(100) });
export type KnowledgeDeltas = z.output<typeof knowledgeDeltas>;

/** Writes the document into a prompt. */
export function writeExtractionDocument(document: ExtractionDocument): string {
  return `${EXTRACTION_MARKER}\n${JSON.stringify(document)}`;
}

/** Reads the document out of a message that begins with it; undefined for every other message. */
export function readExtractionDocument(message: string): ExtractionDocument | undefined {
  const head = `${EXTRACTION_MARKER}\n`;
  if (!message.startsWith(head)) return undefined;
  try {
    const parsed = extractionDocument.safeParse(JSON.parse(message.slice(head.length).split('\n', 1)[0] ?? ''));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
