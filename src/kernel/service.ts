import type { AnyContractRouter, ContractRouterClient } from './contract.ts';
import type { ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract';
import type { Call } from './call.ts';
import type { Clock } from './clock.ts';
import type { Job, JobHandler, JobQueue } from './job.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metric.ts';
import type { Options, OptionValues } from './option.ts';
import type { Schedule } from './schedule.ts';
import type { Socket, SocketHandler } from './socket.ts';

/** A capability that services need and `app` provides: a port, or a store of a database. */
export interface Port<T> {
  readonly name: string;
  /** Carries the type only; never read. */
  readonly '~type'?: T;
}

/** Names a capability. `T` is its interface. */
export function definePort<T>(name: string): Port<T> {
  return { name };
}

/** Ports by the name under which a service uses them. */
export type Needs = Readonly<Record<string, Port<unknown>>>;
/** What `create` receives for {@link Needs}. */
export type NeedValues<N extends Needs> = { readonly [K in keyof N]: N[K] extends Port<infer T> ? T : never };

/** Another service as its callers see it: the contract and the sockets that it offers. */
export interface PeerDefinition<C extends AnyContractRouter = AnyContractRouter> {
  readonly service: string;
  readonly contract: C;
  /** Paths of the sockets by name, such as `{ stream: '/stream' }`. */
  readonly sockets?: Readonly<Record<string, string>>;
}

/** Peers by the name under which a service uses them. */
export type Peers = Readonly<Record<string, PeerDefinition>>;

/** A client of a peer: the same whether it lives in this process or on another server. */
export type PeerClient<C extends AnyContractRouter> = ContractRouterClient<C, { call: Call }>;

/** What `create` receives for {@link Peers}. */
export type PeerValues<P extends Peers> = { readonly [K in keyof P]: PeerClient<P[K]['contract']> };
/** Opens a socket of a peer: `sockets.voice('stream', call)`. */
export type PeerSockets<P extends Peers> = { readonly [K in keyof P]: (socket: string, call: Call) => Promise<Socket> };

/** One function a procedure: the validated input and the call in, the output out. */
export type Handlers<C> =
  C extends ContractProcedure<infer I, infer O, infer _E, infer _M>
    ? (input: InferSchemaOutput<I>, call: Call) => Promise<InferSchemaInput<O>> | InferSchemaInput<O>
    : { readonly [K in keyof C]: Handlers<C[K]> };

/** Everything that a service gets; it reaches for nothing else. */
export interface ServiceDeps<N extends Needs, P extends Peers, O extends Options> {
  readonly needs: NeedValues<N>;
  readonly peers: PeerValues<P>;
  readonly sockets: PeerSockets<P>;
  readonly options: OptionValues<O>;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  /** Sends jobs; each job goes to the queue of its database. */
  readonly jobs: JobQueue;
}

/** What `create` gives back. */
export interface ServiceInstance<C extends AnyContractRouter> {
  readonly handlers: Handlers<C>;
  /** Handlers of the declared sockets, by name. */
  readonly sockets?: Readonly<Record<string, SocketHandler>>;
  /** Handlers of the declared jobs, by job name. */
  readonly jobs?: Readonly<Record<string, JobHandler>>;
  /** Work of the declared schedules, by schedule name. */
  readonly schedules?: Readonly<Record<string, (call: Call) => Promise<void>>>;
  /** Runs after all services of the process were created and the job queues stand, before the first request. */
  readonly start?: () => Promise<void>;
  /** Whether dependencies answer; throws with the reason when they do not. Behind `/ready`. */
  readonly checkReady?: () => Promise<void>;
  /** Stop taking new work and wait for what runs; at most the tier's time. */
  readonly drain?: () => Promise<void>;
  /** Let go of everything that `create` or `start` took. */
  readonly stop?: () => Promise<void>;
}

/** `user-facing` services stop first and have 45 s; `supporting` ones follow and have 10 s. */
export type Tier = 'user-facing' | 'supporting';

/** One deployable: one server, one task. */
export interface ServiceDefinition<
  C extends AnyContractRouter = AnyContractRouter,
  N extends Needs = Needs,
  P extends Peers = Peers,
  O extends Options = Options,
> {
  /** Server name of the mission, such as `mood-agent`. */
  readonly name: string;
  /** What it does, in one line. */
  readonly title: string;
  readonly tier: Tier;
  /** `public` services answer on the public listener, all others on the private one. */
  readonly listener: 'public' | 'private';
  /** Default port of a host of its own. */
  readonly port: number;
  readonly contract: C;
  readonly sockets?: Readonly<Record<string, string>>;
  readonly needs: N;
  readonly peers: P;
  readonly options: O;
  readonly jobs?: readonly Job[];
  readonly schedules?: readonly Schedule[];
  /** Memory that the container gets, in megabytes. */
  readonly memoryMb: number;
  readonly create: (deps: ServiceDeps<N, P, O>) => ServiceInstance<C> | Promise<ServiceInstance<C>>;
}

/** A definition whose parts are not known in detail: what the host works with. */
export interface AnyService extends Omit<ServiceDefinition, 'create'> {
  readonly create: (deps: never) => ServiceInstance<never> | Promise<ServiceInstance<never>>;
}

interface ServiceDefaults {
  readonly listener?: 'public' | 'private';
}

/** Declares a service. The value says everything about it; nothing runs until a host creates it. */
export function defineService<
  C extends AnyContractRouter,
  const N extends Needs,
  const P extends Peers,
  const O extends Options,
>(definition: Omit<ServiceDefinition<C, N, P, O>, 'listener'> & ServiceDefaults): ServiceDefinition<C, N, P, O> {
  return { listener: 'private', ...definition };
}

/** Names a peer by its contract. */
export function definePeer<C extends AnyContractRouter>(
  service: string,
  contract: C,
  sockets?: Readonly<Record<string, string>>,
): PeerDefinition<C> {
  return { service, contract, ...(sockets ? { sockets } : {}) };
}
