import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#kernel/clock';
import { createEmulator, type Emulator, type EmulatorContext, sseData, type VendorErrorBody } from '#kernel/emulator';
import { answerEmulatedPrompt, countTokens, type EmulatedAnswer, sentinelText } from '#ports/emulated-answer';
import { chatCompletionRequest, readChatPrompt } from '#ports/emulated-chat-request';
import type { LanguageModel } from '#ports/language-model';
import { DEEPSEEK_MODELS, type DeepSeekChunk, deepSeekRequest, type DeepSeekUsage } from './api-schemas.ts';

const ERROR_TYPES: Readonly<Record<number, readonly [type: string, message: string]>> = {
  400: ['invalid_request_error', 'Invalid request body format.'],
  401: ['authentication_error', 'Authentication Fails, Your api key is invalid'],
  402: ['unknown_error', 'Insufficient Balance'],
  404: ['invalid_request_error', 'Not Found'],
  422: ['invalid_request_error', 'Invalid parameters'],
  429: ['rate_limit_reached', 'You are sending requests too quickly.'],
  500: ['server_error', 'Internal server error'],
  503: ['service_unavailable', 'The server is overloaded'],
};
const THOUGHT = 'They want an answer from a friend; what we know is in the prompt.';

/**
 * A stand-in of the DeepSeek API (chat completions and the list of models) that speaks with the given model.
 *
 * @see providers.md 6
 */
export function createDeepSeekEmulator(input: {
  readonly model: LanguageModel;
  readonly port?: number;
  readonly clock?: Clock;
  readonly seed?: number;
}): Promise<Emulator> {
  return createEmulator({
    ...input,
    vendor: 'deepseek',
    errorBody: (status) => errorBody(status),
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
      for (const prefix of ['', '/v1', '/beta']) {
        app.post(`${prefix}/chat/completions`, (request, reply) => complete(emulator, input.model, request, reply));
        app.get(`${prefix}/models`, () => ({
          object: 'list',
          data: DEEPSEEK_MODELS.map((id) => ({ id, object: 'model', owned_by: 'deepseek' })),
        }));
      }
    },
  });
}

async function complete(
  emulator: EmulatorContext,
  model: LanguageModel,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const parsed = deepSeekRequest.safeParse(request.body);
  if (!parsed.success) return emulator.fail(reply, 422, errorBody(422, parsed.error.issues[0]?.message));
  const { data } = parsed;
  if (!DEEPSEEK_MODELS.includes(data.model)) return emulator.fail(reply, 400, errorBody(400, 'Model Not Exist'));
  const prompt = readChatPrompt(data);
  const promptText = prompt.system + prompt.messages.map((message) => message.content).join(' ');
  if (prompt.wantsJson && !/json/iu.test(promptText)) {
    return emulator.fail(
      reply,
      400,
      errorBody(
        400,
        "Prompt must contain the word 'json' in some form to use 'response_format' of type 'json_object'.",
      ),
    );
  }
  const answer = await answerEmulatedPrompt(model, prompt, emulator.signal(request));
  const isThinking = data.thinking?.type !== 'disabled';
  const head = {
    id: emulator.uuid(emulator.rawBody(request).toString()),
    created: Math.floor(emulator.clock.nowMs() / 1000),
    model: data.model,
    system_fingerprint: `fp_${emulator.digest(data.model).slice(0, 10)}_emulated`,
  };
  if (data.stream)
    return emulator.stream(request, reply, chunks(answer, head, isThinking), {
      contentType: 'text/event-stream; charset=utf-8',
    });
  const message = {
    role: 'assistant',
    content: answer.pieces.join(''),
    ...(isThinking ? { reasoning_content: THOUGHT } : {}),
  };
  const whole = {
    ...head,
    object: 'chat.completion',
    choices: [{ index: 0, message, logprobs: null, finish_reason: answer.isCutByLimit ? 'length' : 'stop' }],
    usage: usage(answer, isThinking),
  };
  return reply.type('application/json').send(`\n\n${JSON.stringify(whole)}`);
}

type ChunkHead = Pick<DeepSeekChunk, 'id' | 'created' | 'model' | 'system_fingerprint'>;
type Delta = DeepSeekChunk['choices'][0]['delta'];

async function* chunks(answer: EmulatedAnswer, head: ChunkHead, isThinking: boolean): AsyncGenerator<string> {
  const chunk = (
    delta: Delta,
    finish: DeepSeekChunk['choices'][0]['finish_reason'] = null,
    tokens: DeepSeekUsage | null = null,
  ): string =>
    sseData({
      id: head.id,
      object: 'chat.completion.chunk',
      created: head.created,
      model: head.model,
      system_fingerprint: head.system_fingerprint,
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
      usage: tokens,
    } satisfies DeepSeekChunk);
  yield ': keep-alive\n\n';
  yield chunk({ role: 'assistant', content: '' });
  if (isThinking)
    for (const word of THOUGHT.match(/\S+\s*/gu) ?? []) yield chunk({ content: null, reasoning_content: word });
  for (const piece of answer.pieces) yield chunk({ content: piece });
  yield chunk({ content: '' }, answer.isCutByLimit ? 'length' : 'stop', usage(answer, isThinking));
  yield sseData('[DONE]');
}

function usage(answer: EmulatedAnswer, isThinking: boolean): DeepSeekUsage {
  const reasoning = isThinking ? countTokens(THOUGHT) : 0;
  const completion = answer.outputTokens + reasoning;
  return {
    prompt_tokens: answer.inputTokens,
    completion_tokens: completion,
    total_tokens: answer.inputTokens + completion,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: reasoning },
    prompt_cache_hit_tokens: 0,
    prompt_cache_miss_tokens: answer.inputTokens,
  };
}

function errorBody(status: number, message?: string): VendorErrorBody {
  const [type, text] = ERROR_TYPES[status] ?? ['server_error', `Error ${status}`];
  return { body: { error: { message: message ?? text, type, param: null, code: type } } };
}
