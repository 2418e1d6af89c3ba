import { implement } from '@orpc/server';
import type { AnyRouter } from '@orpc/server';
import { getEventMeta, isContractProcedure, withEventMeta } from './orpc.ts';
import type { AnyContractRouter } from './contract.ts';
import type { Call } from './call.ts';
import { toWireError } from './wire-error.ts';

/** Told about every call that a handler served. */
export type ObserveCall = (facts: {
  readonly procedure: string;
  readonly call: Call;
  readonly durationMs: number;
  readonly error?: unknown;
}) => void;

/** What oRPC hands to a handler of this house. */
interface HandlerContext extends Record<PropertyKey, unknown> {
  readonly call: Call;
}

type PlainHandler = (input: unknown, call: Call) => unknown;
type Tree = { readonly [name: string]: unknown };

/** Joins a contract with its handlers: a router that validates both ways and speaks the house's errors. */
export function implementContract(contract: AnyContractRouter, handlers: unknown, observe: ObserveCall): AnyRouter {
  const root = implement(contract).$context<HandlerContext>() as unknown as Tree & {
    router: (router: unknown) => AnyRouter;
  };
  return root.router(build(contract as Tree, root, handlers as Tree, [], observe));
}

function build(contract: Tree, implementer: Tree, handlers: Tree, path: readonly string[], observe: ObserveCall): Tree {
  return Object.fromEntries(
    Object.entries(contract).map(([name, part]) => {
      const here = [...path, name];
      if (!isContractProcedure(part)) {
        return [name, build(part as Tree, implementer[name] as Tree, handlers[name] as Tree, here, observe)];
      }
      const procedure = implementer[name] as { handler: (handler: unknown) => unknown };
      return [name, procedure.handler(wrap(handlers[name] as PlainHandler, here.join('.'), observe))];
    }),
  );
}

function wrap(handler: PlainHandler, procedure: string, observe: ObserveCall) {
  return async (options: {
    input: unknown;
    context: HandlerContext;
    signal?: AbortSignal;
    lastEventId: string | undefined;
  }) => {
    const call: Call = { ...options.context.call, lastEventId: options.lastEventId };
    const startedAt = performance.now();
    const finish = (error?: unknown): void =>
      observe({
        procedure,
        call,
        durationMs: performance.now() - startedAt,
        ...(error === undefined ? {} : { error }),
      });
    try {
      const output = await handler(options.input, call);
      if (isAsyncIterable(output)) return observeStream(output, call, finish);
      finish();
      return output;
    } catch (error) {
      finish(error);
      throw toWireError(error, call.requestId);
    }
  };
}

async function* observeStream(
  stream: AsyncIterable<unknown>,
  call: Call,
  finish: (error?: unknown) => void,
): AsyncGenerator<unknown, void, void> {
  let failure: unknown;
  try {
    for await (const event of stream) yield event;
  } catch (error) {
    failure = error;
    throw toWireError(error, call.requestId);
  } finally {
    finish(failure);
  }
}

/** Whether a value is a stream of events. */
export function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** A copy as the wire would make it; event metadata stays with the copy. */
export function copyByWire<T>(value: T): T {
  if (value === undefined || value === null || typeof value !== 'object') return value;
  const copy = JSON.parse(JSON.stringify(value)) as T & object;
  const meta = getEventMeta(value);
  return meta ? withEventMeta(copy, meta) : copy;
}
