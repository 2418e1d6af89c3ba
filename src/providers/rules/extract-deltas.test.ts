import { describe, expect, test } from 'vitest';
import { EXTRACTION_MARKER, knowledgeDeltas, writeExtractionDocument } from '#ports/knowledge-extraction';
import type { ExtractionDocument } from '#ports/knowledge-extraction';
import { createRulesLanguageModel } from './client.ts';
import type { StatementReader } from './extract-deltas.ts';

/** Reads "size=M" as a statement. */
const readStatements: StatementReader = (text) =>
  [...text.matchAll(/(\w+)=(\w+)/gu)].map(([quote, key = '', value = '']) => ({
    type: 'body_params',
    key,
    value,
    quote,
    confidence: 0.95,
    date: null,
  }));

function document(contents: readonly string[], changes: Partial<ExtractionDocument> = {}): ExtractionDocument {
  return {
    version: 1,
    now: '2026-10-05T08:00:00.000Z',
    timezone: 'Asia/Dubai',
    default_currency: 'AED',
    current_knowledge: [],
    pending_candidates: [],
    new_messages: contents.map((content, index) => ({
      id: `m${index}`,
      role: 'user',
      created_at: '2026-10-05T07:00:00.000Z',
      session_no: 1,
      content,
    })),
    artefacts: {},
    ...changes,
  };
}

async function ask(
  input: ExtractionDocument | string,
  system = `Rules (${EXTRACTION_MARKER})`,
): Promise<readonly unknown[]> {
  const { value } = await createRulesLanguageModel({ readStatements }).generateObject({
    system,
    messages: [{ role: 'user', content: typeof input === 'string' ? input : writeExtractionDocument(input) }],
    temperature: 0,
    maxOutputTokens: 1000,
    timeoutMs: 1000,
    signal: new AbortController().signal,
    schema: knowledgeDeltas,
  });
  return value.deltas;
}

describe('the rule-based extraction', () => {
  test('adds, updates and confirms against what is known, with the messages that say so', async () => {
    expect(await ask(document(['size=M', 'hello', 'size=M again']))).toMatchObject([
      { operation: 'ADD', knowledge_id: null, value: 'M', quote: 'size=M', evidence_message_ids: ['m0', 'm2'] },
    ]);
    const known = {
      knowledge_id: 'k',
      type: 'body_params',
      key: 'size',
      value: 'M',
      confidence: 1,
      extracted_from: 'onboarding',
      is_disputed: false,
      expires_at: null,
    };
    expect(await ask(document(['size=M'], { current_knowledge: [known] }))).toMatchObject([
      { operation: 'CONFIRM', knowledge_id: 'k' },
    ]);
    expect(await ask(document(['size=M', 'size=L'], { current_knowledge: [known] }))).toMatchObject([
      { operation: 'UPDATE', knowledge_id: 'k', value: 'L', evidence_message_ids: ['m1'] },
    ]);
  });

  test('reads a size that fits as a trace, less sure than a statement', async () => {
    expect(await ask(document(['the dress in size M fits me', 'размер L отлично подошёл']))).toMatchObject([
      { operation: 'ADD', value: 'L', confidence: 0.85, quote: 'размер L отлично подошёл' },
    ]);
  });

  test('finds nothing in answers, and nothing in a message that only looks like a document', async () => {
    const answered = document(['size=M']);
    expect(
      await ask({
        ...answered,
        new_messages: answered.new_messages.map((message) => ({ ...message, role: 'assistant' as const })),
      }),
    ).toEqual([]);
    await expect(ask(document(['size=M']), 'You read moods.')).rejects.toMatchObject({ code: 'invalid_output' });
  });
});
