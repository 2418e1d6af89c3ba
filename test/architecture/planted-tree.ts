import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

/** One broken rule: the rule's name and the file that breaks it. */
export interface Violation {
  readonly rule: string;
  readonly from: string;
}

/** What dependency-cruiser said of a tree. */
export interface Verdict {
  readonly violations: readonly Violation[];
  /** Imports by `#...` that led to a file of the tree. */
  readonly followedHashImports: number;
}

/** Writes files into a new folder outside the project, beside a copy of the configuration, and judges them. */
export async function judgeTree(files: Readonly<Record<string, string>>): Promise<Verdict> {
  const folder = await mkdtemp(join(tmpdir(), 'unde-architecture-'));
  try {
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json'])
      await copyFile(join(ROOT, name), join(folder, name));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const words = [CRUISER, '--config', '.dependency-cruiser.cjs', 'src', 'client', 'web/src', '--output-type', 'json'];
    const { stdout, stderr } = spawnSync(process.execPath, words, {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    return readVerdict(stdout, stderr);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface CruiserReport {
  readonly modules: readonly {
    readonly dependencies: readonly { readonly module: string; readonly couldNotResolve: boolean }[];
  }[];
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

function readVerdict(stdout: string, stderr: string): Verdict {
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser did not answer: ${stderr}`);
  const { modules, summary } = JSON.parse(stdout) as CruiserReport;
  const followed = modules
    .flatMap(({ dependencies }) => dependencies)
    .filter(({ module, couldNotResolve }) => module.startsWith('#') && !couldNotResolve);
  return {
    violations: summary.violations.map(({ from, rule }) => ({ rule: rule.name, from })),
    followedHashImports: followed.length,
  };
}
