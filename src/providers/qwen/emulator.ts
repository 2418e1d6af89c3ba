import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#kernel/clock';
import { createEmulator, type Emulator, type EmulatorContext, sseData, type VendorErrorBody } from '#kernel/emulator';
import { answerEmulatedPrompt, type EmulatedAnswer, sentinelText } from '#ports/emulated-answer';
import { chatCompletionRequest, readChatPrompt } from '#ports/emulated-chat-request';
import type { LanguageModel } from '#ports/language-model';
import { QWEN_MODELS, qwenRequest, type QwenUsage } from './api-schemas.ts';

const PREFIX = '/compatible-mode/v1';
const ERRORS: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['InvalidParameter', 'The request parameter is invalid.'],
  401: ['invalid_api_key', 'Incorrect API key provided.'],
  403: ['AccessDenied', 'Access denied.'],
  404: ['model_not_found', 'The model does not exist or you do not have access to it.'],
  429: ['limit_requests', 'You exceeded your current requests list.'],
  500: ['InternalError', 'An internal error has occured.'],
  503: ['ModelUnavailable', 'The model is not available right now.'],
};
const VARIANTS: Readonly<Record<string, readonly [code: string, message: string]>> = {
  arrearage: ['Arrearage', 'Access denied, please make sure your account is in good standing.'],
  content_filter: ['data_inspection_failed', 'Input data may contain inappropriate content.'],
  quota: ['insufficient_quota', 'You exceeded your current quota.'],
};

/**
 * A stand-in of Alibaba Model Studio's compatible mode that speaks with the given model. Its base URL is `url` +
 * `/compatible-mode/v1`.
 *
 * @see providers.md 7
 */
export function createQwenEmulator(input: {
  readonly model: LanguageModel;
  readonly port?: number;
  readonly clock?: Clock;
  readonly seed?: number;
}): Promise<Emulator> {
  return createEmulator({
    ...input,
    vendor: 'qwen',
    errorBody: (status, _reason, variant) => errorBody(status, variant),
    inputText: (request) => {
      const parsed = chatCompletionRequest.safeParse(request.body);
      return parsed.success ? sentinelText(readChatPrompt(parsed.data)) : '';
    },
    register: (app, emulator) => {
      app.addHook('preHandler', async (request, reply) => {
        if (request.url.startsWith('/__') || /^Bearer \S+$/u.test(request.headers.authorization ?? ''))
          return undefined;
        return emulator.fail(reply, 401);
      });
      app.post(`${PREFIX}/chat/completions`, (request, reply) => complete(emulator, input.model, request, reply));
      app.get(`${PREFIX}/models`, () => ({
        object: 'list',
        data: QWEN_MODELS.map((id) => ({ id, object: 'model', owned_by: 'system' })),
      }));
    },
  });
}

async function complete(
  emulator: EmulatorContext,
  model: LanguageModel,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const parsed = qwenRequest.safeParse(request.body);
  if (!parsed.success) return emulator.fail(reply, 400, errorBody(400, undefined, parsed.error.issues[0]?.message));
  const { data } = parsed;
  if (!QWEN_MODELS.includes(data.model)) return emulator.fail(reply, 404, errorBody(404));
  if (data.enable_thinking && !data.stream) {
    return emulator.fail(
      reply,
      400,
      errorBody(400, undefined, 'parameter.enable_thinking must be set to false for non-streaming calls'),
    );
  }
  const prompt = readChatPrompt(data);
  const promptText = prompt.system + prompt.messages.map((message) => message.content).join(' ');
  if (data.response_format?.type === 'json_object' && !/json/iu.test(promptText)) {
    return emulator.fail(
      reply,
      400,
      errorBody(
        400,
        undefined,
        "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      ),
    );
  }
  const answer = await answerEmulatedPrompt(model, prompt, emulator.signal(request));
  const head = {
    id: `chatcmpl-${emulator.uuid(emulator.rawBody(request).toString())}`,
    created: Math.floor(emulator.clock.nowMs() / 1000),
    model: data.model,
  };
  if (data.stream) {
    const pieces = chunks(answer, head, data.stream_options?.include_usage === true, data.enable_thinking === true);
    return emulator.stream(request, reply, pieces, { contentType: 'text/event-stream;charset=UTF-8' });
  }
  const message = { role: 'assistant', content: answer.pieces.join('') };
  return {
    choices: [{ message, finish_reason: answer.isCutByLimit ? 'length' : 'stop', index: 0, logprobs: null }],
    object: 'chat.completion',
    usage: usage(answer),
    created: head.created,
    system_fingerprint: null,
    model: head.model,
    id: head.id,
  };
}

interface ChunkHead {
  readonly id: string;
  readonly created: number;
  readonly model: string;
}

/** The order of the keys differs between chunks, as it does on the wire. */
async function* chunks(
  answer: EmulatedAnswer,
  head: ChunkHead,
  includesUsage: boolean,
  isThinking: boolean,
): AsyncGenerator<string> {
  const tail = {
    object: 'chat.completion.chunk',
    usage: null,
    created: head.created,
    system_fingerprint: null,
    model: head.model,
    id: head.id,
  };
  yield sseData({
    choices: [{ delta: { content: '', role: 'assistant' }, index: 0, logprobs: null, finish_reason: null }],
    ...tail,
  });
  if (isThinking) {
    yield sseData({
      choices: [
        {
          finish_reason: null,
          logprobs: null,
          delta: { content: null, reasoning_content: 'They want an answer.' },
          index: 0,
        },
      ],
      ...tail,
    });
  }
  for (const content of answer.pieces) {
    yield sseData({ choices: [{ finish_reason: null, logprobs: null, delta: { content }, index: 0 }], ...tail });
  }
  const finish = answer.isCutByLimit ? 'length' : 'stop';
  yield sseData({ choices: [{ finish_reason: finish, delta: { content: '' }, index: 0, logprobs: null }], ...tail });
  if (includesUsage) yield sseData({ choices: [], ...tail, usage: usage(answer) });
  yield sseData('[DONE]');
}

function usage(answer: EmulatedAnswer): QwenUsage {
  return {
    prompt_tokens: answer.inputTokens,
    completion_tokens: answer.outputTokens,
    total_tokens: answer.inputTokens + answer.outputTokens,
    prompt_tokens_details: { cached_tokens: 0 },
  };
}

function errorBody(status: number, variant?: string, message?: string): VendorErrorBody {
  const [code, text] = VARIANTS[variant ?? ''] ?? ERRORS[status] ?? ['InternalError', `Error ${status}`];
  return {
    body: {
      error: { message: message ?? text, type: code, param: null, code },
      request_id: '00000000-0000-4000-8000-000000000000',
    },
  };
}
