import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DependencyError, DependencyTimeoutError } from '#kernel/error';
import type { Emulator, EmulatorControl } from '#kernel/emulator';
import type { GenerateRequest, LanguageModel } from './language-model.ts';
import { SCRIPTED_OBJECT, SCRIPTED_TEXT, scriptedModel } from './language-model-script.conformance.ts';

/** What is tested: a client, and the emulator behind it unless the vendor itself answers. */
export interface LanguageModelSubject {
  readonly model: LanguageModel;
  readonly emulator?: Emulator;
  readonly close: () => Promise<void>;
}

const answerSchema = z.object({ mood: z.string(), valence: z.number().min(0).max(1) });

function ask(content: string, rest: Partial<GenerateRequest> = {}): GenerateRequest {
  const system = 'You are a friend. When asked for JSON, answer with JSON only.';
  const signal = new AbortController().signal;
  return {
    system,
    messages: [{ role: 'user', content }],
    temperature: 0,
    maxOutputTokens: 400,
    timeoutMs: 10_000,
    signal,
    ...rest,
  };
}

async function read(
  model: LanguageModel,
  request: GenerateRequest,
): Promise<{ text: string; pieces: number; error: unknown }> {
  const result = { text: '', pieces: 0, error: undefined as unknown };
  const stream = model.stream(request);
  try {
    for await (const piece of stream.text) {
      result.text += piece;
      result.pieces += 1;
    }
  } catch (error) {
    result.error = error;
    await expect(stream.outcome).rejects.toBe(error);
  }
  return result;
}

/** Failures that every client must tell apart, as an emulator plays them. */
const FAULTS: readonly {
  title: string;
  control: EmulatorControl;
  code: string;
  isRetryable: boolean;
  vendorStatus?: number;
}[] = [
  {
    title: 'status 400',
    control: { faults: [{ kind: 'status', status: 400 }] },
    code: 'request_refused',
    isRetryable: false,
    vendorStatus: 400,
  },
  {
    title: 'status 401',
    control: { faults: [{ kind: 'status', status: 401 }] },
    code: 'key_refused',
    isRetryable: false,
    vendorStatus: 401,
  },
  {
    title: 'status 402',
    control: { faults: [{ kind: 'status', status: 402 }] },
    code: 'out_of_money',
    isRetryable: false,
    vendorStatus: 402,
  },
  {
    title: 'status 403',
    control: { faults: [{ kind: 'status', status: 403 }] },
    code: 'key_refused',
    isRetryable: false,
    vendorStatus: 403,
  },
  {
    title: 'status 429',
    control: { faults: [{ kind: 'status', status: 429 }] },
    code: 'rate_limited',
    isRetryable: true,
    vendorStatus: 429,
  },
  {
    title: 'a spent rate quota',
    control: { quota: { calls: 0, window_ms: 60_000 } },
    code: 'rate_limited',
    isRetryable: true,
    vendorStatus: 429,
  },
  {
    title: 'status 500',
    control: { faults: [{ kind: 'status', status: 500 }] },
    code: 'vendor_failed',
    isRetryable: true,
    vendorStatus: 500,
  },
  {
    title: 'status 503',
    control: { faults: [{ kind: 'status', status: 503 }] },
    code: 'vendor_overloaded',
    isRetryable: true,
    vendorStatus: 503,
  },
  {
    title: 'a connection dropped before the headers',
    control: { faults: [{ kind: 'drop-before-headers' }] },
    code: 'connection_failed',
    isRetryable: true,
  },
];

/**
 * The conformance suite of the language-model port. `make` starts the vendor's emulator with the given model and a client
 * of it; `makeReal` gives a client of the vendor itself when a key is at hand.
 */
