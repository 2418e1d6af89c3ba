import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

/** Rules that the house keeps by machine; the import rules are dependency-cruiser's. */
export default tseslint.config(
  { ignores: ['node_modules/', '**/dist/', '.unde/', 'ops/testbed/', '**/*.generated.*'] },
  {
    files: ['{src,client,test,eval,bench}/**/*.ts', 'web/src/**/*.{ts,tsx}'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: false } },
    plugins: { jsdoc },
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Erasable syntax only: use a union.' },
        { selector: 'TSParameterProperty', message: 'Erasable syntax only: assign in the constructor.' },
        { selector: "ThrowStatement > NewExpression[callee.name='Error']", message: 'Use an error of #kernel/error.' },
        { selector: "MemberExpression[object.name='process'][property.name='env']", message: 'Only src/main.ts reads the environment.' },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/{kernel,ports}/**/*.ts', 'src/stores/**/*.ts', 'client/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.suite.ts', '**/*.conformance.ts'],
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        { publicOnly: true, require: { FunctionDeclaration: true, ClassDeclaration: true }, contexts: ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration'] },
      ],
    },
  },
  {
    // The process entries and the tests' and measures' own entries read the environment; dictionaries may be long.
    files: ['src/main.ts', 'src/app/describe-main.ts', '{test,bench,eval}/**/*.ts', '**/*.{test,suite,conformance}.ts', 'client/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off', 'max-lines': 'off' },
  },
  { files: ['**/*.{test,suite}.ts', 'src/dialogue/**/lexicon/*.ts', 'src/dialogue/model/language/concepts/*.ts', 'src/providers/rules/phrases-*.ts', '**/__fixtures__/**'], rules: { 'max-lines': 'off', '@typescript-eslint/no-explicit-any': 'off' } },
  { files: ['{bench,eval}/**/*.ts'], rules: { 'no-console': 'off' } },
);
