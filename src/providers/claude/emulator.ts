import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#kernel/clock';
import { createEmulator, type Emulator, type EmulatorContext, sseEvent, type VendorErrorBody } from '#kernel/emulator';
import {
  answerEmulatedPrompt,
  countTokens,
  type EmulatedAnswer,
  type EmulatedPrompt,
  sentinelText,
} from '#ports/emulated-answer';
import type { LanguageModel } from '#ports/language-model';
import { CLAUDE_MODELS, claudeRequest, type ClaudeRequest, type ClaudeUsage } from './api-schemas.ts';

const ERRORS: Readonly<Record<number, readonly [type: string, message: string]>> = {
  400: ['invalid_request_error', 'Invalid request.'],
  401: ['authentication_error', 'invalid x-api-key'],
  402: ['billing_error', 'Your credit balance is too low.'],
  403: ['permission_error', 'Your API key does not have permission.'],
  404: ['not_found_error', 'Not found'],
  413: ['request_too_large', 'Request exceeds the maximum size'],
  429: ['rate_limit_error', 'This request would exceed your rate limit.'],
  500: ['api_error', 'Internal server error'],
  504: ['timeout_error', 'Request timed out'],
  529: ['overloaded_error', 'Overloaded'],
};
/** A ping after the first block and then every so many pieces. */
const PIECES_PER_PING = 25;

/**
 * A stand-in of the Anthropic Messages API that speaks with the given model.
 *
 * @see providers.md 8
 */
export function createClaudeEmulator(input: {
  readonly model: LanguageModel;
  readonly port?: number;
  readonly clock?: Clock;
  readonly seed?: number;
}): Promise<Emulator> {
  return createEmulator({
    ...input,
    vendor: 'claude',
    maxBodyBytes: 32 * 1024 * 1024,
    errorBody: (status, _reason, variant) => errorBody(status, variant),
    inputText: (request) => {
      const parsed = claudeRequest.safeParse(request.body);
      return parsed.success ? sentinelText(readPrompt(parsed.data)) : '';
    },
    register: (app, emulator) => {
      app.addHook('preHandler', async (request, reply) => {
        if (request.url.startsWith('/__')) return undefined;
        void reply.header('request-id', requestId(emulator, request));
        const hasKey = request.headers['x-api-key'] || /^Bearer \S+$/u.test(request.headers.authorization ?? '');
        if (!hasKey) return emulator.fail(reply, 401);
        if (request.headers['anthropic-version']) return undefined;
        return emulator.fail(reply, 400, errorBody(400, undefined, 'anthropic-version: header is required'));
      });
      app.post('/v1/messages', (request, reply) => complete(emulator, input.model, request, reply));
      app.get('/v1/models', () => {
        const data = served(emulator.clock).map((id) => ({ type: 'model', id, display_name: id }));
        return { data, has_more: false, first_id: data[0]?.id, last_id: data.at(-1)?.id };
      });
    },
  });
}

function served(clock: Clock): readonly string[] {
  return CLAUDE_MODELS.filter((model) => !model.endsAt || Date.parse(model.endsAt) > clock.nowMs()).map(({ id }) => id);
}

function requestId(emulator: EmulatorContext, request: FastifyRequest): string {
  return `req_${emulator.digest(emulator.rawBody(request).toString()).slice(0, 24)}`;
}

async function complete(
  emulator: EmulatorContext,
  model: LanguageModel,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const parsed = claudeRequest.safeParse(request.body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return emulator.fail(
      reply,
      400,
      errorBody(400, undefined, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`),
    );
  }
  const { data } = parsed;
  if (!served(emulator.clock).includes(data.model))
    return emulator.fail(reply, 404, errorBody(404, undefined, `model: ${data.model}`));
  const answer = await answerEmulatedPrompt(model, readPrompt(data), emulator.signal(request));
  const head = { id: `msg_${emulator.digest(emulator.rawBody(request).toString()).slice(24, 48)}`, model: data.model };
  if (data.stream) {
    const headers = { 'request-id': requestId(emulator, request) };
    return emulator.stream(request, reply, events(answer, head), {
      contentType: 'text/event-stream; charset=utf-8',
      headers,
    });
  }
  return {
    ...head,
    type: 'message',
    role: 'assistant',
    content: [{ type: 'text', text: answer.pieces.join('') }],
    stop_reason: stopReason(answer),
    stop_sequence: null,
    usage: usage(answer, answer.outputTokens),
  };
}

async function* events(
  answer: EmulatedAnswer,
  head: { readonly id: string; readonly model: string },
): AsyncGenerator<string> {
  const event = (type: string, rest: object): string => sseEvent(type, { type, ...rest });
  const first = answer.pieces[0] ?? '';
  const message = { ...head, type: 'message', role: 'assistant', content: [], stop_reason: null, stop_sequence: null };
  yield event('message_start', { message: { ...message, usage: usage(answer, countTokens(first)) } });
  yield event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
  yield event('ping', {});
  for (const [index, text] of answer.pieces.entries()) {
    yield event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } });
    if (index % PIECES_PER_PING === PIECES_PER_PING - 1) yield event('ping', {});
  }
  yield event('content_block_stop', { index: 0 });
  const delta = { stop_reason: stopReason(answer), stop_sequence: null };
  yield event('message_delta', { delta, usage: usage(answer, answer.outputTokens) });
  yield event('message_stop', {});
}

function stopReason(answer: EmulatedAnswer): string {
  return answer.isCutByLimit ? 'max_tokens' : 'end_turn';
}

function usage(answer: EmulatedAnswer, outputTokens: number): ClaudeUsage {
  return {
    input_tokens: answer.inputTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: outputTokens,
    service_tier: 'standard',
  };
}

function readPrompt(request: ClaudeRequest): EmulatedPrompt {
  const textOf = (content: ClaudeRequest['system']): string =>
    typeof content === 'string' ? content : (content ?? []).map((block) => block.text ?? '').join('');
  return {
    system: textOf(request.system),
    messages: request.messages.map((message) => ({ role: message.role, content: textOf(message.content) })),
    maxOutputTokens: request.max_tokens,
    wantsJson: request.output_config?.format?.type === 'json_schema',
  };
}

/** Variant `spend_limit` of 429 is the one that no wait helps against. */
function errorBody(status: number, variant?: string, message?: string): VendorErrorBody {
  const [type, text] = ERRORS[status] ?? ['api_error', `Error ${status}`];
  const isCapped = variant === 'spend_limit';
  const details = isCapped ? { details: { error_code: 'enforced_spend_limit_reached' } } : {};
  const requestIdText = 'req_000000000000000000000000';
  return {
    body: { type: 'error', error: { type, message: message ?? text, ...details }, request_id: requestIdText },
    headers: status === 429 && !isCapped ? { 'retry-after': '2', 'anthropic-ratelimit-requests-remaining': '0' } : {},
  };
}