export function describeLanguageModel(
  name: string,
  make: (model: LanguageModel) => Promise<LanguageModelSubject>,
  makeReal?: () => LanguageModel | undefined,
): void {
  describe(`${name} against its emulator`, () => {
    let subject: LanguageModelSubject;
    beforeAll(async () => {
      subject = await make(scriptedModel);
    });
    afterAll(() => subject.close());
    beforeEach(() => subject.emulator?.reset());
    describeAnswers(() => subject);
    describeLimits(() => subject);
    describeFaults(() => subject);
  });
  const real = makeReal?.();
  if (!real) return;
  describe(`${name} itself`, () => {
    test('streams an answer', async () => {
      const { text, error } = await read(real, ask('Say hello in one short sentence.'));
      expect(error).toBeUndefined();
      expect(text.length).toBeGreaterThan(2);
    });
    test('answers with an object', async () => {
      const { value } = await real.generateObject({
        ...ask('JSON: how does "I am calm" feel? mood, valence 0 to 1.'),
        schema: answerSchema,
      });
      expect(value.mood).not.toBe('');
    });
  });
}

function describeAnswers(subject: () => LanguageModelSubject): void {
  test('streams the whole answer in pieces and tells the tokens', async () => {
    const { model } = subject();
    const stream = model.stream(ask('hello'));
    const pieces: string[] = [];
    for await (const piece of stream.text) pieces.push(piece);
    expect(pieces.join('')).toBe(SCRIPTED_TEXT);
    expect(pieces.length).toBeGreaterThan(5);
    const outcome = await stream.outcome;
    expect(outcome).toMatchObject({ model: `${model.provider}/${model.modelName}`, finishReason: 'stop' });
    expect(outcome.usage.inputTokens).toBeGreaterThan(0);
    expect(outcome.usage.outputTokens).toBeGreaterThan(0);
  });

  test('says that an answer was cut by the token limit', async () => {
    const stream = subject().model.stream(ask('hello', { maxOutputTokens: 4 }));
    for await (const piece of stream.text) expect(SCRIPTED_TEXT).toContain(piece.trim());
    expect((await stream.outcome).finishReason).toBe('length');
  });

  test('answers with an object of the schema', async () => {
    const { value, outcome } = await subject().model.generateObject({ ...ask('mood as JSON'), schema: answerSchema });
    expect(value).toEqual(SCRIPTED_OBJECT);
    expect(outcome.finishReason).toBe('stop');
  });

  test('refuses an object that does not fit the schema', async () => {
    const failed = subject().model.generateObject({ ...ask('misfit JSON'), schema: answerSchema });
    await expect(failed).rejects.toMatchObject({ code: 'invalid_output', isRetryable: true });
  });

  test('refuses an object that was cut in the middle', async () => {
    const failed = subject().model.generateObject({
      ...ask('mood as JSON', { maxOutputTokens: 1 }),
      schema: answerSchema,
    });
    await expect(failed).rejects.toBeInstanceOf(DependencyError);
  });

  test('never sends the key into the journal, nor the prompt into an error', async () => {
    const { model, emulator } = subject();
    emulator?.control({ faults: [{ kind: 'status', status: 500 }] });
    const { error } = await read(model, ask('a secret wish'));
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('secret wish');
    expect(JSON.stringify(emulator?.journal())).not.toContain('emulated-key');
  });
}

