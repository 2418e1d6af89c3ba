import Anthropic from '@anthropic-ai/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import type { Emulator } from '#kernel/emulator';
import { SCRIPTED_TEXT, scriptedModel } from '#ports/language-model-script.conformance';
import { createClaudeEmulator } from './emulator.ts';

const request = {
  model: 'claude-sonnet-5-5',
  max_tokens: 400,
  messages: [{ role: 'user' as const, content: 'hello' }],
};

describe('the official Anthropic SDK against the emulator of Claude', () => {
  let emulator: Emulator;
  let client: Anthropic;
  beforeAll(async () => {
    emulator = await createClaudeEmulator({ model: scriptedModel, clock: fixedClock('2026-12-02T08:00:00Z') });
    client = new Anthropic({ baseURL: emulator.url, apiKey: 'emulated-key', maxRetries: 0 });
  });
  afterAll(() => emulator.close());
  beforeEach(() => emulator.reset());

  test('reads a stream with its events in order, pings among them', async () => {
    const types: string[] = [];
    const stream = client.messages.stream(request).on('streamEvent', (event) => types.push(event.type));
    const message = await stream.finalMessage();
    expect(message.content).toMatchObject([{ type: 'text', text: SCRIPTED_TEXT }]);
    expect(message).toMatchObject({
      role: 'assistant',
      stop_reason: 'end_turn',
      usage: { input_tokens: expect.any(Number), output_tokens: expect.any(Number) },
    });
    expect(types.slice(0, 2)).toEqual(['message_start', 'content_block_start']);
    expect(types.slice(-3)).toEqual(['content_block_stop', 'message_delta', 'message_stop']);
  });

  test('writes pings and names every event twice', async () => {
    const response = await fetch(`${emulator.url}/v1/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': 'emulated-key', 'anthropic-version': '2023-06-01' },
      body: JSON.stringify({ ...request, stream: true }),
    });
    const text = await response.text();
    expect(text).toContain('event: ping\ndata: {"type":"ping"}');
    expect(text).not.toContain('[DONE]');
    for (const [, event, type] of text.matchAll(/event: (\w+)\ndata: \{"type":"(\w+)"/gu)) expect(event).toBe(type);
  });

  test('reads a whole answer, and one that the limit cut', async () => {
    expect((await client.messages.create(request)).content).toMatchObject([{ type: 'text', text: SCRIPTED_TEXT }]);
    expect((await client.messages.create({ ...request, max_tokens: 3 })).stop_reason).toBe('max_tokens');
  });

  test('answers in JSON when a schema is given', async () => {
    const schema = {
      type: 'object',
      properties: { mood: { type: 'string' } },
      required: ['mood'],
      additionalProperties: false,
    };
    const message = await client.messages.create({
      ...request,
      output_config: { format: { type: 'json_schema', schema } },
    });
    const [block] = message.content;
    expect(block?.type === 'text' && JSON.parse(block.text)).toMatchObject({ mood: 'calm' });
  });

  test('takes the key in either header, and wants one and a version', async () => {
    const call = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${emulator.url}/v1/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(request),
      });
    const version = { 'anthropic-version': '2026-10-21' };
    const statuses = await Promise.all([
      call({ ...version, 'x-api-key': 'k' }),
      call({ ...version, authorization: 'Bearer k' }),
      call(version),
      call({ 'x-api-key': 'k' }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 401, 400]);
  });

  test.each(['claude-sonnet-4-20250514', 'claude-sonnet-4-5', 'claude-nothing'])(
    'refuses the model %s, which is unknown or has ended',
    async (model) => {
      await expect(client.messages.create({ ...request, model })).rejects.toBeInstanceOf(Anthropic.NotFoundError);
    },
  );

  test.each([
    [401, 'authentication_error'],
    [402, 'billing_error'],
    [429, 'rate_limit_error'],
    [500, 'api_error'],
    [529, 'overloaded_error'],
  ])('raises the vendor error %i', async (status, type) => {
    emulator.control({ faults: [{ kind: 'status', status }] });
    const failed = client.messages.create(request);
    await expect(failed).rejects.toMatchObject({ status, error: { type: 'error', error: { type } } });
  });

  test('tells a spending cap from a rate limit', async () => {
    emulator.control({
      faults: [
        { kind: 'status', status: 429 },
        { kind: 'status', status: 429, variant: 'spend_limit' },
      ],
    });
    const [rate, cap] = await Promise.all([
      client.messages.create(request).catch((error: unknown) => error),
      client.messages.create(request).catch((error: unknown) => error),
    ]);
    expect((rate as InstanceType<typeof Anthropic.APIError>).headers?.get('retry-after')).toBe('2');
    expect((cap as InstanceType<typeof Anthropic.APIError>).headers?.get('retry-after')).toBeNull();
  });

  test('lists the models that are still served', async () => {
    const ids = (await client.models.list()).data.map(({ id }) => id);
    expect(ids).toContain('claude-sonnet-5-5');
    expect(ids).not.toContain('claude-sonnet-4-5');
  });
});
