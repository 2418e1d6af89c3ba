import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createRouterClient } from '@orpc/server';
import type { AnyRouter } from '@orpc/server';
import type { AnyContractRouter } from './contract.ts';
import { callToHeaders } from './call.ts';
import type { Call } from './call.ts';
import { createORPCClient } from './orpc.ts';
import { copyByWire, isAsyncIterable } from './serve.ts';
import type { PeerClient } from './service.ts';
import { signServiceToken } from './service-token.ts';
import { decodeProblem, fromWireError } from './wire-error.ts';

interface ClientContext extends Record<PropertyKey, unknown> {
  readonly call: Call;
}

interface Interception {
  readonly input: unknown;
  readonly signal?: AbortSignal;
  readonly next: (options?: never) => PromiseLike<unknown>;
}

/**
 * A peer that is hosted in this process. Values pass the serialiser and errors pass the problem format, so that nothing
 * works here that would fail between two servers.
 */
export function createLocalPeer<C extends AnyContractRouter>(input: {
  readonly router: () => AnyRouter;
  readonly caller: string;
}): PeerClient<C> {
  let client: PeerClient<C> | undefined;
  const connect = (): PeerClient<C> =>
    createRouterClient(
      input.router() as never,
      {
        context: ((context: ClientContext) => ({ call: { ...context.call, caller: input.caller } })) as never,
        interceptors: [
          (async (options: Interception & Record<string, unknown>) => {
            const copied = { ...options, input: copyByWire(options.input) };
            return receive(await translate(() => orAborted(options.next(copied as never), options.signal)), copyByWire);
          }) as never,
        ],
      } as never,
    ) as unknown as PeerClient<C>;
  return lazily(() => (client ??= connect()));
}

/** A peer on another server, over HTTP with a short-lived service token. */
export function createHttpPeer<C extends AnyContractRouter>(input: {
  readonly contract: C;
  readonly url: string;
  readonly caller: string;
  readonly audience: string;
  readonly secret: string;
}): PeerClient<C> {
  const link = new OpenAPILink<ClientContext>(input.contract, {
    url: input.url,
    headers: (options) => ({
      ...callToHeaders(options.context.call),
      authorization: `Bearer ${signServiceToken({ secret: input.secret, caller: input.caller, audience: input.audience, nowMs: Date.now() })}`,
    }),
    customErrorResponseBodyDecoder: (body) => decodeProblem(body),
    fetch: fetchProblemsAsJson,
    interceptors: [async (options) => receive(await translate(() => options.next()), (value) => value)],
  });
  return createORPCClient(link) as unknown as PeerClient<C>;
}

/** oRPC parses `application/json` only; problem+json is JSON too. */
async function fetchProblemsAsJson(request: Request, init: object): Promise<Response> {
  const response = await fetch(request, init);
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return response;
  const headers = new Headers(response.headers);
  headers.set('content-type', 'application/json');
  return new Response(response.body, { status: response.status, headers });
}

/** Gives up with the signal, as a request over the wire would, even when the handler goes on. */
async function orAborted<T>(work: PromiseLike<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  signal.throwIfAborted();
  let giveUp: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (giveUp) signal.removeEventListener('abort', giveUp);
  }
}

async function translate(run: () => PromiseLike<unknown>): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    throw fromWireError(error);
  }
}

function receive(output: unknown, copy: (value: unknown) => unknown): unknown {
  return isAsyncIterable(output) ? receiveStream(output, copy) : copy(output);
}

async function* receiveStream(
  stream: AsyncIterable<unknown>,
  copy: (value: unknown) => unknown,
): AsyncGenerator<unknown, void, void> {
  try {
    for await (const event of stream) yield copy(event);
  } catch (error) {
    throw fromWireError(error);
  }
}

/** A client whose target is looked up at the first call: peers may refer to each other before both are created. */
function lazily<T extends object>(connect: () => T): T {
  const proxy = (path: readonly string[]): unknown =>
    new Proxy(() => undefined, {
      get: (_target, name) => (typeof name === 'string' && name !== 'then' ? proxy([...path, name]) : undefined),
      apply: (_target, _self, parameters) => {
        const target = path.reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], connect());
        return (target as (...values: unknown[]) => unknown)(...parameters);
      },
    });
  return proxy([]) as T;
}
