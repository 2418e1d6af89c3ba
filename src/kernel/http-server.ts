import fastifyStatic from '@fastify/static';
import fastifyWebsocket from '@fastify/websocket';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import type { AnyRouter } from '@orpc/server';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  AppError,
  InvalidInputError,
  NotFoundError,
  OverloadedError,
  PayloadTooLargeError,
  toAppError,
  toProblem,
} from './error.ts';
import { callFromHeaders } from './call.ts';
import type { Call, HttpFacts } from './call.ts';
import type { Logger } from './log.ts';
import type { SocketHandler } from './socket.ts';
import { wrapWebSocket } from './web-socket.ts';
import { encodeProblem } from './wire-error.ts';

/** Who calls, or an AppError (401, 403). */
export type Authenticate = (headers: HttpFacts['headers']) => string;

/** Files and documents that a public service shows beside its API. */
export interface Site {
  /** Folders of files by URL prefix; the folder at `/` is the page. `isImmutable` files never change under their name. */
  readonly folders: readonly { readonly prefix: string; readonly directory: string; readonly isImmutable: boolean }[];
  /** Generated documents by path; their headers come on top of the site's. */
  readonly documents: Readonly<Record<string, () => Promise<SiteDocument>>>;
  /** Objects behind links that carry their own right to be read, by URL prefix; undefined when a link leads nowhere. */
  readonly links: Readonly<Record<string, (url: string) => Promise<SiteObject | undefined>>>;
  /** Headers of every answer of the site, such as the content security policy. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A generated document. */
export interface SiteDocument {
  readonly contentType: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A stored object, with the hash of its bytes as its version. */
export interface SiteObject {
  readonly contentType: string;
  readonly body: Uint8Array;
  readonly sha256: string;
}

/** What one listener serves. */
export interface ListenerInput {
  readonly log: Logger;
  readonly bodyLimitBytes: number;
  readonly authenticate: Authenticate;
  readonly routers: readonly AnyRouter[];
  readonly sockets: readonly { readonly path: string; readonly handle: SocketHandler }[];
  readonly site?: Site;
  /** Plain answers such as `/health`: path to a function that gives status and body. */
  readonly probes: Readonly<
    Record<string, () => Promise<{ readonly status: number; readonly contentType: string; readonly body: string }>>
  >;
  readonly shutdown: AbortSignal;
  /** Once it aborts, new work is refused with 503 while what runs comes to its end. */
  readonly refusing?: AbortSignal;
  /** Addresses and networks whose `X-Forwarded-For` is believed; without them the sender is who connects. */
  readonly trustedProxies?: readonly string[];
}

/** Builds a Fastify server that speaks problem+json, contracts, sockets and files; it does not listen yet. */
export async function createHttpServer(input: ListenerInput): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: input.bodyLimitBytes,
    forceCloseConnections: true,
    trustProxy: input.trustedProxies?.length ? [...input.trustedProxies] : false,
    exposeHeadRoutes: true,
  });
  app.setErrorHandler((error, request, reply) => sendProblem(reply, describeHttpError(error), requestIdOf(request)));
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, new NotFoundError('There is nothing here.'), requestIdOf(request)),
  );
  app.addHook('onSend', async (_request, reply, payload) => {
    const type = String(reply.getHeader('content-type') ?? '');
    if (reply.statusCode >= 400 && type.startsWith('application/json'))
      reply.header('content-type', 'application/problem+json');
    reply.header('x-content-type-options', 'nosniff');
    return payload;
  });
  app.addHook('onRequest', async (request) => {
    const isNewWork = request.method !== 'GET' && request.method !== 'HEAD';
    if (isNewWork && input.refusing?.aborted)
      throw new OverloadedError('This instance is stopping: send it again.', {
        code: 'stopping',
        retryAfterSeconds: 2,
      });
  });
  for (const [path, probe] of Object.entries(input.probes)) {
    app.get(path, async (_request, reply) => {
      const { status, contentType, body } = await probe();
      return reply.status(status).header('content-type', contentType).header('cache-control', 'no-store').send(body);
    });
  }
  await registerSockets(app, input);
  if (input.site) await registerSite(app, input.site);
  registerContracts(app, input);
  return app;
}

function registerContracts(app: FastifyInstance, input: ListenerInput): void {
  const handlers = input.routers.map(
    (router) =>
      new OpenAPIHandler(router as never, {
        customErrorResponseBodyEncoder: encodeProblem,
        rootInterceptors: [addRetryAfter as never],
      }),
  );
  if (handlers.length === 0) return;
  const serve = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const call = callOf(request, reply, input);
    reply.header('x-request-id', call.requestId);
    for (const handler of handlers) {
      const { matched } = await handler.handle(request, reply, { context: { call } as never });
      if (matched) return reply;
    }
    return sendProblem(reply, new NotFoundError('There is nothing here.'), call.requestId);
  };
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) app.route({ method, url: '/*', handler: serve });
  // Files own `/*` for GET where there is a site, so contracts get their prefix there.
  app.route({ method: 'GET', url: input.site ? '/api/*' : '/*', handler: serve });
}

