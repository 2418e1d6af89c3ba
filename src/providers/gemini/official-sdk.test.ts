import { GoogleGenAI } from '@google/genai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import type { Emulator } from '#kernel/emulator';
import { SCRIPTED_TEXT, scriptedModel } from '#ports/language-model-script.conformance';
import { createGeminiEmulator } from './emulator.ts';

const request = { model: 'gemini-3.5-flash-lite', contents: 'hello' };

describe('the official Google SDK against the emulator of Gemini', () => {
  let emulator: Emulator;
  let client: GoogleGenAI;
  beforeAll(async () => {
    emulator = await createGeminiEmulator({ model: scriptedModel, clock: fixedClock('2026-12-02T08:00:00Z') });
    client = new GoogleGenAI({ apiKey: 'emulated-key', httpOptions: { baseUrl: emulator.url } });
  });
  afterAll(() => emulator.close());
  beforeEach(() => emulator.reset());

  test('reads a stream with running usage and the finish reason in the last event', async () => {
    const events = [];
    for await (const event of await client.models.generateContentStream(request)) events.push(event);
    expect(events.map((event) => event.text ?? '').join('')).toBe(SCRIPTED_TEXT);
    const counts = events.map((event) => event.usageMetadata?.candidatesTokenCount ?? 0);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(events.map((event) => event.candidates?.[0]?.finishReason).filter(Boolean)).toEqual(['STOP']);
    expect(events.at(-1)?.candidates?.[0]?.content?.parts?.[0]).toMatchObject({
      text: '',
      thoughtSignature: expect.any(String),
    });
  });

  test('ends every event with CRLF and the stream with the connection', async () => {
    const response = await fetch(`${emulator.url}/v1beta/models/gemini-3.5-flash-lite:streamGenerateContent?alt=sse`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-goog-api-key': 'emulated-key' },
      body: JSON.stringify({ contents: [{ role: 'user', parts: [{ text: 'hello' }] }] }),
    });
    const text = await response.text();
    expect(text.endsWith('}\r\n\r\n')).toBe(true);
    expect(text).not.toMatch(/\[DONE\]|event:/u);
  });

  test('reads a whole answer, an image in the prompt included', async () => {
    const image = { inlineData: { mimeType: 'image/png', data: 'iVBORw0KGgo=' } };
    const answer = await client.models.generateContent({
      ...request,
      contents: [{ role: 'user', parts: [{ text: 'what is this' }, image] }],
    });
    expect(answer.text).toBe(SCRIPTED_TEXT);
    expect(answer.modelVersion).toBe('gemini-3.5-flash-lite');
  });

  test('answers in JSON when it is asked to', async () => {
    const config = { responseMimeType: 'application/json', responseJsonSchema: { type: 'object' } };
    expect(JSON.parse((await client.models.generateContent({ ...request, config })).text ?? '')).toMatchObject({
      mood: 'calm',
    });
  });

  test('counts tokens and lists models', async () => {
    expect((await client.models.countTokens(request)).totalTokens).toBeGreaterThan(0);
    const names: (string | undefined)[] = [];
    for await (const model of await client.models.list()) names.push(model.name);
    expect(names).toContain('models/gemini-3.5-flash-lite');
    expect(names).not.toContain('models/gemini-2.0-flash');
  });

  test('refuses retired and unknown models, and serves a redirected one by its follower', async () => {
    for (const model of ['gemini-2.0-flash', 'gemini-nothing']) {
      await expect(client.models.generateContent({ ...request, model })).rejects.toMatchObject({ status: 404 });
    }
    const answer = await client.models.generateContent({ ...request, model: 'gemini-2.5-flash' });
    expect(answer.modelVersion).toBe('gemini-3.5-flash-lite');
  });

  test.each([
    [400, 'INVALID_ARGUMENT'],
    [429, 'RESOURCE_EXHAUSTED'],
    [503, 'UNAVAILABLE'],
  ])('raises the vendor error %i', async (status, name) => {
    emulator.control({ faults: [{ kind: 'status', status }] });
    await expect(client.models.generateContent(request)).rejects.toMatchObject({
      status,
      message: expect.stringContaining(name),
    });
  });

  test('wants a key and a first turn of the user', async () => {
    const call = (headers: Record<string, string>, role: string): Promise<Response> =>
      fetch(`${emulator.url}/v1beta/models/gemini-3.5-flash-lite:generateContent`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ contents: [{ role, parts: [{ text: 'hello' }] }] }),
      });
    expect((await call({}, 'user')).status).toBe(403);
    expect((await call({ 'x-goog-api-key': 'k' }, 'model')).status).toBe(400);
  });
});
