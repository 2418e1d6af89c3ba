import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));
const CONFIGURATION = fileURLToPath(new URL('../../docs/generated/configuration.md', import.meta.url));

test('Every variable that the code reads stands in the configuration table', async () => {
  const documented = new Set(
    [...(await readFile(CONFIGURATION, 'utf8')).matchAll(/^\| `([A-Z0-9_]+)`/gm)].map(([, name]) => name),
  );
  const entries = await readdir(SOURCE, { recursive: true, withFileTypes: true });
  const files = entries
    .filter(({ name }) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
  const read = new Set<string>();
  for (const path of files) {
    const text = await readFile(path, 'utf8');
    for (const [, name] of text.matchAll(/(?:\benv: |environment\[|environment\.)'?([A-Z][A-Z0-9_]{2,})'?/g))
      read.add(name ?? '');
  }
  expect(read.size).toBeGreaterThan(50);
  expect([...read].filter((name) => !documented.has(name))).toEqual([]);
});
