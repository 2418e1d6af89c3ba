import { afterEach, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator, sseData } from '#kernel/emulator';
import type { LanguageModel } from '#ports/language-model';
import { createDeepSeekLanguageModel } from './client.ts';

let server: Emulator | undefined;
afterEach(() => server?.close());

/** A server that streams exactly these events. */
async function serve(events: readonly unknown[]): Promise<LanguageModel> {
  server = await createEmulator({
    vendor: 'deepseek',
    errorBody: () => ({ body: {} }),
    register: (app, emulator) => {
      async function* pieces(): AsyncGenerator<string> {
        for (const event of events) yield sseData(event);
      }
      app.post('/chat/completions', (request, reply) =>
        emulator.stream(request, reply, pieces(), { contentType: 'text/event-stream' }),
      );
    },
  });
  return createDeepSeekLanguageModel({ baseUrl: server.url, apiKey: 'emulated-key', modelName: 'deepseek-v4-flash' });
}

function chunk(content: string, finish: string | null = null): object {
  return {
    id: '1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'deepseek-v4-flash',
    choices: [{ index: 0, delta: { content }, finish_reason: finish }],
    usage: null,
  };
}

async function fail(model: LanguageModel): Promise<unknown> {
  const request = {
    system: 's',
    messages: [{ role: 'user' as const, content: 'u' }],
    temperature: 0,
    maxOutputTokens: 9,
    timeoutMs: 5000,
    signal: new AbortController().signal,
  };
  try {
    for await (const piece of model.stream(request).text) expect(piece).toBe('Half');
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a stream of DeepSeek that fails after it began', () => {
  test('may be repeated when the vendor ran out of resources', async () => {
    const model = await serve([chunk('Half'), chunk('', 'insufficient_system_resource'), '[DONE]']);
    expect(await fail(model)).toMatchObject({ code: 'insufficient_system_resource', isRetryable: true });
  });

  test('is not taken for whole without a finish reason, even with the end marker', async () => {
    expect(await fail(await serve([chunk('Half'), '[DONE]']))).toMatchObject({ code: 'stream_cut', isRetryable: true });
  });

  test('raises an error object in the stream', async () => {
    const model = await serve([
      chunk('Half'),
      { error: { message: 'broken', type: 'server_error', param: null, code: 'server_error' } },
    ]);
    expect(await fail(model)).toMatchObject({ vendor: 'deepseek', code: 'vendor_failed', isRetryable: true });
  });
});
