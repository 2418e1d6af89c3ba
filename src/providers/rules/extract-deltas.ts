import type { ExtractionDocument, KnowledgeDelta, KnowledgeDeltas } from '#ports/knowledge-extraction';

/** A fact that somebody states of themself in a message. */
export interface Statement {
  readonly type: string;
  readonly key: string;
  readonly value: string;
  /** Verbatim part of the message. */
  readonly quote: string;
  /** In [0, 1]. */
  readonly confidence: number;
  /** YYYY-MM-DD of an event. */
  readonly date: string | null;
}

/** Finds the facts stated in one message. Handed in: the rules of the language live elsewhere. */
export type StatementReader = (
  text: string,
  context: { readonly saidAt: Date; readonly timeZone: string; readonly currency: string },
) => readonly Statement[];

/** What fits, said of a size: no statement, but a trace of one; twice it is worth something. */
const FITS =
  /(?:size|размер[а-я]*|مقاس)\s+([x]{0,3}[sml]|[xх]{0,3}[млm])(?![\p{L}\p{N}])[^.!?؟\n]{0,40}(?:fits? me|fit me|подош[а-яё]+|сидит|ناسبني|يناسبني)/iu;
const FITS_CONFIDENCE = 0.85;

function readTraces(text: string): readonly Statement[] {
  const match = FITS.exec(text);
  if (match === null) return [];
  const value = (match[1] ?? '').toUpperCase().replaceAll('М', 'M').replaceAll('Х', 'X').replaceAll('Л', 'L');
  return [{ type: 'body_params', key: 'size', value, quote: match[0], confidence: FITS_CONFIDENCE, date: null }];
}

/**
 * Answers an extraction document by rules: what the user's messages state, against what is known. The last word of a
 * type and key counts; what was said before in the same words is evidence for it.
 */
export function extractDeltas(document: ExtractionDocument, readStatements: StatementReader): KnowledgeDeltas {
  const found = new Map<string, { statement: Statement; messageIds: string[] }>();
  for (const message of document.new_messages) {
    if (message.role !== 'user') continue;
    const context = {
      saidAt: new Date(message.created_at),
      timeZone: document.timezone,
      currency: document.default_currency,
    };
    const stated = readStatements(message.content, context);
    const traces = readTraces(message.content).filter(
      (trace) => !stated.some(({ type, key }) => type === trace.type && key === trace.key),
    );
    for (const statement of [...stated, ...traces]) {
      const id = `${statement.type}/${statement.key}`;
      const before = found.get(id);
      const earlierIds = before?.statement.value === statement.value ? before.messageIds : [];
      found.set(id, { statement, messageIds: [...earlierIds, message.id] });
    }
  }
  return { deltas: [...found.values()].map(({ statement, messageIds }) => toDelta(document, statement, messageIds)) };
}

function toDelta(document: ExtractionDocument, statement: Statement, messageIds: readonly string[]): KnowledgeDelta {
  const known = document.current_knowledge.find(({ type, key }) => type === statement.type && key === statement.key);
  const operation = known === undefined ? 'ADD' : known.value === statement.value ? 'CONFIRM' : 'UPDATE';
  return {
    operation,
    knowledge_id: known?.knowledge_id ?? null,
    knowledge_type: statement.type,
    knowledge_key: statement.key,
    value: statement.value,
    subject: 'user',
    confidence: statement.confidence,
    evidence_message_ids: [...messageIds],
    quote: statement.quote,
    event_date: statement.date,
  };
}
