// What `npm start` runs on whatever Node the machine has (20 or newer): installs what is missing, builds the page when its
// sources changed, then hands over to the pinned Node. Plain JavaScript without packages, because nothing is there yet.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const say = (text) => process.stdout.write(`  ${text}\n`);

if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(`  UNDE needs Node 20 or newer to begin with; this is ${process.versions.node}.\n`);
  process.exit(1);
}

function run(command, words) {
  const { status, error } = spawnSync(command, words, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error) process.stderr.write(`  ${command}: ${error.message}\n`);
  return status === 0;
}

function digestOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) if (existsSync(path)) hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter(
      (path) =>
        !path.includes('node_modules') && !path.includes(`${join('web', 'dist')}`) && !/\.test\.tsx?$/.test(path),
    )
    .sort();
}

/** Does a step again only when its input changed since it last ended well. */
function once(name, digest, step) {
  const folder = join(modules, '.cache', 'unde');
  const mark = join(folder, name);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return;
  if (!step()) process.exit(1);
  mkdirSync(folder, { recursive: true });
  writeFileSync(mark, digest);
}

const lock = join(root, 'package-lock.json');
once('installed', digestOf([lock, join(root, 'package.json')]), () => {
  say('Installing packages (once) ...');
  // A mirror that lacks other platforms' optional packages refuses `npm ci`.
  return (
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']) ||
    run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])
  );
});

const pinned = join(modules, '.bin', 'node');
const node = existsSync(pinned) ? pinned : process.execPath;
const sources = [
  ...filesBelow(join(root, 'web')),
  ...filesBelow(join(root, 'client')),
  join(root, 'src', 'gateway', 'contract.ts'),
  ...filesBelow(join(root, 'src', 'dialogue', 'model')),
];
once('page', digestOf([...sources, lock]), () => {
  say('Building the page (once) ...');
  return run(node, [join(modules, 'vite', 'bin', 'vite.js'), 'build', 'web', '--logLevel', 'error']);
});

const child = spawn(
  node,
  [join(root, 'src', 'main.ts'), ...(process.argv.length > 2 ? process.argv.slice(2) : ['all'])],
  { cwd: root, stdio: 'inherit' },
);
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
