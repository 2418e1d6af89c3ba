import type { LanguageModel as AnyAiSdkModel } from 'ai';
import { z } from 'zod';
import { DependencyError, DependencyTimeoutError } from '#kernel/error';
import { type FailureVerdict, toVendorError, type VendorFailure } from './ai-sdk-failure.ts';
import type { GenerateOutcome, GenerateRequest, GenerateStream, LanguageModel } from './language-model.ts';

/** A model of the AI SDK's provider specification, version 4. */
export type AiSdkModel = Extract<AnyAiSdkModel, { readonly specificationVersion: 'v4' }>;
type CallOptions = Parameters<AiSdkModel['doStream']>[0];
type StreamResult = Awaited<ReturnType<AiSdkModel['doStream']>>;
type StreamPart = StreamResult['stream'] extends ReadableStream<infer P> ? P : never;
type FinishPart = Pick<Extract<StreamPart, { type: 'finish' }>, 'finishReason' | 'usage'>;

/** A vendor's model and what is special about the vendor. */
export interface AiSdkAdapterInput {
  readonly vendor: string;
  readonly modelName: string;
  readonly model: AiSdkModel;
  readonly providerOptions?: CallOptions['providerOptions'];
  readonly judge: (failure: VendorFailure) => FailureVerdict;
}

const FINISH: Readonly<Record<string, GenerateOutcome['finishReason']>> = {
  stop: 'stop',
  length: 'length',
  'content-filter': 'content_filter',
};

/**
 * The language-model port over a model of the AI SDK. It calls the provider specification itself, so there are no
 * retries; an abort or the end of the time settles the call at once, whatever the vendor does.
 */
export function adaptAiSdkModel(input: AiSdkAdapterInput): LanguageModel {
  return {
    provider: input.vendor,
    modelName: input.modelName,
    stream: (request) => streamText(input, request),
    generateObject: (request) => generateObject(input, request),
  };
}

function streamText(input: AiSdkAdapterInput, request: GenerateRequest): GenerateStream {
  const { promise, resolve, reject } = Promise.withResolvers<GenerateOutcome>();
  promise.catch(() => undefined);
  async function* run(): AsyncGenerator<string> {
    const limits = limitCall(input, request, 'stream');
    let finish: FinishPart | undefined;
    try {
      const { stream } = await limits.race(input.model.doStream(toCallOptions(input, request, limits.signal)));
      const reader = stream.getReader();
      for (;;) {
        const { done, value } = await limits.race(reader.read());
        if (done) break;
        if (value.type === 'error') throw value.error;
        if (value.type === 'finish') finish = value;
        if (value.type === 'text-delta' && value.delta !== '') yield value.delta;
      }
      resolve(readOutcome(input, finish, 'stream'));
      await promise;
    } catch (error) {
      const failure = limits.explain(error);
      reject(failure);
      throw failure;
    } finally {
      limits.end();
      resolve({
        model: `${input.vendor}/${input.modelName}`,
        finishReason: 'other',
        usage: { inputTokens: undefined, outputTokens: undefined },
      });
    }
  }
  return { text: run(), outcome: promise };
}

async function generateObject<T>(
  input: AiSdkAdapterInput,
  request: GenerateRequest & { readonly schema: z.ZodType<T> },
): Promise<{ readonly value: T; readonly outcome: GenerateOutcome }> {
  const limits = limitCall(input, request, 'generateObject');
  try {
    const schema = toJsonSchema(request.schema);
    const responseFormat = { type: 'json', schema, name: 'answer' } as unknown as CallOptions['responseFormat'];
    const options = toCallOptions(input, request, limits.signal);
    const result = await limits.race(
      input.model.doGenerate({ ...options, ...(responseFormat ? { responseFormat } : {}) }),
    );
    const outcome = readOutcome(input, result, 'generateObject');
    const text = result.content.map((part) => (part.type === 'text' ? part.text : '')).join('');
    return { value: parseObject(input.vendor, text, request.schema), outcome };
  } catch (error) {
    throw limits.explain(error);
  } finally {
    limits.end();
  }
}