function describeLimits(subject: () => LanguageModelSubject): void {
  test('stops the call of the vendor at once when the caller aborts in the middle', async () => {
    const { model, emulator } = subject();
    emulator?.control({ latency: { per_chunk_ms: 50 } });
    const abort = new AbortController();
    const reason = new DependencyError('the user went away');
    const stream = model.stream(ask('hello', { signal: abort.signal }));
    await expect(
      (async () => {
        for await (const piece of stream.text) if (piece !== '') abort.abort(reason);
      })(),
    ).rejects.toBe(reason);
    await expect.poll(() => emulator?.journal()[0]?.ended).toBe('closed_by_client');
  });

  test('does not call at all when the caller has aborted before', async () => {
    const { model, emulator } = subject();
    const reason = new DependencyError('too late');
    const { error } = await read(model, ask('hello', { signal: AbortSignal.abort(reason) }));
    expect(error).toBe(reason);
    expect(emulator?.journal()).toEqual([]);
  });

  test('closes the call of the vendor when the reader stops reading', async () => {
    const { model, emulator } = subject();
    emulator?.control({ latency: { per_chunk_ms: 50 } });
    for await (const piece of model.stream(ask('hello')).text) if (piece !== '') break;
    await expect.poll(() => emulator?.journal()[0]?.ended).toBe('closed_by_client');
  });

  test.each(['hang', 'stall'] as const)('gives up in time when the vendor does not go on: %s', async (kind) => {
    const { model, emulator } = subject();
    emulator?.control({ faults: [{ kind, after_bytes: 50 }] });
    const { error } = await read(model, ask('hello', { timeoutMs: 150 }));
    expect(error).toBeInstanceOf(DependencyTimeoutError);
    await expect.poll(() => emulator?.journal()[0]?.ended).toBe('closed_by_client');
    emulator?.control({ faults: [{ kind, after_bytes: 50 }] });
    const failed = model.generateObject({ ...ask('mood as JSON', { timeoutMs: 150 }), schema: answerSchema });
    await expect(failed).rejects.toBeInstanceOf(DependencyTimeoutError);
  });
}

function describeFaults(subject: () => LanguageModelSubject): void {
  test.each(FAULTS)('tells what $title means', async ({ control, code, isRetryable, vendorStatus }) => {
    const { model, emulator } = subject();
    const expected = { vendor: model.provider, code, isRetryable, vendorStatus };
    emulator?.control(control);
    const { error } = await read(model, ask('hello'));
    expect(error).toBeInstanceOf(DependencyError);
    expect(error).toMatchObject({ ...expected, operation: 'stream' });
    emulator?.reset();
    emulator?.control(control);
    const failed = model.generateObject({ ...ask('mood as JSON'), schema: answerSchema });
    await expect(failed).rejects.toMatchObject({ ...expected, operation: 'generateObject' });
  });

  test.each(['broken', 'clean'] as const)('does not take a cut stream for a whole one (%s end)', async (ends) => {
    const { model, emulator } = subject();
    emulator?.control({ faults: [{ kind: 'cut', after_bytes: 1400, ends }] });
    const { text, error } = await read(model, ask('hello'));
    expect(error).toBeInstanceOf(DependencyError);
    expect(error).toMatchObject({ isRetryable: true });
    expect(text).not.toBe(SCRIPTED_TEXT);
    expect(SCRIPTED_TEXT.startsWith(text)).toBe(true);
  });

  test('does not take garbage for an answer', async () => {
    const { model, emulator } = subject();
    emulator?.control({ faults: [{ kind: 'garbage', count: 2 }] });
    const { error } = await read(model, ask('hello'));
    expect(error).toBeInstanceOf(DependencyError);
    expect(error).toMatchObject({ isRetryable: true });
    const failed = model.generateObject({ ...ask('mood as JSON'), schema: answerSchema });
    await expect(failed).rejects.toMatchObject({ code: 'malformed_response', isRetryable: true });
  });

  test('refuses a whole answer that was cut', async () => {
    const { model, emulator } = subject();
    emulator?.control({ faults: [{ kind: 'cut', after_bytes: 60 }] });
    const failed = model.generateObject({ ...ask('mood as JSON'), schema: answerSchema });
    await expect(failed).rejects.toMatchObject({ vendor: model.provider, isRetryable: true });
  });

  test.each(['[[fault:timeout]]', '[[fault:429]]', '[[fault:500]]', '[[fault:cut]]', '[[fault:garbage]]'])(
    'meets %s in the message of the user',
    async (sentinel) => {
      const { error } = await read(subject().model, ask(`hello ${sentinel}`, { timeoutMs: 200 }));
      expect(error).toSatisfy(
        (value: unknown) => value instanceof DependencyError || value instanceof DependencyTimeoutError,
      );
    },
  );
}
