import { AppError, DependencyError } from '#kernel/error';
import type { GenerateOutcome, LanguageModel } from '#ports/language-model';
import { knowledgeDeltas, writeExtractionDocument } from '#ports/knowledge-extraction';
import type { ExtractionDocument, KnowledgeDelta } from '#ports/knowledge-extraction';
import { EXTRACTION_PROMPT } from './extraction-prompt.ts';

/** Providers that one request may try. @see knowledge.md 21 */
const MAX_PROVIDERS = 2;
/** A call and one repetition. @see knowledge.md 8.3 */
const ATTEMPTS = 2;
const MAX_OUTPUT_TOKENS = 4_000;

/** What the model proposed, and what it cost. */
export interface ModelAnswer {
  readonly deltas: readonly KnowledgeDelta[];
  readonly outcome: GenerateOutcome;
}

/**
 * Asks for the deltas: the models in their order, each twice at most, two models at most. Rubbish, a refusal, an outage
 * and a late answer are the same thing here: the next attempt, at last an error.
 *
 * @throws the last failure; DependencyError `no_model` when there is none.
 * @see knowledge.md 8.3
 */
export async function askModel(
  deps: {
    readonly models: readonly LanguageModel[];
    readonly timeoutMs: number;
    readonly onRetry: (facts: { readonly provider: string; readonly reason: string }) => void;
  },
  document: ExtractionDocument,
  signal: AbortSignal,
): Promise<ModelAnswer> {
  let failure: unknown = new DependencyError('no language model is configured', {
    vendor: 'none',
    code: 'no_model',
    isRetryable: false,
  });
  for (const model of deps.models.slice(0, MAX_PROVIDERS)) {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      signal.throwIfAborted();
      try {
        const { value, outcome } = await model.generateObject({
          system: EXTRACTION_PROMPT,
          messages: [{ role: 'user', content: writeExtractionDocument(document) }],
          schema: knowledgeDeltas,
          temperature: 0,
          maxOutputTokens: MAX_OUTPUT_TOKENS,
          timeoutMs: deps.timeoutMs,
          signal,
        });
        return { deltas: value.deltas, outcome };
      } catch (error) {
        signal.throwIfAborted();
        failure = error;
        deps.onRetry({ provider: model.provider, reason: error instanceof AppError ? error.code : 'unexpected' });
        if (!(error instanceof AppError)) break;
      }
    }
  }
  throw failure;
}