// A schema is a constant of its caller; describing it again for every call took longer than building the request.
const jsonSchemas = new WeakMap<z.ZodType, Readonly<Record<string, unknown>>>();

function toJsonSchema(schema: z.ZodType): Readonly<Record<string, unknown>> {
  const known = jsonSchemas.get(schema);
  if (known) return known;
  const { $schema: _dialect, ...made } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  jsonSchemas.set(schema, made);
  return made;
}

function toCallOptions(input: AiSdkAdapterInput, request: GenerateRequest, abortSignal: AbortSignal): CallOptions {
  const messages = request.messages.map(({ role, content }) => ({
    role,
    content: [{ type: 'text' as const, text: content }],
  }));
  return {
    prompt: [{ role: 'system', content: request.system }, ...messages],
    temperature: request.temperature,
    maxOutputTokens: request.maxOutputTokens,
    abortSignal,
    ...(input.providerOptions ? { providerOptions: input.providerOptions } : {}),
  };
}

interface CallLimits {
  readonly signal: AbortSignal;
  /** Settles with the promise, or rejects as soon as the call is aborted or late. */
  readonly race: <T>(promise: PromiseLike<T>) => Promise<T>;
  /** The error to throw: the caller's reason, the end of the time, or the vendor's failure. */
  readonly explain: (error: unknown) => unknown;
  readonly end: () => void;
}

function limitCall(input: AiSdkAdapterInput, request: GenerateRequest, operation: string): CallLimits {
  const { vendor } = input;
  const own = new AbortController();
  // Made only when it is needed: an error costs its stack.
  let late: DependencyTimeoutError | undefined;
  const timer = setTimeout(() => {
    late = new DependencyTimeoutError(`${vendor} ${operation} took longer than ${request.timeoutMs} ms`, {
      vendor,
      operation,
    });
    own.abort(late);
  }, request.timeoutMs);
  const signal = AbortSignal.any([request.signal, own.signal]);
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => undefined);
  return {
    signal,
    race: (promise) => Promise.race([promise, aborted]),
    explain: (error) => {
      if (request.signal.aborted) return request.signal.reason;
      if (late) return late;
      return toVendorError(error, { vendor, operation, judge: input.judge });
    },
    end: () => {
      clearTimeout(timer);
      own.abort();
    },
  };
}

/** A stream without a finish reason was cut, even when the connection ended cleanly. */
function readOutcome(input: AiSdkAdapterInput, finish: FinishPart | undefined, operation: string): GenerateOutcome {
  const { vendor, modelName } = input;
  if (finish === undefined || finish.finishReason.raw === undefined) {
    throw new DependencyError(`${vendor} ${operation}: stream_cut`, {
      vendor,
      operation,
      code: 'stream_cut',
      isRetryable: true,
    });
  }
  if (finish.finishReason.unified === 'error') {
    const code = finish.finishReason.raw?.toLowerCase() ?? 'vendor_failed';
    throw new DependencyError(`${vendor} ${operation}: ${code}`, { vendor, operation, code, isRetryable: true });
  }
  const { inputTokens, outputTokens } = finish.usage;
  return {
    model: `${vendor}/${modelName}`,
    finishReason: FINISH[finish.finishReason.unified] ?? 'other',
    usage: { inputTokens: inputTokens.total, outputTokens: outputTokens.total },
  };
}

/** Models wrap JSON in a code fence now and then. */
function parseObject<T>(vendor: string, text: string, schema: z.ZodType<T>): T {
  const details = { vendor, operation: 'generateObject', code: 'invalid_output', isRetryable: true };
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\s*```(?:json)?\s*|\s*```\s*$/gu, ''));
  } catch {
    throw new DependencyError(`${vendor} generateObject: the answer is not JSON`, details);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new DependencyError(
    `${vendor} generateObject: the answer does not fit at ${issue?.path.join('.') ?? ''}`,
    details,
  );
}
