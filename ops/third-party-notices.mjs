// Writes the package sections of THIRD_PARTY_NOTICES.md from the lock file and the installed packages; everything above
// them is written by hand and kept. usage: node ops/third-party-notices.mjs [--check]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const path = join(root, 'THIRD_PARTY_NOTICES.md');
const MARK = '<!-- Below this line: written by ops/third-party-notices.mjs -->';
/** Development packages whose code or files are built into the page. */
const IN_THE_PAGE = [
  '@fontsource/fraunces',
  '@fontsource/ibm-plex-sans',
  '@fontsource/ibm-plex-sans-arabic',
  'react',
  'react-dom',
  'scheduler',
];

/** Packages that name their licence in a file only. */
const LICENCE_FILES = { suncalc: 'BSD-2-Clause' };

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

function licenceOf(name, location, entry) {
  if (LICENCE_FILES[name]) return LICENCE_FILES[name];
  if (entry.license) return String(entry.license);
  const manifest = join(root, location, 'package.json');
  if (!existsSync(manifest)) return 'see the package';
  const { license, licenses } = JSON.parse(readFileSync(manifest, 'utf8'));
  const names = [license, ...(licenses ?? [])].filter(Boolean).map((one) => (typeof one === 'string' ? one : one.type));
  return names.join(' OR ') || 'see the package';
}

function readPackages() {
  const found = new Map();
  for (const [location, entry] of Object.entries(packages)) {
    if (location === '' || entry.link) continue;
    const name = entry.name ?? location.slice(location.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const isInPage = IN_THE_PAGE.includes(name);
    if ((entry.dev || entry.devOptional) && !isInPage) continue;
    found.set(`${name} ${entry.version}`, {
      name,
      version: entry.version,
      licence: licenceOf(name, location, entry),
      isInPage,
    });
  }
  return [...found.values()].sort((one, other) =>
    one.name < other.name ? -1 : one.name > other.name ? 1 : one.version < other.version ? -1 : 1,
  );
}

function table(rows) {
  const lines = rows.map(
    ({ name, version, licence }) =>
      `| [${name}](https://www.npmjs.com/package/${name}/v/${version}) | ${version} | ${licence} |`,
  );
  return ['| Package | Version | Licence |', '|---|---|---|', ...lines].join('\n');
}

const existing = existsSync(path) ? readFileSync(path, 'utf8') : '# Third-party notices\n';
const written = existing
  .split(MARK)[0]
  .replace(/\n## Packages used at run time\n[\s\S]*$/, '\n')
  .trimEnd();
const all = readPackages();
const text = `${written}

${MARK}

## Packages in the page

${table(all.filter(({ isInPage }) => isInPage))}

## Packages used at run time

Each carries its licence and its copyright notice in \`node_modules/<name>\`.

${table(all.filter(({ isInPage }) => !isInPage))}
`;

if (process.argv.includes('--check')) {
  if (text !== existing) {
    process.stdout.write('THIRD_PARTY_NOTICES.md is stale: node ops/third-party-notices.mjs\n');
    process.exitCode = 1;
  }
} else if (text !== existing) {
  writeFileSync(path, text);
}
