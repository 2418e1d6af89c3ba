import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InvariantError } from '#kernel/error';
import type { Baseline, ServerAnswer, ServerRequest } from './protocol.ts';
import type { TurnMarks } from './turn-probe.ts';
import type { VendorAddresses } from './vendors.ts';

const STOP_LIMIT_MS = 30_000;

/** Starts the emulated vendors in a process of their own. */
export async function startVendors(): Promise<VendorAddresses & { readonly stop: () => void }> {
  const child = fork(fileURLToPath(new URL('./vendors.ts', import.meta.url)), [], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const addresses = (await Promise.race([
    once(child, 'message').then(([message]) => message as VendorAddresses),
    once(child, 'exit').then(() => Promise.reject(new InvariantError('the emulated vendors did not start'))),
  ])) satisfies VendorAddresses;
  return { ...addresses, stop: () => child.disconnect() };
}

/** What the measured process says after a part of the bench. */
export interface Taken {
  readonly marks: Readonly<Record<string, TurnMarks>>;
  readonly rssBytes: number;
  readonly cpuMs: number;
}

/** The process that hosts the services, as the bench holds it. */
export class MeasuredServer {
  readonly url: string;
  readonly databases: Readonly<Record<string, string>>;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, ready: ServerAnswer & { readonly kind: 'ready' }) {
    this.#child = child;
    this.url = ready.url;
    this.databases = ready.databases;
  }

  /** @param input.profile folder for a CPU profile of the whole run. */
  static async start(input: {
    readonly environment: Record<string, string>;
    readonly logFile: string;
    readonly profile: string | undefined;
  }): Promise<MeasuredServer> {
    const child = fork(fileURLToPath(new URL('./server.ts', import.meta.url)), [], {
      env: input.environment,
      execArgv: input.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${input.profile}`],
      stdio: ['ignore', openSync(input.logFile, 'a'), 'inherit', 'ipc'],
    });
    return new MeasuredServer(child, await next(child, 'ready'));
  }

  async fill(userIds: readonly string[], messages: number): Promise<void> {
    await this.#ask({ kind: 'fill', userIds, messages }, 'filled');
  }

  async baseline(userId: string, turns: number): Promise<Baseline> {
    return (await this.#ask({ kind: 'baseline', userId, turns }, 'baseline')).baseline;
  }

  /** The marks and the processor time since the last call, and the memory of the process now. */
  async take(): Promise<Taken> {
    return this.#ask({ kind: 'take' }, 'taken');
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const gone = once(this.#child, 'exit');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_LIMIT_MS);
    this.#child.send({ kind: 'stop' } satisfies ServerRequest);
    await gone;
    clearTimeout(timer);
  }

  #ask<K extends ServerAnswer['kind']>(request: ServerRequest, kind: K): Promise<ServerAnswer & { readonly kind: K }> {
    const answer = next(this.#child, kind);
    this.#child.send(request);
    return answer;
  }
}

/** The next answer, which must be of a kind. */
async function next<K extends ServerAnswer['kind']>(
  child: ChildProcess,
  kind: K,
): Promise<ServerAnswer & { readonly kind: K }> {
  const stopped = new AbortController();
  try {
    const message = await Promise.race([
      once(child, 'message', { signal: stopped.signal }).then(([answer]) => answer as ServerAnswer),
      once(child, 'exit', { signal: stopped.signal }).then(() =>
        Promise.reject(new InvariantError('the measured process ended')),
      ),
    ]);
    if (message.kind === 'failed') throw new InvariantError(`the measured process failed: ${message.reason}`);
    if (message.kind !== kind)
      throw new InvariantError(`the measured process answered ${message.kind} instead of ${kind}`);
    return message as ServerAnswer & { readonly kind: K };
  } finally {
    stopped.abort();
  }
}
