import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

/** Rules that the house keeps by machine; the import rules are dependency-cruiser's. Planted violations: test/architecture/. */
const ERASABLE = [
  { selector: 'TSEnumDeclaration', message: 'Erasable syntax only: use a union.' },
  { selector: 'TSParameterProperty', message: 'Erasable syntax only: assign in the constructor.' },
  {
    selector: 'TSModuleDeclaration[id.type="Identifier"][declare!=true]',
    message: 'Erasable syntax only: use a module.',
  },
  { selector: 'Decorator', message: 'Erasable syntax only: call a function.' },
];
const HOUSE_ERRORS = [
  {
    selector: "ThrowStatement > :matches(NewExpression, CallExpression)[callee.name='Error']",
    message: 'Use an error of #kernel/error.',
  },
  {
    selector: 'ThrowStatement > :matches(Literal, TemplateLiteral, ObjectExpression)',
    message: 'Throw an error of #kernel/error.',
  },
];
const NO_ENVIRONMENT = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Only src/main.ts reads the environment.',
  },
  {
    selector: "MemberExpression[object.name='process'][property.value='env']",
    message: 'Only src/main.ts reads the environment.',
  },
  {
    selector: "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env']",
    message: 'Only src/main.ts reads the environment.',
  },
  {
    selector: "ImportDeclaration[source.value=/^(node:)?process$/] > ImportSpecifier[imported.name='env']",
    message: 'Only src/main.ts reads the environment.',
  },
];
const TESTS = ['**/*.{test,suite,conformance,fixture}.ts', '**/test-*.ts', 'test/**/*.ts', '{bench,eval}/**/*.ts'];
/** Code that is mostly words: dictionaries, phrases and tables. */
const DICTIONARIES = [
  'src/dialogue/**/lexicon/*.ts',
  'src/dialogue/model/language/concepts/*.ts',
  'src/dialogue/model/crisis/*.ts',
  'src/providers/rules/{phrases,show-words}-*.ts',
  'web/src/words/*.ts',
  '**/__fixtures__/**',
];

export default tseslint.config(
  { ignores: ['node_modules/', '**/dist/', '.unde/', 'ops/testbed/', '**/*.generated.*'] },
  {
    files: ['{src,client,test,eval,bench}/**/*.ts', 'web/**/*.{ts,tsx}'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: false } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { jsdoc },
    rules: {
      'no-restricted-syntax': ['error', ...ERASABLE, ...HOUSE_ERRORS, ...NO_ENVIRONMENT],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'start' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/{kernel,ports}/**/*.ts', 'src/**/contract.ts', 'src/stores/**/*.ts', 'client/**/*.ts'],
    ignores: TESTS,
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          require: { FunctionDeclaration: true, ClassDeclaration: true },
          // `type X = z.output<typeof x>` stands beside its schema, which carries the words.
          contexts: ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration:not([typeAnnotation.typeName.left.name="z"])'],
        },
      ],
    },
  },
  // The entries read the environment.
  {
    files: ['src/main.ts'],
    rules: { 'no-restricted-syntax': ['error', ...ERASABLE, ...HOUSE_ERRORS] },
  },
  // The page and its client know nothing of the kernel's errors, and have no process.
  {
    files: ['client/**/*.ts', 'web/**/*.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', ...ERASABLE] },
  },
  {
    files: TESTS,
    rules: { 'no-restricted-syntax': ['error', ...ERASABLE], 'max-lines': 'off' },
  },
  { files: DICTIONARIES, rules: { 'max-lines': 'off' } },
  { files: ['{bench,eval}/**/*.ts'], rules: { 'no-console': 'off' } },
);
