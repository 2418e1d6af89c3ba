import type { FastifyInstance } from 'fastify';
import { createJobRunner } from './job-runner.ts';
import type { JobDatabase, JobRunner } from './job-runner.ts';
import { signServiceToken, verifyServiceToken } from './service-token.ts';
import type { Call } from './call.ts';
import { callToHeaders } from './call.ts';
import type { Clock } from './clock.ts';
import { ForbiddenError, InvariantError, toAppError, UnauthenticatedError } from './error.ts';
import { createHttpServer } from './http-server.ts';
import type { Site } from './http-server.ts';
import { toListenError } from './listen-error.ts';
import type { Logger } from './log.ts';
import { createMetrics } from './metric.ts';
import type { Metrics } from './metric.ts';
import { parseOptions, requireNoFaults } from './option.ts';
import type { Environment } from './option.ts';
import { createHttpPeer, createLocalPeer } from './peer.ts';
import { implementContract } from './serve.ts';
import type { ObserveCall } from './serve.ts';
import { makeProbes } from './probes.ts';
import type { RunningService } from './running-service.ts';
import type { AnyService, PeerDefinition, Port, ServiceDeps } from './service.ts';
import { stopInOrder } from './stop-host.ts';
import { createSocketPair } from './socket.ts';
import type { Socket } from './socket.ts';
import type { Listener, Topology } from './topology.ts';
import { connectWebSocket } from './web-socket.ts';

const PUBLIC_BODY_LIMIT_BYTES = 256 * 1024;
const PRIVATE_BODY_LIMIT_BYTES = 4 * 1024 * 1024;

