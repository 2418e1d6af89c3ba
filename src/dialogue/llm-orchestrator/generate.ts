import { AppError, DependencyTimeoutError } from '#kernel/error';
import type { Clock } from '#kernel/clock';
import { SentenceSplitter } from '#dialogue/model/sentence-splitter';
import type { LanguageModel } from '#ports/language-model';
import { BROKEN_OFF_LINE, gracefulLine, templateSentence } from './canned-lines.ts';
import type { ContextPack } from './context-pack.ts';
import type { OrchestratorEvents } from './events.ts';
import { findUngrounded } from './ground-sentence.ts';
import type { CatalogueNames, Grounds } from './ground-sentence.ts';
import { polishSentence } from './polish-text.ts';
import type { ProviderBreaker } from './provider-breaker.ts';
import type { AcceptedMessage, Consultation } from './turn.ts';
import { UsedLineFilter } from './used-line.ts';
import { PromptWords, validateAnswer, validateSentence } from './validate-sentence.ts';

/** A call with less time than this is not worth starting. @see dialogue.md D-29 */
const LEAST_CALL_MS = 2_000;

/** What generating needs. */
export interface GenerateDeps {
  readonly models: readonly LanguageModel[];
  readonly breaker: ProviderBreaker;
  readonly events: OrchestratorEvents;
  readonly clock: Clock;
  readonly catalogueNames: () => Promise<CatalogueNames>;
  readonly options: {
    readonly llmTimeoutMs: number;
    readonly llmAttempts: number;
    readonly llmProviders: number;
    readonly llmMaxOutputTokens: number;
    readonly llmTemperature: number;
  };
}

/** What a turn hands to the model. */
export interface GenerateInput {
  readonly accepted: AcceptedMessage;
  readonly consultation: Consultation;
  readonly pack: ContextPack;
  readonly maxEmoji: number;
}

/** How the answer came about. */
export interface Generation {
  readonly text: string;
  readonly model: string;
  readonly usedRefs: readonly string[];
  readonly isDegraded: boolean;
}

/** An answer of a model that must not be shown. */
class RejectedAnswerError extends AppError {
  constructor(reason: string) {
    super({ status: 502, code: 'invalid_output', retry: 'now', expose: false }, `the answer was refused: ${reason}`, {
      extensions: { reason },
    });
  }
}

/**
 * Speaks: sentence by sentence, each validated and grounded before it is released. A fault before the first sentence goes
 * to the next attempt or provider; a fault after it ends the answer with one apology, and exactly what was released is
 * what the answer is.
 *
 * @see dialogue.md 3.14 (D-29, D-33)
 */
export async function* generate(deps: GenerateDeps, input: GenerateInput): AsyncGenerator<string, Generation, void> {
  const { turn } = input.accepted;
  const grounds = await toGrounds(deps, input);
  const providers = deps.breaker.order(deps.models).slice(0, deps.options.llmProviders);
  let wasUngrounded = false;
  for (const [index, model] of providers.entries()) {
    const previous = providers[index - 1];
    if (previous) deps.events.llmFellBack({ from: previous.provider, to: model.provider });
    for (let attempt = 1; attempt <= deps.options.llmAttempts; attempt++) {
      turn.signal.throwIfAborted();
      const timeoutMs = Math.min(deps.options.llmTimeoutMs, turn.deadlineAtMs - deps.clock.nowMs());
      if (timeoutMs < LEAST_CALL_MS) break;
      const released: string[] = [];
      try {
        const usedRefs = yield* speak({ deps, input, model, timeoutMs, grounds, released });
        deps.breaker.succeeded(model.provider);
        return { text: released.join(' '), model: `${model.provider}/${model.modelName}`, usedRefs, isDegraded: false };
      } catch (error) {
        if (turn.signal.aborted) throw error;
        const isRejected = error instanceof RejectedAnswerError;
        if (!isRejected) deps.breaker.failed(model.provider);
        if (isRejected && error.extensions['reason'] === 'ungrounded') wasUngrounded = true;
        deps.events.llmRetried({
          provider: model.provider,
          reason: error instanceof AppError ? error.code : 'unexpected',
        });
        if (released.length > 0) {
          const apology = BROKEN_OFF_LINE[turn.language];
          yield apology;
          return {
            text: [...released, apology].join(' '),
            model: `${model.provider}/${model.modelName}`,
            usedRefs: [],
            isDegraded: true,
          };
        }
        if (!isRepeatable(error)) break;
      }
    }
  }
  const hasTemplate = wasUngrounded && input.consultation.items.length > 0;
  if (!hasTemplate) deps.events.llmFailedTotally({ requestId: turn.requestId });
  const line = hasTemplate
    ? templateSentence(input.consultation.items, turn.language)
    : gracefulLine(turn.language, turn.requestId);
  yield line;
  return { text: line, model: 'graceful_degradation', usedRefs: [], isDegraded: true };
}

