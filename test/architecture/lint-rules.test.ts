import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

const eslint = new ESLint({ cwd: fileURLToPath(new URL('../../', import.meta.url)) });

/** Rules that ESLint names for a text, as if it stood at that path. */
async function judge(path: string, text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath: path, warnIgnored: true });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const SYNTAX = 'no-restricted-syntax';

describe('the lint rules', () => {
  test.each([
    ['an enum', 'src/gateway/planted.ts', 'export enum Mood { Calm }', SYNTAX],
    ['an enum in a test', 'src/gateway/planted.test.ts', 'export enum Mood { Calm }', SYNTAX],
    ['an enum in the page', 'web/src/planted.tsx', 'export enum Mood { Calm }', SYNTAX],
    [
      'a parameter property',
      'src/gateway/planted.ts',
      'export class Turn { constructor(readonly id: string) {} }',
      SYNTAX,
    ],
    ['a namespace', 'src/gateway/planted.ts', 'export namespace turn { export const id = 1; }', SYNTAX],
    ['a bare error', 'src/gateway/planted.ts', "export function fail(): never { throw new Error('no'); }", SYNTAX],
    [
      'a bare error made by a call',
      'src/gateway/planted.ts',
      "export function fail(): never { throw Error('no'); }",
      SYNTAX,
    ],
    ['a thrown text', 'src/gateway/planted.ts', "export function fail(): never { throw 'no'; }", SYNTAX],
    ['the environment in a service', 'src/gateway/planted.ts', 'export const port = process.env.PORT;', SYNTAX],
    [
      'the environment by a bracket',
      'src/kernel/planted.ts',
      "/** A port. */\nexport const port = process['env'].PORT;",
      SYNTAX,
    ],
    [
      'the environment taken apart',
      'src/app/planted.ts',
      'const { env } = process;\nexport const port = env.PORT;',
      SYNTAX,
    ],
    [
      'the environment imported',
      'src/app/planted.ts',
      "import { env } from 'node:process';\nexport const port = env.PORT;",
      SYNTAX,
    ],
    [
      'any',
      'src/gateway/planted.ts',
      'export const turn = (value: any): unknown => value;',
      '@typescript-eslint/no-explicit-any',
    ],
    [
      'any in a test',
      'test/planted.test.ts',
      'export const turn = (value: any): unknown => value;',
      '@typescript-eslint/no-explicit-any',
    ],
    [
      'a value import of a type',
      'src/gateway/planted.ts',
      "import { Turn } from './turn.ts';\nexport const turn: Turn = 1;",
      '@typescript-eslint/consistent-type-imports',
    ],
    ['an unused name', 'src/gateway/planted.ts', 'const unused = 1;\nexport {};', '@typescript-eslint/no-unused-vars'],
    [
      'an undocumented function of the kernel',
      'src/kernel/planted.ts',
      'export function open(): void {}',
      'jsdoc/require-jsdoc',
    ],
    [
      'an undocumented interface of a port',
      'src/ports/planted.ts',
      'export interface Weather { readonly degrees: number }',
      'jsdoc/require-jsdoc',
    ],
    ['a line on the console', 'src/gateway/planted.ts', "console.log('here');", 'no-console'],
    ['a note to oneself', 'src/gateway/planted.ts', `// ${'TO'}DO later\nexport {};`, 'no-warning-comments'],
    ['a file of 301 lines', 'src/gateway/planted.ts', 'export {};\n'.repeat(301), 'max-lines'],
  ])('catch %s', async (_what, path, text, rule) => {
    expect(await judge(path, text)).toEqual([rule]);
  });

  test('let main read the environment, tests throw, and clean code pass', async () => {
    expect(await judge('src/main.ts', 'export const port = process.env.PORT;')).toEqual([]);
    expect(
      await judge('src/gateway/planted.test.ts', "export function fail(): never { throw new Error('no'); }"),
    ).toEqual([]);
    expect(await judge('src/kernel/planted.ts', '/** Opens. */\nexport function open(): void {}')).toEqual([]);
  });
});