/** What a host works with. */
export interface HostInput {
  /** The services that run in this process. */
  readonly services: readonly AnyService[];
  /** All services of the system: who may call whom follows from their declared peers. */
  readonly registry: readonly AnyService[];
  readonly environment: Environment;
  readonly topology: Topology;
  /** Gives a port's adapter to a service. */
  readonly provide: (port: Port<unknown>, service: string) => Promise<unknown>;
  /** Databases with a job queue, by instance name. */
  readonly jobDatabases: readonly JobDatabase[];
  readonly site?: (metrics: Metrics) => Site;
  readonly peerSecret: string;
  /** Proxies before the public listener whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly string[];
  readonly log: Logger;
  readonly clock: Clock;
}

/** A running process. */
export interface Host {
  readonly publicAddress: Listener | undefined;
  readonly privateAddress: Listener;
  /** Stops in order: user-facing, supporting, listeners. Returns false when something did not finish in time. */
  readonly stop: () => Promise<boolean>;
}

/** Runs services: one or all of them, the same code. */
export async function startHost(input: HostInput): Promise<Host> {
  requireKnownPeers(input);
  const shutdown = new AbortController();
  const draining = new AbortController();
  const running = new Map<string, RunningService>();
  const jobs = createJobRunner({ databases: input.jobDatabases, log: input.log });
  const optionFaults: string[] = [];
  const options = new Map(
    input.services.map((definition) => {
      const { values, faults } = parseOptions(definition.options, input.environment);
      optionFaults.push(...faults);
      return [definition.name, values] as const;
    }),
  );
  requireNoFaults(optionFaults);
  for (const definition of input.services) {
    running.set(
      definition.name,
      await createService(definition, options.get(definition.name), {
        input,
        running,
        jobs,
        shutdown: shutdown.signal,
      }),
    );
  }
  const all = [...running.values()];
  await jobs.start(all.map(({ definition, instance }) => ({ definition, instance })));
  for (const { instance } of all) await instance.start?.();
  const listeners = await listen(input, all, { shutdown: shutdown.signal, draining: draining.signal });
  input.log.info(
    {
      services: all.map(({ definition }) => definition.name),
      public: listeners.publicAddress,
      private: listeners.privateAddress,
    },
    'host.started',
  );
  return {
    publicAddress: listeners.publicAddress,
    privateAddress: listeners.privateAddress,
    stop: () => stopInOrder({ all, servers: listeners.servers, jobs, shutdown, draining, log: input.log }),
  };
}

interface Making {
  readonly input: HostInput;
  readonly running: Map<string, RunningService>;
  readonly jobs: JobRunner;
  readonly shutdown: AbortSignal;
}

async function createService(definition: AnyService, options: unknown, making: Making): Promise<RunningService> {
  const { input } = making;
  const log = input.log.child({ service: definition.name });
  const metrics = createMetrics(definition.name);
  const needs: Record<string, unknown> = {};
  for (const [name, port] of Object.entries(definition.needs)) needs[name] = await input.provide(port, definition.name);
  const peers: Record<string, unknown> = {};
  const sockets: Record<string, unknown> = {};
  for (const [name, peer] of Object.entries(definition.peers)) {
    peers[name] = connectPeer(peer, definition.name, making);
    sockets[name] = (socket: string, call: Call) =>
      openPeerSocket(peer, socket, { ...call, caller: definition.name }, making);
  }
  const deps = {
    needs,
    peers,
    sockets,
    options,
    log,
    metrics,
    clock: input.clock,
    jobs: making.jobs.queue,
  } as unknown as ServiceDeps<never, never, never>;
  const instance = await definition.create(deps as never);
  const router = implementContract(definition.contract, instance.handlers, observe(log, metrics));
  return { definition, instance, router, metrics };
}

function observe(log: Logger, metrics: Metrics): ObserveCall {
  const durations = metrics.histogram({
    name: 'unde_call_duration_ms',
    help: 'Duration of served calls in milliseconds',
    labels: ['procedure', 'outcome'],
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 40_000],
  });
  return ({ procedure, call, durationMs, error }) => {
    const failure = error === undefined ? undefined : toAppError(error);
    durations.observe(durationMs, { procedure, outcome: failure ? failure.code : 'ok' });
    const fields = {
      procedure,
      request_id: call.requestId,
      traceparent: call.traceparent,
      caller: call.caller,
      duration_ms: Math.round(durationMs),
    };
    if (failure && failure.status >= 500) log.error({ ...fields, error }, 'call.failed');
    else log.debug({ ...fields, ...(failure ? { code: failure.code } : {}) }, 'call.served');
  };
}

function connectPeer(peer: PeerDefinition, caller: string, { input, running }: Making): unknown {
  if (input.services.some(({ name }) => name === peer.service)) {
    return createLocalPeer({ caller, router: () => runningService(running, peer.service).router });
  }
  const url = input.topology.addressOf(peer.service) ?? '';
  return createHttpPeer({ contract: peer.contract, url, caller, audience: peer.service, secret: input.peerSecret });
}

async function openPeerSocket(
  peer: PeerDefinition,
  name: string,
  call: Call,
  { input, running, shutdown }: Making,
): Promise<Socket> {
  const path = peer.sockets?.[name];
  if (path === undefined) throw new InvariantError(`${peer.service} has no socket ${name}`);
  if (input.services.some((service) => service.name === peer.service)) {
    const { instance, definition } = runningService(running, peer.service);
    const [near, far] = createSocketPair();
    const handle = instance.sockets?.[name];
    if (!handle) throw new InvariantError(`${definition.name} does not serve socket ${name}`);
    const served = { ...call, signal: AbortSignal.any([far.closed, shutdown]) };
    handle(far, served, {})
      .catch((error: unknown) => input.log.error({ error, socket: name }, 'socket.failed'))
      .finally(() => far.close());
    return near;
  }
  const url = new URL(path, input.topology.addressOf(peer.service));
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const token = signServiceToken({
    secret: input.peerSecret,
    caller: call.caller,
    audience: peer.service,
    nowMs: Date.now(),
  });
  return connectWebSocket({
    url: url.href,
    headers: { ...callToHeaders(call), authorization: `Bearer ${token}` },
    timeoutMs: 2_000,
  });
}

