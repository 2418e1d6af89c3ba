import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DependencyTimeoutError } from '#kernel/error';

const ROOT = join(import.meta.dirname, '../..');
/** Log lines that are kept of a process. */
const KEPT_BYTES = 2_000_000;

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One process of UNDE as a test sees it. */
export interface UndeProcess {
  readonly name: string;
  /** Standard output and standard error so far. */
  readonly output: () => string;
  readonly exited: Promise<Exit>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

/** Starts `src/main.ts` with some words and exactly this environment, the search path apart. */
export function spawnUnde(
  name: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): UndeProcess {
  const child: ChildProcess = spawn(process.execPath, [join(ROOT, 'src/main.ts'), ...words], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (piece: Buffer): void => {
    output = (output + piece.toString('utf8')).slice(-KEPT_BYTES);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const exited = new Promise<Exit>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  return {
    name,
    output: () => output,
    exited,
    kill: (signal) => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    },
  };
}

/** Ends a process in order, by force when it takes longer than the time. */
export async function endProcess(unde: UndeProcess, timeoutMs = 60_000): Promise<Exit> {
  const timer = setTimeout(() => unde.kill('SIGKILL'), timeoutMs);
  unde.kill('SIGTERM');
  return unde.exited.finally(() => clearTimeout(timer));
}

/** Asks again until the answer is there. @throws DependencyTimeoutError with what was waited for. */
export async function waitUntil<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  timeoutMs = 30_000,
): Promise<T> {
  const endsAtMs = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > endsAtMs) throw new DependencyTimeoutError(`waited ${timeoutMs} ms for ${what}`);
    await sleep(50);
  }
}

/** A port that nothing listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
