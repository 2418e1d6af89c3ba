import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#kernel/clock';
import { createEmulator, type Emulator, type EmulatorContext, sseData, type VendorErrorBody } from '#kernel/emulator';
import { answerEmulatedPrompt, type EmulatedAnswer, sentinelText } from '#ports/emulated-answer';
import { chatCompletionRequest, readChatPrompt } from '#ports/emulated-chat-request';
import type { LanguageModel } from '#ports/language-model';

/** A stand-in of a local model server with one model, for tests. Its base URL is `url` + `/v1`; it wants no key. */
export function createOpenAiCompatibleEmulator(input: {
  readonly model: LanguageModel;
  readonly servedModel: string;
  readonly port?: number;
  readonly clock?: Clock;
  readonly seed?: number;
}): Promise<Emulator> {
  return createEmulator({
    ...input,
    vendor: 'openai-compatible',
    errorBody: (status) => errorBody(status),
    inputText: (request) => {
      const parsed = chatCompletionRequest.safeParse(request.body);
      return parsed.success ? sentinelText(readChatPrompt(parsed.data)) : '';
    },
    register: (app, emulator) => {
      app.post('/v1/chat/completions', (request, reply) => complete(emulator, input, request, reply));
      app.get('/v1/models', () => ({
        object: 'list',
        data: [{ id: input.servedModel, object: 'model', owned_by: 'local' }],
      }));
    },
  });
}

async function complete(
  emulator: EmulatorContext,
  input: { readonly model: LanguageModel; readonly servedModel: string },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const parsed = chatCompletionRequest.safeParse(request.body);
  if (!parsed.success) return emulator.fail(reply, 400);
  const { data } = parsed;
  if (data.model !== input.servedModel) return emulator.fail(reply, 404);
  const answer = await answerEmulatedPrompt(input.model, readChatPrompt(data), emulator.signal(request));
  const head = {
    id: `chatcmpl-${emulator.digest(emulator.rawBody(request).toString()).slice(0, 24)}`,
    created: Math.floor(emulator.clock.nowMs() / 1000),
    model: data.model,
  };
  const finish = answer.isCutByLimit ? 'length' : 'stop';
  if (data.stream) {
    return emulator.stream(request, reply, chunks(answer, head, finish), { contentType: 'text/event-stream' });
  }
  const message = { role: 'assistant', content: answer.pieces.join('') };
  return {
    ...head,
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: finish }],
    usage: usage(answer),
  };
}

async function* chunks(answer: EmulatedAnswer, head: object, finish: string): AsyncGenerator<string> {
  const chunk = (delta: object, reason: string | null = null): string =>
    sseData({ ...head, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: reason }] });
  yield chunk({ role: 'assistant', content: '' });
  for (const content of answer.pieces) yield chunk({ content });
  yield chunk({}, finish);
  yield sseData({ ...head, object: 'chat.completion.chunk', choices: [], usage: usage(answer) });
  yield sseData('[DONE]');
}

function usage(answer: EmulatedAnswer): object {
  return {
    prompt_tokens: answer.inputTokens,
    completion_tokens: answer.outputTokens,
    total_tokens: answer.inputTokens + answer.outputTokens,
  };
}

function errorBody(status: number): VendorErrorBody {
  return {
    body: {
      error: {
        message: `Error ${status}`,
        type: status < 500 ? 'invalid_request_error' : 'server_error',
        param: null,
        code: status,
      },
    },
  };
}
