import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { judgeTree } from './planted-tree.ts';

const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: readonly { name: string }[];
};

const leaf = 'export const leaf = 1;\n';
const use = (...paths: readonly string[]): string =>
  paths
    .map((path, index) => `import * as part${index} from '${path}';\nexport const used${index} = part${index};\n`)
    .join('');
const npmPackage = (name: string): Record<string, string> => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
  [`node_modules/${name}/index.js`]: 'module.exports = {};\n',
});

/** The layout of the house with one or two files a folder, every import as it should be. */
const CLEAN: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'planted',
    type: 'module',
    imports: { '#*': './src/*.ts' },
    dependencies: { pg: '1.0.0', fastify: '1.0.0', sharp: '1.0.0' },
    devDependencies: { vitest: '1.0.0' },
  }),
  ...npmPackage('pg'),
  ...npmPackage('fastify'),
  ...npmPackage('sharp'),
  ...npmPackage('vitest'),
  'src/main.ts': use('#app/start'),
  'src/app/start.ts': use(
    '#gateway/service',
    '#providers/claude/client',
    '#stores/shard/message-store',
    '#kernel/host',
  ),
  'src/kernel/error.ts': leaf,
  'src/kernel/contract.ts': leaf,
  'src/kernel/host.ts': use('fastify', 'node:http', './error.ts'),
  'src/ports/language-model.ts': use('#kernel/error'),
  'src/ports/language-model.conformance.ts': use('vitest'),
  'src/providers/claude/client.ts': `${use('#ports/language-model', '#kernel/error')}export const load = () => import('sharp');\n`,
  'src/providers/claude/client.test.ts': use('vitest', './client.ts', '#ports/language-model.conformance'),
  'src/providers/claude/emulator.ts': use('node:http'),
  'src/providers/gemini/client.ts': use('#ports/language-model'),
  'src/stores/database/open-database.ts': use('pg', '#kernel/error'),
  'src/stores/database/database.ts': leaf,
  'src/stores/shard/message-store.ts': use('#stores/database/database'),
  'src/stores/production/port.ts': use('#stores/database/database'),
  'src/dialogue/model/mood.ts': use('#kernel/error'),
  'src/dialogue/voice/contract.ts': use('#kernel/contract', '#dialogue/model/mood'),
  'src/dialogue/voice/speak.ts': use('./contract.ts', '#ports/language-model', '#dialogue/model/mood'),
  'src/dialogue/voice/speak.test.ts': use('vitest', '#kernel/error'),
  'src/user-data/routing/routing.ts': use('#stores/production/port', '#dialogue/model/mood'),
  'src/gateway/contract.ts': use('#kernel/contract', '#dialogue/voice/contract'),
  'src/gateway/service.ts': use(
    '#dialogue/voice/contract',
    '#user-data/routing/routing',
    '#stores/shard/message-store',
    './contract.ts',
  ),
  'client/api-client.ts': use('../src/gateway/contract.ts', '../src/dialogue/model/mood.ts'),
  'web/src/main.ts': use('../../client/api-client.ts', 'virtual:routes'),
};

interface Plant {
  readonly rule: string;
  readonly path: string;
  readonly text: string;
  /** Further files that the violation needs and that break nothing themselves. */
  readonly beside?: Readonly<Record<string, string>>;
}

