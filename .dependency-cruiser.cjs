/**
 * The direction of imports: main -> app -> {services, providers, stores}; services -> ports; providers -> ports -> kernel.
 * Each rule has a planted violation in test/architecture/import-rules.test.ts: a rule that catches nothing does not count.
 */
const PIPELINES = 'dialogue|catalogue|recognition|try-on';
/** A folder of a service or of a step of a pipeline; group 1 is the folder. A pipeline's `model/` belongs to nobody. */
const SERVICE = `^src/(gateway|(?:${PIPELINES})/(?!model/)[^/]+)/`;
const TEST = '[.](test|suite|conformance|fixture)[.]tsx?$|(^|/)test-[^/]+[.]ts$';
const OUTSIDE_SRC = 'client/|web/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Types included.',
      severity: 'error',
      from: { path: '^(src|client|web/src)/' },
      to: { circular: true },
    },
    {
      name: 'every-import-resolves',
      comment:
        'An import that the judge cannot follow would pass every other rule. `virtual:` modules are made by the page build.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'kernel-knows-nothing',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { path: `^(src/(?!kernel/)|${OUTSIDE_SRC})` },
    },
    {
      name: 'ports-know-the-kernel',
      severity: 'error',
      from: { path: '^src/ports/' },
      to: { path: `^(src/(?!kernel/|ports/)|${OUTSIDE_SRC})` },
    },
    {
      name: 'vendors-know-ports',
      comment:
        'A vendor sees ports, the kernel and its own folder; emulators that speak through a local engine get it handed in.',
      severity: 'error',
      from: { path: '^src/providers/([^/]+)/', pathNot: TEST },
      to: { path: `^(src/(?!kernel/|ports/|providers/$1/)|${OUTSIDE_SRC})` },
    },
    {
      name: 'stores-know-the-kernel',
      severity: 'error',
      from: { path: '^src/stores/([^/]+)/' },
      to: { path: `^(src/(?!kernel/|stores/$1/|stores/database/)|${OUTSIDE_SRC})` },
    },
    {
      name: 'models-are-pure',
      comment: 'model/ holds pure types and functions; of a service it may know the contract.',
      severity: 'error',
      from: { path: `^src/(${PIPELINES}|user-data/knowledge)/model/`, pathNot: TEST },
      to: {
        path: `^src/(?!kernel/|(?:${PIPELINES}|user-data/knowledge)/model/)`,
        pathNot: '/contract[.]ts$',
      },
    },
    {
      name: 'services-meet-by-contract',
      severity: 'error',
      from: { path: SERVICE, pathNot: TEST },
      to: { path: SERVICE, pathNot: ['^src/$1/', '/contract[.]ts$'] },
    },
    {
      name: 'services-do-not-know-vendors',
      comment: 'They meet in app only. A test may hand in a real adapter, such as the cache in memory.',
      severity: 'error',
      from: { path: `^src/(gateway|user-data|${PIPELINES})/`, pathNot: TEST },
      to: { path: '^src/providers/' },
    },
    {
      name: 'services-open-no-store',
      comment: 'Functions of a store and a session that is handed in, yes; a connection of its own, never.',
      severity: 'error',
      from: { path: `^src/(gateway|user-data|${PIPELINES})/`, pathNot: TEST },
      to: { path: '^src/stores/database/(open-|embedded-|migrate|data-folder|backup-|test-)' },
    },
    {
      name: 'user-data-is-a-library',
      comment: 'Routing, memory and knowledge are called by services and know none.',
      severity: 'error',
      from: { path: '^src/user-data/' },
      to: { path: '^src/(gateway|(?:' + PIPELINES + ')/(?!model/))', pathNot: '/contract[.]ts$' },
    },
    {
      name: 'contracts-know-contracts',
      severity: 'error',
      from: { path: '^src/(?!kernel/).*/contract[.]ts$' },
      to: { path: '^src/', pathNot: ['^src/kernel/(contract|job|schedule)[.]ts$', '/model/', '/contract[.]ts$'] },
    },
    {
      name: 'only-main-knows-app',
      severity: 'error',
      from: { path: `^(src/(?!app/|main[.]ts$)|${OUTSIDE_SRC})`, pathNot: TEST },
      to: { path: '^src/(app/|main[.]ts$)' },
    },
    {
      name: 'only-the-kernel-speaks-http',
      comment:
        "Vendors may use fetch and a client's socket; servers are the kernel's. The stores' worker has a socket of its own.",
      severity: 'error',
      from: { path: '^src/(?!kernel/)', pathNot: `${TEST}|/emulator[^/]*[.]ts$|^src/stores/database/` },
      to: {
        path: '^(node:)?(http|https|http2|net|tls)$|node_modules/(fastify|@fastify|ws)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'sql-lives-in-stores',
      severity: 'error',
      from: { path: '^src/(?!stores/)', pathNot: TEST },
      to: { path: 'node_modules/(pg|kysely|@electric-sql)/' },
    },
    {
      name: 'heavy-packages-load-late',
      comment: 'Inside the factory of their adapter (`await import`), so that the other servers never load them.',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: {
        path: 'node_modules/(sharp|@energetic-ai|fasttext[.]wasm|date-holidays|@electric-sql/pglite(-pgvector)?)/',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'production-needs-no-test-packages',
      comment: 'The page is built at the install, from development packages; what runs is not.',
      severity: 'error',
      from: { path: '^(src|client)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'page-knows-contracts',
      severity: 'error',
      from: { path: `^(${OUTSIDE_SRC})`, pathNot: TEST },
      to: { path: '^src/(?!app/|main[.]ts$)', pathNot: ['/contract[.]ts$', '/model/', '^src/kernel/contract[.]ts$'] },
    },
    {
      name: 'tests-stay-tests',
      severity: 'error',
      from: { path: `^(src|${OUTSIDE_SRC})`, pathNot: `${TEST}|embedded-kill-child[.]ts$` },
      to: { path: '[.](test|suite|conformance)[.]tsx?$|^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|__fixtures__|node_modules/.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
