import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Emulator } from '#kernel/emulator';
import { SCRIPTED_TEXT, scriptedModel } from '#ports/language-model-script.conformance';
import { createQwenEmulator } from './emulator.ts';

type Streaming = OpenAI.ChatCompletionCreateParamsStreaming;
type Whole = OpenAI.ChatCompletionCreateParamsNonStreaming;
const messages = [{ role: 'user' as const, content: 'hello' }];

describe('the official openai SDK against the emulator of Qwen', () => {
  let emulator: Emulator;
  let client: OpenAI;
  beforeAll(async () => {
    emulator = await createQwenEmulator({ model: scriptedModel });
    client = new OpenAI({ baseURL: `${emulator.url}/compatible-mode/v1`, apiKey: 'emulated-key', maxRetries: 0 });
  });
  afterAll(() => emulator.close());
  beforeEach(() => emulator.reset());

  async function stream(rest: object = {}): Promise<OpenAI.ChatCompletionChunk[]> {
    const body = {
      model: 'qwen-plus',
      messages,
      stream: true,
      stream_options: { include_usage: true },
      ...rest,
    } as Streaming;
    const chunks: OpenAI.ChatCompletionChunk[] = [];
    for await (const chunk of await client.chat.completions.create(body)) chunks.push(chunk);
    return chunks;
  }

  test('reads a stream that ends with a finish chunk and then a chunk of usage without choices', async () => {
    const chunks = await stream();
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe(SCRIPTED_TEXT);
    expect(chunks.at(-2)).toMatchObject({ choices: [{ delta: { content: '' }, finish_reason: 'stop' }], usage: null });
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: expect.any(Number) } });
    expect(chunks[0]).toMatchObject({ id: expect.stringMatching(/^chatcmpl-/u), system_fingerprint: null });
  });

  test('sends no usage unless it is asked to', async () => {
    const chunks = await stream({ stream_options: undefined });
    expect(chunks.every((chunk) => chunk.usage === null)).toBe(true);
  });

  test('changes the order of the keys between chunks', async () => {
    const response = await fetch(`${emulator.url}/compatible-mode/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer emulated-key' },
      body: JSON.stringify({ model: 'qwen-plus', messages, stream: true }),
    });
    const [first = '', second = ''] = (await response.text()).split('\n\n');
    expect(first).toMatch(/^data: \{"choices":\[\{"delta"/u);
    expect(second).toMatch(/^data: \{"choices":\[\{"finish_reason"/u);
  });

  test('refuses thinking without a stream, and thinks in a stream', async () => {
    const whole = { model: 'qwen-plus', messages, enable_thinking: true } as Whole;
    await expect(client.chat.completions.create(whole)).rejects.toMatchObject({
      status: 400,
      error: { message: 'parameter.enable_thinking must be set to false for non-streaming calls' },
    });
    const deltas = (await stream({ enable_thinking: true })).map((chunk) => chunk.choices[0]?.delta);
    expect(deltas.some((delta) => delta !== undefined && 'reasoning_content' in delta)).toBe(true);
  });

  test('reads a whole answer', async () => {
    const answer = await client.chat.completions.create({ model: 'qwen-plus', messages });
    expect(answer.choices[0]).toMatchObject({ message: { content: SCRIPTED_TEXT }, finish_reason: 'stop' });
  });

  test.each([
    [{ status: 400, variant: 'arrearage' }, 'Arrearage'],
    [{ status: 400, variant: 'content_filter' }, 'data_inspection_failed'],
    [{ status: 401 }, 'invalid_api_key'],
    [{ status: 429 }, 'limit_requests'],
    [{ status: 429, variant: 'quota' }, 'insufficient_quota'],
    [{ status: 500 }, 'InternalError'],
  ])('raises the vendor error %j', async (fault, code) => {
    emulator.control({ faults: [{ kind: 'status', ...fault }] });
    await expect(client.chat.completions.create({ model: 'qwen-plus', messages })).rejects.toMatchObject({
      status: fault.status,
      code,
    });
  });

  test('knows only its own models', async () => {
    await expect(client.chat.completions.create({ model: 'qwen-unheard-of', messages })).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
    });
    expect((await client.models.list()).data.map(({ id }) => id)).toContain('qwen-plus');
  });
});
