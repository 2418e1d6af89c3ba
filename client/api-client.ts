import { createORPCClient } from '@orpc/client';
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import type { gatewayContract } from '#gateway/contract';
import { ApiError, networkError, readProblem, toApiError } from './api-error.ts';

/** Context of one call: whether it carries the token of the session. */
export interface ApiCallContext {
  /** Calls that open or refresh a session carry no token. */
  readonly withoutToken?: boolean;
}

/** The public API, typed by its contract. Every failure is an {@link ApiError}. */
export type ApiClient = ContractRouterClient<typeof gatewayContract, ApiCallContext>;

/** A `fetch` as the client needs it. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** What the client is built from. */
export interface ApiClientDeps {
  /** Origin of the gateway, without a path. */
  readonly baseUrl: string;
  /** The routes: `gatewayContract` itself, or what `minifyContractRouter` leaves of it (no schemas, a few KB). */
  readonly routes: AnyContractRouter;
  /** A token that is valid now; `rejected` is one that the server has just refused with 401. */
  readonly token?: (rejected?: string) => Promise<string>;
  readonly fetch?: Fetch;
  /** Longest a call may take before it counts as a network fault. */
  readonly timeoutMs?: number;
}

/**
 * A client of the gateway for browsers and Node. A 401 is answered once with a fresh token, and a read whose connection
 * broke is asked once more; other failures are the caller's, who knows what may be repeated. Event streams are not read with it, @see followEvents.
 */
export function createApiClient(deps: ApiClientDeps): ApiClient {
  const send = deps.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const link = new OpenAPILink<ApiCallContext>(deps.routes, {
    url: deps.baseUrl,
    fetch: async (request, init, options) => {
      const bounded = AbortSignal.any([request.signal, AbortSignal.timeout(deps.timeoutMs ?? 20_000)]);
      const attempt = async (token: string | undefined): Promise<Response> => {
        const copy = new Request(request.clone(), { signal: bounded });
        if (token !== undefined) copy.headers.set('authorization', `Bearer ${token}`);
        return send(copy, init as RequestInit).catch((cause: unknown) => {
          throw networkError(cause);
        });
      };
      const ask = async (): Promise<Response> => {
        const token = options.context.withoutToken ? undefined : await deps.token?.();
        const response = await attempt(token);
        return response.status === 401 && token !== undefined && deps.token
          ? await attempt(await deps.token(token))
          : response;
      };
      const answer = await ask().catch((error: unknown) => {
        const isBroken = error instanceof ApiError && error.kind === 'network';
        if (request.method !== 'GET' || bounded.aborted || !isBroken) throw error;
        return ask();
      });
      if (answer.status >= 400)
        throw readProblem(answer.status, await answer.json().catch(() => null), answer.headers.get('retry-after'));
      return answer;
    },
    interceptors: [
      async (options) => {
        try {
          return await options.next();
        } catch (thrown) {
          throw toApiError(thrown);
        }
      },
    ],
  });
  return createORPCClient(link) as ApiClient;
}
