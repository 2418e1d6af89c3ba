import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import type { Emulator } from '#kernel/emulator';
import { SCRIPTED_TEXT, scriptedModel } from '#ports/language-model-script.conformance';
import { createDeepSeekEmulator } from './emulator.ts';

type Streaming = OpenAI.ChatCompletionCreateParamsStreaming;
type Whole = OpenAI.ChatCompletionCreateParamsNonStreaming;
const messages = [{ role: 'user' as const, content: 'hello' }];

describe('the official openai SDK against the emulator of DeepSeek', () => {
  let emulator: Emulator;
  let client: OpenAI;
  beforeAll(async () => {
    emulator = await createDeepSeekEmulator({ model: scriptedModel, clock: fixedClock('2026-11-23T08:00:00Z') });
    client = new OpenAI({ baseURL: emulator.url, apiKey: 'emulated-key', maxRetries: 0 });
  });
  afterAll(() => emulator.close());
  beforeEach(() => emulator.reset());

  async function stream(rest: object = {}): Promise<OpenAI.ChatCompletionChunk[]> {
    const body = {
      model: 'deepseek-v4-flash',
      messages,
      stream: true,
      stream_options: { include_usage: true },
      ...rest,
    } as Streaming;
    const chunks: OpenAI.ChatCompletionChunk[] = [];
    for await (const chunk of await client.chat.completions.create(body)) chunks.push(chunk);
    return chunks;
  }

  test('reads a stream: role, text, then finish reason and usage in one last chunk', async () => {
    const chunks = await stream({ thinking: { type: 'disabled' } });
    expect(chunks[0]?.choices[0]?.delta).toEqual({ role: 'assistant', content: '' });
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe(SCRIPTED_TEXT);
    const last = chunks.at(-1);
    expect(last?.choices[0]).toMatchObject({ delta: { content: '' }, finish_reason: 'stop' });
    expect(last?.usage).toMatchObject({
      prompt_cache_hit_tokens: 0,
      completion_tokens_details: { reasoning_tokens: 0 },
    });
    expect(chunks.slice(0, -1).every((chunk) => chunk.usage === null && chunk.choices[0]?.finish_reason === null)).toBe(
      true,
    );
    expect(chunks[0]).toMatchObject({ object: 'chat.completion.chunk', created: 1_795_420_800 });
  });

  test('thinks first unless it is told not to', async () => {
    const deltas = (await stream()).map(
      (chunk) => chunk.choices[0]?.delta as { content: string | null; reasoning_content?: string },
    );
    const thoughts = deltas.filter((delta) => delta.reasoning_content !== undefined);
    expect(thoughts.length).toBeGreaterThan(0);
    expect(thoughts.every((delta) => delta.content === null)).toBe(true);
    expect(deltas.indexOf(thoughts.at(-1) ?? { content: null })).toBeLessThan(
      deltas.findIndex((delta) => delta.content !== null && delta.content !== '' && !delta.reasoning_content),
    );
  });

  test('takes the same answer for the same request to the byte', async () => {
    expect(await stream()).toEqual(await stream());
  });

  test('reads a whole answer behind its blank lines', async () => {
    const answer = await client.chat.completions.create({
      model: 'deepseek-v4-pro',
      messages,
      thinking: { type: 'disabled' },
    } as Whole);
    expect(answer.choices[0]?.message.content).toBe(SCRIPTED_TEXT);
    expect(answer.usage?.total_tokens).toBe(
      (answer.usage?.prompt_tokens ?? 0) + (answer.usage?.completion_tokens ?? 0),
    );
  });

  test('wants the word json in the prompt of a JSON answer', async () => {
    const body = { model: 'deepseek-v4-flash', messages, response_format: { type: 'json_object' } } as Whole;
    await expect(client.chat.completions.create(body)).rejects.toMatchObject({ status: 400 });
    const asked = { ...body, messages: [{ role: 'user' as const, content: 'as json' }] };
    expect(JSON.parse((await client.chat.completions.create(asked)).choices[0]?.message.content ?? '')).toMatchObject({
      mood: 'calm',
    });
  });

  test.each(['deepseek-chat', 'deepseek-reasoner', 'gpt-5'])('refuses the model %s', async (model) => {
    await expect(client.chat.completions.create({ model, messages })).rejects.toMatchObject({
      status: 400,
      error: { message: 'Model Not Exist' },
    });
  });

  test.each([
    [402, 'Insufficient Balance'],
    [429, 'You are sending requests too quickly.'],
    [503, 'The server is overloaded'],
  ])('raises the vendor error %i', async (status, message) => {
    emulator.control({ faults: [{ kind: 'status', status }] });
    await expect(client.chat.completions.create({ model: 'deepseek-v4-flash', messages })).rejects.toMatchObject({
      status,
      error: { message },
    });
  });

  test('lists its models', async () => {
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(['deepseek-v4-flash', 'deepseek-v4-pro']);
  });

  test('wants a key', async () => {
    const response = await fetch(`${emulator.url}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(401);
  });
});