const PLANTS: readonly Plant[] = [
  {
    rule: 'no-cycles',
    path: 'src/kernel/planted-cycle.ts',
    text: `import type { Far } from './planted-far.ts';\nexport type Near = Far;\n`,
    beside: {
      'src/kernel/planted-far.ts': `import type { Near } from './planted-cycle.ts';\nexport type Far = Near | 1;\n`,
    },
  },
  { rule: 'every-import-resolves', path: 'src/kernel/planted-nowhere.ts', text: use('#kernel/is-not-there') },
  { rule: 'kernel-knows-nothing', path: 'src/kernel/planted.ts', text: use('#dialogue/model/mood') },
  { rule: 'ports-know-the-kernel', path: 'src/ports/planted.ts', text: use('#dialogue/model/mood') },
  { rule: 'vendors-know-ports', path: 'src/providers/claude/planted-vendor.ts', text: use('#providers/gemini/client') },
  {
    rule: 'vendors-know-ports',
    path: 'src/providers/claude/planted-service.ts',
    text: use('#dialogue/voice/contract'),
  },
  {
    rule: 'vendors-know-ports',
    path: 'src/providers/claude/planted-store.ts',
    text: use('#stores/shard/message-store'),
  },
  { rule: 'stores-know-the-kernel', path: 'src/stores/shard/planted.ts', text: use('#stores/production/port') },
  { rule: 'stores-know-the-kernel', path: 'src/stores/shard/planted-port.ts', text: use('#ports/language-model') },
  { rule: 'models-are-pure', path: 'src/dialogue/model/planted.ts', text: use('#ports/language-model') },
  { rule: 'services-meet-by-contract', path: 'src/gateway/planted.ts', text: use('#dialogue/voice/speak') },
  { rule: 'services-meet-by-contract', path: 'src/dialogue/mood-agent/planted.ts', text: use('#dialogue/voice/speak') },
  {
    rule: 'services-do-not-know-vendors',
    path: 'src/gateway/planted-vendor.ts',
    text: use('#providers/gemini/client'),
  },
  {
    rule: 'services-do-not-know-vendors',
    path: 'src/user-data/memory/planted.ts',
    text: use('#providers/gemini/client'),
  },
  {
    rule: 'services-open-no-store',
    path: 'src/dialogue/voice/planted.ts',
    text: use('#stores/database/open-database'),
  },
  { rule: 'user-data-is-a-library', path: 'src/user-data/routing/planted.ts', text: use('#dialogue/voice/speak') },
  {
    rule: 'contracts-know-contracts',
    path: 'src/dialogue/mood-agent/contract.ts',
    text: use('#user-data/routing/routing'),
  },
  {
    rule: 'only-main-knows-app',
    path: 'src/gateway/planted-app.ts',
    text: use('#app/planted-leaf'),
    beside: { 'src/app/planted-leaf.ts': leaf },
  },
  { rule: 'only-main-knows-app', path: 'client/planted-app.ts', text: use('../src/app/planted-leaf.ts') },
  { rule: 'only-the-kernel-speaks-http', path: 'src/gateway/planted-http.ts', text: use('node:http') },
  { rule: 'only-the-kernel-speaks-http', path: 'src/dialogue/voice/planted-server.ts', text: use('fastify') },
  { rule: 'sql-lives-in-stores', path: 'src/user-data/routing/planted-sql.ts', text: use('pg') },
  { rule: 'heavy-packages-load-late', path: 'src/providers/claude/planted-heavy.ts', text: use('sharp') },
  { rule: 'production-needs-no-test-packages', path: 'src/gateway/planted-package.ts', text: use('vitest') },
  { rule: 'page-knows-contracts', path: 'client/planted.ts', text: use('../src/kernel/error.ts') },
  { rule: 'page-knows-contracts', path: 'web/src/planted.ts', text: use('../../src/gateway/service.ts') },
  { rule: 'tests-stay-tests', path: 'src/dialogue/voice/planted-test.ts', text: use('./speak.test.ts') },
];

describe('the import rules', () => {
  test('pass a clean tree, and follow the #imports of it', async () => {
    const { violations, followedHashImports } = await judgeTree(CLEAN);
    expect(violations).toEqual([]);
    const written = Object.values(CLEAN).flatMap((text) => text.match(/from '#/g) ?? []);
    expect(followedHashImports).toBe(written.length);
  });

  test('have a planted violation each', () => {
    expect([...new Set(PLANTS.map(({ rule }) => rule))].sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });

  test('catch every planted violation, each by its own rule and by no other', async () => {
    const planted = Object.fromEntries(
      PLANTS.flatMap(({ path, text, beside }) => [[path, text], ...Object.entries(beside ?? {})]),
    );
    const { violations } = await judgeTree({ ...CLEAN, ...planted });
    const caught = (path: string): readonly string[] => [
      ...new Set(violations.filter(({ from }) => from === path).map(({ rule }) => rule)),
    ];
    expect(PLANTS.map(({ path }) => ({ path, rules: caught(path) }))).toEqual(
      PLANTS.map(({ path, rule }) => ({ path, rules: [rule] })),
    );
    const unexpected = violations.filter(
      ({ from }) => !PLANTS.some(({ path }) => path === from) && from !== 'src/kernel/planted-far.ts',
    );
    expect(unexpected).toEqual([]);
  });
});
