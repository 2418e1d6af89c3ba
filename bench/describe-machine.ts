import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

const GIGABYTE = 1024 ** 3;

/** What a figure depends on besides the code: without it no two figures can be compared. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memory_gb: number;
  /** Load average of the last minute. Before the bench: above the number of cores others use the machine. */
  readonly load_before: number;
}

/** This machine. */
export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory_gb: Math.round(totalmem() / GIGABYTE),
    load_before: currentLoad(),
  };
}

/** Load average of the last minute. After a bench it includes the bench itself. */
export function currentLoad(): number {
  return Math.round((loadavg()[0] ?? 0) * 100) / 100;
}

/** The commit that was measured; `dirty` when files differ from it; null outside a checkout. */
export function describeCommit(root: string): { readonly commit: string | null; readonly dirty: boolean } {
  const git = (...words: string[]): string | undefined => {
    const { status, stdout } = spawnSync('git', words, { cwd: root, encoding: 'utf8' });
    return status === 0 ? stdout.trim() : undefined;
  };
  return { commit: git('rev-parse', '--short=12', 'HEAD') ?? null, dirty: (git('status', '--porcelain') ?? '') !== '' };
}
