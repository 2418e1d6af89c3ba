import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#kernel/clock';
import { createEmulator, type Emulator, type EmulatorContext, type VendorErrorBody } from '#kernel/emulator';
import {
  answerEmulatedPrompt,
  countTokens,
  type EmulatedAnswer,
  type EmulatedPrompt,
  sentinelText,
} from '#ports/emulated-answer';
import type { LanguageModel } from '#ports/language-model';
import { GEMINI_MODELS, geminiRequest, type GeminiRequest, type GeminiResponse } from './api-schemas.ts';
import { geminiErrorBody } from './emulated-error.ts';

/**
 * A stand-in of the Gemini API that speaks with the given model. Its base URL is `url` + `/v1beta`.
 *
 * @see providers.md 5
 */
export function createGeminiEmulator(input: {
  readonly model: LanguageModel;
  readonly port?: number;
  readonly clock?: Clock;
  readonly seed?: number;
}): Promise<Emulator> {
  return createEmulator({
    ...input,
    vendor: 'gemini',
    maxBodyBytes: 20 * 1024 * 1024,
    errorBody: (status, _reason, variant) => geminiErrorBody(status, variant),
    inputText: (request) => {
      const parsed = geminiRequest.safeParse(request.body);
      return parsed.success ? sentinelText(readPrompt(parsed.data)) : '';
    },
    register: (app, emulator) => {
      app.addHook('preHandler', async (request, reply) => {
        const hasKey = request.headers['x-goog-api-key'] || (request.query as Record<string, string>)['key'];
        return request.url.startsWith('/__') || hasKey ? undefined : emulator.fail(reply, 403);
      });
      app.get('/v1beta/models', () => ({
        models: served(emulator.clock).map((id) => ({
          name: `models/${id}`,
          supportedGenerationMethods: ['generateContent', 'countTokens'],
        })),
      }));
      app.post<{ Params: { call: string } }>('/v1beta/models/:call', (request, reply) => {
        const [name = '', method = ''] = request.params.call.split(':');
        return call(emulator, input.model, { name, method }, request, reply);
      });
    },
  });
}

function served(clock: Clock): readonly string[] {
  const now = clock.nowMs();
  return GEMINI_MODELS.filter(
    (model) => model.thenServedBy !== undefined || !model.endsAt || Date.parse(model.endsAt) > now,
  ).map(({ id }) => id);
}

async function call(
  emulator: EmulatorContext,
  model: LanguageModel,
  target: { readonly name: string; readonly method: string },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  if (!served(emulator.clock).includes(target.name)) return emulator.fail(reply, 404, notFound(target.name));
  const parsed = geminiRequest.safeParse(request.body);
  if (!parsed.success)
    return emulator.fail(reply, 400, geminiErrorBody(400, undefined, parsed.error.issues[0]?.message));
  if (parsed.data.contents[0]?.role === 'model') {
    return emulator.fail(
      reply,
      400,
      geminiErrorBody(400, undefined, 'Please ensure that the first turn is a user turn.'),
    );
  }
  const prompt = readPrompt(parsed.data);
  if (target.method === 'countTokens') {
    const totalTokens = countTokens(prompt.system + prompt.messages.map((message) => message.content).join(''));
    return { totalTokens, promptTokensDetails: [{ modality: 'TEXT', tokenCount: totalTokens }] };
  }
  if (target.method !== 'generateContent' && target.method !== 'streamGenerateContent')
    return emulator.fail(reply, 404);
  const answer = await answerEmulatedPrompt(model, prompt, emulator.signal(request));
  const retired = GEMINI_MODELS.find(
    ({ id, endsAt }) => id === target.name && endsAt !== undefined && Date.parse(endsAt) <= emulator.clock.nowMs(),
  );
  const head = {
    modelVersion: retired?.thenServedBy ?? target.name,
    responseId: emulator.digest(emulator.rawBody(request).toString()).slice(0, 23),
  };
  if (target.method === 'generateContent')
    return respond(answer, head, answer.pieces.join(''), answer.outputTokens, true);
  if ((request.query as Record<string, string>)['alt'] !== 'sse') return [...responses(answer, head, '')];
  return emulator.stream(request, reply, events(answer, head, emulator.digest(head.responseId)), {
    contentType: 'text/event-stream',
  });
}

type Head = Pick<GeminiResponse, 'modelVersion' | 'responseId'>;

/** Data lines end with CRLF; there is no end marker but the end of the connection. */
async function* events(answer: EmulatedAnswer, head: Head, signature: string): AsyncGenerator<string> {
  for (const response of responses(answer, head, signature)) yield `data: ${JSON.stringify(response)}\r\n\r\n`;
}

function* responses(answer: EmulatedAnswer, head: Head, signature: string): Generator<GeminiResponse> {
  let tokens = 0;
  for (const piece of answer.pieces) {
    tokens += countTokens(piece);
    yield respond(answer, head, piece, tokens, false);
  }
  yield respond(answer, head, '', answer.outputTokens, true, signature);
}

function respond(
  answer: EmulatedAnswer,
  head: Head,
  text: string,
  tokens: number,
  isLast: boolean,
  signature?: string,
): GeminiResponse {
  const finishReason = answer.isCutByLimit ? 'MAX_TOKENS' : 'STOP';
  const part = { text, ...(signature ? { thoughtSignature: signature } : {}) };
  return {
    candidates: [{ content: { parts: [part], role: 'model' }, ...(isLast ? { finishReason } : {}), index: 0 }],
    usageMetadata: {
      promptTokenCount: answer.inputTokens,
      candidatesTokenCount: tokens,
      totalTokenCount: answer.inputTokens + tokens,
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: answer.inputTokens }],
    },
    ...head,
  };
}

function readPrompt(request: GeminiRequest): EmulatedPrompt {
  const textOf = (content: GeminiRequest['contents'][number] | undefined): string =>
    (content?.parts ?? []).map((part) => part.text ?? '').join('');
  return {
    system: textOf(request.systemInstruction),
    messages: request.contents.map((content) => ({
      role: content.role === 'model' ? 'assistant' : 'user',
      content: textOf(content),
    })),
    maxOutputTokens: request.generationConfig?.maxOutputTokens,
    wantsJson: request.generationConfig?.responseMimeType === 'application/json',
  };
}

function notFound(name: string): VendorErrorBody {
  return geminiErrorBody(
    404,
    undefined,
    `models/${name} is not found for API version v1beta, or is not supported for generateContent.`,
  );
}
