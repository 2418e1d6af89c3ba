// What must hold before a commit: types, lint, import rules, dead code, format, generated documents. Needs no database.
// usage: npm run check [-- PART...]     prints one line a part and the faults below it; exit code 1 on any fault.
// Plain JavaScript without packages: it has to start on whatever Node the machine has.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const cache = join(modules, '.cache');
const pinned = join(modules, '.bin', 'node');
const node = existsSync(pinned) ? pinned : process.execPath;
const script = (path, ...words) => [join(modules, path), ...words];
const types = (name, project) => ({
  name,
  words: script('typescript/bin/tsc', '-p', project, '--noEmit', '--pretty', 'false'),
});

/** The long ones first, so that no core waits at the end. */
const PARTS = [
  {
    name: 'lint',
    words: script(
      'eslint/bin/eslint.js',
      '.',
      '--max-warnings',
      '0',
      '--cache',
      '--cache-strategy',
      'content',
      '--cache-location',
      join(cache, 'eslint/'),
    ),
  },
  types('types', 'tsconfig.json'),
  {
    name: 'format',
    words: script(
      'prettier/bin/prettier.cjs',
      '--check',
      '.',
      '--log-level',
      'warn',
      '--cache',
      '--cache-strategy',
      'content',
      '--cache-location',
      join(cache, 'prettier.json'),
    ),
  },
  types('page-types', 'web/tsconfig.json'),
  {
    name: 'imports',
    words: script(
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      'src',
      'client',
      'web/src',
      '--output-type',
      'err',
    ),
  },
  { name: 'dead-code', words: script('knip/bin/knip.js', '--no-progress') },
  { name: 'documents', words: [join(root, 'src/app/describe-main.ts'), '--check'] },
  { name: 'notices', words: [join(root, 'ops/third-party-notices.mjs'), '--check'] },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !PARTS.some((part) => part.name === name));
if (unknown.length > 0) {
  process.stderr.write(`  No part ${unknown.join(', ')}: there are ${PARTS.map(({ name }) => name).join(', ')}.\n`);
  process.exit(1);
}
if (!existsSync(join(modules, 'typescript'))) {
  process.stderr.write('  The packages are not installed: npm ci\n');
  process.exit(1);
}
mkdirSync(cache, { recursive: true });

function seconds(sinceMs) {
  return `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;
}

function run({ name, words }) {
  const startedMs = Date.now();
  return new Promise((resolve) => {
    const output = [];
    const child = spawn(node, words, {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: undefined },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => resolve(report(1, String(error))));
    child.on('close', (code) => resolve(report(code ?? 1, Buffer.concat(output).toString())));
    const report = (code, text) => {
      process.stdout.write(`${code === 0 ? 'ok    ' : 'FAULT '} ${name.padEnd(11)} ${seconds(startedMs)}\n`);
      if (code !== 0) process.stdout.write(`${text.trimEnd().replace(/^/gm, '         ')}\n`);
      return code === 0;
    };
  });
}

const startedMs = Date.now();
const queue = PARTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const outcomes = [];
async function work() {
  for (let part = queue.shift(); part; part = queue.shift()) outcomes.push(await run(part));
}
await Promise.all(Array.from({ length: Math.min(4, Math.max(2, availableParallelism())) }, work));
const faulty = outcomes.filter((isClean) => !isClean).length;
process.stdout.write(
  `${faulty === 0 ? 'All parts are in order' : `${faulty} part(s) have faults`}, ${seconds(startedMs)}\n`,
);
process.exitCode = faulty === 0 ? 0 : 1;