interface Speaking {
  readonly deps: GenerateDeps;
  readonly input: GenerateInput;
  readonly model: LanguageModel;
  readonly timeoutMs: number;
  readonly grounds: Grounds;
  readonly released: string[];
}

async function* speak({
  deps,
  input,
  model,
  timeoutMs,
  grounds,
  released,
}: Speaking): AsyncGenerator<string, readonly string[], void> {
  const splitter = new SentenceSplitter();
  const usedLine = new UsedLineFilter();
  const abort = new AbortController();
  const stream = model.stream({
    system: input.pack.system,
    messages: input.pack.messages,
    temperature: deps.options.llmTemperature,
    maxOutputTokens: deps.options.llmMaxOutputTokens,
    timeoutMs,
    signal: AbortSignal.any([input.accepted.turn.signal, abort.signal]),
  });
  stream.outcome.catch(() => undefined);
  // While the model reads.
  const prompt = new PromptWords(input.pack.system);
  const check = (raw: string): string => {
    const sentence = polishSentence(raw, input.maxEmoji);
    const fault = validateSentence(sentence, prompt);
    if (fault === 'empty') return '';
    const reason = fault ?? (findUngrounded(sentence, grounds) === undefined ? undefined : 'ungrounded');
    if (reason !== undefined) {
      deps.events.answerRejected(reason);
      throw new RejectedAnswerError(reason);
    }
    return sentence;
  };
  try {
    for await (const piece of stream.text) {
      for (const raw of splitter.push(usedLine.push(piece))) {
        const sentence = check(raw);
        if (sentence === '') continue;
        released.push(sentence);
        yield sentence;
      }
    }
    for (const raw of [...splitter.push(usedLine.end()), ...splitter.end()]) {
      const sentence = check(raw);
      if (sentence === '') continue;
      released.push(sentence);
      yield sentence;
    }
  } finally {
    abort.abort();
  }
  const fault = validateAnswer(released.join(' '));
  if (fault !== undefined) {
    deps.events.answerRejected(fault);
    throw new RejectedAnswerError(fault);
  }
  return usedLine.refs;
}

/** Timeouts, lost connections and refused answers are tried again; an unexpected error goes to the next provider. */
function isRepeatable(error: unknown): boolean {
  if (error instanceof RejectedAnswerError || error instanceof DependencyTimeoutError) return true;
  return error instanceof AppError && 'isRetryable' in error && error.isRetryable === true;
}

async function toGrounds(deps: GenerateDeps, { accepted, consultation }: GenerateInput): Promise<Grounds> {
  const names = await deps.catalogueNames().catch((): CatalogueNames => ({ brands: [], stores: [] }));
  const said = accepted.stored.recentMessages.filter(({ role }) => role === 'user').map(({ content }) => content);
  return {
    items: consultation.items,
    ownWords: [
      accepted.turn.text,
      ...said,
      ...accepted.facts.map(({ payload }) => `${payload.display_value} ${payload.quote}`),
    ],
    names,
  };
}
