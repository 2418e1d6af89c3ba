import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { createEmulator } from '#kernel/emulator';
import type { Emulator, EmulatorContext } from '#kernel/emulator';
import type { EmbeddingModel } from '#ports/embedding-model';
import type { RerankingModel } from '#ports/reranking-model';
import { EMBEDDING_MODELS, RERANK_MODELS, embedRequest, rerankRequest } from './api-schemas.ts';
import type { EmbedRequest } from './api-schemas.ts';
import { estimateTokens } from './cut-text.ts';
import { encodeVector, resizeVector } from './encode-vector.ts';

/** What stands behind the emulator's answers. */
export interface CohereEmulatorDeps {
  readonly embeddingModel: EmbeddingModel;
  readonly rerankingModel: RerankingModel;
  readonly port?: number;
}

const MOST_TEXTS = 96;

const MESSAGES: Readonly<Record<number, string>> = {
  401: 'invalid api token',
  402: 'please add or update your payment method to continue',
  429: 'You are using a Production key, which is limited to 2000 API calls / minute. Please contact support.',
  498: 'blocked token: the request was blocked',
  499: 'request cancelled',
  500: 'internal server error',
  503: 'service temporarily unavailable',
};

/** Cohere's v2 API as far as this project calls it. The vectors come from the model that is handed in. @see providers.md 9 */
export function createCohereEmulator(deps: CohereEmulatorDeps): Promise<Emulator> {
  return createEmulator({
    vendor: 'cohere',
    ...(deps.port === undefined ? {} : { port: deps.port }),
    errorBody: (status, reason) => {
      if (reason === 'malformed')
        return { body: { message: 'invalid request: could not parse the request body as JSON' } };
      if (reason === 'quota')
        return { body: { message: 'You are using a Trial key, which is limited to 1000 API calls / month.' } };
      return { body: { id: 'emulated', message: MESSAGES[status] ?? `error ${status}` } };
    },
    register: (app, emulator) => {
      const answer = async (request: FastifyRequest, reply: FastifyReply, run: typeof embed): Promise<unknown> => {
        try {
          authorize(request);
          return await run(deps, emulator, request, reply);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          return emulator.fail(reply, error.status, { body: { message: error.message } });
        }
      };
      app.addHook(
        'onSend',
        async (_request, reply) => void reply.header('x-api-warning', 'emulated: no real model answers'),
      );
      app.post('/v2/embed', (request, reply) => answer(request, reply, embed));
      app.post('/v2/rerank', (request, reply) => answer(request, reply, rerank));
    },
  });
}

/** Ends a request with a status and a message of the vendor. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

function authorize(request: FastifyRequest): void {
  const token = /^Bearer (.+)$/u.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new Refusal(401, 'no api key supplied');
  if (token === 'invalid') throw new Refusal(401, 'invalid api token');
}

async function embed(
  deps: CohereEmulatorDeps,
  emulator: EmulatorContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const body = parse(embedRequest, request.body);
  const model = EMBEDDING_MODELS[body.model] ?? refuseModel(body.model);
  const texts = readTexts(body, model.maxTokens);
  const dimension = body.output_dimension ?? model.dimensions[0] ?? 0;
  if (!model.dimensions.includes(dimension))
    throw new Refusal(400, `invalid request: output_dimension ${dimension} is not valid for ${body.model}`);
  const purpose = body.input_type === 'search_query' ? 'query' : 'document';
  const vectors = await deps.embeddingModel.embed({
    texts,
    purpose,
    timeoutMs: 60_000,
    signal: emulator.signal(request),
  });
  const resized = vectors.map((vector) => resizeVector(vector, dimension));
  const types = body.embedding_types ?? ['float' as const];
  return reply.send({
    id: emulator.uuid(JSON.stringify(body)),
    embeddings: Object.fromEntries(types.map((type) => [type, resized.map((vector) => encodeVector(vector, type))])),
    texts: body.texts ?? [],
    meta: {
      api_version: { version: '2' },
      billed_units: { input_tokens: texts.reduce((sum, text) => sum + estimateTokens(text), 0) },
    },
    response_type: 'embeddings_by_type',
  });
}

function readTexts(body: EmbedRequest, modelTokens: number): readonly string[] {
  if (body.images) throw new Refusal(400, 'invalid request: images are not supported by this emulator');
  if (body.input_type === undefined)
    throw new Refusal(400, 'valid input_type must be provided with the provided model');
  const texts = body.texts ?? body.inputs?.map(({ content }) => content.map(({ text }) => text ?? '').join(' '));
  if (!texts || texts.length === 0)
    throw new Refusal(400, 'invalid request: one of texts, images or inputs must be provided');
  if (texts.length > MOST_TEXTS) {
    throw new Refusal(
      400,
      `invalid request: total number of texts must be at most ${MOST_TEXTS} - received ${texts.length}`,
    );
  }
  const empty = texts.findIndex((text) => text === '');
  if (empty >= 0) throw new Refusal(400, `invalid request: text at index ${empty} must not be empty`);
  const limit = Math.min(body.max_tokens ?? modelTokens, modelTokens);
  return texts.map((text) => truncate(text, limit, body.truncate));
}

/** The model reads so many tokens and no more, which is why the client has to cut long texts itself. */
function truncate(text: string, limit: number, side: EmbedRequest['truncate']): string {
  const tokens = estimateTokens(text);
  if (tokens <= limit) return text;
  if (side === 'NONE')
    throw new Refusal(
      400,
      `too many tokens: total number of tokens in the prompt cannot exceed ${limit} - received ${tokens}`,
    );
  const length = Math.floor((text.length * limit) / tokens);
  return side === 'START' ? text.slice(-length) : text.slice(0, length);
}

async function rerank(
  deps: CohereEmulatorDeps,
  emulator: EmulatorContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const body = parse(rerankRequest, request.body);
  if (!RERANK_MODELS.has(body.model)) refuseModel(body.model);
  if (body.query === '') throw new Refusal(400, 'invalid request: query must not be empty');
  if (body.documents.length === 0) throw new Refusal(400, 'invalid request: list of documents must not be empty');
  const topN = body.top_n ?? body.documents.length;
  const signal = emulator.signal(request);
  const results = await deps.rerankingModel.rerank({
    query: body.query,
    documents: body.documents,
    topN,
    timeoutMs: 60_000,
    signal,
  });
  return reply.send({
    id: emulator.uuid(JSON.stringify(body)),
    results: results.map(({ index, score }) => ({ index, relevance_score: score })),
    meta: { api_version: { version: '2' }, billed_units: { search_units: 1 } },
  });
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Refusal(400, `invalid request: ${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'malformed'}`);
}

function refuseModel(name: string): never {
  throw new Refusal(
    404,
    `model '${name}' not found, make sure the correct model ID was used and that you have access to the model.`,
  );
}