function runningService(running: Map<string, RunningService>, name: string): RunningService {
  const found = running.get(name);
  if (!found) throw new InvariantError(`${name} is called before it was created`);
  return found;
}

interface Listeners {
  readonly publicAddress: Listener | undefined;
  readonly privateAddress: Listener;
  readonly servers: readonly FastifyInstance[];
}

async function listen(
  input: HostInput,
  all: readonly RunningService[],
  { shutdown, draining }: { readonly shutdown: AbortSignal; readonly draining: AbortSignal },
): Promise<Listeners> {
  const probes = makeProbes(all, draining);
  const open = all.filter(({ definition }) => definition.listener === 'public');
  const closed = all.filter(({ definition }) => definition.listener === 'private');
  // With everything in one process peers are local: the private door then serves probes only.
  const served = open.length > 0 ? [] : closed;
  const privateServer = await createHttpServer({
    log: input.log,
    bodyLimitBytes: PRIVATE_BODY_LIMIT_BYTES,
    authenticate: authenticatePeer(input, served),
    routers: served.map(({ router }) => router),
    sockets: socketsOf(served),
    probes,
    shutdown,
  });
  const servers = [privateServer];
  const privateAddress = await bind(privateServer, input.topology.privateListener);
  if (open.length === 0) return { publicAddress: undefined, privateAddress, servers };
  const publicServer = await createHttpServer({
    log: input.log,
    bodyLimitBytes: PUBLIC_BODY_LIMIT_BYTES,
    authenticate: () => 'public',
    routers: open.map(({ router }) => router),
    sockets: socketsOf(open),
    ...(input.site ? { site: input.site(open[0]!.metrics) } : {}),
    probes: { '/health': probes['/health']! },
    shutdown,
    refusing: draining,
    trustedProxies: input.trustedProxies ?? [],
  });
  servers.push(publicServer);
  return { publicAddress: await bind(publicServer, input.topology.publicListener), privateAddress, servers };
}

function socketsOf(services: readonly RunningService[]) {
  return services.flatMap(({ definition, instance }) =>
    Object.entries(definition.sockets ?? {}).flatMap(([name, path]) => {
      const handle = instance.sockets?.[name];
      return handle ? [{ path, handle }] : [];
    }),
  );
}

async function bind(server: FastifyInstance, { host, port }: Listener): Promise<Listener> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    throw toListenError(error, port);
  }
  const address = server.server.address();
  return { host, port: typeof address === 'object' && address ? address.port : port };
}

function authenticatePeer(input: HostInput, served: readonly RunningService[]) {
  const audiences = served.map(({ definition }) => definition.name);
  const allowed = (audience: string): readonly string[] =>
    input.registry
      .filter(({ peers }) => Object.values(peers).some(({ service }) => service === audience))
      .map(({ name }) => name);
  return (headers: Readonly<Record<string, string | undefined>>): string => {
    const token = headers['authorization']?.replace(/^Bearer /, '') ?? '';
    for (const audience of audiences) {
      const caller = verifyServiceToken({ secret: input.peerSecret, audience, token, nowMs: Date.now() });
      if (caller === undefined) continue;
      if (!allowed(audience).includes(caller))
        throw new ForbiddenError(`${caller} does not declare ${audience} as a peer`);
      return caller;
    }
    throw new UnauthenticatedError('A valid service token is needed.');
  };
}

function requireKnownPeers(input: HostInput): void {
  const here = new Set(input.services.map(({ name }) => name));
  const faults = input.services.flatMap((definition) =>
    Object.values(definition.peers)
      .filter(({ service }) => !here.has(service) && input.topology.addressOf(service) === undefined)
      .map(({ service }) => `${definition.name} calls ${service}, and the topology has no address for it`),
  );
  requireNoFaults(faults);
}
