// Run after `npm install` wrote the lock: a registry mirror may lack the packages of other platforms, and then npm writes
// names into `optionalDependencies` that have no entry, which `npm ci` refuses. Removes those names.
import { readFileSync, writeFileSync } from 'node:fs';

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8'));
let removed = 0;
for (const [at, entry] of Object.entries(lock.packages)) {
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    const nested = `${at}/node_modules/${name}`;
    if (lock.packages[nested] || lock.packages[`node_modules/${name}`]) continue;
    delete entry.optionalDependencies[name];
    removed += 1;
  }
}
if (removed > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${removed} names without an entry removed\n`);