interface ErrorAnswer {
  readonly matched: boolean;
  readonly response?: { readonly headers: Record<string, string>; readonly body: unknown };
}

async function addRetryAfter(options: { readonly next: () => Promise<ErrorAnswer> }): Promise<ErrorAnswer> {
  const answer = await options.next();
  const seconds = (answer.response?.body as { retry_after_seconds?: unknown } | undefined)?.retry_after_seconds;
  if (answer.response && typeof seconds === 'number') answer.response.headers['retry-after'] = String(seconds);
  return answer;
}

function callOf(request: FastifyRequest, reply: FastifyReply, input: ListenerInput): Call {
  const headers = request.headers as HttpFacts['headers'];
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return {
    ...callFromHeaders({
      headers,
      caller: input.authenticate(headers),
      signal: AbortSignal.any([gone.signal, input.shutdown]),
      lastEventId: undefined,
    }),
    http: { headers, remoteAddress: request.ip },
  };
}

async function registerSockets(app: FastifyInstance, input: ListenerInput): Promise<void> {
  if (input.sockets.length === 0) return;
  await app.register(fastifyWebsocket, { options: { maxPayload: 256 * 1024 } });
  for (const { path, handle } of input.sockets) {
    app.get(path, { websocket: true }, (raw, request) => {
      const socket = wrapWebSocket(raw as never);
      const headers = request.headers as HttpFacts['headers'];
      const serve = async (): Promise<void> => {
        const call = callFromHeaders({
          headers,
          caller: input.authenticate(headers),
          signal: AbortSignal.any([socket.closed, input.shutdown]),
          lastEventId: undefined,
        });
        await handle(
          socket,
          { ...call, http: { headers, remoteAddress: request.ip } },
          request.params as Record<string, string>,
        );
        socket.close(1000);
      };
      serve().catch((error: unknown) => {
        const { status, code } = toAppError(error);
        if (status >= 500) input.log.error({ error, path }, 'socket.failed');
        socket.close(status === 401 || status === 403 ? 1008 : 1011, code);
      });
    });
  }
}

async function registerSite(app: FastifyInstance, site: Site): Promise<void> {
  for (const [path, document] of Object.entries(site.documents)) {
    app.get(path, async (_request, reply) => {
      const { contentType, body, headers = {} } = await document();
      return reply
        .headers({ ...site.headers, ...headers })
        .header('content-type', contentType)
        .header('cache-control', 'no-cache')
        .send(typeof body === 'string' ? body : Buffer.from(body));
    });
  }
  for (const [prefix, open] of Object.entries(site.links)) {
    app.get(`${prefix}/*`, async (request, reply) => {
      const object = await open(request.url);
      if (!object) throw new NotFoundError('There is nothing here.');
      const etag = `"${object.sha256.slice(0, 32)}"`;
      reply.headers(site.headers).header('etag', etag).header('cache-control', 'public, max-age=86400');
      if (request.headers['if-none-match'] === etag) return reply.status(304).send();
      return reply.header('content-type', object.contentType).send(Buffer.from(object.body));
    });
  }
  for (const [index, folder] of site.folders.entries()) {
    await app.register(fastifyStatic, {
      root: folder.directory,
      prefix: folder.prefix,
      decorateReply: index === 0,
      index: false,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        for (const [name, value] of Object.entries(site.headers)) void reply.header(name, value);
        const isForever = folder.isImmutable || /-[\w-]{8,}\.\w+(\.br|\.gz)?$/.test(path);
        void reply.header('cache-control', isForever ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    // Asked for by its name: looking for an index misses the compressed ones.
    if (folder.prefix === '/') app.get('/', (_request, reply) => reply.sendFile('index.html', folder.directory));
  }
}

function requestIdOf(request: FastifyRequest): string | undefined {
  const header = request.headers['x-request-id'];
  return typeof header === 'string' && header.length <= 64 ? header : undefined;
}

function sendProblem(reply: FastifyReply, error: AppError, requestId: string | undefined): FastifyReply {
  if (error.retryAfterSeconds !== undefined) reply.header('retry-after', String(error.retryAfterSeconds));
  return reply
    .status(error.status)
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify(toProblem(error, requestId)));
}

/** Fastify's own errors in the house's words. */
function describeHttpError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new PayloadTooLargeError('The body is too large.');
  if (
    code === 'FST_ERR_CTP_INVALID_JSON_BODY' ||
    code === 'FST_ERR_CTP_EMPTY_JSON_BODY' ||
    error instanceof SyntaxError
  ) {
    return new InvalidInputError('The body is not valid JSON.', { code: 'malformed_json' });
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new InvalidInputError('Send JSON (content-type: application/json).', { code: 'unsupported_media_type' });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new InvalidInputError('The request is not valid.', { cause: error });
  return toAppError(error);
}
